/** Logarithms of income and exponentials of spending as tables, for the hot loop over households. */
import { explained as explainedOf, type SpendingModel } from './consumption.ts';

/** By every four thousand rupiah of income a head, up to 65 million a month; what is above counts as that. */
export const STEP_THOUSAND = 4;
export const EXPLAINED_ENTRIES = 16_384;
/** By every 64th of a logarithm beyond the middle, a straight line between. */
export const PER_E = 64;
export const REACH = 12;
export const BEYOND_ENTRIES = 2 * REACH * PER_E + 2;

export interface SpendingTables {
  /** [income in steps] what it explains. */
  readonly explained: Float32Array;
  /** [logarithm beyond the middle, from −12 to 12] thousand rupiah beyond the least. */
  readonly beyond: Float64Array;
}

export const spendingTables = (model: SpendingModel): SpendingTables => ({
  explained: Float32Array.from({ length: EXPLAINED_ENTRIES }, (_, i) =>
    explainedOf(model, Math.max(1, (i + 0.5) * STEP_THOUSAND)),
  ),
  beyond: Float64Array.from({ length: BEYOND_ENTRIES }, (_, i) => Math.exp(model.logMiddle + i / PER_E - REACH)),
});

/** @param income thousand rupiah a head and month */
export function explainedBy(explained: SpendingTables['explained'], income: number): number {
  const step = (income / STEP_THOUSAND) | 0;
  return explained[step < EXPLAINED_ENTRIES ? step : EXPLAINED_ENTRIES - 1]!;
}

/** Thousand rupiah beyond the least. */
export function spentBeyond(beyond: SpendingTables['beyond'], log: number): number {
  let place = (log + REACH) * PER_E;
  if (place < 0) place = 0;
  else if (place > 2 * REACH * PER_E) place = 2 * REACH * PER_E;
  const step = place | 0;
  const low = beyond[step]!;
  return low + (place - step) * (beyond[step + 1]! - low);
}
