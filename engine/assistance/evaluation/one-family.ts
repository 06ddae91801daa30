/**
 * Rules applied to one family at a time, as one would by hand: slow, and plain enough to be believed. Worked families and
 * explanations use it; the columns have to agree with it on every family.
 */
import type { Expression, FactTest, Operand } from '../programmes/expression.ts';
import type { RuleSet } from '../programmes/rule-set.ts';
import { levelOf, type Component, type Condition } from '../programmes/shape.ts';
import { all, any, NO, not, truthOf, UNKNOWN, YES, type Truth } from './truth.ts';

/** Facts by key; undefined, or not there, where unknown. */
export type Facts = ReadonlyMap<string, number | undefined>;

export interface Family {
  readonly facts: Facts;
  readonly members: readonly Facts[];
}

export interface ConditionOutcome {
  readonly condition: Condition;
  readonly truth: Truth;
}

/** What the rules say of one family, or of one person in it. Nobody is granted or refused anything by it. */
export interface Assessment {
  readonly conditions: readonly ConditionOutcome[];
  readonly overlaps: readonly ConditionOutcome[];
  /** All conditions, and no overlap. */
  readonly fits: Truth;
  /** Due by what is known; 0 where it does not fit for sure, NaN where the amount is in no source. */
  readonly rupiahPerYear: number;
  /** Due if all that is unknown turned out in favour. */
  readonly possibleRupiahPerYear: number;
}

/** Whose case it is: the family, or a member of it. */
interface Case {
  readonly rules: RuleSet;
  readonly family: Family;
  readonly person: Facts | undefined;
}

/** @param member row in family.members, for a programme that is given to persons */
function caseOf(rules: RuleSet, family: Family, member: number | undefined): Case {
  const isOfPersons = levelOf(rules.programme) === 'person';
  if (isOfPersons !== (member !== undefined))
    throw new TypeError(`${rules.programme.id} is given to ${isOfPersons ? 'persons' : 'families'}`);
  return { rules, family, person: member === undefined ? undefined : family.members[member]! };
}

/** @param member row in family.members, for a programme that is given to persons */
export function assess(rules: RuleSet, family: Family, member?: number): Assessment {
  const about = caseOf(rules, family, member);
  const outcomeOf = (condition: Condition): ConditionOutcome => ({ condition, truth: truth(condition.when, about) });
  const conditions = rules.conditions.map(outcomeOf);
  const overlaps = rules.overlaps.map(outcomeOf);
  const fits = all([...conditions, ...overlaps].map((outcome) => outcome.truth));
  return {
    conditions,
    overlaps,
    fits,
    rupiahPerYear: fits === YES ? rupiahOf(about, YES) : 0,
    possibleRupiahPerYear: fits === NO ? 0 : rupiahOf(about, UNKNOWN),
  };
}

/** Of an assessment, what conditions and overlaps come to together, and nothing of the money. */
export function fitsOf(rules: RuleSet, family: Family, member?: number): Truth {
  const about = caseOf(rules, family, member);
  return all([...rules.conditions, ...rules.overlaps].map(({ when }) => truth(when, about)));
}

export function truth(expression: Expression, about: Case): Truth {
  switch (expression.kind) {
    case 'fact':
      return factTruth((about.person ?? about.family.facts).get(expression.fact), expression.test, about.rules);
    case 'all':
      return all(expression.of.map((each) => truth(each, about)));
    case 'any':
      return any(expression.of.map((each) => truth(each, about)));
    case 'not':
      return not(truth(expression.of, about));
    case 'family':
      return truth(expression.of, { ...about, person: undefined });
    case 'members': {
      const truths = about.family.members.map((person) => truth(expression.of, { ...about, person }));
      const wanted = valueOf(expression.atLeast, about.rules);
      if (truths.filter((each) => each === YES).length >= wanted) return YES;
      return truths.filter((each) => each !== NO).length >= wanted ? UNKNOWN : NO;
    }
    case 'has-component':
      return any(about.rules.components.map((component) => componentTruth(component, about)));
  }
}

function componentTruth(component: Component, about: Case): Truth {
  const { when } = component;
  if (when === undefined) return YES;
  if (component.of === 'unit') return truth(when, about);
  return any(about.family.members.map((person) => truth(when, { ...about, person })));
}

const valueOf = (operand: Operand, { limits }: RuleSet): number =>
  typeof operand === 'number' ? operand : limits.get(operand)!;

function factTruth(value: number | undefined, test: FactTest, rules: RuleSet): Truth {
  if (value === undefined) return UNKNOWN;
  switch (test.kind) {
    case 'is':
      return truthOf(value === valueOf(test.than, rules));
    case 'atLeast':
      return truthOf(value >= valueOf(test.than, rules));
    case 'atMost':
      return truthOf(value <= valueOf(test.than, rules));
    case 'above':
      return truthOf(value > valueOf(test.than, rules));
    case 'below':
      return truthOf(value < valueOf(test.than, rules));
    case 'between':
      return truthOf(value >= valueOf(test.low, rules) && value <= valueOf(test.high, rules));
    case 'in':
      return truthOf(test.values.includes(value));
  }
}

/** @param least truth from which a component counts: YES, or UNKNOWN for what is possible at most */
function rupiahOf(about: Case, least: Truth): number {
  const { components, rupiahPerYear, memberCap } = about.rules;
  const dearest = (of: readonly Component[], who: Case): number =>
    of
      .filter(({ when }) => (when === undefined ? YES : truth(when, who)) >= least)
      .reduce((most, { amount }) => Math.max(most, rupiahPerYear.get(amount)!), 0);
  const ofUnit = components.filter(({ of }) => of === 'unit');
  const ofMembers = components.filter(({ of }) => of === 'members');
  const added = ofUnit.filter(({ adds }) => adds).map((component) => dearest([component], about));
  const single = dearest(
    ofUnit.filter(({ adds }) => !adds),
    about,
  );
  const members = about.family.members
    .map((person) => dearest(ofMembers, { ...about, person }))
    .sort((a, b) => b - a)
    .slice(0, memberCap);
  return [...added, single, ...members].reduce((sum, rupiah) => sum + rupiah, 0);
}
