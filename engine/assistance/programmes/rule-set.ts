/** The rules of a programme on one day, with the values of that day in their places; what a what-if changes is said here. */
import { isoDate } from '../../kernel/time.ts';
import { inForceOn, periodsPerYear, type Span } from './dated-values.ts';
import { ruleError, type RulePath } from './rule-error.ts';
import type { Component, Condition, Edition, Programme, Quota } from './shape.ts';

/** What is tried instead of what is in force. */
export interface RuleChange {
  /** By name. */
  readonly limits?: Readonly<Record<string, number>>;
  /** By name, in the unit of the file. */
  readonly amounts?: Readonly<Record<string, number>>;
}

export interface RuleSet {
  /** The rules of that day, as their file writes them. */
  readonly programme: Edition;
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
  /** Where quotas are told, and none for this day: the times that they are told for. */
  readonly quotasOfOtherTimes: readonly Span[];
  /** Names the rules of a result: `pkh 2025-12-31`, and what was tried. */
  readonly version: string;
}

/** The rules of a programme on a day; undefined before, after and between them. */
export const findEdition = ({ editions }: Programme, day: number): Edition | undefined =>
  editions.find(({ validFrom, validTo }) => validFrom <= day && day <= validTo);

export const isInForce = (programme: Programme, day: number): boolean => findEdition(programme, day) !== undefined;

/** @throws TwinError configuration when the programme is not in force on that day */
export function editionOn(programme: Programme, day: number): Edition {
  const found = findEdition(programme, day);
  if (found !== undefined) return found;
  const { id, editions } = programme;
  const times = editions.map(({ validFrom, validTo }) => spanText({ from: validFrom, to: validTo })).join('; ');
  throw ruleError(
    editions.at(-1)!.path,
    'validFrom',
    `${id} is not in force on ${isoDate(day)}; its rules hold ${times}`,
    'Ask about another day, or put the rules of that day into a file beside it.',
  );
}

export const spanText = ({ from, to }: Span): string =>
  to === Infinity ? `from ${isoDate(from)}` : `from ${isoDate(from)} to ${isoDate(to)}`;

/**
 * @throws TwinError configuration when the programme is not in force on that day, or a change names what is not there
 */
export function rulesOn(programme: Programme, day: number, change: RuleChange = {}): RuleSet {
  const edition = editionOn(programme, day);
  requireNames(edition.path, 'limits', edition.limits, change.limits);
  requireNames(edition.path, 'amounts', edition.amounts, change.amounts);
  const limits = new Map<string, number>();
  for (const [name, { values }] of Object.entries(edition.limits))
    limits.set(name, change.limits?.[name] ?? inForceOn(values, day)!.value);
  const rupiahPerYear = new Map<string, number>();
  for (const [name, amount] of Object.entries(edition.amounts)) {
    const value = change.amounts?.[name] ?? inForceOn(amount.values, day)?.value;
    if (value !== undefined) rupiahPerYear.set(name, value * periodsPerYear(amount));
  }
  const quota = inForceOn(edition.quotas, day);
  return {
    programme: edition,
    day,
    limits,
    rupiahPerYear,
    components: edition.components.filter(({ amount }) => rupiahPerYear.has(amount)),
    conditions: edition.conditions,
    overlaps: edition.overlaps,
    memberCap: edition.memberCap === undefined ? Infinity : limits.get(edition.memberCap)!,
    quota,
    quotasOfOtherTimes: quota === undefined ? quotaTimes(programme) : [],
    version: versionOf(edition, day, change),
  };
}

/** Each once: editions take quotas over from one another. */
function quotaTimes({ editions }: Programme): Span[] {
  const times = new Map<number, Span>();
  for (const { quotas } of editions) for (const { from, to = Infinity } of quotas) times.set(from, { from, to });
  return [...times.values()].sort((a, b) => a.from - b.from);
}

function requireNames(path: RulePath, group: string, known: object, changed: object | undefined): void {
  const odd = Object.keys(changed ?? {}).find((name) => !(name in known));
  if (odd !== undefined)
    throw ruleError(path, group, `there is no ${odd}`, `There are: ${Object.keys(known).join(', ') || 'none'}.`);
}

function versionOf({ id }: Edition, day: number, change: RuleChange): string {
  const tried = [...Object.entries(change.limits ?? {}), ...Object.entries(change.amounts ?? {})];
  return [`${id} ${isoDate(day)}`, ...tried.map(([name, value]) => `${name}=${value}`)].join(' ');
}
