/** Kin who are alike as one person is but for a little, among those who live together. */
import { comparisonsOfPersons, type ClassInput } from './class-input.ts';
import type { Estimation, PairClass } from './estimate-classes.ts';
import { loneTwins, TWINS_OF_HOUSEHOLD } from './lone-twins.ts';
import { namesakes } from './namesakes.ts';
import { alike, PRIOR_PAIRS } from './pair-classes.ts';

/** Households must be so many before twins are sought among them: pairs, and pairs a match. */
const FEWEST_HOUSEHOLD_PAIRS = 100;
const HOUSEHOLD_PAIRS_A_MATCH = 0.05;
/** A comparison on which this share of a household's pairs agree beyond strangers is shared by households. */
const SHARED_FROM = 0.3;

/**
 * Kin who are alike as one person is but for a little: namesakes in one house, twins, and kin alike.
 *
 * @param found what was learnt of the classes without them
 */
export function kinClasses(input: ClassInput, classes: readonly PairClass[], found: Estimation): PairClass[] {
  return [...namesakes(input, found), ...twinsAndKin(input, classes, found)];
}

/**
 * Twins are born on one day to one household: they share a date as one person's records do and all else as a household
 * does. Kin are free to be whatever else lies between households and persons, such as brothers whose dates are near or
 * numbers given out side by side: without them that would be taken for twins or for persons. Where two things that
 * households do not share are there, such as given name and sex, their disagreement at once tells both from one person
 * with an error.
 *
 * @param found what was learnt of the classes without them
 */
function twinsAndKin(input: ClassInput, classes: readonly PairClass[], found: Estimation): PairClass[] {
  const { own, names, sex } = comparisonsOfPersons(input);
  const households = householdsLearnt(input, classes, found) ?? householdsByCard(input, found);
  if (households === undefined) return loneTwins(input, found, { own, names, sex });
  const isDate = (c: number): boolean => own[c]! && input.kindOf(input.comparisons[c]!.fields[0] ?? '') !== 'code';
  // Nothing else tells that two were born together: of places, say, whose own is a number alone, there are no twins.
  if (!own.some((_, c) => isDate(c))) return [];
  const isShared = (c: number): boolean => {
    const top = input.space.first[c + 1]! - 1;
    const [share, u] = [households.shares[top]!, input.u[top]!];
    return (share - u) / (1 - u) > SHARED_FROM;
  };
  const apart = names.map((_, c) => !own[c]! && (sex[c]! || !isShared(c)));
  const sharesAny = names.some((_, c) => !own[c]! && !sex[c]! && isShared(c));
  if (!sharesAny) {
    const lone = loneTwins(input, found, { own, names, sex });
    if (lone.length > 0) return lone;
  }
  const apartNames = names.flatMap((isName, c) => (isName && apart[c]! ? [c] : []));
  if (apartNames.length === 0) return [];
  if (apart.filter(Boolean).length < 2) {
    return loneTwins(input, found, { own, names, sex }, { given: apartNames[0]!, ...households });
  }
  const share = TWINS_OF_HOUSEHOLD * households.share;
  const twins = twinsLike(input, found.shares[0]!, households.shares, isDate, apart, names, share);
  const kin = alike(input, 'kin', (c) => isDate(c) || (!own[c]! && !apart[c]!), share);
  return [twins, ...(kin === undefined ? [] : [kin])].map((each) => withNumbersApart(input, each, own));
}

/** Pairs of people who live together. */
interface Households {
  /** Flat: share of them that show each level. */
  readonly shares: Float64Array;
  /** Share of all pairs. */
  readonly share: number;
}

function householdsLearnt(
  { allPairs }: ClassInput,
  classes: readonly PairClass[],
  found: Estimation,
): Households | undefined {
  const at = classes.findIndex(({ name }) => name === 'household');
  const share = found.classShares[at] ?? 0;
  const isEnough = share * allPairs >= Math.max(FEWEST_HOUSEHOLD_PAIRS, found.matches * HOUSEHOLD_PAIRS_A_MATCH);
  return isEnough ? { shares: found.shares[at]!, share } : undefined;
}

/**
 * Where people of a household share the number of their card and nothing else, frequencies of values tell as much of them as
 * can be told, and no class of households is learnt: they are all who have one number and are not one person.
 */
function householdsByCard(
  { space, comparisons, kindOf, u, allPairs }: ClassInput,
  found: Estimation,
): Households | undefined {
  const card = comparisons.findIndex(({ fields }) => kindOf(fields[0] ?? '') === 'household-id');
  if (card < 0) return undefined;
  const [from, to] = [space.first[card]!, space.first[card + 1]!];
  const share = u[to - 1]! - found.matches / allPairs;
  if (share * allPairs < Math.max(FEWEST_HOUSEHOLD_PAIRS, found.matches * HOUSEHOLD_PAIRS_A_MATCH)) return undefined;
  const shares = u.slice();
  // Written as faultily as between the records of one person.
  shares.set(found.shares[0]!.subarray(from, to), from);
  return { shares, share };
}

/**
 * Twins and kin have numbers of their own, near as they may lie: with the same one kin would take persons who moved, and
 * twins persons whose name is wrong, for their own.
 */
