/** One replicate, or one side of it, with what was kept of its baseline or for keeping it. */
import type { TellYear } from './full-sides.ts';
import { packBaseline, unpackBaseline } from './kept-baseline.ts';
import type { PairOfRuns } from './pair-of-runs.ts';
import type { Replicated, Replicator } from './replicate.ts';
import { layoutOf } from './sides.ts';

export interface OneReplicate {
  readonly number: number;
  /** Whether the baseline is to be handed back, for another scenario. */
  readonly isBaselineWanted: boolean;
  /** What was kept of it, if anything. */
  readonly baseline: Uint8Array | undefined;
}

export interface SimulatedOne {
  readonly values: Float32Array;
  /** To be kept: undefined where it is kept already, not wanted, or only people are simulated. */
  readonly baseline: Uint8Array | undefined;
}

export function simulateOne(
  replicator: Replicator,
  pair: PairOfRuns,
  { number, isBaselineWanted, baseline }: OneReplicate,
  tellYear?: TellYear,
): SimulatedOne {
  if (baseline === undefined) return packed(replicator.pair(number, undefined, tellYear), isBaselineWanted);
  const known = unpackBaseline(baseline, layoutOf(pair));
  return { values: replicator.pair(number, known, tellYear).values, baseline: undefined };
}

/** The baseline side alone. */
export const simulateBaseline = (
  replicator: Replicator,
  { number, isBaselineWanted }: OneReplicate,
  tellYear: TellYear,
): SimulatedOne => packed(replicator.baseline(number, tellYear), isBaselineWanted);

const packed = ({ values, baseline }: Replicated, isWanted: boolean): SimulatedOne => ({
  values,
  baseline: isWanted && baseline !== undefined ? packBaseline(baseline) : undefined,
});
