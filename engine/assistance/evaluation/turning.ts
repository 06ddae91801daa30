/**
 * Which facts would turn what the rules say of a family: the smallest sets of them, one fact or else two, those first that
 * nobody knows yet. It tells where to look, never what somebody should have.
 */
import type { FactCatalogue } from '../facts/catalogue.ts';
import type { FactTable } from '../facts/table.ts';
import type { RuleSet } from '../programmes/rule-set.ts';
import { AskedFacts } from './asked-facts.ts';
import { fitsOf, truth, type Facts, type Family } from './one-family.ts';
import { resolve, type Plain, type PlainTest } from './resolve.ts';
import { passes } from './truth-columns.ts';
import { not, NO, YES, type Truth } from './truth.ts';

/** One fact, and what it would have to be. */
export interface FactNeeded {
  readonly fact: string;
  /** Row among the members of the family; undefined for a fact of the family itself. */
  readonly member: number | undefined;
  readonly test: PlainTest;
  /** Whether the test has to hold, or not to hold. */
  readonly holds: boolean;
  /** A register tells the fact today: it would have to be another. Else nobody knows it. */
  readonly isKnown: boolean;
}

/** Facts that together turn the answer; two needs may be about one fact. */
export interface Turning {
  readonly to: typeof YES | typeof NO;
  readonly needs: readonly FactNeeded[];
}

/** Facts that are changed at once at most. */
const MOST_FACTS = 2;

type Needs = readonly FactNeeded[];

/** Whose case it is. */
interface About {
  readonly rules: RuleSet;
  readonly family: Family;
  readonly member: number | undefined;
}

/**
 * @param member row among the members, for a programme that is given to persons
 * @returns      to yes where it is no, to no where it is yes, to both where it is open; none where more than two facts stand
 *               in the way
 */
export const turningsOf = (
  rules: RuleSet,
  table: FactTable,
  catalogue: FactCatalogue,
  household: number,
  member?: number,
): readonly Turning[] => turningFinder(rules, table, catalogue)(household, member);

/**
 * Like turningsOf, for family after family: what they have in common is worked out once, and families of whom all that the rules
 * ask is alike have one answer.
 */
export function turningFinder(rules: RuleSet, table: FactTable, catalogue: FactCatalogue) {
  const whole: Plain = {
    kind: 'all',
    of: [...rules.conditions, ...rules.overlaps].map(({ when }) => resolve(when, rules)),
  };
  const values = valuesOf(whole, catalogue);
  const asked = new AskedFacts([...values.keys()], table);
  const known = new Map<string, readonly Turning[]>();
  const found = (family: Family, member: number | undefined, towards: readonly Turning['to'][]): Turning[] => {
    const about: About = { rules, family, member };
    const fits = fitsOf(rules, family, member);
    return towards.flatMap((to): Turning[] => {
      if (fits === to) return [];
      const sets = smallest(waysTo(whole, about, to).filter((needs) => isReached(needs, about, to, values)));
      return sets.map((needs) => ({ to, needs }));
    });
  };
  return (household: number, member?: number, towards: readonly Turning['to'][] = [YES, NO]): readonly Turning[] => {
    const key = `${member ?? ''} ${towards.join(' ')} ${asked.keyOf(household)}`;
    let turnings = known.get(key);
    if (turnings === undefined) known.set(key, (turnings = found(asked.familyAt(household), member, towards)));
    return turnings;
  };
}

/** Sets of facts that give an expression a truth; the empty set where it has it already. */
function waysTo(expression: Plain, about: About, to: typeof YES | typeof NO): Needs[] {
  if (truthNow(expression, about) === to) return [[]];
  switch (expression.kind) {
    case 'fact': {
      const { fact, test } = expression;
      const isKnown = factsAbout(about).get(fact) !== undefined;
      return [[{ fact, member: about.member, test, holds: to === YES, isKnown }]];
    }
    case 'not':
      return waysTo(expression.of, about, not(to) as typeof to);
    case 'family':
      return waysTo(expression.of, { ...about, member: undefined }, to);
    case 'all':
    case 'any': {
      const open = expression.of.filter((each) => truthNow(each, about) !== to);
      const isEachNeeded = (expression.kind === 'all') === (to === YES);
      return chosen(
        open.map((each) => waysTo(each, about, to)),
        isEachNeeded ? open.length : 1,
      );
    }
    case 'members': {
      const cases = about.family.members.map((_, member): About => ({ ...about, member }));
      const open = cases.filter((each) => truthNow(expression.of, each) !== to);
      const enough = to === YES ? expression.atLeast : cases.length - expression.atLeast + 1;
      const missing = enough - (cases.length - open.length);
      return chosen(
        open.map((each) => waysTo(expression.of, each, to)),
        missing,
      );
    }
  }
}

