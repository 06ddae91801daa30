/** How DTSEN ranks families and how that goes with what they spend: deciles of the simulation are estimates, never its desil. */
import { normalQuantile } from '../../../kernel/normal.ts';
import type { LivelihoodParameters } from '../parameters.ts';

/** Of what the decile leaves open, the part that goes with what members earn. */
const EARNED_SHARE = 0.6;

/** Share of families in deciles 1 to d, by d from 0 to 10. */
export function decileCuts(
  desil: ArrayLike<number>,
  { desilShares }: LivelihoodParameters['consumption'],
): Float64Array {
  const counts = new Float64Array(11);
  for (let row = 0; row < desil.length; row++) if (desil[row]! > 0) counts[desil[row]!]!++;
  if (!counts.some((each) => each > 0)) desilShares.shares.forEach((share, i) => (counts[i + 1] = share));
  const all = counts.reduce((sum, each) => sum + each, 0);
  let below = 0;
  return counts.map((each) => (below += each) / all);
}

/** Rank under which a family is within a decile limit. */
export const rankBelow = (cuts: Float64Array, desil: number): number => {
  const share = cuts[desil]!;
  return share <= 0 ? -Infinity : share >= 1 - 1e-12 ? Infinity : normalQuantile(share);
};

/** Standard normal place of a family in the ranking: within its decile, where it has one. */
export function rankWithin(cuts: Float64Array, desil: number, uniform: number): number {
  const from = desil === 0 ? 0 : cuts[desil - 1]!;
  const to = desil === 0 ? 1 : cuts[desil]!;
  // Of a decile that nobody has at the start the middle of nothing is taken.
  return normalQuantile(Math.min(1 - 1e-9, Math.max(1e-9, from + uniform * (to - from))));
}

/** Where a family stands by what it spends, standard normal, given its place in the ranking and what it earns. */
export const spendingPlace = (correlation: number, place: number, earns: number, chance: number): number =>
  correlation * place +
  Math.sqrt(1 - correlation ** 2) * (EARNED_SHARE * earns + Math.sqrt(1 - EARNED_SHARE ** 2) * chance);
