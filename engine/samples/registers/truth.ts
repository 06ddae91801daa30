/**
 * Who is who in the sample registers, and who is truly poor. Only tests, benches and evaluation read it: the twin never.
 *
 * A folder holds truth.json, `rows.<register>.bin` (little-endian Uint32 triples: row, sheet, person) and
 * `persons.bin`, `households.bin`: columns one after the other as truth.json lists them.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { systemCode, TwinError } from '../../kernel/errors.ts';
import type { SampleRegister } from './headings.ts';

/** In a rows file: the row is nobody (empty, nameless, a total). */
export const NOBODY_IN_FILE = 0xffffffff;
/** From `personOf`: the row is nobody, or there is no such row. */
export const NOBODY = -1;
export const TRUTH_FILE = 'truth.json';
export const rowsFile = (register: string): string => `rows.${register}.bin`;

const COLUMN_TYPES = {
  u8: Uint8Array,
  u16: Uint16Array,
  u32: Uint32Array,
  i32: Int32Array,
  f64: Float64Array,
} as const;
export type ColumnType = keyof typeof COLUMN_TYPES;

const columns = z.array(z.object({ name: z.string(), type: z.enum(['u8', 'u16', 'u32', 'i32', 'f64']) }));
const TRUTH = z.object({
  version: z.literal(1),
  seed: z.number(),
  referenceDay: z.number(),
  residents: z.number(),
  /** Persons of the city; persons from outside it are numbered on from here. */
  persons: z.number(),
  outsiders: z.number(),
  households: z.number(),
  personColumns: columns,
  householdColumns: columns,
  registers: z.array(
    z.object({
      register: z.string(),
      file: z.string(),
      bytes: z.number(),
      sha256: z.string(),
      sheets: z.array(z.string()),
      /** Rows under the headings, spoiled ones among them. */
      rows: z.number(),
      rowsOfNobody: z.number(),
      errors: z.record(z.string(), z.object({ possible: z.number(), made: z.number() })),
      spoiled: z.record(z.string(), z.number()),
    }),
  ),
  overlap: z.object({ families: z.number(), familiesInSeveral: z.number(), share: z.number() }),
});
export type TruthSummary = z.infer<typeof TRUTH>;

/** Index i of every array is one person of the city. */
export interface TruthPersons {
  readonly count: number;
  readonly household: Uint32Array;
  /** [person] index into LIFE_STATES of the city. */
  readonly lifeState: Uint8Array;
  /** [person] days since 1970-01-01. */
  readonly bornOn: Int32Array;
  readonly sex: Uint8Array;
}

/** Index i of every array is one household of the city. */
export interface TruthHouseholds {
  readonly count: number;
  readonly isPoor: Uint8Array;
  /** [household] true national decile, 1 to 10. */
  readonly desil: Uint8Array;
  readonly expenditureRupiahPerPersonPerMonth: Float64Array;
  readonly size: Uint16Array;
  /** [household] index in the kelurahan level of the geography. */
  readonly kelurahan: Uint16Array;
  /** [household] sum of LIST_BITS of the lists that name somebody of it. */
  readonly lists: Uint8Array;
}

export const LIST_BITS = { pkh: 1, sembako: 2, bltd: 4, 'pbi-jk': 8 } as const;

export interface Truth {
  readonly summary: TruthSummary;
  readonly persons: TruthPersons;
  readonly households: TruthHouseholds;
  /**
   * @param row 1-based, as a spreadsheet shows it
   * @returns   person: below `persons.count` one of the city, from there on somebody from outside it; NOBODY otherwise
   */
  personOf(register: SampleRegister, sheet: number, row: number): number;
  /** [row] person or NOBODY, of one sheet; the array ends with the last row. */
  rowPerson(register: SampleRegister, sheet?: number): Int32Array;
}

/** @throws TwinError input: the folder holds no truth, or not the whole of it */
export function loadTruth(truthFolder: string): Truth {
  const summary = readSummary(truthFolder);
  const person = readColumns(truthFolder, 'persons.bin', summary.personColumns, summary.persons);
  const household = readColumns(truthFolder, 'households.bin', summary.householdColumns, summary.households);
  const rows = new Map(summary.registers.map((entry) => [entry.register, readRows(truthFolder, entry)]));
  const rowPerson = (register: SampleRegister, sheet = 0): Int32Array => rows.get(register)?.[sheet] ?? NO_ROWS;
  return {
    summary,
    persons: { count: summary.persons, ...person } as unknown as TruthPersons,
    households: { count: summary.households, ...household } as unknown as TruthHouseholds,
    personOf: (register, sheet, row) => rowPerson(register, sheet)[row] ?? NOBODY,
    rowPerson,
  };
}

const NO_ROWS = new Int32Array(0);

function readSummary(folder: string): TruthSummary {
  const parsed = TRUTH.safeParse(JSON.parse(read(folder, TRUTH_FILE).toString('utf8')));
  if (parsed.success) return parsed.data;
  throw incomplete(TRUTH_FILE, `${parsed.error.issues[0]!.path.join('.')} is not as it should be`);
}

function readColumns(
  folder: string,
  file: string,
  layout: z.infer<typeof columns>,
  count: number,
): Record<string, ArrayLike<number>> {
  const bytes = read(folder, file);
  let offset = 0;
  const entries = layout.map(({ name, type }) => {
    const length = COLUMN_TYPES[type].BYTES_PER_ELEMENT * count;
    if (offset + length > bytes.length) throw incomplete(file, 'it is too short');
    const part = Uint8Array.prototype.slice.call(bytes, offset, offset + length);
    offset += length;
    return [name, new COLUMN_TYPES[type](part.buffer)] as const;
  });
  return Object.fromEntries(entries);
}

function readRows(folder: string, entry: TruthSummary['registers'][number]): readonly Int32Array[] {
  const file = rowsFile(entry.register);
  const bytes = read(folder, file);
  if (bytes.length !== entry.rows * 12) throw incomplete(file, 'it has not as many rows as truth.json says');
  const triples = new Uint32Array(Uint8Array.prototype.slice.call(bytes).buffer);
  const lastRow = entry.sheets.map(() => 0);
  for (let i = 0; i < triples.length; i += 3) lastRow[triples[i + 1]!] = triples[i]!;
  const sheets = lastRow.map((last) => new Int32Array(last + 1).fill(NOBODY));
  for (let i = 0; i < triples.length; i += 3) {
    const person = triples[i + 2]!;
    if (person !== NOBODY_IN_FILE) sheets[triples[i + 1]!]![triples[i]!] = person;
  }
  return sheets;
}

function read(folder: string, file: string): Buffer {
  try {
    return readFileSync(join(folder, file));
  } catch (error) {
    throw incomplete(file, `it cannot be read (${systemCode(error) ?? 'unknown reason'})`, error);
  }
}

const incomplete = (file: string, why: string, cause?: unknown): TwinError =>
  new TwinError(
    'input',
    {
      code: 'truth-incomplete',
      what: `The truth of the sample is not complete: ${why}.`,
      where: { file },
      todo: 'Write the sample again; its truth is written with it.',
    },
    cause === undefined ? undefined : { cause },
  );
