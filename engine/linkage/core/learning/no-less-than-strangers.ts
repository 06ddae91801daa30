/** People of one house agree on what is not the house's as strangers do, by chance, and not less often. */
import type { LevelSpace } from './level-space.ts';

/**
 * Shares of levels raised so that a pair agrees so closely or more closely, level by level, as often as strangers at least.
 * Without this all who live together and have a given name in common are taken for one person whose birth is wrong: what they
 * have by chance is then learnt as what persons show, and their house as one in which no two bear one name.
 */
export function noLessThanStrangers(
  { comparisons, first }: Pick<LevelSpace, 'comparisons' | 'first'>,
  shares: Float64Array,
  u: Float64Array,
): Float64Array {
  const raised = shares.slice();
  for (let c = 0; c < comparisons; c++) {
    let [own, ofStrangers, above] = [0, 0, 0];
    for (let place = first[c + 1]! - 1; place > first[c]!; place--) {
      own += shares[place]!;
      ofStrangers += u[place]!;
      const soCloseOrCloser = Math.max(own, ofStrangers);
      raised[place] = soCloseOrCloser - above;
      above = soCloseOrCloser;
    }
  }
  return raised;
}
