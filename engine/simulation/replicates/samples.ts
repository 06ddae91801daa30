/**
 * What a number would be with other luck, with other rates, or with both: the values of which bands are quantiles.
 *
 * Replicates 2k and 2k + 1 have the same draw of parameters and luck of their own, so that no run is made for one kind of
 * uncertainty alone. By the law of total variance, Var(y) = E[Var(y | rates)] + Var(E[y | rates]):
 *
 * - together: all replicates.
 * - chance, the first term: half the square of the difference within a pair has it as its mean. The sample is the median
 *   of all, plus and minus each difference divided by √2: of which sign a difference is was chance too.
 * - parameters, the second term: of people what cohort-component expects with each draw, which has no luck in it. Of families
 *   and how people live the means of the pairs, drawn together to the variance that is left of theirs when half of that of
 *   chance is taken off (the one-way random-effects analysis of variance); all on the median where nothing is left.
 *
 * Variances are unbiased; that the shape of a band is right too asks that the difference of two lucks, and the means, are
 * shaped as the part they stand for, which is so for normal ones. It costs some sharpness of `together`: the standard error of
 * a variance that is all parameters is that of half as many replicates.
 * Source: Searle, Casella and McCulloch (1992), "Variance Components", chapter 3.
 */
import { FAMILIES_FROM, SIMULATED_INDICATORS } from './indicators.ts';
import { layoutOfValues, UNCERTAINTIES, type Uncertainty } from './sides.ts';

/** Replicates with the same parameters, one after the other. */
export const LUCKS = 2;
export const drawOfParameters = (replicate: number): number => Math.floor(replicate / LUCKS);

/** How many values stand behind the bands of each kind: replicates, pairs of replicates, draws of parameters. */
export const restsOn = (replicates: number): Readonly<Record<Uncertainty, number>> => ({
  together: replicates,
  chance: Math.floor(replicates / LUCKS),
  parameters: Math.ceil(replicates / LUCKS),
});

/** Which values: indexes into UNCERTAINTIES and VARIANTS, the year from 0, the area with the city last, the indicator. */
export interface Cell {
  readonly uncertainty: number;
  readonly variant: number;
  readonly year: number;
  readonly area: number;
  readonly indicator: number;
}

const WIDTH = SIMULATED_INDICATORS.length;

/**
 * @param replicates those with the numbers 0 to n − 1, in this order
 * @returns a function that gives the values of a cell in ascending order, none where there are too few replicates to tell; what
 *          it gives is used anew for the next
 */
export function sampler(replicates: readonly Float32Array[], areas: number): (cell: Cell) => Float64Array {
  const { side, expected, expectedSide } = layoutOfValues(replicates[0]!.length, areas);
  const all = new Float64Array(replicates.length);
  const pairs = Math.floor(replicates.length / LUCKS);
  const sample = new Float64Array(replicates.length + 1);
  const NOTHING = new Float64Array(0);

  const fill = (variant: number, before: number, after: number, into: Float64Array, stride: number): void => {
    for (let i = 0; i < into.length; i++) {
      const each = replicates[i * stride]!;
      into[i] = variant === 0 ? each[before]! : variant === 1 ? each[after]! : each[after]! - each[before]!;
    }
  };

  const ofChance = (): Float64Array => {
    if (pairs === 0) return NOTHING;
    const sorted = sample.subarray(0, all.length);
    const middle = medianOf(all, sorted);
    const found = sample.subarray(0, LUCKS * pairs);
    for (let pair = 0; pair < pairs; pair++) {
      const deviation = (all[LUCKS * pair]! - all[LUCKS * pair + 1]!) * Math.SQRT1_2;
      found[LUCKS * pair] = middle + deviation;
      found[LUCKS * pair + 1] = middle - deviation;
    }
    return found.sort();
  };

  const ofParameters = (): Float64Array => {
    if (pairs < 2) return NOTHING;
    const middle = medianOf(all, sample.subarray(0, all.length));
    const means = sample.subarray(0, pairs);
    let [within, sum] = [0, 0];
    for (let pair = 0; pair < pairs; pair++) {
      const [one, other] = [all[LUCKS * pair]!, all[LUCKS * pair + 1]!];
      within += (one - other) ** 2 / LUCKS / pairs;
      means[pair] = (one + other) / LUCKS;
      sum += means[pair]!;
    }
    let between = 0;
    for (const mean of means) between += (mean - sum / pairs) ** 2 / (pairs - 1);
    const kept = between > 0 ? Math.sqrt(Math.max(0, 1 - within / LUCKS / between)) : 0;
    means.sort();
    const centre = middleOf(means);
    for (let pair = 0; pair < pairs; pair++) means[pair] = middle + kept * (means[pair]! - centre);
    return means;
  };

  return ({ uncertainty, variant, year, area, indicator }) => {
    const cell = year * areas + area;
    const name = UNCERTAINTIES[uncertainty]!;
    if (name === 'parameters' && indicator < FAMILIES_FROM) {
      const at = expected + cell * FAMILIES_FROM + indicator;
      const found = sample.subarray(0, restsOn(replicates.length).parameters);
      fill(variant, at, at + expectedSide, found, LUCKS);
      return found.sort();
    }
    const at = cell * WIDTH + indicator;
    fill(variant, at, at + side, all, 1);
    if (name === 'together') return all.sort();
    return name === 'chance' ? ofChance() : ofParameters();
  };
}

const middleOf = (sorted: Float64Array): number =>
  (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;

function medianOf(values: Float64Array, room: Float64Array): number {
  room.set(values);
  return middleOf(room.sort());
}
