/** The rules of a programme on one day, with the values of that day in their places; what a what-if changes is said here. */
import { isoDate } from '../../kernel/time.ts';
import { inForceOn, periodsPerYear } from './dated-values.ts';
import { ruleError } from './rule-error.ts';
import type { Component, Condition, Programme, Quota } from './shape.ts';

/** What is tried instead of what is in force. */
export interface RuleChange {
  /** By name. */
  readonly limits?: Readonly<Record<string, number>>;
  /** By name, in the unit of the file. */
  readonly amounts?: Readonly<Record<string, number>>;
}

export interface RuleSet {
  readonly programme: Programme;
  /** Days since 1970-01-01. */
  readonly day: number;
  readonly limits: ReadonlyMap<string, number>;
  /** Of the amounts in force; NaN where no source tells it. */
  readonly rupiahPerYear: ReadonlyMap<string, number>;
  /** Those whose amount is in force. */
  readonly components: readonly Component[];
  readonly conditions: readonly Condition[];
  readonly overlaps: readonly Condition[];
  /** Infinity where every member counts. */
  readonly memberCap: number;
  readonly quota: Quota | undefined;
  /** Names the rules of a result: `pkh 2025-12-31`, and what was tried. */
  readonly version: string;
}

export const isInForce = ({ validFrom, validTo }: Programme, day: number): boolean =>
  validFrom <= day && day <= validTo;

/**
 * @throws TwinError configuration when the programme is not in force on that day, or a change names what is not there
 */
export function rulesOn(programme: Programme, day: number, change: RuleChange = {}): RuleSet {
  const { path, id } = programme;
  if (!isInForce(programme, day))
    throw ruleError(path, 'validFrom', `${id} is not in force on ${isoDate(day)}`, 'Ask about another day, or add it.');
  requireNames(path, 'limits', programme.limits, change.limits);
  requireNames(path, 'amounts', programme.amounts, change.amounts);
  const limits = new Map<string, number>();
  for (const [name, { values }] of Object.entries(programme.limits))
    limits.set(name, change.limits?.[name] ?? inForceOn(values, day)!.value);
  const rupiahPerYear = new Map<string, number>();
  for (const [name, amount] of Object.entries(programme.amounts)) {
    const value = change.amounts?.[name] ?? inForceOn(amount.values, day)?.value;
    if (value !== undefined) rupiahPerYear.set(name, value * periodsPerYear(amount));
  }
  return {
    programme,
    day,
    limits,
    rupiahPerYear,
    components: programme.components.filter(({ amount }) => rupiahPerYear.has(amount)),
    conditions: programme.conditions,
    overlaps: programme.overlaps,
    memberCap: programme.memberCap === undefined ? Infinity : limits.get(programme.memberCap)!,
    quota: inForceOn(programme.quotas, day),
    version: versionOf(programme, day, change),
  };
}

function requireNames(path: string, group: string, known: object, changed: object | undefined): void {
  const odd = Object.keys(changed ?? {}).find((name) => !(name in known));
  if (odd !== undefined)
    throw ruleError(path, group, `there is no ${odd}`, `There are: ${Object.keys(known).join(', ') || 'none'}.`);
}

function versionOf({ id }: Programme, day: number, change: RuleChange): string {
  const tried = [...Object.entries(change.limits ?? {}), ...Object.entries(change.amounts ?? {})];
  return [`${id} ${isoDate(day)}`, ...tried.map(([name, value]) => `${name}=${value}`)].join(' ');
}
