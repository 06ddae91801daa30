/** What may change the labour market of a year besides who stands where: courses, and a minimum wage. */
import { drawBits, thresholdOf } from '../chance/keyed-draws.ts';
import type { Members } from './columns.ts';
import type { EarningTables } from './earnings.ts';
import type { LifeKeys } from './life-keys.ts';
import type { WorkTables } from './work-tables.ts';

/** Courses for those who look for work. */
export interface Training {
  /** [region] share of those who look for work who have a place. */
  readonly placeShare: Float64Array;
  /** Of those with a place, share who find work that they would not have found. */
  readonly effectShare: number;
}

/** A minimum wage that differs from the one in what people earn already. */
export interface WageFloor {
  /** Thousand rupiah a month that formal work pays at least; and times what it paid, at most. */
  readonly least: number;
  readonly factor: number;
  /** [group] share of work that is formal. */
  readonly formalShare: readonly number[];
}

export interface LabourSetting {
  readonly tables: WorkTables;
  readonly earnings: EarningTables;
  /** Correlation with the year before. */
  readonly persistence: number;
  readonly payPersistence: number;
  readonly training: Training | undefined;
  readonly wageFloor: WageFloor | undefined;
}

/** Whether somebody who looks for work is trained and finds some because of it. */
export function isHelped(
  { low, high, region }: Members,
  row: number,
  training: Training,
  { training: key }: LifeKeys,
): boolean {
  const share = training.placeShare[region[row]!]!;
  return (
    drawBits(key, low[row]!, high[row]!, 0) < thresholdOf(share) &&
    drawBits(key, low[row]!, high[row]!, 1) < thresholdOf(training.effectShare)
  );
}

/** Formal work that paid less than the new floor pays the floor, or as much more as the floor has risen. */
export function lifted(
  { low, high }: Members,
  row: number,
  plain: number,
  group: number,
  { least, factor, formalShare }: WageFloor,
  { formal }: LifeKeys,
): number {
  if (plain >= least || drawBits(formal, low[row]!, high[row]!, 0) >= thresholdOf(formalShare[group]!)) return plain;
  return Math.round(Math.min(least, plain * factor));
}
