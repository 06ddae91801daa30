/** Drawing with exact totals: shares become whole numbers of people, and a quota is met by one person more or less. */
import type { Chance } from '../kernel/random.ts';

/** Running totals of weights; what Chance.pick wants. */
export function cumulate(weights: ArrayLike<number>): Float64Array {
  const cumulative = new Float64Array(weights.length);
  let total = 0;
  for (let i = 0; i < weights.length; i++) cumulative[i] = total += weights[i]!;
  return cumulative;
}

/**
 * Parts a whole number in proportion to weights; the parts add up to it (largest remainders).
 *
 * @returns [weight] whole numbers
 */
export function apportion(total: number, weights: ArrayLike<number>): Uint32Array {
  const sum = cumulate(weights).at(-1) ?? 0;
  const parts = new Uint32Array(weights.length);
  const remainders: { index: number; rest: number }[] = [];
  let given = 0;
  for (let i = 0; i < weights.length; i++) {
    const exact = (total * weights[i]!) / sum;
    parts[i] = Math.floor(exact);
    given += parts[i]!;
    remainders.push({ index: i, rest: exact - parts[i]! });
  }
  remainders.sort((a, b) => b.rest - a.rest || a.index - b.index);
  for (let i = 0; given < total; i++, given++) parts[remainders[i]!.index]! += 1;
  return parts;
}

/** Rows 0 to count - 1 in an order of chance (Fisher and Yates). */
export function shuffled(count: number, chance: Chance): Uint32Array {
  const order = new Uint32Array(count);
  for (let i = 0; i < count; i++) order[i] = i;
  for (let i = count - 1; i > 0; i--) {
    const j = chance.below(i + 1, i);
    const held = order[i]!;
    order[i] = order[j]!;
    order[j] = held;
  }
  return order;
}

/** Rows in ascending order of a key; rows of equal key keep their order. */
export function orderBy(rows: Uint32Array, key: Float64Array): Uint32Array {
  return rows.slice().sort((a, b) => key[a]! - key[b]! || a - b);
}

/**
 * Draws rows with given probabilities so that any run of rows holds as many as expected, to one more or less
 * (systematic sampling).
 *
 * @param probability [row] 0 to 1
 * @param start       0 to below 1, the one draw of chance
 * @returns           [row] 1 when drawn
 */
export function systematicSample(probability: Float64Array, start: number): Uint8Array {
  const drawn = new Uint8Array(probability.length);
  let before = start;
  for (let i = 0; i < probability.length; i++) {
    const after = before + probability[i]!;
    if (Math.floor(after) > Math.floor(before)) drawn[i] = 1;
    before = after;
  }
  return drawn;
}

/** Finds where a rising function crosses a value; 60 halvings of the interval. */
export function solveRising(low: number, high: number, target: number, value: (x: number) => number): number {
  let from = low;
  let to = high;
  for (let i = 0; i < 60; i++) {
    const middle = (from + to) / 2;
    if (value(middle) < target) from = middle;
    else to = middle;
  }
  return (from + to) / 2;
}

/**
 * Turns propensities into probabilities with a given expected total: one number is added to every logit.
 *
 * @param logit   [row]; -Infinity for who can never be drawn
 * @param counted rows from 0 to below this make up the total; later rows get the same added number
 */
export function probabilitiesWithTotal(logit: Float64Array, counted: number, total: number): Float64Array {
  const sumWith = (shift: number): number => {
    let sum = 0;
    for (let i = 0; i < counted; i++) sum += 1 / (1 + Math.exp(-logit[i]! - shift));
    return sum;
  };
  const shift = solveRising(-30, 30, total, sumWith);
  return logit.map((value) => 1 / (1 + Math.exp(-value - shift)));
}

/** A share that runs straight between knots of age and stays level outside them. */
export interface AgeCurve {
  readonly ages: readonly number[];
  readonly shares: readonly number[];
}

export function shareAt(curve: AgeCurve, ageYears: number): number {
  const { ages, shares } = curve;
  const last = ages.length - 1;
  if (ageYears <= ages[0]!) return shares[0]!;
  if (ageYears >= ages[last]!) return shares[last]!;
  let i = 0;
  while (ages[i + 1]! < ageYears) i++;
  const part = (ageYears - ages[i]!) / (ages[i + 1]! - ages[i]!);
  return shares[i]! + part * (shares[i + 1]! - shares[i]!);
}

/** Looks up a curve once for each age from 0 to 110. */
export const tabulate = (curve: AgeCurve): Float64Array =>
  Float64Array.from({ length: 111 }, (_, age) => shareAt(curve, age));