function withNumbersApart(
  { space, comparisons, kindOf, u }: ClassInput,
  pairClass: PairClass,
  own: readonly boolean[],
): PairClass {
  const [start, isLearnt] = [pairClass.start.slice(), pairClass.isLearnt.slice()];
  for (let c = 0; c < space.comparisons; c++) {
    if (!own[c]! || kindOf(comparisons[c]!.fields[0] ?? '') === 'date') continue;
    const full = space.first[c + 1]! - 1;
    start[full] = u[full]!;
    isLearnt[full] = 0;
  }
  return { ...pairClass, start, isLearnt };
}

/**
 * Of the levels of a given name the weakest so many: that it differs, and that a word of it is shared. Twins are called
 * alike more often than other children, and how often is learnt; a slip of the pen is what persons show.
 */
const LEVELS_UNLIKE = 2;

/** A name that so many of a household's pairs share beyond strangers is one that twins share: of the mother. */
const SHARED_BY_TWINS_FROM = 0.05;

/**
 * Twins as persons and households were found to be; how near their numbers lie and whether their names share a word is
 * learnt. Names that households do not share start halfway between those and strangers' for twins, and halfway to persons'
 * where households share them now and then.
 */
function twinsLike(
  { space, comparisons, kindOf, m, u }: ClassInput,
  matches: Float64Array,
  household: Float64Array,
  isDate: (comparison: number) => boolean,
  apart: readonly boolean[],
  names: readonly boolean[],
  share: number,
): PairClass {
  const start = u.slice();
  const isLearnt = new Uint8Array(space.size);
  const byChance = Uint8Array.from(apart, (isApart, c) => (isApart && !names[c]! ? 1 : 0));
  for (let c = 0; c < space.comparisons; c++) {
    if (byChance[c] === 1) continue;
    const isNumber = isDate(c) && kindOf(comparisons[c]!.fields[0] ?? '') !== 'date';
    const full = space.first[c + 1]! - 1;
    const beside = household[full]! - u[full]! > SHARED_BY_TWINS_FROM ? matches : u;
    const differing = space.first[c]! + 1;
    for (let place = differing; place <= full; place++) {
      if (isNumber) start[place] = (m[place]! + u[place]!) / 2;
      else if (apart[c]!) start[place] = (household[place]! + beside[place]!) / 2;
      else start[place] = (isDate(c) ? matches : household)[place]!;
      const isUnlike = apart[c]! && place < Math.min(full, differing + LEVELS_UNLIKE);
      isLearnt[place] = isNumber || isUnlike ? 1 : 0;
    }
  }
  return {
    name: 'twins',
    start,
    isLearnt,
    prior: u,
    priorPairs: PRIOR_PAIRS,
    share,
    byChance,
  };
}

/** Share of twins whose given names share a word, where learning begins anew. */
const SHARE_A_WORD = 0.5;

/**
 * Where there are few twins, those that share a word of their names are taken for persons whose number and name are both
 * wrong, and then nothing shows that twins share words: so learning begins once more with twins of whom half do. A number of
 * identity tells the birth, so that those of twins are near: once more with every nearness alike, which is theirs to show.
 */
export function otherStarts(input: ClassInput, kin: readonly PairClass[]): PairClass[][] {
  const twins = kin.find(({ name }) => name === 'twins');
  if (twins === undefined) return [];
  const words = sharingWords(input, twins);
  const numbers = nearInNumber(input, twins, words ?? twins.start);
  return [words, numbers].flatMap((start) =>
    start === undefined ? [] : [kin.map((each) => (each === twins ? { ...each, start } : each))],
  );
}

/** Flat: where the shares of twins start when half of them share a word; undefined where no name is of words. */
function sharingWords({ space }: ClassInput, twins: PairClass): Float64Array | undefined {
  const start = twins.start.slice();
  let isOther = false;
  for (let c = 0; c < space.comparisons; c++) {
    const [differing, next, full] = [space.first[c]! + 1, space.first[c]! + 2, space.first[c + 1]! - 1];
    const isUnlike = twins.isLearnt[differing] === 1 && twins.isLearnt[full] === 0 && next < full;
    if (!isUnlike || twins.byChance[c] === 1 || twins.isLearnt[next] === 0 || twins.isLearnt[next + 1] === 1) continue;
    const both = start[differing]! + start[next]!;
    start[differing] = both * (1 - SHARE_A_WORD);
    start[next] = both * SHARE_A_WORD;
    isOther = true;
  }
  return isOther ? start : undefined;
}

/** Flat: the same start with all levels of a number of identity below the full one alike; undefined where there is none. */
function nearInNumber(
  { space, comparisons, kindOf }: ClassInput,
  twins: PairClass,
  from: Float64Array,
): Float64Array | undefined {
  const at = comparisons.findIndex(({ fields }) => kindOf(fields[0] ?? '') === 'national-id');
  if (at < 0 || twins.isLearnt[space.first[at]! + 1] === 0) return undefined;
  const [differing, full] = [space.first[at]! + 1, space.first[at + 1]! - 1];
  const start = from.slice();
  start.fill(1 / (full - differing), differing, full);
  return start;
}
