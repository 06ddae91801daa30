/** Fathers and sons of one name in one house: one person in all but what is a person's own. */
import { comparisonsOfPersons, type ClassInput } from './class-input.ts';
import type { Estimation, PairClass } from './estimate-classes.ts';
import { NAMESAKES_A_RECORD_AT_MOST } from './kin-limits.ts';
import type { LevelSpace } from './level-space.ts';
import { likePersons } from './like-persons.ts';

/** Namesakes among matches, to begin with. */
const NAMESAKES_A_MATCH = 0.1;

/**
 * Of two records of one person one at least was written again, and then the errors came; two of two people are mostly those
 * written first.
 */
const ERRORS_OF_TWO_PEOPLE = 0.25;

/**
 * That the date of one person was written wrongly, as any other, looks as if two people were born on two days. But dates are
 * wrong as often where the rest is wrong as where it is right, and namesakes agree in the rest: by that they are told apart,
 * and not by how many they are. Where no place is told there are namesakes as well, but they are strangers, and how many they
 * are is known by how rare a name is.
 *
 * @param found what was learnt of the classes without them
 */
export function namesakes(input: ClassInput, found: Estimation): PairClass[] {
  const { records, allPairs, isLeftOut, comparisons, kindOf, space } = input;
  const { own, names, sex } = comparisonsOfPersons(input);
  const isPlace = (c: number): boolean => isLeftOut?.[c] !== true && !own[c]! && !names[c]! && !sex[c]!;
  const isBirth = (c: number): boolean => own[c]! && kindOf(comparisons[c]!.fields[0] ?? '') === 'date';
  if (!own.some((_, c) => isBirth(c)) || !names.includes(true) || !own.some((_, c) => isPlace(c))) return [];
  const most = (NAMESAKES_A_RECORD_AT_MOST * records) / Math.max(1, allPairs);
  return [
    {
      name: 'namesakes',
      ...likePersons(input, (c) => (own[c]! ? 'chance' : 'person'), fewerErrors(space, found.shares[0]!)),
      share: Math.min(most, (NAMESAKES_A_MATCH * found.matches) / Math.max(1, allPairs)),
      shareWithin: { least: 0, most },
    },
  ];
}

/** Shares of levels with fewer errors; the strongest level has the rest. */
function fewerErrors({ comparisons, first }: LevelSpace, shares: Float64Array): Float64Array {
  const fewer = shares.map((share) => share * ERRORS_OF_TWO_PEOPLE);
  for (let c = 0; c < comparisons; c++) {
    const [from, to] = [first[c]! + 1, first[c + 1]! - 1];
    fewer[to] = 1 - fewer.subarray(from, to).reduce((sum, share) => sum + share, 0);
  }
  return fewer;
}
