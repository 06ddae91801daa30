/** What classes of pairs are made from, and which comparisons tell persons of a household apart. */
import type { ComparisonSpec } from '../comparison.ts';
import type { FieldKind } from '../table.ts';
import type { LevelSpace } from './level-space.ts';

/** Kinds that tell persons of a household apart. */
const OF_A_PERSON: ReadonlySet<FieldKind> = new Set(['date', 'national-id', 'code']);
const NAMES: ReadonlySet<FieldKind> = new Set(['name-part', 'full-name']);

/** A category on which about every second pair agrees has two values alike in number: the sex, by which siblings differ. */
const AGREE_IN_SEX = [0.49, 0.54] as const;

/** As many other records have a person's own code on average, for the person stands several times or lives with others. */
const MOST_OTHERS = 20;

export interface ClassInput {
  readonly space: LevelSpace;
  readonly comparisons: readonly ComparisonSpec[];
  readonly kindOf: (field: string) => FieldKind | undefined;
  /** Flat */
  readonly m: Float64Array;
  readonly u: Float64Array;
  readonly isLearnt: Uint8Array;
  readonly matchShare: number;
  readonly allPairs: number;
  readonly records: number;
  readonly priorMatches: number;
  /** [comparison] true where it says nothing of who is who; see own-codes.ts. */
  readonly isLeftOut?: readonly boolean[];
}

/** [comparison] true where it is of what is a person's own, of a name, or of the sex. */
export type ComparisonsOfPersons = Readonly<Record<'own' | 'names' | 'sex', readonly boolean[]>>;

export function comparisonsOfPersons(input: ClassInput): ComparisonsOfPersons {
  const { space, u, records, comparisons, kindOf, isLeftOut } = input;
  const kinds = comparisons.map(({ fields }, c) => (isLeftOut?.[c] === true ? undefined : kindOf(fields[0] ?? '')));
  // A code that many others have is that of a place or a group.
  const isShared = (c: number): boolean => kinds[c] === 'code' && u[space.first[c + 1]! - 1]! * records > MOST_OTHERS;
  const own = kinds.map((kind, c) => kind !== undefined && OF_A_PERSON.has(kind) && !isShared(c));
  // Dates written in columns of numbers are a person's own as well; beside a date, a number is that of a house.
  if (!kinds.includes('date')) kinds.forEach((kind, c) => (own[c] ||= kind === 'number'));
  const names = kinds.map((kind) => kind !== undefined && NAMES.has(kind));
  const sex = kinds.map((kind, c) => {
    const agree = u[space.first[c + 1]! - 1]!;
    return kind === 'category' && agree >= AGREE_IN_SEX[0] && agree <= AGREE_IN_SEX[1];
  });
  return { own, names, sex };
}
