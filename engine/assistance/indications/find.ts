/** Which criteria families of the city meet: for counting over the whole city, and one family with source and day. */
import type { Bilingual } from '../../kernel/bilingual.ts';
import { factsSeen, type FactSeen } from '../evaluation/explain.ts';
import { resolve } from '../evaluation/resolve.ts';
import { not, YES, type Truth } from '../evaluation/truth.ts';
import type { TruthColumn, TruthColumns } from '../evaluation/truth-columns.ts';
import type { ProgrammeColumns } from '../evaluation/whole-city.ts';
import type { FactCatalogue } from '../facts/catalogue.ts';
import type { FactTable } from '../facts/table.ts';
import { factsOf } from '../programmes/expression.ts';
import { CONFIDENCES, criteriaLimits, type Confidence, type Criteria, type Criterion } from './criteria.ts';

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
  /** Who says it, where a list names that of each row. */
  readonly source: Bilingual | undefined;
  readonly confidence: Confidence;
  readonly why: Bilingual;
  readonly reference: readonly string[];
}

export interface CriterionColumn {
  readonly criterion: Criterion;
  /** [unit] household, or person for a programme of persons: YES where the criterion shows; UNKNOWN where nobody could tell. */
  readonly shows: TruthColumn;
}

/** Criteria that reviewers of a programme look at on the day of its rules. */
export const criteriaFor = ({ criteria }: Criteria, { rules }: ProgrammeColumns): readonly Criterion[] => {
  const { indications } = rules.programme;
  return criteria.filter(
    ({ key, validFrom, validTo }) =>
      validFrom <= rules.day && rules.day <= validTo && (indications === 'all' || indications.includes(key)),
  );
};

/**
 * Each criterion over all units; of the members of a family any one is enough, and of a criterion about the recipient who is named.
 *
 * @param named [unit] resident who is named as its recipient
 */
export function criterionColumns(
  criteria: Criteria,
  found: ProgrammeColumns,
  columns: TruthColumns,
  named: Uint32Array,
): CriterionColumn[] {
  const limits = criteriaLimits(criteria, found.rules.day);
  const { householdRow } = columns.table;
  const ofUnits = (shows: TruthColumn): TruthColumn =>
    found.level === 'household' ? shows : Uint8Array.from(householdRow, (household) => shows[household]!);
  return criteriaFor(criteria, found).map((criterion) => {
    if (criterion.when === undefined) return { criterion, shows: ofUnits(overlapping(found, columns.table)) };
    const plain = resolve(criterion.when, { limits, components: [] });
    if (criterion.level === 'household') return { criterion, shows: ofUnits(columns.of(plain, 'household')) };
    if (criterion.subject === 'recipient') {
      const ofPersons = columns.of(plain, 'person');
      return { criterion, shows: Uint8Array.from(named, (person) => ofPersons[person]!) };
    }
    return { criterion, shows: ofUnits(columns.of({ kind: 'members', of: plain, atLeast: 1 }, 'household')) };
  });
}

function overlapping({ overlaps, level }: ProgrammeColumns, table: FactTable): TruthColumn {
  if (level === 'household') return Uint8Array.from(overlaps, (truth) => not(truth as Truth));
  const shows = new Uint8Array(table.householdCount);
  overlaps.forEach((truth, person) => (shows[table.householdRow[person]!]! |= not(truth as Truth)));
  return shows;
}

/** Indications of family after family: what they have in common is worked out once. */
export class IndicationFinder {
  readonly #columns: TruthColumns;
  readonly #catalogue: FactCatalogue;
  readonly #asked: readonly {
    readonly criterion: Criterion;
    /** [household] or [person], as the criterion is asked. */
    readonly shows: TruthColumn;
    /** [household] YES where it shows of anybody. */
    readonly ofFamily: TruthColumn;
  }[];

  constructor(criteria: Criteria, found: ProgrammeColumns, columns: TruthColumns, catalogue: FactCatalogue) {
    this.#columns = columns;
    this.#catalogue = catalogue;
    const limits = criteriaLimits(criteria, found.rules.day);
    this.#asked = criteriaFor(criteria, found).map((criterion) => {
      if (criterion.when === undefined) {
        const shows = overlapping(found, columns.table);
        return { criterion, shows, ofFamily: shows };
      }
      const plain = resolve(criterion.when, { limits, components: [] });
      const shows = columns.of(plain, criterion.level);
      if (criterion.level === 'household') return { criterion, shows, ofFamily: shows };
      return { criterion, shows, ofFamily: columns.of({ kind: 'members', of: plain, atLeast: 1 }, 'household') };
    });
  }

  /**
   * Indications of one family, each with the register and the day of what was seen.
   *
   * @param recipient row among the members of who is named as its recipient; -1 or left out where it is none of them
   */
  of(household: number, recipient?: number): Indication[] {
    const { table } = this.#columns;
    return this.#asked.flatMap(({ criterion, shows, ofFamily }): Indication[] => {
      if (ofFamily[household] !== YES) return [];
      if (criterion.when === undefined) return [told(criterion, undefined, undefined)];
      const { level, subject, when } = criterion;
      const seenBy = (member: number | undefined): Indication => {
        const seen = factsOf(when).flatMap((fact) => factsSeen(fact, table, this.#catalogue, household, member));
        const own = told(
          criterion,
          member,
          seen.find(({ register }) => register !== undefined),
        );
        return member === undefined ? own : { ...own, ...this.#listed(criterion, household, member) };
      };
      if (level === 'household') return [seenBy(undefined)];
      const persons = table.members.subarray(table.memberStart[household]!, table.memberStart[household + 1]!);
      return [...persons].flatMap((person, member) => {
        const isAsked = subject === 'family' || member === recipient;
        return isAsked && shows[person] === YES ? [seenBy(member)] : [];
      });
    });
  }

  /** What the list says of his own row. */
  #listed({ listed }: Criterion, household: number, member: number): Partial<Indication> {
    if (listed === undefined) return {};
    const { columns, memberStart, members } = this.#columns.table;
    const person = members[memberStart[household]! + member]!;
    const confidence = CONFIDENCES[columns.get(listed.confidence)!.values[person]! - 1];
    const source = listed.sources.get(columns.get(listed.source)!.values[person]!);
    return { ...(confidence === undefined ? {} : { confidence }), ...(source === undefined ? {} : { source }) };
  }
}

/** Criteria of which no register tells anything of anybody: nothing was looked at, which is no "no". */
export function isWithoutList({ when }: Criterion, { columns }: FactTable): boolean {
  return when !== undefined && factsOf(when).every((fact) => columns.get(fact)!.distinct.length === 1);
}

/** Who would have to deliver what a criterion asks. */
export function needsOf({ when, name }: Criterion, catalogue: FactCatalogue): Bilingual {
  const needs = when === undefined ? [] : factsOf(when).flatMap((fact) => catalogue.get(fact)!.needs ?? []);
  return needs[0] ?? name;
}

function told(criterion: Criterion, member: number | undefined, seen: FactSeen | undefined): Indication {
  const { key, name, confidence, why, reference } = criterion;
  return {
    kind: 'indikasi',
    criterion: key,
    name,
    member,
    register: seen?.register,
    day: seen?.day,
    source: undefined,
    confidence,
    why,
    reference,
  };
}
