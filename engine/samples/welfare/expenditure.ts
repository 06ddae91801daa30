/** What a household spends a head: its rank in welfare turned into rupiah, so that Gini and poverty are the real ones. */
import { solveRising } from '../sampling.ts';
import { standardNormalScore } from './normal.ts';
import type { WelfareParameters } from './welfare-parameters.ts';

/** Rows of households from the worst off to the best off. */
export function byWelfare(welfare: Float64Array): Uint32Array {
  const order = Uint32Array.from(welfare, (_, i) => i);
  return order.sort((a, b) => welfare[a]! - welfare[b]! || a - b);
}

/**
 * Scores that are standard normal over the people, in the order of other scores.
 *
 * @param people [household] how many count; may be 0
 */
export function normalScores(score: Float64Array, people: ArrayLike<number>): Float64Array {
  const order = byWelfare(score);
  let total = 0;
  for (let i = 0; i < people.length; i++) total += people[i]!;
  const normal = new Float64Array(score.length);
  let before = 0;
  for (const household of order) {
    const middle = (before + people[household]! / 2) / total;
    normal[household] = standardNormalScore(Math.min(1 - 1e-7, Math.max(1e-7, middle)));
    before += people[household]!;
  }
  return normal;
}

/**
 * Gini index of a value over people.
 *
 * @param order  rows of ascending value
 * @param people [row] how many have it
 * @returns      0 all alike, towards 1 one has all
 */
export function giniOf(value: Float64Array, order: Uint32Array, people: ArrayLike<number>): number {
  let count = 0;
  let sum = 0;
  let area = 0;
  for (const row of order) {
    const added = value[row]! * people[row]!;
    area += people[row]! * (sum + added / 2);
    sum += added;
    count += people[row]!;
  }
  return 1 - (2 * area) / (count * sum);
}

/** The highest score that is still poor: below it lives the share of the people nearest to the one wanted. */
function poorUpTo(order: Uint32Array, welfare: Float64Array, people: ArrayLike<number>, poorShare: number): number {
  let total = 0;
  for (const row of order) total += people[row]!;
  let below = 0;
  for (let i = 0; i < order.length; i++) {
    const next = below + people[order[i]!]!;
    if (next / total - poorShare > poorShare - below / total)
      return i === 0 ? welfare[order[0]!]! - 1e-9 : (welfare[order[i - 1]!]! + welfare[order[i]!]!) / 2;
    below = next;
  }
  return Infinity;
}

/**
 * Expenditure a head: the least that anybody spends, plus a lognormal part of welfare whose spread is solved for the
 * Gini index and whose place is set by the poverty line.
 *
 * @param welfare [household] scores
 * @param people  [household] residents
 * @returns       [household] rupiah a person a month, whole
 */
export function expenditures(
  welfare: Float64Array,
  people: ArrayLike<number>,
  parameters: WelfareParameters['expenditure'],
): Float64Array {
  const least = parameters.leastRupiahPerPersonPerMonth;
  const line = parameters.povertyLineRupiahPerPersonPerMonth;
  const order = byWelfare(welfare);
  const threshold = poorUpTo(order, welfare, people, parameters.poorShare);
  const spending = (spread: number): Float64Array =>
    welfare.map((score) => Math.round(least + (line - least) * Math.exp(spread * (score - threshold))));
  const spread = solveRising(0.01, 3, parameters.giniIndex, (x) => giniOf(spending(x), order, people));
  // Rounding puts nobody just below the line onto it, nor the other way round.
  return spending(spread).map((rupiah, i) =>
    welfare[i]! < threshold ? Math.min(rupiah, line - 1) : Math.max(rupiah, line),
  );
}

/**
 * National deciles: the shares of the city, in the order of a score.
 *
 * @param counts [household] 1 for those that make up the shares
 * @returns      [household] 1 poorest to 10
 */
export function deciles(score: Float64Array, counts: ArrayLike<number>, shares: readonly number[]): Uint8Array {
  const order = byWelfare(score);
  let total = 0;
  for (const row of order) total += counts[row]!;
  const desil = new Uint8Array(score.length);
  let seen = 0;
  let decile = 1;
  let upTo = shares[0]!;
  for (const row of order) {
    while (decile < 10 && (seen + counts[row]! / 2) / total > upTo) upTo += shares[decile++]!;
    desil[row] = decile;
    seen += counts[row]!;
  }
  return desil;
}
