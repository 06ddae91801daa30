/** One replicate, with what was kept of its baseline or for keeping it. */
import { packBaseline, unpackBaseline } from './kept-baseline.ts';
import type { PairOfRuns } from './pair-of-runs.ts';
import type { replicatesOf } from './replicate.ts';
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
  replicated: ReturnType<typeof replicatesOf>,
  pair: PairOfRuns,
  { number, isBaselineWanted, baseline }: OneReplicate,
): SimulatedOne {
  if (baseline !== undefined) {
    const known = unpackBaseline(baseline, layoutOf(pair));
    return { values: replicated(number, known).values, baseline: undefined };
  }
  const simulated = replicated(number);
  const isKept = isBaselineWanted && simulated.baseline !== undefined;
  return { values: simulated.values, baseline: isKept ? packBaseline(simulated.baseline!) : undefined };
}
