/** Which kinds of pairs are told apart: matches, and people who live together or near each other. */
import type { ComparisonSpec } from '../comparison.ts';
import type { FieldKind } from '../table.ts';
import type { PairClass } from './estimate-classes.ts';
import type { LevelSpace } from './level-space.ts';

/** Kinds that tell persons of a household apart. */
const OF_A_PERSON: ReadonlySet<FieldKind> = new Set(['date', 'national-id', 'code']);
const NAMES: ReadonlySet<FieldKind> = new Set(['name-part', 'full-name']);

/** Pairs that u counts as within a class that may not be there at all. */
const PRIOR_PAIRS = 20;

export interface ClassInput {
  readonly space: LevelSpace;
  readonly comparisons: readonly ComparisonSpec[];
  readonly kindOf: (field: string) => FieldKind | undefined;
  /** Flat */
  readonly m: Float64Array;
  readonly u: Float64Array;
  readonly isLearnt: Uint8Array;
  readonly matchShare: number;
  readonly priorMatches: number;
}

/**
 * Matches first. People of one household share what they live at and perhaps a name, but not what is a person's own;
 * people of one area share neither. What they do not share agrees as often as among strangers, so that the classes
 * cannot take matches with errors for their own.
 */
export function pairClasses(input: ClassInput): PairClass[] {
  const { comparisons, kindOf, m, isLearnt, matchShare, priorMatches } = input;
  const kinds = comparisons.map(({ fields }) => kindOf(fields[0] ?? ''));
  const own = kinds.map((kind) => kind !== undefined && OF_A_PERSON.has(kind));
  // Dates written in columns of numbers are a person's own as well; beside a date, a number is that of a house.
  if (!kinds.includes('date')) kinds.forEach((kind, c) => (own[c] ||= kind === 'number'));
  const names = kinds.map((kind) => kind !== undefined && NAMES.has(kind));
  const match: PairClass = {
    name: 'match',
    start: m,
    isLearnt,
    prior: m,
    priorPairs: priorMatches,
    share: matchShare,
  };
  const hasOwn = own.includes(true);
  const area = alike(input, 'area', (c) => !own[c]! && !names[c]!);
  const household = alike(input, 'household', (c) => !own[c]!);
  return [match, ...(area === undefined ? [] : [area]), ...(household === undefined || !hasOwn ? [] : [household])];
}

/** A class that may agree on some comparisons and is like strangers in the others. */
function alike(
  { space, m, u, matchShare }: ClassInput,
  name: PairClass['name'],
  isShared: (comparison: number) => boolean,
): PairClass | undefined {
  const start = u.slice();
  const isLearnt = new Uint8Array(space.size);
  let shared = 0;
  for (let c = 0; c < space.comparisons; c++) {
    if (!isShared(c)) continue;
    shared++;
    for (let place = space.first[c]! + 1; place < space.first[c + 1]!; place++) {
      start[place] = (m[place]! + u[place]!) / 2;
      isLearnt[place] = 1;
    }
  }
  return shared === 0 ? undefined : { name, start, isLearnt, prior: u, priorPairs: PRIOR_PAIRS, share: matchShare };
}
