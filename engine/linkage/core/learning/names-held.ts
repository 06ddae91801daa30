/** That one person mostly bears one name is known: what learns of matches that they do not has taken households for persons. */
import { comparisonsOfPersons, type ClassInput } from './class-input.ts';
import type { Estimation, PairClass } from './estimate-classes.ts';
import { alike } from './pair-classes.ts';

/** What more matches than this show of a name, and less than this are known to, shows that something else was taken for matches. */
const [MOST_LEARNT, LEAST_KNOWN] = [0.5, 0.1];

/**
 * Where neither a birth nor a number tells the people of a household apart, those who share a surname, an address and a
 * telephone are more than those who are one person, and learning may take them for matches and given names for worthless.
 * Then it is learnt once more with what is known of that name, which is not learnt, and with households that share all else:
 * of a name that differs there nothing, of one in which a word is shared that word and no more than by chance.
 *
 * @param found what was learnt with the classes
 * @returns     the classes to learn with instead; undefined where a birth is told, and where names of matches agree as they should
 */
export function classesWithNamesHeld(
  input: ClassInput,
  classes: readonly PairClass[],
  { shares }: Pick<Estimation, 'shares'>,
): PairClass[] | undefined {
  const { space, comparisons, kindOf, m } = input;
  const { own, names, sex } = comparisonsOfPersons(input);
  if (own.some((isOwn, c) => isOwn && kindOf(comparisons[c]!.fields[0] ?? '') !== 'code')) return undefined;
  const isStrange = (place: number): boolean => shares[0]![place]! > MOST_LEARNT && m[place]! < LEAST_KNOWN;
  const levelsOf = (c: number): number[] =>
    Array.from({ length: space.first[c + 1]! - space.first[c]! - 1 }, (_, l) => space.first[c]! + 1 + l);
  const strange = [...names.keys()].filter((c) => names[c]! && levelsOf(c).some(isStrange));
  if (strange.length === 0) return undefined;
  const differs = (c: number): boolean => strange.includes(c) && isStrange(space.first[c]! + 1);
  const isShared = (c: number): boolean => input.isLeftOut?.[c] !== true && !differs(c) && !sex[c]!;
  // Names alone are of no household.
  if (!names.some((isName, c) => !isName && isShared(c))) return undefined;
  const household = alike(input, 'household', isShared);
  if (household === undefined) return undefined;
  for (const c of strange.filter((each) => !differs(each)))
    for (const place of levelsOf(c).slice(levelsOf(c).findLastIndex(isStrange) + 1)) {
      household.start[place] = input.u[place]!;
      household.isLearnt[place] = 0;
    }
  const [match, ...others] = classes as [PairClass, ...PairClass[]];
  const isLearnt = match.isLearnt.slice();
  for (const c of strange) isLearnt.fill(0, space.first[c], space.first[c + 1]);
  return [{ ...match, isLearnt }, ...others.filter(({ name }) => name !== 'household'), household];
}
