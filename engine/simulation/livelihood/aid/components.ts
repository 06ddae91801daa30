/**
 * Components of PKH that members bring their families: the largest of each member counts. Whom one applies to is what the rules
 * of models/assistance say of him, asked as engine/assistance asks it of one person.
 */
import { truth, type Facts } from '../../../assistance/evaluation/one-family.ts';
import { YES } from '../../../assistance/evaluation/truth.ts';
import { factsOf } from '../../../assistance/programmes/expression.ts';
import type { RuleSet } from '../../../assistance/programmes/rule-set.ts';
import { SINGLE_YEARS } from '../../demography/ages.ts';
import { CONDITIONS, HEALTH_AT, schoolOfCondition } from '../person-state.ts';
import { LEVELS } from '../school/education.ts';
import { factsOfPerson, SIMULATED_FACTS } from './simulated-facts.ts';

/** A family's components in one number: thousand rupiah a year below, the number of members who bring one above. */
export const MEMBERS_AT = 20;
const MEMBER = 1 << MEMBERS_AT;
export const thousandOf = (components: number): number => components & (MEMBER - 1);
export const membersOf = (components: number): number => components >>> MEMBERS_AT;

export const AGE_BITS = 7;
/** Older than anybody: brings nothing. */
export const NO_AGE = (1 << AGE_BITS) - 1;
/** Entries of a table of components. */
export const COMPONENTS = CONDITIONS << AGE_BITS;
/** Index of it, for health and school (person-state.ts) and age. */
export const componentAt = (condition: number, age: number): number => (condition << AGE_BITS) | age;

export interface ComponentTables {
  /** [condition × age] what is added for a member: thousand rupiah a year and the member, or nothing. */
  readonly amounts: Uint32Array;
  /** Members counted at most; Infinity where all are. */
  readonly memberCap: number;
}

const NOBODY: readonly Facts[] = [];
/** Health, school and age tell nothing of these. */
const UNTOLD: readonly string[] = ['isJobSeeker', 'isOrphan'];
const factsOfCondition = (condition: number, age: number): Facts =>
  new Map([...factsOfPerson(condition << HEALTH_AT, age)].filter(([fact]) => !UNTOLD.includes(fact)));

/** @param rules undefined where no programme has components of members */
export function componentTables(rules: RuleSet | undefined): ComponentTables {
  const amounts = new Uint32Array(COMPONENTS);
  if (rules === undefined) return { amounts, memberCap: Infinity };
  for (let condition = 0; condition < CONDITIONS; condition++) {
    if (schoolOfCondition(condition) >= LEVELS.length) continue;
    for (let age = 0; age < SINGLE_YEARS.count; age++) {
      const thousand = largest(rules, factsOfCondition(condition, age)) / 1000;
      amounts[componentAt(condition, age)] = thousand > 0 ? Math.round(thousand) + MEMBER : 0;
    }
  }
  return { amounts, memberCap: rules.memberCap };
}

/** Rupiah a year of the largest component that applies for sure. */
function largest(rules: RuleSet, person: Facts): number {
  const about = { rules, family: { facts: person, members: NOBODY }, person };
  return rules.components.reduce((most, { when, amount }) => {
    const applies = when === undefined ? YES : truth(when, about);
    return applies === YES ? Math.max(most, rules.rupiahPerYear.get(amount)!) : most;
  }, 0);
}

/** Components that ask what the simulation does not carry: nobody has them in it. */
export const componentsNotAsked = ({ components }: RuleSet): string[] =>
  components.flatMap(({ key, when }) => {
    const odd =
      when === undefined
        ? []
        : factsOf(when).filter((fact) => !SIMULATED_FACTS.includes(fact) || UNTOLD.includes(fact));
    return odd.length === 0 ? [] : [`${key} (${odd.join(', ')})`];
  });
