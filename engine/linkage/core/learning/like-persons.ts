/** Pairs that are alike as one person is but for some of the evidence: namesakes in one house, twins. */
import type { ClassInput } from './class-input.ts';
import type { PairClass } from './estimate-classes.ts';

/** How two people of a kind agree on a piece of evidence: as one `person` does with itself, or by `chance` as strangers do. */
export type Agreement = 'person' | 'chance';

/** Nothing of them is learnt, and this counts for nothing. */
const PRIOR_PAIRS = 1;

/**
 * @param agreementOn by comparison
 * @param person      flat: shares of levels that one person shows
 */
export function likePersons(
  { space, u, isLeftOut }: Pick<ClassInput, 'space' | 'u' | 'isLeftOut'>,
  agreementOn: (comparison: number) => Agreement,
  person: Float64Array,
): Pick<PairClass, 'start' | 'isLearnt' | 'prior' | 'priorPairs' | 'byChance'> {
  const start = u.slice();
  const byChance = new Uint8Array(space.comparisons);
  for (let c = 0; c < space.comparisons; c++) {
    const [from, to] = [space.first[c]! + 1, space.first[c + 1]!];
    if (isLeftOut?.[c] === true || agreementOn(c) === 'chance') byChance[c] = 1;
    else start.set(person.subarray(from, to), from);
  }
  return { start, isLearnt: new Uint8Array(space.size), prior: start, priorPairs: PRIOR_PAIRS, byChance };
}
