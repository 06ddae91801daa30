/**
 * The files of a programme's rules: one a time, parameters.yaml and, for a new year, parameters-2027.yaml and the like. Each is
 * whole, or names in `changes` the file of an earlier time and writes only what differs from it.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { isoDate, parseIsoDate } from '../../kernel/time.ts';
import { BY_NAME, loadRules, ruleError, ruleFile, type RulePath } from './rule-error.ts';

const RULES_FILE = /^parameters(-[a-z0-9-]+)?\.yaml$/;
const NAMING = 'parameters.yaml, parameters-2027.yaml or the like';

/** What a file writes, with what it takes over already in it; not yet checked. */
export interface EditionFile {
  /** The file itself, then those whose rules it takes over. */
  readonly path: RulePath;
  readonly written: Readonly<Record<string, unknown>>;
}

/** Names of the files of rules in the folder of a programme. @throws TwinError configuration for one that is named otherwise */
export function rulesFiles(folder: string): string[] {
  const names = readdirSync(folder).filter((name) => name.startsWith('parameters'));
  const odd = names.find((name) => !RULES_FILE.test(name));
  if (odd !== undefined)
    throw ruleError(join(folder, odd), 'The file', `is not named as files of rules are: ${NAMING}`, 'Rename it.');
  return names.sort();
}

/** @throws TwinError configuration when a file takes over from one that is not there, or is of the same or a later time */
export function editionFiles(folder: string): EditionFile[] {
  const names = rulesFiles(folder);
  const raw = new Map(names.map((name) => [name, loadRules(join(folder, name), z.record(z.string(), z.unknown()))]));
  const withBase = (name: string): EditionFile => {
    const path = join(folder, name);
    const { changes, ...written } = raw.get(name)!;
    if (changes === undefined) return { path, written };
    if (typeof changes !== 'string' || !raw.has(changes))
      throw ruleError(path, 'changes', `must be another file of this folder: ${names.join(', ')}`);
    const [from, fromBefore] = [name, changes].map((each) => parseIsoDate(String(raw.get(each)!['validFrom'])));
    if (from === undefined) throw ruleError(path, 'validFrom', 'is no date such as 2025-12-31');
    if (fromBefore === undefined || fromBefore >= from)
      throw ruleError(
        path,
        'changes',
        `${changes} does not begin before ${isoDate(from)}: only earlier rules are taken over`,
      );
    const base = withBase(changes);
    const before = typeof base.path === 'string' ? [base.path] : base.path;
    return { path: [path, ...before], written: takenOver(base.written, written) };
  };
  return names.map(withBase);
}

const OF_ITS_TIME = ['validFrom', 'validTo', 'afterPause'];

/** Limits and amounts are taken over name by name (`null` takes one out), everything else whole; times never. */
function takenOver(before: EditionFile['written'], own: EditionFile['written']): EditionFile['written'] {
  const kept = Object.fromEntries(Object.entries(before).filter(([key]) => !OF_ITS_TIME.includes(key)));
  const groups = BY_NAME.filter((group) => isRecord(kept[group]) && isRecord(own[group])).map((group) => {
    const all = { ...(kept[group] as object), ...(own[group] as object) };
    return [group, Object.fromEntries(Object.entries(all).filter(([, entry]) => entry !== null))] as const;
  });
  return { ...kept, ...own, ...Object.fromEntries(groups) };
}

const isRecord = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);

export interface Timed {
  readonly path: RulePath;
  readonly validFrom: number;
  /** Infinity where the file does not say. */
  readonly validTo: number;
  /** Said where nobody is given anything between the rules before and these. */
  readonly afterPause: boolean;
}

/**
 * Editions in the order of their times. One that does not say when it ends, ends with the day before the next one begins, so that a
 * new year needs no change of the old file.
 *
 * @throws TwinError configuration where two overlap, or leave a gap that is not said to be a pause
 */
export function inOrder<T extends Timed>(editions: readonly T[]): T[] {
  const sorted = editions.toSorted((a, b) => a.validFrom - b.validFrom);
  return sorted.map((edition, i) => {
    const before = sorted[i - 1];
    if (before !== undefined) requireBehind(before, edition);
    else if (edition.afterPause)
      throw ruleError(edition.path, 'afterPause', 'is said of the first rules that there are');
    const next = sorted[i + 1];
    return next === undefined || edition.validTo !== Infinity ? edition : { ...edition, validTo: next.validFrom - 1 };
  });
}

function requireBehind(before: Timed, edition: Timed): void {
  const { path, validFrom, afterPause } = edition;
  const other = ruleFile(typeof before.path === 'string' ? before.path : before.path[0]);
  if (validFrom === before.validFrom)
    throw ruleError(path, 'validFrom', `is also that of ${other}`, 'Change one of them.');
  if (before.validTo === Infinity) {
    if (afterPause) throw ruleError(path, 'afterPause', `is said, and ${other} does not say when it ends`);
    return;
  }
  const end = isoDate(before.validTo);
  const todo = `Begin the day after, or change validTo in ${other}.`;
  if (validFrom <= before.validTo)
    throw ruleError(path, 'validFrom', `${isoDate(validFrom)} overlaps ${other}, which lasts until ${end}`, todo);
  const gapDays = validFrom - before.validTo - 1;
  if (gapDays > 0 && !afterPause)
    throw ruleError(
      path,
      'validFrom',
      `${isoDate(validFrom)} leaves a gap of ${gapDays} days after ${other}, which lasts until ${end}`,
      `${todo} Where the programme paused, write afterPause: true.`,
    );
  if (gapDays === 0 && afterPause)
    throw ruleError(path, 'afterPause', `is said, and ${other} lasts until the day before`);
}
