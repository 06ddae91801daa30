/** Which criteria families of the city meet: for counting over the whole city, and one family with source and day. */
import type { Bilingual } from '../../kernel/bilingual.ts';
import { factsSeen, type FactSeen } from '../evaluation/explain.ts';
import { resolve, type Plain } from '../evaluation/resolve.ts';
import { not, YES, type Truth } from '../evaluation/truth.ts';
import type { TruthColumn, TruthColumns } from '../evaluation/truth-columns.ts';
import type { ProgrammeColumns } from '../evaluation/whole-city.ts';
import { receivesFact, type FactCatalogue } from '../facts/catalogue.ts';
import type { FactTable } from '../facts/table.ts';
import { factsOf } from '../programmes/expression.ts';
import { criteriaLimits, type Confidence, type Criteria, type Criterion } from './criteria.ts';

/** Something to look at, never a verdict: where it was read, of which day it is, and how far to trust it. */
export interface Indication {
  readonly kind: 'indikasi';
  readonly criterion: string;
  readonly name: Bilingual;
  /** Row among the members of the family; undefined where it is about the family. */
  readonly member: number | undefined;
  /** Register and day of what was seen; undefined where the programme's own overlap rule says it. */
  readonly register: string | undefined;
  readonly day: number | undefined;
  readonly confidence: Confidence;
  readonly why: Bilingual;
  readonly reference: readonly string[];
}

export interface CriterionColumn {
  readonly criterion: Criterion;
  /** [household] YES where the criterion shows; UNKNOWN where nobody could tell. */
  readonly shows: TruthColumn;
}

/** Criteria that reviewers of a programme look at. */
export const criteriaFor = ({ criteria }: Criteria, { rules }: ProgrammeColumns): readonly Criterion[] => {
  const { indications } = rules.programme;
  return indications === 'all' ? criteria : criteria.filter(({ key }) => indications.includes(key));
};

/** Each criterion over all families; of members any one is enough, or who is named on the list where that is asked. */
export function criterionColumns(
  criteria: Criteria,
  found: ProgrammeColumns,
  columns: TruthColumns,
): CriterionColumn[] {
  const limits = criteriaLimits(criteria, columns.table.referenceDay);
  return criteriaFor(criteria, found).map((criterion) => {
    if (criterion.when === undefined) return { criterion, shows: overlapping(found, columns.table) };
    const plain = resolve(criterion.when, { limits, components: [] });
    const isOfRecipient = criterion.subject === 'recipient';
    const of: Plain = isOfRecipient ? { kind: 'all', of: [plain, receivesIt(found)] } : plain;
    const asked: Plain = criterion.level === 'household' ? plain : { kind: 'members', of, atLeast: 1 };
    return { criterion, shows: columns.of(asked, 'household') };
  });
}

const receivesIt = ({ rules }: ProgrammeColumns): Plain => ({
  kind: 'fact',
  fact: receivesFact(rules.programme.id),
  test: { kind: 'is', than: 1 },
});

function overlapping({ overlaps, level }: ProgrammeColumns, table: FactTable): TruthColumn {
  if (level === 'household') return Uint8Array.from(overlaps, (truth) => not(truth as Truth));
  const shows = new Uint8Array(table.householdCount);
  overlaps.forEach((truth, person) => (shows[table.householdRow[person]!]! |= not(truth as Truth)));
  return shows;
}

/**
 * Indications of one family, each with the register and the day of what was seen.
 *
 * @param recipient row among the members of who is named on the list, where somebody is
 */
export function indicationsOf(
  criteria: Criteria,
  found: ProgrammeColumns,
  columns: TruthColumns,
  catalogue: FactCatalogue,
  household: number,
  recipient?: number,
): Indication[] {
  const { table } = columns;
  const limits = criteriaLimits(criteria, table.referenceDay);
  const persons = table.members.subarray(table.memberStart[household]!, table.memberStart[household + 1]!);
  return criteriaFor(criteria, found).flatMap((criterion): Indication[] => {
    const { when, key, name, confidence, why, reference } = criterion;
    const about = { kind: 'indikasi', criterion: key, name, confidence, why, reference } as const;
    if (when === undefined) {
      const shows = overlapping(found, table)[household] === YES;
      return shows ? [{ ...about, member: undefined, register: undefined, day: undefined }] : [];
    }
    const shows = columns.of(resolve(when, { limits, components: [] }), criterion.level);
    const seenBy = (member: number | undefined): Indication => {
      const seen = factsOf(when).flatMap((fact) => factsSeen(fact, table, catalogue, household, member));
      const told = seen.find(({ register }) => register !== undefined) as FactSeen | undefined;
      return { ...about, member, register: told?.register, day: told?.day };
    };
    if (criterion.level === 'household') return shows[household] === YES ? [seenBy(undefined)] : [];
    return [...persons].flatMap((person, member) => {
      const isAsked = criterion.subject === 'family' || recipient === undefined || member === recipient;
      return isAsked && shows[person] === YES ? [seenBy(member)] : [];
    });
  });
}
