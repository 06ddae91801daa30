/** Pairs that are alike as one person is but for some of the evidence: namesakes in one house, twins. */
import type { ClassInput } from './class-input.ts';
import type { PairClass } from './estimate-classes.ts';

/**
 * How two people of a kind agree on a piece of evidence: as one `person` does with itself; by `chance` as strangers do; or on
 * something `near`, never the same, as numbers given out one after the other are: how near is learnt.
 */
export type Agreement = 'person' | 'chance' | 'near';

/** What numbers are taken to show before any is seen counts as so many pairs. */
const PRIOR_PAIRS = 20;

/** Before any is seen, every second pair of numbers that may be near each other is. */
const NEAR = 0.5;

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
  const isLearnt = new Uint8Array(space.size);
  const byChance = new Uint8Array(space.comparisons);
  for (let c = 0; c < space.comparisons; c++) {
    const agreement = isLeftOut?.[c] === true ? 'chance' : agreementOn(c);
    if (agreement === 'chance') {
      byChance[c] = 1;
      continue;
    }
    const [from, to] = [space.first[c]! + 1, space.first[c + 1]!];
    if (agreement === 'person') {
      start.set(person.subarray(from, to), from);
      continue;
    }
    isLearnt.fill(1, from, to);
    startNear(start, u, from, to);
  }
  return { start, isLearnt, prior: start, priorPairs: PRIOR_PAIRS, byChance };
}

/** Levels between the weakest and the strongest have NEAR between them, the strongest what strangers have. */
function startNear(start: Float64Array, u: Float64Array, from: number, to: number): void {
  const same = u[to - 1]!;
  const between = to - from - 2;
  if (between < 1) return;
  start[from] = (1 - NEAR) * (1 - same);
  start.fill((NEAR / between) * (1 - same), from + 1, to - 1);
}
