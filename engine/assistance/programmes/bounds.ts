/** What numbers of rules can be at all: a decile of 15, an age of 600 or half a person is a slip, and no rule. */
import { isoDate } from '../../kernel/time.ts';
import type { FactCatalogue } from '../facts/catalogue.ts';
import { inForceOn, mostPeriods, type Amount, type DatedValue, type Limit } from './dated-values.ts';
import type { Expression, Operand } from './expression.ts';
import { ruleError, type RulePath } from './rule-error.ts';

interface Bounds {
  readonly least: number;
  readonly most: number;
  readonly isWhole: boolean;
  readonly isAbove?: true;
}

const whole = (least: number, most: number): Bounds => ({ least, most, isWhole: true });
const between = (least: number, most: number): Bounds => ({ least, most, isWhole: false });
const ABOVE_ZERO: Bounds = { least: 0, most: Infinity, isWhole: false, isAbove: true };

/** By the unit of a limit or of a fact. */
const BY_UNIT: ReadonlyMap<string, Bounds> = new Map([
  ['desil', whole(1, 10)],
  ['tahun', between(0, 120)],
  ['bulan', between(0, 1440)],
  ['kelas', whole(0, 13)],
  ['orang', whole(1, 100)],
  ['jiwa', whole(1, 100)],
  ['bagian', between(0, 1)],
  ['persen', between(0, 100)],
  ['m2', ABOVE_ZERO],
]);

const boundsOfUnit = (unit: string | undefined): Bounds | undefined =>
  unit === undefined ? undefined : (BY_UNIT.get(unit) ?? (unit.startsWith('rupiah') ? ABOVE_ZERO : undefined));

/** Facts and limits that the twin itself knows by their name, whatever unit is written. */
const KNOWN_BY_NAME: ReadonlyMap<string, Bounds> = new Map([
  ['desil', BY_UNIT.get('desil')!],
  ['desilLimit', BY_UNIT.get('desil')!],
]);

/** @returns what is wrong with the value, or undefined */
function outside(value: number, { least, most, isWhole, isAbove }: Bounds): string | undefined {
  if (isAbove === true) return value > least ? undefined : `${value} is not above ${least}`;
  if (value < least || value > most) return `${value} is not from ${least} to ${most}`;
  return isWhole && !Number.isInteger(value) ? `${value} is not a whole number` : undefined;
}

/**
 * @param key    of the limits in the file: `limits`
 * @throws TwinError configuration for a value that its unit cannot have
 */
export function requireLimits(path: RulePath, key: string, limits: Readonly<Record<string, Limit>>): void {
  for (const [name, { values, unit }] of Object.entries(limits)) {
    const bounds = KNOWN_BY_NAME.get(name) ?? boundsOfUnit(unit);
    requireValues(path, `${key}.${name}.values`, values, bounds, unit);
  }
}

/** @throws TwinError configuration for an amount that is not above 0, or is paid more often than its periods come in a year */
export function requireAmounts(path: RulePath, amounts: Readonly<Record<string, Amount>>): void {
  for (const [name, amount] of Object.entries(amounts)) {
    requireValues(path, `amounts.${name}.values`, amount.values, ABOVE_ZERO, amount.unit);
    const most = mostPeriods(amount);
    if (amount.periods !== undefined && amount.periods > most)
      throw ruleError(
        path,
        `amounts.${name}.periods`,
        `${amount.periods} periods do not fit into a year: of ${amount.unit} there are at most ${most}`,
      );
  }
}

function requireValues(
  path: RulePath,
  key: string,
  values: readonly DatedValue[],
  bounds: Bounds | undefined,
  unit: string,
): void {
  values.forEach(({ value }, i) => {
    // Of what is not known nothing is wrong.
    if (Number.isNaN(value)) return;
    const fault = value < 0 ? 'is below 0' : bounds === undefined ? undefined : outside(value, bounds);
    if (fault !== undefined) throw ruleError(path, `${key}.${i}`, `${fault} (${unit})`);
  });
}

/** @throws TwinError configuration where the limit that says how many members count is no number of persons */
export function requireMembers(path: RulePath, name: string, { values, unit }: Limit): void {
  requireValues(path, `limits.${name}.values`, values, BY_UNIT.get('orang'), unit);
}

/** What a condition is checked with. */
export interface Values {
  readonly path: RulePath;
  readonly facts: FactCatalogue;
  readonly limits: Readonly<Record<string, Limit>>;
}

/**
 * @param key of the condition in the file
 * @throws TwinError configuration where a condition asks of a fact what it can never be, or a span whose end is before its begin
 */
export function requirePossible(expression: Expression, key: string, values: Values): void {
  switch (expression.kind) {
    case 'all':
    case 'any':
      return expression.of.forEach((each, i) => requirePossible(each, `${key}.${expression.kind}.${i}`, values));
    case 'not':
      return requirePossible(expression.of, `${key}.not`, values);
    case 'family':
      return requirePossible(expression.of, `${key}.family`, values);
    case 'members':
      requireOperand(expression.atLeast, whole(1, 100), key, 'members', values);
      return requirePossible(expression.of, key, values);
    case 'fact':
      return requireTest(expression, key, values);
    case 'has-component':
  }
}

function requireTest({ fact, test }: Expression & { kind: 'fact' }, key: string, values: Values): void {
  const { kind, unit } = values.facts.get(fact)!;
  const own =
    kind === 'yes-no' ? whole(0, 1) : kind === 'number' ? (KNOWN_BY_NAME.get(fact) ?? boundsOfUnit(unit)) : undefined;
  if (own === undefined) return;
  // Above 0 is said of what begins at 1, and nothing to spend is an amount.
  const room = test.kind === 'above' || test.kind === 'below' ? 1 : 0;
  const bounds =
    own.isAbove === true ? between(0, Infinity) : { ...own, least: own.least - room, most: own.most + room };
  const operands = test.kind === 'in' ? test.values : test.kind === 'between' ? [test.low, test.high] : [test.than];
  for (const operand of operands) requireOperand(operand, bounds, key, fact, values);
  if (test.kind === 'between') requireSpan(test.low, test.high, key, values);
}

function requireOperand(operand: Operand, bounds: Bounds, key: string, of: string, { path, limits }: Values): void {
  const numbers = typeof operand === 'number' ? [operand] : limits[operand]!.values.map(({ value }) => value);
  const fault = numbers.map((value) => outside(value, bounds)).find((each) => each !== undefined);
  const name = typeof operand === 'number' ? '' : ` (limit ${operand})`;
  if (fault !== undefined)
    throw ruleError(path, key, `${of} is held against a number that it cannot be: ${fault}${name}`);
}

function requireSpan(low: Operand, high: Operand, key: string, { path, limits }: Values): void {
  const days = [low, high].flatMap((end) =>
    typeof end === 'number' ? [] : limits[end]!.values.map(({ from }) => from),
  );
  const on = (end: Operand, day: number): number | undefined =>
    typeof end === 'number' ? end : inForceOn(limits[end]!.values, day)?.value;
  for (const day of days.length === 0 ? [0] : days) {
    const [from, to] = [on(low, day), on(high, day)];
    if (from !== undefined && to !== undefined && from > to) {
      const since = days.length === 0 ? '' : ` on ${isoDate(day)}`;
      throw ruleError(path, key, `nothing is between ${from} and ${to}${since}: the lower one comes first`);
    }
  }
}
