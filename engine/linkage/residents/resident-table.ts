/** The rows of all registers as one table to be linked: those of the population register last. */
import { Dictionary, BLANK } from '../../kernel/dictionary.ts';
import { TwinError } from '../../kernel/errors.ts';
import { isoDate, NO_DATE } from '../../kernel/time.ts';
import type { Column, RegisterRecords } from '../../registers/records.ts';
import type { FieldSpec } from '../core/link-model.ts';
import type { LinkTable } from '../core/table.ts';
import { makeTable, type TextColumn } from '../core/values/make-table.ts';
import { sharedU32, sharedU8 } from '../core/values/shared-arrays.ts';
import { joinHash, textHash } from '../core/values/text-hash.ts';
import type { ResidentModel } from './resident-model.ts';

export interface ResidentTable {
  /** Each source is one register. */
  readonly table: LinkTable;
  /** [source] index into the registers. */
  readonly registers: Uint8Array;
  /** Records from here on are those of the population register. */
  readonly firstAnchor: number;
}

type Registers = readonly RegisterRecords[];

/**
 * Puts the fields that the model compares side by side. Each distinct value is standardised once, whatever registers
 * hold it. Records are told apart by what they say, so that the order of rows changes nothing.
 *
 * @throws TwinError internal when a register hands on a field as another kind of column than RegisterRecords says
 */
export function makeResidentTable(registers: Registers, model: ResidentModel): ResidentTable {
  const order = [...registers.keys()].sort((a, b) => rankOf(registers[a]!) - rankOf(registers[b]!) || a - b);
  const ordered = order.map((r) => registers[r]!);
  const sourceStart = sharedU32(ordered.length + 1);
  ordered.forEach(({ count }, s) => (sourceStart[s + 1] = sourceStart[s]! + count));
  const count = sourceStart[ordered.length]!;
  const fields = model.link.fields.map((field) => withLatestYear(field, ordered));
  const columns = new Map(
    fields.map((field) => [field.name, joinColumns(ordered, count, field, model.columns.get(field.name)!)] as const),
  );
  // All rows as those of one file: a value is standardised once, and read alike in all registers.
  const made = makeTable({ sources: [{ name: 'rows', ids: new Array<string>(count).fill(''), columns }], fields });
  const source = sharedU8(count);
  ordered.forEach((_, s) => source.fill(s, sourceStart[s], sourceStart[s + 1]));
  const table = { ...made, sources: ordered.map(({ registerId }) => registerId), sourceStart, source };
  const firstOfPopulation = ordered.findIndex(({ role }) => role === 'population');
  return {
    table: { ...table, idHash: contentHashes(table) },
    registers: Uint8Array.from(order),
    firstAnchor: firstOfPopulation < 0 ? count : sourceStart[firstOfPopulation]!,
  };
}

const rankOf = ({ role }: RegisterRecords): number => (role === 'population' ? 1 : 0);

/** A birth in a NIK is no later than the latest one that is written out. */
function withLatestYear(field: FieldSpec, registers: Registers): FieldSpec {
  if (field.kind !== 'date' || field.format !== 'nik') return field;
  let latest = NO_DATE;
  for (const { columns } of registers) {
    const born = columns.get('bornOn');
    if (born?.kind === 'date') for (const day of born.days) if (day > latest) latest = day;
  }
  return latest === NO_DATE ? field : { ...field, format: `nik ${isoDate(latest).slice(0, 4)}` };
}

/** One column over the rows of all registers, each distinct text once. */
function joinColumns(registers: Registers, count: number, field: FieldSpec, standard: string): TextColumn {
  const joined = new JoinedTexts(count);
  let first = 0;
  for (const records of registers) {
    const column = standard === HEADSHIP ? headship(records) : records.columns.get(standard);
    if (column !== undefined) joined.add(checked(column, field, records, standard), first);
    first += records.count;
  }
  return joined.done();
}

