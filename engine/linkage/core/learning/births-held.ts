/** That births of one person mostly agree is known: what learns of matches that they do not has strayed from persons. */
import { comparisonsOfPersons, type ClassInput } from './class-input.ts';
import type { Estimation, PairClass } from './estimate-classes.ts';

/** Births of more matches than this differ in full only where something else was taken for matches. */
const MOST_DIFFERING = 0.5;

/**
 * Among people of many countries those of one country bear one surname so often that learning may take them for matches and
 * their births for worthless. Then it is learnt once more with what is known of births, which is not learnt.
 *
 * @param found what was learnt with the classes
 * @returns     the classes to learn with instead; undefined where births of matches agree as they should
 */
export function classesWithBirthsHeld(
  input: ClassInput,
  classes: readonly PairClass[],
  { shares }: Pick<Estimation, 'shares'>,
): PairClass[] | undefined {
  const { space, comparisons, kindOf } = input;
  const { own } = comparisonsOfPersons(input);
  const births = [...own.keys()].filter((c) => own[c]! && kindOf(comparisons[c]!.fields[0] ?? '') === 'date');
  if (!births.some((c) => shares[0]![space.first[c]! + 1]! > MOST_DIFFERING)) return undefined;
  const [match, ...others] = classes as [PairClass, ...PairClass[]];
  const isLearnt = match.isLearnt.slice();
  for (const c of births) isLearnt.fill(0, space.first[c], space.first[c + 1]);
  return [{ ...match, isLearnt }, ...others];
}
