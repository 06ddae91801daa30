/** What one family or person is due in a year, where the rules give everybody the same. */
import { ruleError } from '../../../assistance/programmes/rule-error.ts';
import type { RuleSet } from '../../../assistance/programmes/rule-set.ts';
import type { ProgrammeParameters } from '../parameters.ts';

/**
 * The rules with the amount that models/livelihood assumes where no source of theirs tells one.
 *
 * @throws TwinError configuration where an amount is unknown and none is assumed, or one is assumed that is known
 */
export function knownAmounts(rules: RuleSet, { assumedAmount }: Pick<ProgrammeParameters, 'assumedAmount'>): RuleSet {
  const unknown = [...rules.rupiahPerYear].filter(([, rupiah]) => Number.isNaN(rupiah)).map(([name]) => name);
  if (unknown.length > 0 === (assumedAmount !== undefined) && unknown.length <= 1)
    return unknown.length === 0
      ? rules
      : { ...rules, rupiahPerYear: new Map([...rules.rupiahPerYear, [unknown[0]!, assumedAmount!.rupiahPerYear]]) };
  throw ruleError(
    rules.programme.path,
    `amounts.${unknown[0] ?? Object.keys(rules.programme.amounts)[0] ?? ''}`,
    assumedAmount === undefined
      ? 'is no known amount, and models/livelihood/programmes.yaml assumes none'
      : 'does not fit the one amount that models/livelihood/programmes.yaml assumes',
    'Write the amount there, or assumedAmount in models/livelihood/programmes.yaml where no source tells it, not both.',
  );
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
