/** Twins where only a given name tells them apart: no sex, no number, and perhaps no household to learn them from. */
import type { Estimation, PairClass } from './estimate-classes.ts';
import type { ClassInput, ComparisonsOfPersons } from './class-input.ts';

/** Twins, and kin alike, among pairs of one household, to begin with. */
export const TWINS_OF_HOUSEHOLD = 0.01;

/**
 * Pairs of twins a person: twelve births in a thousand are of twins.
 *
 * Source: Monden, Pison and Smits (2021), "Twin Peaks: more twinning in humans than ever before", Human Reproduction 36.
 */
const TWIN_PAIRS_A_RECORD = 0.012;

/** Errors befall all names about alike: one that differs this many times as often among matches is differing for twins. */
const TIMES_AS_OFTEN = 3;
/** A name on which more of all pairs agree is none by which persons are told apart: JR and SR. */
const MOST_AGREE = 0.15;
/** Counts for nothing in what twins show. */
const PRIOR_PAIRS = 1;

/** Where households were learnt: the one name that they do not share, their shares of levels, and their share of all pairs. */
interface Households {
  readonly given: number;
  readonly shares: Float64Array;
  readonly share: number;
}

/**
 * One person with another given name and twins show the same: how many twins there are is known of people, not learnt,
 * and so is what they show. They are like one person in all but the given name; what a household shares they share as
 * it does.
 *
 * @param found what was learnt of the classes without them
 */
export function loneTwins(
  input: ClassInput,
  found: Estimation,
  { own, names, sex }: ComparisonsOfPersons,
  households?: Households,
): PairClass[] {
  const { space, u, comparisons, kindOf, allPairs, records } = input;
  const isDate = (c: number): boolean => own[c]! && kindOf(comparisons[c]!.fields[0] ?? '') === 'date';
  const isOfPlace = (c: number): boolean => !own[c]! && !names[c]!;
  // A number or the sex tells twins apart better, and with them twins are learnt or left.
  if (sex.includes(true) || !own.includes(true) || own.some((isOwn, c) => isOwn && !isDate(c))) return [];
  const given =
    households?.given ?? (names.some((_, c) => isOfPlace(c)) ? nameOfTwins(input, found, names) : undefined);
  if (given === undefined) return [];
  const start = u.slice();
  for (let c = 0; c < space.comparisons; c++) {
    if (c === given) continue;
    const [from, to] = [space.first[c]!, space.first[c + 1]!];
    start.set((isDate(c) ? found.shares[0]! : (households?.shares ?? found.shares[0]!)).subarray(from, to), from);
  }
  const ofPersons = (TWIN_PAIRS_A_RECORD * records) / Math.max(1, allPairs);
  return [
    {
      name: 'twins',
      start,
      isLearnt: new Uint8Array(space.size),
      prior: u,
      priorPairs: PRIOR_PAIRS,
      share: Math.max(ofPersons, TWINS_OF_HOUSEHOLD * (households?.share ?? 0)),
      isShareKnown: true,
      byChance: new Uint8Array(space.comparisons),
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
