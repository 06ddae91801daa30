/** Code lists of models/codes: which number stands for which answer, and every writing of it that registers use. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { TwinError } from '../kernel/errors.ts';
import { loadYaml } from '../kernel/yaml-file.ts';
import { foldLabel } from './fold.ts';

const standardCode = z.int().min(0).max(255);

/** One answer. */
const ENTRY = z.strictObject({
  /** As the register's own system writes it: `LAKI-LAKI`. */
  id: z.string().min(1),
  /** As a screen shows it, Indonesian; the id where it is nice enough. */
  label: z.string().min(1).optional(),
  en: z.string().min(1),
  /** Other writings met in registers. */
  accept: z.array(z.string().min(1)).default([]),
  /** In a list of another system: the code of the family card's list; by sex where one code stands for two. */
  to: z.union([standardCode, z.strictObject({ male: standardCode, female: standardCode })]).optional(),
  /** In a list of statuses on a recipient list: false for who is on it and does not receive. */
  receives: z.boolean().default(true),
});
const SHAPE = z.record(z.string(), z.record(z.string().regex(/^\d{1,3}$/), ENTRY));

export interface CodeEntry {
  readonly code: number;
  readonly id: string;
  readonly labelId: string;
  readonly labelEn: string;
  readonly accept: readonly string[];
  readonly to: number | { readonly male: number; readonly female: number } | undefined;
  /** False for who is on a recipient list and does not receive. */
  readonly receives: boolean;
}

export interface CodeList {
  /** Key in models/codes: `shdk`, `regsosek-409`. */
  readonly name: string;
  /** In ascending order of code. */
  readonly entries: readonly CodeEntry[];
  readonly byCode: ReadonlyMap<number, CodeEntry>;
  /** Folded writing to entry. */
  readonly byLabel: ReadonlyMap<string, CodeEntry>;
}

export type CodeLists = ReadonlyMap<string, CodeList>;

/**
 * Reads every list of models/codes.
 *
 * @param models the models folder
 * @throws TwinError configuration: a file is unreadable, a list stands in two files, or one writing means two answers
 */
export function loadCodeLists(models: string): CodeLists {
  const folder = join(models, 'codes');
  const lists = new Map<string, CodeList>();
  for (const file of readdirSync(folder).sort()) {
    if (!file.endsWith('.yaml')) continue;
    for (const [name, entries] of Object.entries(loadYaml(join(folder, file), SHAPE))) {
      if (lists.has(name)) throw listError(file, `List ${name} stands in two files of models/codes.`);
      lists.set(name, makeList(file, name, entries));
    }
  }
  return lists;
}

function makeList(file: string, name: string, written: Readonly<Record<string, z.infer<typeof ENTRY>>>): CodeList {
  const entries = Object.entries(written)
    .map(([code, { id, label, en, accept, to, receives }]) => ({
      code: Number(code),
      id,
      labelId: label ?? id,
      labelEn: en,
      accept,
      to,
      receives,
    }))
    .sort((a, b) => a.code - b.code);
  return {
    name,
    entries,
    byCode: new Map(entries.map((entry) => [entry.code, entry])),
    byLabel: labelsOf(file, name, entries),
  };
}

function labelsOf(file: string, list: string, entries: readonly CodeEntry[]): Map<string, CodeEntry> {
  const labels = new Map<string, CodeEntry>();
  for (const entry of entries) {
    for (const writing of [entry.id, entry.labelId, ...entry.accept]) {
      const folded = foldLabel(writing);
      const other = labels.get(folded);
      if (other !== undefined && other !== entry) {
        throw listError(file, `In list ${list} "${writing}" means both ${other.code} and ${entry.code}.`);
      }
      labels.set(folded, entry);
    }
  }
  return labels;
}

function listError(file: string, what: string): TwinError {
  return new TwinError('configuration', {
    code: 'code-list',
    what,
    where: { file },
    todo: 'Give each list one place and each writing one meaning; models/codes/dukcapil.yaml tells the keys.',
  });
}

/** Stands for "husband or wife": the sex of the row tells which. `code = male + 256 × female + BY_SEX`. */
const BY_SEX = 65536;

/** A code that still waits for the sex of the row. */
export const needsSex = (code: number): boolean => code >= BY_SEX;

/** Settles such a code; 0 where the sex is not known. @param sex 1 male, 2 female, 0 unknown */
export function codeBySex(code: number, sex: number): number {
  if (sex === 1) return code & 255;
  return sex === 2 ? (code >> 8) & 255 : 0;
}

/**
 * Makes the reader of one field: text to the code in `list`, `needsSex` codes included, or undefined when nothing fits.
 *
 * @param list the list of the column
 * @param via  list of another system, whose numbers and labels lead to `list`; labels of `list` itself stay known
 */
export function codeReader(list: CodeList, via: CodeList | undefined): (text: string) => number | undefined {
  return (text) => {
    const folded = foldLabel(text);
    const number = /^\d{1,3}$/.test(folded) ? Number(folded) : undefined;
    if (via === undefined) {
      return (number === undefined ? undefined : list.byCode.get(number)?.code) ?? list.byLabel.get(folded)?.code;
    }
    const entry = number === undefined ? via.byLabel.get(folded) : via.byCode.get(number);
    if (entry?.to !== undefined)
      return typeof entry.to === 'number' ? entry.to : entry.to.male + 256 * entry.to.female + BY_SEX;
    return number === undefined ? list.byLabel.get(folded)?.code : undefined;
  };
}
