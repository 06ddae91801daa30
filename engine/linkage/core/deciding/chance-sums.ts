/** Chances of pairs added up, and how wrong the model behind them may be: what precision and recall are judged by. */
import type { Estimate } from '../estimate.ts';

/** Chances are added up in whole steps, so that the order of pairs does not change the sum. */
export const STEPS = 2 ** 20;
/**
 * What the model itself may be wrong by: the odds of every pair by this factor, two bits, as fields that depend on each
 * other make it be; and a share of the pairs in any case.
 */
export const ODDS_MISJUDGED = 4;
export const LEAST_ERROR = 0.005;
/** Kinds of errors that befall fewer than so many links leave no trace in what is learnt: with 95 % none is seen. */
export const UNSEEN_LINKS = 3;
/**
 * What nothing shows that was seen: matches that are unlike in so much that they are taken for strangers, such as of those
 * who moved and changed their name.
 */
export const LEAST_LOSS = 0.006;
/** What is lost may be so many times what is seen of it, in odds. */
export const LOSS_MISJUDGED = 4;
/** Standard errors of an interval of 95 %. */
export const STANDARD_ERRORS = 1.96;

export const timesInOdds = (share: number, times: number): number => (times * share) / (1 + (times - 1) * share);

export const between = (value: number, low: number, high: number): Estimate => ({
  value,
  low: Math.max(0, low),
  high: Math.min(1, high),
});

/** Chances added up: matches in expectation, their variance, and how few and how many they are where odds are misjudged. */
export class ChanceSums {
  pairs = 0;
  #sum = 0;
  #variance = 0;
  #low = 0;
  #high = 0;
  #atOnce = 0;

  /**
   * @param least  the chance where more of the pairs are something else than was learnt
   * @param atOnce pairs that are wrong with this one where it is, for they hang together
   */
  add(chance: number, least = chance, atOnce = 1): void {
    this.pairs++;
    this.#atOnce += atOnce;
    this.#sum += Math.round(chance * STEPS);
    this.#variance += Math.round(chance * (1 - chance) * atOnce * STEPS);
    this.#low += Math.round((least / (least + ODDS_MISJUDGED * (1 - least))) * STEPS);
    this.#high += Math.round(((ODDS_MISJUDGED * chance) / (1 + (ODDS_MISJUDGED - 1) * chance)) * STEPS);
  }

  get sum(): number {
    return this.#sum / STEPS;
  }

  get variance(): number {
    return this.#variance / STEPS;
  }

  /** [sum over pairs] pairs that are wrong at once with each. */
  get atOnce(): number {
    return this.#atOnce;
  }

  get low(): number {
    return this.#low / STEPS;
  }

  get high(): number {
    return this.#high / STEPS;
  }
}
