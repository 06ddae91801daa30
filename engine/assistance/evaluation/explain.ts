/** Why the rules say what they say of one family: each condition with the facts that it asked, their register and their day. */
import type { Bilingual } from '../../kernel/bilingual.ts';
import { NO_ORIGIN, type FactTable } from '../facts/table.ts';
import type { FactCatalogue, FactLevel } from '../facts/catalogue.ts';
import { factsOf } from '../programmes/expression.ts';
import type { RuleSet } from '../programmes/rule-set.ts';
import type { Condition } from '../programmes/shape.ts';
import { assess, type Assessment, type Facts, type Family } from './one-family.ts';
import type { Truth } from './truth.ts';

/** One value that a condition looked at. */
export interface FactSeen {
  readonly fact: string;
  readonly name: Bilingual;
  /** Row among the members of the family; undefined for a fact of the family itself. */
  readonly member: number | undefined;
  /** Undefined where unknown. */
  readonly value: number | undefined;
  /** Where it was read; undefined where unknown. */
  readonly register: string | undefined;
  readonly day: number | undefined;
  /** Who would have to deliver it, for a fact that no register tells. */
  readonly needs: Bilingual | undefined;
}

export interface ConditionSeen {
  readonly key: string;
  readonly name: Bilingual;
  readonly reference: readonly string[];
  readonly truth: Truth;
  readonly facts: readonly FactSeen[];
}

export interface Explanation {
  readonly assessment: Assessment;
  readonly conditions: readonly ConditionSeen[];
  readonly overlaps: readonly ConditionSeen[];
}

/** Facts of one household and its members, in the order of the members. */
export function familyAt(table: FactTable, household: number): Family {
  const factsAt = (level: FactLevel, row: number): Facts => {
    const facts = new Map<string, number | undefined>();
    for (const [key, column] of table.columns) {
      const value = column.level === level ? column.values[row]! : NaN;
      if (!Number.isNaN(value)) facts.set(key, value);
    }
    return facts;
  };
  const members = table.members.slice(table.memberStart[household]!, table.memberStart[household + 1]!);
  return { facts: factsAt('household', household), members: [...members].map((person) => factsAt('person', person)) };
}

/** @param member row among the members, for a programme that is given to persons */
export function explain(
  rules: RuleSet,
  table: FactTable,
  catalogue: FactCatalogue,
  household: number,
  member?: number,
): Explanation {
  const assessment = assess(rules, familyAt(table, household), member);
  const seen = ({ condition, truth }: Assessment['conditions'][number]): ConditionSeen => ({
    key: condition.key,
    name: condition.name,
    reference: condition.reference,
    truth,
    facts: askedFacts(condition, rules).flatMap((key) => factsSeen(key, table, catalogue, household, member)),
  });
  return {
    assessment,
    conditions: assessment.conditions.map(seen),
    overlaps: assessment.overlaps.map(seen),
  };
}

function askedFacts(condition: Condition, { components }: RuleSet): string[] {
  const asked = factsOf(condition.when);
  const isAboutComponents = condition.when.kind === 'has-component';
  return isAboutComponents
    ? [...new Set(components.flatMap(({ when }) => (when === undefined ? [] : factsOf(when))))]
    : asked;
}

/** What is known of one fact of a household: of the household itself, of one member, or of all. */
export function factsSeen(
  key: string,
  table: FactTable,
  catalogue: FactCatalogue,
  household: number,
  member: number | undefined,
): FactSeen[] {
  const column = table.columns.get(key)!;
  const { name, needs } = catalogue.get(key)!;
  const seenAt = (row: number, who: number | undefined): FactSeen => {
    const origin = column.origin[row] === NO_ORIGIN ? undefined : column.origins[column.origin[row]!];
    return {
      fact: key,
      name,
      member: who,
      value: origin === undefined ? undefined : column.values[row]!,
      register: origin?.register,
      day: origin === undefined ? undefined : (column.days?.[row] ?? origin.day),
      needs,
    };
  };
  if (column.level === 'household') return [seenAt(household, undefined)];
  const start = table.memberStart[household]!;
  const persons = [...table.members.slice(start, table.memberStart[household + 1]!)];
  return persons.flatMap((person, who) => (member === undefined || member === who ? [seenAt(person, who)] : []));
}
