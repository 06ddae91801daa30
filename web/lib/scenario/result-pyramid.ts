/** Residents by sex and age of a run: bars of the scenario with their bands of 80 %, the outline of the baseline. */
import { ageGroupsIn, pyramidOf, type Pyramid } from '../charts/pyramid.ts';
import type { Cell } from '../columns.ts';
import type { ScenarioResults } from './results.ts';

/** They are told as a pyramid, and not one by one. */
export const isBar = (key: string): boolean => key.startsWith('pyramid/');

export function resultPyramid(results: ScenarioResults, year: number, area: number): Pyramid {
  const keys = results.header.indicators.map(({ key }) => key).filter(isBar);
  const side =
    (variant: 'baseline' | 'scenario') =>
    (key: string): Cell => {
      if (isBar(key)) return results.cell(key, variant, year, area);
      // Shares of all who are in a bar of the baseline, so that both sides are drawn on one scale.
      return { kind: 'value', value: sumOf(keys.map((bar) => results.cell(bar, 'baseline', year, area))) };
    };
  const bandOf = (key: string): { low: number; high: number } | undefined => {
    const { low80, high80 } = results.band(key, 'scenario', year, area);
    return !results.hasBands || Number.isNaN(low80) ? undefined : { low: low80, high: high80 };
  };
  return pyramidOf(ageGroupsIn(keys), side('scenario'), side('baseline'), bandOf);
}

const sumOf = (cells: readonly Cell[]): number =>
  cells.reduce((sum, cell) => sum + (cell.kind === 'value' ? cell.value : 0), 0);
