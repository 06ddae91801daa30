/** Codes that each file gives out for itself: no two records of one person share them, and they say nothing of who is who. */
import type { Estimation } from './estimate-classes.ts';
import { comparisonsOfPersons, type ClassInput } from './class-input.ts';

/** Standard errors by which matches must agree on a code more often than by chance for it to be a person's own. */
const STANDARD_ERRORS = 3;
/** Where more than this share of matches agree on it, they may be as few as they will. */
const MOSTLY = 0.5;

/**
 * Codes that may be of a file and not of a person: people of one household, who differ in them, were found more often than
 * matches were. Either the file has many households, or its matches are taken for them.
 *
 * @param found what was learnt with every code taken for a person's own
 * @returns [comparison] undefined where there is none
 */
export function doubtedCodes(
  input: ClassInput,
  classes: readonly { readonly name: string }[],
  found: Estimation,
): boolean[] | undefined {
  const household = found.classShares[classes.findIndex(({ name }) => name === 'household')] ?? 0;
  if (household * input.allPairs <= found.matches) return undefined;
  const { own, names } = comparisonsOfPersons(input);
  // In one file a surname alone may be that of a household, whose members have numbers of their own.
  const isWithinFiles = input.allPairs >= (input.records * (input.records - 1)) / 2;
  if (isWithinFiles && !tellsWholeNames(input, names)) return undefined;
  const doubted = own.map((isOwn, c) => isOwn && input.kindOf(input.comparisons[c]!.fields[0] ?? '') === 'code');
  return doubted.includes(true) ? doubted : undefined;
}

const tellsWholeNames = ({ comparisons, kindOf }: ClassInput, names: readonly boolean[]): boolean => {
  const fields = comparisons.flatMap((each, c) => (names[c]! ? each.fields : []));
  return fields.length > 1 || fields.some((field) => kindOf(field) === 'full-name');
};

/** Says nothing of who is who by codes: matches show their levels as often as strangers, and that is not learnt. */
export function withoutCodes(input: ClassInput, isLeftOut: readonly boolean[]): ClassInput {
  const [m, isLearnt] = [input.m.slice(), input.isLearnt.slice()];
  isLeftOut.forEach((isOut, c) => {
    if (!isOut) return;
    const [from, to] = [input.space.first[c]!, input.space.first[c + 1]!];
    m.set(input.u.subarray(from, to), from);
    isLearnt.fill(0, from, to);
  });
  return { ...input, m, isLearnt, isLeftOut };
}

/**
 * Those of the doubted codes on which matches agree about as often as strangers do.
 *
 * @param found what was learnt without them
 */
export const codesOfFiles = (
  { space, u }: ClassInput,
  doubted: readonly boolean[],
  { matchesAt }: Estimation,
): boolean[] =>
  doubted.map((isDoubted, c) => {
    const [from, to] = [space.first[c]! + 1, space.first[c + 1]!];
    const told = matchesAt.subarray(from, to).reduce((sum, each) => sum + each, 0);
    const [agree, byChance] = [matchesAt[to - 1]!, told * u[to - 1]!];
    const isClear = agree > byChance + STANDARD_ERRORS * Math.sqrt(Math.max(1, byChance));
    return isDoubted && told > 0 && !isClear && agree <= MOSTLY * told;
  });
