/**
 * The conditions of a programme as the simulation asks them: the rules are those of models/assistance with the limits of the
 * day in their places, as engine/assistance evaluates them for the city. What a year asks of every family is a comparison of
 * its rank and its size, which lists it is on, and whether it has a component or a member who fits; a rule of another form is
 * refused, never left out silently.
 */
import { factsOf, type Expression } from '../../../assistance/programmes/expression.ts';
import { resolve, type Plain } from '../../../assistance/evaluation/resolve.ts';
import { familyReceivesFact, receivesFact } from '../../../assistance/facts/catalogue.ts';
import { ruleError } from '../../../assistance/programmes/rule-error.ts';
import type { RuleSet } from '../../../assistance/programmes/rule-set.ts';
import { levelOf } from '../../../assistance/programmes/shape.ts';
import { SIMULATED_PROGRAMMES } from '../parameters.ts';
import { SIMULATED_FACTS } from './simulated-facts.ts';

export const DESIL = 'desil';
const FAMILY_SIZE = 'familySize';
const HIGHEST_DESIL = 10;

export interface SimulatedConditions {
  readonly desilLimit: number;
  /** Members of the family, both included. */
  readonly sizes: { readonly from: number; readonly to: number };
  readonly excluding: number;
  /** Asked of each member: of a programme of persons who fits, of one of families who must be there. */
  readonly ofMembers: readonly Expression[];
  /** `key (facts)` of conditions that ask what the simulation does not carry. */
  readonly notAsked: readonly string[];
}

/**
 * [fact] bit of the simulated programme that a family receives. What one person receives stands for his family: all members
 * whom a programme is for are given it, or none.
 */
const BIT_OF = new Map(
  SIMULATED_PROGRAMMES.flatMap((key, place) =>
    [familyReceivesFact(key), receivesFact(key)].map((fact) => [fact, 1 << place] as const),
  ),
);

/** What one condition comes to. */
type Part =
  | { readonly kind: 'desil'; readonly atMost: number }
  | { readonly kind: 'sizes'; readonly from: number; readonly to: number }
  | { readonly kind: 'excluded'; readonly bit: number }
  | { readonly kind: 'members'; readonly of: Expression }
  | { readonly kind: 'not-carried' };

/** @throws TwinError configuration for a rule about what the simulation carries, in a form that it does not ask */
export function simulatedConditions(rules: RuleSet): SimulatedConditions {
  let desilLimit = HIGHEST_DESIL;
  let excluding = 0;
  let sizes = { from: 0, to: Infinity };
  const ofMembers: Expression[] = [];
  const notAsked: string[] = [];
  for (const { key, when } of [...rules.conditions, ...rules.overlaps]) {
    // Whether there is a component is asked of what members bring.
    if (when.kind === 'has-component') continue;
    const { asked, leftOut } = carriedOf(when);
    if (leftOut.length > 0) notAsked.push(`${key} (${leftOut.join(', ')})`);
    const part = partOf(asked, rules);
    if (part === undefined || (part.kind === 'members' && isOfFamilies(rules) && ofMembers.length > 0))
      throw ruleError(
        rules.programme.path,
        key,
        `asks ${factsOf(when).filter(isCarried).join(', ')} in a form that the simulation cannot ask`,
        'The simulation asks a decile at most, the size of a family, a component, facts of a member that it carries, and other programmes that a family does not receive.',
      );
    if (part.kind === 'desil') desilLimit = Math.min(desilLimit, part.atMost);
    else if (part.kind === 'sizes') sizes = { from: Math.max(sizes.from, part.from), to: Math.min(sizes.to, part.to) };
    else if (part.kind === 'excluded') excluding |= part.bit;
    else if (part.kind === 'members') ofMembers.push(part.of);
  }
  return { desilLimit, sizes, excluding, ofMembers, notAsked };
}

const isOfFamilies = ({ programme }: RuleSet): boolean => levelOf(programme) === 'household';
const isCarried = (fact: string): boolean =>
  fact === DESIL || fact === FAMILY_SIZE || BIT_OF.has(fact) || SIMULATED_FACTS.includes(fact);

/** Of alternatives those alone that ask what is carried: nobody is known to have another. */
function carriedOf(when: Expression): { readonly asked: Expression; readonly leftOut: readonly string[] } {
  const facts = factsOf(when);
  if (when.kind !== 'any') return { asked: when, leftOut: facts.some(isCarried) ? [] : facts };
  const carried = when.of.filter((each) => factsOf(each).some(isCarried));
  const leftOut = when.of.filter((each) => !carried.includes(each)).flatMap(factsOf);
  if (carried.length === 0) return { asked: when, leftOut };
  return { asked: carried.length === 1 ? carried[0]! : { kind: 'any', of: carried }, leftOut };
}

/** @returns undefined where the simulation cannot ask it */
function partOf(when: Expression, rules: RuleSet): Part | undefined {
  const facts = factsOf(when);
  if (!facts.some(isCarried)) return { kind: 'not-carried' };
  const plain = resolve(when, rules);
  // Of a person it is that of his family.
  const ofFamily = plain.kind === 'family' ? plain.of : plain;
  const limit = desilLimitOf(ofFamily);
  if (limit !== undefined) return { kind: 'desil', atMost: limit };
  const sizes = sizesOf(ofFamily);
  if (sizes !== undefined) return { kind: 'sizes', ...sizes };
  const bit = excludedBit(plain);
  if (bit !== undefined) return { kind: 'excluded', bit };
  if (!facts.every((fact) => SIMULATED_FACTS.includes(fact))) return undefined;
  if (!isOfFamilies(rules)) return { kind: 'members', of: when };
  return when.kind === 'members' && when.atLeast === 1 ? { kind: 'members', of: when.of } : undefined;
}

const desilLimitOf = (plain: Plain): number | undefined =>
  plain.kind === 'fact' && plain.fact === DESIL && plain.test.kind === 'atMost' ? plain.test.than : undefined;

function sizesOf(plain: Plain): { readonly from: number; readonly to: number } | undefined {
  if (plain.kind !== 'fact' || plain.fact !== FAMILY_SIZE) return undefined;
  const { test } = plain;
  if (test.kind === 'is') return { from: test.than, to: test.than };
  if (test.kind === 'atMost') return { from: 0, to: test.than };
  return test.kind === 'atLeast' ? { from: test.than, to: Infinity } : undefined;
}

function excludedBit(plain: Plain): number | undefined {
  if (plain.kind !== 'not') return undefined;
  const inner = plain.of.kind === 'family' ? plain.of.of : plain.of;
  const isAsked = inner.kind === 'fact' && inner.test.kind === 'is' && inner.test.than === 1;
  return isAsked ? BIT_OF.get(inner.fact) : undefined;
}
