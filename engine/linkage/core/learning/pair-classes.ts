/** Which kinds of pairs are told apart: matches, and people who live together or near each other. */
import { comparisonsOfPersons, type ClassInput } from './class-input.ts';
import type { PairClass } from './estimate-classes.ts';

/** Pairs that u counts as within a class that may not be there at all. */
export const PRIOR_PAIRS = 20;

/**
 * Matches first. People of one household share what they live at and perhaps a name, but not what is a person's own;
 * people of one area share neither; a cohort shares all but the names: born on one day in one place, or registered under
 * one number. What they do not share agrees as often as among strangers, so that the classes cannot take matches with
 * errors for their own.
 */
export function pairClasses(input: ClassInput): PairClass[] {
  const { m, isLearnt, matchShare, priorMatches } = input;
  const { own, names, sex } = comparisonsOfPersons(input);
  const match: PairClass = {
    name: 'match',
    start: m,
    isLearnt,
    prior: m,
    priorPairs: priorMatches,
    share: matchShare,
    byChance: new Uint8Array(input.space.comparisons),
  };
  const hasOwn = own.includes(true);
  const tells = (c: number): boolean => input.isLeftOut?.[c] !== true;
  const area = alike(input, 'area', (c) => tells(c) && !own[c]! && !names[c]!);
  const household = alike(input, 'household', (c) => tells(c) && !own[c]! && !sex[c]!);
  const cohort = alike(input, 'cohort', (c) => tells(c) && !names[c]!);
  return [
    match,
    ...(area === undefined ? [] : [area]),
    ...(household === undefined || !hasOwn ? [] : [household]),
    ...(cohort === undefined || !hasOwn || !names.includes(true) ? [] : [cohort]),
  ];
}

/** A class that may agree on some comparisons and is like strangers in the others. */
export function alike(
  { space, m, u, matchShare }: ClassInput,
  name: PairClass['name'],
  isShared: (comparison: number) => boolean,
  share = matchShare,
): PairClass | undefined {
  const start = u.slice();
  const isLearnt = new Uint8Array(space.size);
  const byChance = new Uint8Array(space.comparisons).fill(1);
  let shared = 0;
  for (let c = 0; c < space.comparisons; c++) {
    if (!isShared(c)) continue;
    shared++;
    byChance[c] = 0;
    for (let place = space.first[c]! + 1; place < space.first[c + 1]!; place++) {
      start[place] = (m[place]! + u[place]!) / 2;
      isLearnt[place] = 1;
    }
  }
  return shared === 0
    ? undefined
    : {
        name,
        start,
        isLearnt,
        prior: u,
        priorPairs: PRIOR_PAIRS,
        share,
        byChance,
      };
}
