/** Expressions with the limits of a day in their places: what columns are computed from, and recognised by. */
import type { Expression, FactTest, Operand } from '../programmes/expression.ts';
import type { RuleSet } from '../programmes/rule-set.ts';

/** As FactTest, every value a number. */
export type PlainTest =
  | { readonly kind: 'is' | 'atLeast' | 'atMost' | 'above' | 'below'; readonly than: number }
  | { readonly kind: 'between'; readonly low: number; readonly high: number }
  | { readonly kind: 'in'; readonly values: readonly number[] };

export type Plain =
  | { readonly kind: 'fact'; readonly fact: string; readonly test: PlainTest }
  | { readonly kind: 'all' | 'any'; readonly of: readonly Plain[] }
  | { readonly kind: 'not' | 'family'; readonly of: Plain }
  | { readonly kind: 'members'; readonly of: Plain; readonly atLeast: number };

/** What an expression needs of the rules it stands in. */
export type Values = Pick<RuleSet, 'limits' | 'components'>;

export function resolve(expression: Expression, rules: Values): Plain {
  switch (expression.kind) {
    case 'fact':
      return { ...expression, test: plainTest(expression.test, rules) };
    case 'all':
    case 'any':
      return { kind: expression.kind, of: expression.of.map((each) => resolve(each, rules)) };
    case 'not':
    case 'family':
      return { kind: expression.kind, of: resolve(expression.of, rules) };
    case 'members':
      return { kind: 'members', of: resolve(expression.of, rules), atLeast: valueOf(expression.atLeast, rules) };
    case 'has-component':
      return { kind: 'any', of: rules.components.map((component) => componentApplies(component, rules)) };
  }
}

/** True of everybody. */
export const ALWAYS: Plain = { kind: 'all', of: [] };

function componentApplies({ of, when }: RuleSet['components'][number], rules: Values): Plain {
  if (when === undefined) return ALWAYS;
  const applies = resolve(when, rules);
  return of === 'unit' ? applies : { kind: 'members', of: applies, atLeast: 1 };
}

const valueOf = (operand: Operand, { limits }: Values): number =>
  typeof operand === 'number' ? operand : limits.get(operand)!;

function plainTest(test: FactTest, rules: Values): PlainTest {
  if (test.kind === 'in') return test;
  if (test.kind === 'between')
    return { kind: 'between', low: valueOf(test.low, rules), high: valueOf(test.high, rules) };
  return { kind: test.kind, than: valueOf(test.than, rules) };
}
