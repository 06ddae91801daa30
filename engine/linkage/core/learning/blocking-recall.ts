/** How many matches no rule finds, from how many rules find those that are found. */
import type { FoundPairs } from '../blocking/find-pairs.ts';
import { PairLookup } from '../deciding/pair-lookup.ts';
import type { Estimate } from '../estimate.ts';

/** A share is summed in steps of this, so that the order of pairs does not change the sum. */
const STEPS = 2 ** 20;

/**
 * @param matchesByRules [rules that find it] matches in expectation; entry 0 is unused
 * Source: Chao (1987), "Estimating the Population Size for Capture-Recapture Data with Unequal Catchability",
 *         Biometrics 43: what one rule alone finds tells how much none does. Rules share fields, so that this is the
 *         least that is missed; its interval follows Chao's, log-normal in what is missed.
 */
export function blockingRecall(matchesByRules: ArrayLike<number>): Estimate {
  let found = 0;
  for (let rules = 1; rules < matchesByRules.length; rules++) found += matchesByRules[rules]!;
  if (found === 0) return { value: 1, low: 0, high: 1 };
  const [once, twice] = [matchesByRules[1] ?? 0, matchesByRules[2] ?? 0];
  // The form that does not divide by zero where no match is found exactly twice.
  const missed = (once * Math.max(0, once - 1)) / (2 * (twice + 1));
  const ratio = once / (twice + 1);
  const variance = (twice + 1) * (ratio ** 2 / 2 + ratio ** 3 + ratio ** 4 / 4);
  const spread = missed === 0 ? 1 : Math.exp(1.96 * Math.sqrt(Math.log(1 + variance / missed ** 2)));
  const share = (unfound: number): number => found / (found + unfound);
  const most = missed === 0 ? once / 2 + Math.sqrt(once) : missed * spread;
  return { value: share(missed), low: share(most), high: share(missed / spread) };
}

/** Matches in expectation by the number of rules that find them. */
export function matchesByRules(foundBy: Uint32Array, chanceOf: (pair: number) => number): Float64Array {
  const sums = new Float64Array(33);
  for (let pair = 0; pair < foundBy.length; pair++) {
    sums[bitsSet(foundBy[pair]!)]! += Math.round(chanceOf(pair) * STEPS);
  }
  return sums.map((sum) => sum / STEPS);
}

/** How many rules find the pair of two records; 0 where none does. */
export function rulesThatFind(
  records: number,
  pairs: Pick<FoundPairs, 'count' | 'left' | 'right' | 'foundBy'>,
): (one: number, other: number) => number {
  const lookup = new PairLookup(records, pairs);
  return (one, other) => {
    const pair = lookup.find(one, other);
    return pair < 0 ? 0 : bitsSet(pairs.foundBy[pair]!);
  };
}

function bitsSet(number: number): number {
  let word = number - ((number >>> 1) & 0x55555555);
  word = (word & 0x33333333) + ((word >>> 2) & 0x33333333);
  return Math.imul((word + (word >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
