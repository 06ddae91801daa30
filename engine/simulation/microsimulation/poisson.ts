/** How many come, where an expected number is all that is known. */
import { drawBits, uniformOf, type DrawKey } from '../chance/keyed-draws.ts';

/** exp(-mean) of one part is far from the smallest number that there is. */
const PART = 256;

/**
 * A Poisson number, from one draw for each 256 expected. It never falls when the expected number rises: in a scenario with
 * more arrivals those of the baseline come as well.
 *
 * @param of whose number it is, such as a region
 */
export function poissonNumber(key: DrawKey, of: number, expected: number): number {
  let number = 0;
  for (let part = 0; part * PART < expected; part++)
    number += quantile(Math.min(PART, expected - part * PART), uniformOf(drawBits(key, of, 0, part)));
  return number;
}

function quantile(mean: number, uniform: number): number {
  let probability = Math.exp(-mean);
  let below = probability;
  let number = 0;
  // The tail beyond the last bit of a number is not reached: its probabilities become 0.
  while (uniform > below && probability > 0) {
    number++;
    probability *= mean / number;
    below += probability;
  }
  return number;
}
