/** From residents and what is asked to a pair of runs. */
import { anniversary, isoDate } from '../../kernel/time.ts';
import type { Population } from '../../population/columns.ts';
import { loadDemography } from '../demography/parameters.ts';
import { fullStart } from '../replicates/full-start.ts';
import { momentOf, type PairOfRuns } from '../replicates/pair-of-runs.ts';
import { loadLevers } from '../scenarios/levers.ts';
import type { ScenarioSetting } from '../scenarios/scenario-file.ts';
import type { RunSpec } from './run-identity.ts';

/** What levers may be moved, and in which years and areas. */
export const settingOf = (
  modelsFolder: string,
  areaCodes: readonly string[],
  startDay: number,
  years: number,
): ScenarioSetting => ({
  levers: loadLevers(modelsFolder),
  areaCodes,
  firstYear: Math.floor(momentOf(startDay, 1)),
  lastYear: Math.floor(momentOf(startDay, years)),
});

/** @returns the pair, and how many residents had no known kelurahan, sex or age and have one drawn like the others */
export function pairOf(
  population: Population,
  areaCodes: readonly string[],
  modelsFolder: string,
  { years, seed, alignment, baseline, scenario }: RunSpec,
): { readonly pair: PairOfRuns; readonly spread: number } {
  const { full, spread } = fullStart(population, areaCodes.length, modelsFolder);
  const start = full.families.persons;
  const parameters = loadDemography(modelsFolder);
  const startDay = population.referenceDay;
  return { pair: { start, parameters, startDay, years, seed, areaCodes, alignment, baseline, scenario, full }, spread };
}

/** [year, the start first] day for which the numbers hold: the same day so many years later; 29 February becomes the 28th. */
export const datesOf = ({ startDay, years }: Pick<PairOfRuns, 'startDay' | 'years'>): string[] =>
  Array.from({ length: years + 1 }, (_, step) => isoDate(anniversary(startDay, step)));
