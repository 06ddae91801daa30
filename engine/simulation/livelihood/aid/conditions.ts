/**
 * The conditions of a programme as the simulation asks them: the rules are those of models/assistance with the limits of the
 * day in their places, as engine/assistance evaluates them for the city. What a year asks of every family is a comparison of
 * its rank, whether it has a component, and which lists it is on; a rule of another form is refused, never left out silently.
 */
import { factsOf } from '../../../assistance/programmes/expression.ts';
import { resolve, type Plain } from '../../../assistance/evaluation/resolve.ts';
import { familyReceivesFact } from '../../../assistance/facts/catalogue.ts';
import { ruleError } from '../../../assistance/programmes/rule-error.ts';
import type { RuleSet } from '../../../assistance/programmes/rule-set.ts';
import { SIMULATED_PROGRAMMES } from '../parameters.ts';
import { SIMULATED_FACTS } from './simulated-facts.ts';

export const DESIL = 'desil';
const HIGHEST_DESIL = 10;

export interface SimulatedConditions {
  readonly desilLimit: number;
  readonly excluding: number;
  /** `key (facts)` of conditions that ask what the simulation does not carry. */
  readonly notAsked: readonly string[];
}

/** [fact] bit of the simulated programme that a family receives. */
const BIT_OF = new Map(SIMULATED_PROGRAMMES.map((key, place) => [familyReceivesFact(key), 1 << place]));

/** @throws TwinError configuration for a rule about what the simulation carries, in a form that it does not ask */
export function simulatedConditions(rules: RuleSet): SimulatedConditions {
  let desilLimit = HIGHEST_DESIL;
  let excluding = 0;
  const notAsked: string[] = [];
  for (const { key, when } of [...rules.conditions, ...rules.overlaps]) {
    // Whether there is a component is asked of what members bring.
    if (when.kind === 'has-component') continue;
    const plain = resolve(when, rules);
    const limit = desilLimitOf(plain);
    const bit = excludedBit(plain);
    const facts = factsOf(when);
    if (limit !== undefined) desilLimit = Math.min(desilLimit, limit);
    else if (bit !== undefined) excluding |= bit;
    else if (facts.some(isSimulated))
      throw ruleError(
        rules.programme.path,
        key,
        `asks ${facts.filter(isSimulated).join(', ')} in a form that the simulation cannot ask`,
        'The simulation asks a decile at most, a component, and other programmes that a family does not receive.',
      );
    else notAsked.push(`${key} (${facts.join(', ')})`);
  }
  return { desilLimit, excluding, notAsked };
}

const isSimulated = (fact: string): boolean => fact === DESIL || BIT_OF.has(fact) || SIMULATED_FACTS.includes(fact);

/** Of a person it is that of his family. */
function desilLimitOf(plain: Plain): number | undefined {
  if (plain.kind === 'family') return desilLimitOf(plain.of);
  return plain.kind === 'fact' && plain.fact === DESIL && plain.test.kind === 'atMost' ? plain.test.than : undefined;
}

function excludedBit(plain: Plain): number | undefined {
  if (plain.kind !== 'not') return undefined;
  const inner = plain.of.kind === 'family' ? plain.of.of : plain.of;
  const isAsked = inner.kind === 'fact' && inner.test.kind === 'is' && inner.test.than === 1;
  return isAsked ? BIT_OF.get(inner.fact) : undefined;
}

/** Rupiah a year of a unit, where its members have no components of their own. */
export function unitRupiah({ components, rupiahPerYear, programme }: RuleSet): number {
  const odd = components.find(({ when, of }) => when !== undefined || of === 'members');
  const amounts = components.map(({ amount }) => rupiahPerYear.get(amount)!);
  const [plain, added] = [false, true].map((adds) => amounts.filter((_, i) => components[i]!.adds === adds));
  const sum = Math.max(0, ...plain!) + added!.reduce((total, each) => total + each, 0);
  if (odd !== undefined || components.length === 0 || Number.isNaN(sum))
    throw ruleError(
      programme.path,
      odd === undefined ? 'components' : `components.${odd.key}`,
      'is no known amount that every unit is due',
      'The simulation carries on programmes with one amount for all, or with components of members.',
    );
  return sum;
}
