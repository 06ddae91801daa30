/**
 * Conditions as data: small expressions over named facts, which a file writes and no code knows. Each is true, false or
 * unknown (Kleene's logic): an unknown fact makes a condition unknown unless the rest settles it.
 */
import { familyReceivesFact, receivesFact, type FactCatalogue, type FactLevel } from '../facts/catalogue.ts';
import { ruleError, type RulePath } from './rule-error.ts';

/** A number, or the name of a limit of the programme. */
export type Operand = number | string;

export type FactTest =
  | { readonly kind: 'is' | 'atLeast' | 'atMost' | 'above' | 'below'; readonly than: Operand }
  | { readonly kind: 'between'; readonly low: Operand; readonly high: Operand }
  | { readonly kind: 'in'; readonly values: readonly number[] };

export type Expression =
  | { readonly kind: 'fact'; readonly fact: string; readonly test: FactTest }
  | { readonly kind: 'all' | 'any'; readonly of: readonly Expression[] }
  | { readonly kind: 'not'; readonly of: Expression }
  /** Of a person: what is true of his family. */
  | { readonly kind: 'family'; readonly of: Expression }
  /** Of a family: true where at least so many members fit. */
  | { readonly kind: 'members'; readonly of: Expression; readonly atLeast: Operand }
  /** True where some component of the programme applies. */
  | { readonly kind: 'has-component' };

export interface ExpressionContext {
  /** Of the file, for errors. */
  readonly path: RulePath;
  readonly facts: FactCatalogue;
  readonly limits: ReadonlySet<string>;
  readonly programmes: readonly string[];
}

const TESTS = ['is', 'atLeast', 'atMost', 'above', 'below', 'between', 'in'] as const;

/**
 * Reads an expression of a file.
 *
 * @param key   where it stands, for errors
 * @param level what it is asked of: a fact of the other level needs `family` or `anyMember` before it
 * @throws TwinError configuration: a key that is none, a fact or a limit that is not there
 */
export function parseExpression(raw: unknown, key: string, level: FactLevel, context: ExpressionContext): Expression {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw))
    throw ruleError(context.path, key, 'must be a condition such as { fact: desil, atMost: desilLimit }');
  const written = raw as Readonly<Record<string, unknown>>;
  const [head] = Object.keys(written);
  if (head === undefined) throw ruleError(context.path, key, 'is empty');
  if ('fact' in written) return parseFact(written, key, level, context);
  if ('countMembers' in written) {
    onlyKeys(written, ['countMembers', 'atLeast'], key, context);
    requireLevel(level, 'household', key, 'countMembers', context);
    const of = parseExpression(written['countMembers'], `${key}.countMembers`, 'person', context);
    return { kind: 'members', of, atLeast: operand(written['atLeast'], `${key}.atLeast`, context) };
  }
  onlyKeys(written, [head], key, context);
  const inner = written[head];
  const at = `${key}.${head}`;
  switch (head) {
    case 'all':
    case 'any':
      if (!Array.isArray(inner) || inner.length === 0)
        throw ruleError(context.path, at, 'must be a list of conditions');
      return { kind: head, of: inner.map((each, i) => parseExpression(each, `${at}.${i}`, level, context)) };
    case 'not':
      return { kind: 'not', of: parseExpression(inner, at, level, context) };
    case 'family':
      requireLevel(level, 'person', key, 'family', context);
      return { kind: 'family', of: parseExpression(inner, at, 'household', context) };
    case 'anyMember':
      requireLevel(level, 'household', key, 'anyMember', context);
      return { kind: 'members', of: parseExpression(inner, at, 'person', context), atLeast: 1 };
    case 'receives':
      return receives(inner, at, level, context);
    case 'hasComponent':
      if (inner !== true) throw ruleError(context.path, at, 'must be true');
      return { kind: 'has-component' };
    default:
      throw ruleError(context.path, at, 'is no condition');
  }
}

function parseFact(
  written: Readonly<Record<string, unknown>>,
  key: string,
  level: FactLevel,
  context: ExpressionContext,
): Expression {
  const fact = context.facts.get(String(written['fact']));
  if (fact === undefined) throw ruleError(context.path, `${key}.fact`, `there is no fact ${String(written['fact'])}`);
  if (fact.level !== level)
    throw ruleError(context.path, `${key}.fact`, `${fact.key} is a fact of a ${fact.level}, asked of a ${level}`);
  const tests = TESTS.filter((test) => test in written);
  const [test] = tests;
  if (test === undefined || tests.length > 1) throw ruleError(context.path, key, `needs one of ${TESTS.join(', ')}`);
  onlyKeys(written, ['fact', test], key, context);
  return { kind: 'fact', fact: fact.key, test: parseTest(test, written[test], `${key}.${test}`, context) };
}

function parseTest(test: (typeof TESTS)[number], raw: unknown, key: string, context: ExpressionContext): FactTest {
  if (test === 'in') {
    if (!Array.isArray(raw) || raw.length === 0 || raw.some((value) => typeof value !== 'number'))
      throw ruleError(context.path, key, 'must be a list of numbers');
    return { kind: 'in', values: raw as number[] };
  }
  if (test !== 'between') return { kind: test, than: operand(raw, key, context) };
  if (!Array.isArray(raw) || raw.length !== 2) throw ruleError(context.path, key, 'must be two values');
  return {
    kind: 'between',
    low: operand(raw[0], `${key}.0`, context),
    high: operand(raw[1], `${key}.1`, context),
  };
}

function operand(raw: unknown, key: string, { path, limits }: ExpressionContext): Operand {
  if (typeof raw === 'boolean') return raw ? 1 : 0;
  if (typeof raw === 'number') return raw;
  if (typeof raw === 'string' && limits.has(raw)) return raw;
  throw ruleError(path, key, typeof raw === 'string' ? `there is no limit ${raw}` : 'must be a number or a limit');
}

function receives(raw: unknown, key: string, level: FactLevel, context: ExpressionContext): Expression {
  if (typeof raw !== 'string' || !context.programmes.includes(raw))
    throw ruleError(context.path, key, 'must be a programme of models/assistance');
  return receivesExpression(raw, level);
}

export function receivesExpression(programme: string, level: FactLevel): Expression {
  const fact = level === 'person' ? receivesFact(programme) : familyReceivesFact(programme);
  return { kind: 'fact', fact, test: { kind: 'is', than: 1 } };
}

function onlyKeys(
  written: Readonly<Record<string, unknown>>,
  known: readonly string[],
  key: string,
  { path }: ExpressionContext,
): void {
  const odd = Object.keys(written).find((name) => !known.includes(name));
  if (odd !== undefined) throw ruleError(path, `${key}.${odd}`, 'is an unknown field');
}

function requireLevel(
  level: FactLevel,
  wanted: FactLevel,
  key: string,
  word: string,
  { path }: ExpressionContext,
): void {
  if (level !== wanted)
    throw ruleError(path, `${key}.${word}`, `is asked of a ${wanted}, and this is about a ${level}`);
}

/** Facts that an expression asks, each once, in the order of the text. */
export function factsOf(expression: Expression): string[] {
  switch (expression.kind) {
    case 'fact':
      return [expression.fact];
    case 'all':
    case 'any':
      return [...new Set(expression.of.flatMap(factsOf))];
    case 'not':
    case 'family':
    case 'members':
      return factsOf(expression.of);
    case 'has-component':
      return [];
  }
}
