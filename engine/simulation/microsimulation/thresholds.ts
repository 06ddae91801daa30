/** Probabilities as what 32 bits are compared with. */
import { thresholdOf } from '../chance/keyed-draws.ts';

export const MOST_BITS = 0xffffffff;

/**
 * A certain event is missed once in 2^32 draws: here the threshold has 32 bits like the draw, so that columns hold it.
 *
 * @throws RangeError on what is no probability
 */
export function threshold(probability: number): number {
  if (probability >= 0 && probability <= 1) return Math.min(MOST_BITS, thresholdOf(probability));
  throw new RangeError(`${probability} is no probability`);
}
