/** Twins where only a given name tells them apart: no sex, no number, and perhaps no household to learn them from. */
import type { Estimation, PairClass } from './estimate-classes.ts';
import type { ClassInput, ComparisonsOfPersons } from './class-input.ts';
import { TWIN_PAIRS_A_RECORD, TWINS_AT_MOST } from './kin-limits.ts';
import { likePersons } from './like-persons.ts';

/** Twins, and kin alike, among pairs of one household, to begin with. */
export const TWINS_OF_HOUSEHOLD = 0.01;

/** Errors befall all names about alike: one that differs this many times as often among matches is differing for twins. */
const TIMES_AS_OFTEN = 3;
/** A name on which more of all pairs agree is none by which persons are told apart: JR and SR. */
const MOST_AGREE = 0.15;
/** Where households were learnt: the one name that they do not share, their shares of levels, and their share of all pairs. */
interface Households {
  readonly given: number;
  readonly shares: Float64Array;
  readonly share: number;
}

/**
 * One person with another given name and twins show nearly the same: how many twins there are is known of people, and within
 * what is known it is learnt. They are like one person in all but the given name; what a household shares they share as it
 * does.
 *
 * @param found what was learnt of the classes without them
 */
export function loneTwins(
  input: ClassInput,
  found: Estimation,
  { own, names, sex }: ComparisonsOfPersons,
  households?: Households,
): PairClass[] {
  const { space, comparisons, kindOf, allPairs, records } = input;
  const isDate = (c: number): boolean => own[c]! && kindOf(comparisons[c]!.fields[0] ?? '') === 'date';
  const isOfPlace = (c: number): boolean => !own[c]! && !names[c]!;
  // A number or the sex tells twins apart better, and with them twins are learnt or left.
  if (sex.includes(true) || !own.includes(true) || own.some((isOwn, c) => isOwn && !isDate(c))) return [];
  const given =
    households?.given ?? (names.some((_, c) => isOfPlace(c)) ? nameOfTwins(input, found, names) : undefined);
  if (given === undefined) return [];
  const person = found.shares[0]!.slice();
  for (let c = 0; households !== undefined && c < space.comparisons; c++) {
    if (isDate(c)) continue;
    const [from, to] = [space.first[c]!, space.first[c + 1]!];
    person.set(households.shares.subarray(from, to), from);
  }
  const ofPersons = (TWIN_PAIRS_A_RECORD * records) / Math.max(1, allPairs);
  const least = Math.max(ofPersons, TWINS_OF_HOUSEHOLD * (households?.share ?? 0));
  return [
    {
      name: 'twins',
      ...likePersons(input, (c) => (c === given ? 'chance' : 'person'), person),
      share: least,
      shareWithin: { least, most: TWINS_AT_MOST * least },
    },
  ];
}

/** The name that differs among matches far more often than every other one. */
function nameOfTwins(
  { space: { first }, u }: ClassInput,
  { shares }: Estimation,
  names: readonly boolean[],
): number | undefined {
  const differing = names.flatMap((isName, c) =>
    isName && u[first[c + 1]! - 1]! <= MOST_AGREE ? [{ c, share: shares[0]![first[c]! + 1]! }] : [],
  );
  const [most, next] = differing.sort((one, other) => other.share - one.share);
  return most !== undefined && next !== undefined && most.share >= TIMES_AS_OFTEN * next.share ? most.c : undefined;
}