/** Made of role and kinship: 1 for a head of a family, 2 for another member. */
const HEADSHIP = 'headship';
/** Code of KEPALA KELUARGA in models/codes. */
const SHDK_HEAD = 1;
const [HEAD, OTHER] = [1, 2];

function headship({ role, count, columns }: RegisterRecords): Column | undefined {
  if (role === 'families') return { kind: 'code', codes: new Uint16Array(count).fill(HEAD), list: HEADSHIP };
  const shdk = columns.get('shdk');
  if (role !== 'population' || shdk?.kind !== 'code') return undefined;
  return { kind: 'code', codes: shdk.codes.map((code) => (code === SHDK_HEAD ? HEAD : OTHER)), list: HEADSHIP };
}

function checked(column: Column, { kind, format }: FieldSpec, { registerId }: RegisterRecords, standard: string) {
  const expected =
    kind === 'date' && format?.startsWith('nik') !== true ? 'date' : kind === 'category' ? 'code' : 'text';
  if (column.kind !== 'number' && column.kind === expected) return column;
  throw new TwinError('internal', {
    code: 'column-kind',
    what: `Register ${registerId} hands on ${standard} as a ${column.kind} column.`,
    expected: `a ${expected} column`,
    todo: 'Mend the description of the register under models/registers.',
  });
}

/** Codes of several columns over one list of texts. */
class JoinedTexts {
  readonly #codes: Uint32Array;
  /** The dictionary of the first column of texts is taken as it is: registers share one a field. */
  #shared: Dictionary | undefined;
  #own: Dictionary | undefined;
  /** Code of each day or code that was met. */
  readonly #codeOf = new Map<number, number>();

  constructor(count: number) {
    this.#codes = new Uint32Array(count);
  }

  add(column: Exclude<Column, { kind: 'number' }>, first: number): void {
    if (column.kind === 'text') this.#addTexts(column, first);
    else if (column.kind === 'date') this.#addNumbers(column.days, NO_DATE, isoDate, first);
    else this.#addNumbers(column.codes, BLANK, String, first);
  }

  #addTexts({ codes, dictionary }: Extract<Column, { kind: 'text' }>, first: number): void {
    this.#shared ??= dictionary;
    if (dictionary === this.#shared) {
      this.#codes.set(codes, first);
      return;
    }
    // A dictionary of its own: its texts are put on the numbers of the shared one, which itself stays as it is.
    const own = this.#ownTexts();
    const numbers = new Int32Array(dictionary.size).fill(-1);
    for (let row = 0; row < codes.length; row++) {
      const code = codes[row]!;
      if (numbers[code]! < 0) numbers[code] = own.code(dictionary.values[code]!);
      this.#codes[first + row] = numbers[code]!;
    }
  }

  #addNumbers(values: ArrayLike<number>, blank: number, write: (value: number) => string, first: number): void {
    const own = this.#ownTexts();
    for (let row = 0; row < values.length; row++) {
      const value = values[row]!;
      if (value === blank) continue;
      let code = this.#codeOf.get(value);
      if (code === undefined) this.#codeOf.set(value, (code = own.code(write(value))));
      this.#codes[first + row] = code;
    }
  }

  #ownTexts(): Dictionary {
    if (this.#own !== undefined) return this.#own;
    this.#own = new Dictionary();
    for (const text of this.#shared?.values ?? []) this.#own.code(text);
    return this.#own;
  }

  done(): TextColumn {
    return { dictionary: (this.#own ?? this.#shared)?.values ?? [''], codes: this.#codes };
  }
}

/** [record] hash of all that the table knows of it and of its register. */
function contentHashes({ count, sources, source, fields }: Omit<LinkTable, 'idHash'>): Uint32Array {
  const hashes = sharedU32(count);
  const ofSource = sources.map(textHash);
  for (let record = 0; record < count; record++) hashes[record] = ofSource[source[record]!]!;
  for (const { values, book } of fields.values()) {
    for (let record = 0; record < count; record++) {
      hashes[record] = joinHash(hashes[record]!, book.hash[values[record]!]!);
    }
  }
  return hashes;
}