const truthNow = (expression: Plain, { rules, family, member }: About): Truth =>
  truth(expression, { rules, family, person: member === undefined ? undefined : family.members[member]! });

const factsAbout = ({ family, member }: About): Facts =>
  member === undefined ? family.facts : family.members[member]!;

/** One way of each of `count` parts, put together; those that take too many facts are left out. */
function chosen(parts: readonly (readonly Needs[])[], count: number): Needs[] {
  if (count > parts.length) return [];
  if (count === 0) return [[]];
  const [first, ...rest] = parts;
  const withFirst = chosen(rest, count - 1).flatMap((others) => first!.map((needs) => joined(needs, others)));
  return unique([...withFirst, ...chosen(rest, count)].filter((needs) => factCount(needs) <= MOST_FACTS));
}

const joined = (a: Needs, b: Needs): Needs => {
  const keys = new Set(a.map(needKey));
  return [...a, ...b.filter((need) => !keys.has(needKey(need)))];
};
const factKey = ({ fact, member }: FactNeeded): string => `${fact} ${member ?? ''}`;
const needKey = (need: FactNeeded): string => `${factKey(need)} ${need.holds} ${JSON.stringify(need.test)}`;
const factCount = (needs: Needs): number => new Set(needs.map(factKey)).size;

function unique(sets: readonly Needs[]): Needs[] {
  const seen = new Map<string, Needs>();
  for (const needs of sets) {
    const key = needs.map(needKey).sort().join('\n');
    if (!seen.has(key)) seen.set(key, needs);
  }
  return [...seen.values()];
}

/** The sets with the fewest facts; of those the ones first in which fewest facts are known already. */
function smallest(sets: readonly Needs[]): Needs[] {
  const fewest = Math.min(...sets.map(factCount));
  const known = (needs: Needs): number => needs.filter(({ isKnown }) => isKnown).length;
  return sets.filter((needs) => factCount(needs) === fewest).sort((a, b) => known(a) - known(b));
}

/** Whether values can be found that meet every need, and the rules then say so: one need may stand in the way of another. */
function isReached(needs: Needs, { rules, family, member }: About, to: Truth, values: FactValues): boolean {
  const facts = [...new Map(needs.map((need) => [factKey(need), need])).values()];
  const meeting = facts.map((each) => {
    const own = needs.filter((need) => factKey(need) === factKey(each));
    return values
      .get(each.fact)!
      .filter((value) => own.every(({ test, holds }) => passes(value, test) === (holds ? YES : NO)));
  });
  const tried = (at: number, changed: Family): boolean => {
    if (at === facts.length) return fitsOf(rules, changed, member) === to;
    return meeting[at]!.some((value) => tried(at + 1, withFact(changed, facts[at]!, value)));
  };
  return tried(0, family);
}

/** Fact to values on both sides of everything that the rules hold against it. */
type FactValues = ReadonlyMap<string, readonly number[]>;

function valuesOf(expression: Plain, catalogue: FactCatalogue): FactValues {
  const values = new Map<string, Set<number>>();
  const walk = (each: Plain): void => {
    if (each.kind !== 'fact') return [each.of].flat().forEach(walk);
    const isYesNo = catalogue.get(each.fact)!.kind === 'yes-no';
    const own = values.get(each.fact) ?? new Set();
    for (const value of isYesNo ? [0, 1] : edges(each.test)) if (value >= 0) own.add(value);
    values.set(each.fact, own);
  };
  walk(expression);
  return new Map([...values].map(([fact, own]) => [fact, [...own]]));
}

function edges(test: PlainTest): number[] {
  if (test.kind === 'in') return [...test.values, 0, Math.max(...test.values) + 1];
  const ends = test.kind === 'between' ? [test.low, test.high] : [test.than];
  return ends.flatMap((end) => [end, end - 1, end + 1]);
}

function withFact(family: Family, { fact, member }: FactNeeded, value: number): Family {
  const changed = (facts: Facts): Facts => new Map([...facts, [fact, value]]);
  if (member === undefined) return { ...family, facts: changed(family.facts) };
  return { ...family, members: family.members.map((facts, i) => (i === member ? changed(facts) : facts)) };
}
