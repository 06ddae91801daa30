/** How near the sample city comes to the real figures. */
import type { Bilingual } from '../kernel/bilingual.ts';
import type { City } from './city.ts';
import { measure, type Measures } from './measures.ts';
import { loadSampleParameters } from './parameters.ts';
import { loadTargets, type Target } from './targets.ts';

export interface CalibrationRow {
  readonly key: string;
  readonly name: Bilingual;
  readonly target: number;
  readonly got: number;
  readonly bound: Target['bound'];
  /** got - target to six decimals; 0 where the target is a bound that is kept. */
  readonly gap: number;
  /** How large the gap may be in a city of 20,000 residents or more. */
  readonly tolerance: number;
  readonly isWithin: boolean;
  readonly unit: string;
  readonly source: string;
  /** Nobody has measured the target; it is what seems right for such a city. */
  readonly isAssumption: boolean;
}

function gapOf(target: Target, got: number): number {
  const gap = got - target.value;
  if (target.bound === 'at-most') return Math.max(0, gap);
  return target.bound === 'at-least' ? Math.min(0, gap) : gap;
}

/** @throws RangeError when nothing measures what a target asks for */
export function compareWithTargets(measures: Measures, targets: readonly Target[]): CalibrationRow[] {
  return targets.map((target) => {
    const got = measures.get(target.key);
    if (got === undefined) throw new RangeError(`Nothing measures the target ${target.key}.`);
    const gap = gapOf(target, got);
    const { key, name, value, bound, tolerance, unit, source } = target;
    return {
      key,
      name,
      target: value,
      got,
      bound,
      // No minus before a zero.
      gap: Math.round(gap * 1e6) / 1e6 + 0,
      tolerance,
      // NaN, where there is nobody to count, is within nothing.
      isWithin: Math.abs(gap) <= tolerance,
      unit,
      source,
      isAssumption: source.startsWith('assumption'),
    };
  });
}

/**
 * Target, got and gap of each real figure.
 *
 * @param models the folder models/
 * @throws TwinError configuration: models/sample is missing a file or has a faulty one
 */
export function calibrationReport(city: City, models: string): CalibrationRow[] {
  return compareWithTargets(measure(city, loadSampleParameters(models)), loadTargets(models));
}
