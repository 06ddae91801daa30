/** The rows of all registers side by side, ready to compare: each field a number that is equal where the value is. */
import type { Dictionary } from '../kernel/dictionary.ts';
import { TwinError } from '../kernel/errors.ts';
import { calendarDate, NO_DATE } from '../kernel/time.ts';
import type { Column, IdentityField, RegisterRecords } from '../registers/records.ts';
import type { LinkageModel } from './model.ts';
import { foldsOf, NameBookMaker, type NameBook } from './name-book.ts';
import { NumberBookMaker, type NumberBook } from './number-book.ts';
import { foldAddress, foldPlace, TextBookMaker, type TextBook } from './text-book.ts';

/** Row i of every column is one row of one register: those of the first register first. 0 is blank throughout. */
export interface ComparableRecords {
  readonly count: number;
  /** [register + 1] first row of each register. */
  readonly registerStart: Uint32Array;
  /** [row] index into the registers. */
  readonly register: Uint8Array;
  /** [row] 1 for rows of the population register. */
  readonly isAnchor: Uint8Array;
  /** [row] 1 for anchors whose kinship is head of the family; for rows of families: they name a head. */
  readonly isHead: Uint8Array;
  readonly namesHead: Uint8Array;
  /** [row] number in `names`. */
  readonly fullName: Uint32Array;
  readonly motherName: Uint32Array;
  readonly fatherName: Uint32Array;
  readonly names: NameBook;
  /** [row] number in `numbers`. */
  readonly nik: Uint32Array;
  readonly kkNumber: Uint32Array;
  readonly numbers: NumberBook;
  /** [row] date of birth as the number YYYYMMDD. */
  readonly bornOn: Uint32Array;
  /** [row] code of the sex. */
  readonly sex: Uint32Array;
  /** [row] number in `texts`. */
  readonly birthPlace: Uint32Array;
  readonly address: Uint32Array;
  readonly kelurahan: Uint32Array;
  readonly rw: Uint32Array;
  readonly rt: Uint32Array;
  readonly texts: TextBook;
}

/** Code of KEPALA KELUARGA in models/codes. */
const SHDK_HEAD = 1;

type Registers = readonly RegisterRecords[];

/**
 * Puts the identity fields of all registers side by side. Text is standardised once a distinct value, numbers that are
 * no NIK or No. KK at all become blank, and so do numbers that stand beside too many names.
 *
 * @throws TwinError internal when a register hands on a field as another kind of column than RegisterRecords says
 */
export function prepareRecords(registers: Registers, model: LinkageModel): ComparableRecords {
  const rows = rowsOf(registers);
  const names = new NameBookMaker(foldsOf(model.spelling));
  const numbers = new NumberBookMaker();
  const texts = new TextBookMaker();
  const name = (written: string): number => names.number(written);
  const number = (written: string): number => numbers.number(written);
  const text = (field: IdentityField, fold: (written: string) => string): Uint32Array =>
    textColumn(registers, rows.count, field, (written) => texts.number(fold(written)));
  const asWritten = (written: string): string => written;
  const records = {
    ...rows,
    fullName: textColumn(registers, rows.count, 'fullName', name),
    motherName: textColumn(registers, rows.count, 'motherName', name),
    fatherName: textColumn(registers, rows.count, 'fatherName', name),
    nik: textColumn(registers, rows.count, 'nik', number),
    kkNumber: textColumn(registers, rows.count, 'kkNumber', number),
    bornOn: dateColumn(registers, rows.count, 'bornOn'),
    sex: codeColumn(registers, rows.count, 'sex'),
    birthPlace: text('birthPlace', foldPlace),
    address: text('address', foldAddress),
    kelurahan: text('kelurahan', asWritten),
    rw: text('rw', asWritten),
    rt: text('rt', asWritten),
  };
  const book = names.done();
  blankHubs(records.nik, records.fullName, book, numbers.size, model.hubs.namesPerNik);
  blankHubs(records.kkNumber, records.fullName, book, numbers.size, model.hubs.namesPerKkNumber);
  return { ...records, names: book, numbers: numbers.done(), texts: texts.done() };
}

function rowsOf(registers: Registers) {
  const registerStart = new Uint32Array(registers.length + 1);
  registers.forEach(({ count }, r) => (registerStart[r + 1] = registerStart[r]! + count));
  const count = registerStart[registers.length]!;
  const register = new Uint8Array(count);
  const isAnchor = new Uint8Array(count);
  const namesHead = new Uint8Array(count);
  const isHead = new Uint8Array(count);
  registers.forEach(({ role, columns }, r) => {
    const [start, end] = [registerStart[r]!, registerStart[r + 1]!];
    register.fill(r, start, end);
    if (role === 'families') namesHead.fill(1, start, end);
    if (role !== 'population') return;
    isAnchor.fill(1, start, end);
    const shdk = columns.get('shdk');
    if (shdk?.kind !== 'code') return;
    for (let row = start; row < end; row++) isHead[row] = shdk.codes[row - start] === SHDK_HEAD ? 1 : 0;
  });
  return { count, registerStart, register, isAnchor, isHead, namesHead };
}

/** [row] what `number` makes of each value; asked once a distinct value of each dictionary, and only for values in use. */
function textColumn(
  registers: Registers,
  count: number,
  field: IdentityField,
  number: (written: string) => number,
): Uint32Array {
  const numbersOfDictionary = new Map<Dictionary, Int32Array>();
  const result = new Uint32Array(count);
  let row = 0;
  for (const register of registers) {
    const column = columnOf(register, field, 'text');
    if (column === undefined) {
      row += register.count;
      continue;
    }
    const { codes, dictionary } = column;
    const known = numbersOfDictionary.get(dictionary) ?? new Int32Array(dictionary.size).fill(-1);
    numbersOfDictionary.set(dictionary, known);
    const values = dictionary.values;
    for (let i = 0; i < register.count; i++) {
      const code = codes[i]!;
      if (known[code]! < 0) known[code] = number(values[code]!);
      result[row++] = known[code]!;
    }
  }
  return result;
}

/** [row] YYYYMMDD; each distinct day is looked up in the calendar once. */
function dateColumn(registers: Registers, count: number, field: IdentityField): Uint32Array {
  const result = new Uint32Array(count);
  const written = new Map<number, number>([[NO_DATE, 0]]);
  let row = 0;
  for (const register of registers) {
    const days = columnOf(register, field, 'date')?.days;
    for (let i = 0; i < register.count; i++, row++) {
      if (days === undefined) continue;
      let date = written.get(days[i]!);
      if (date === undefined) written.set(days[i]!, (date = writtenDate(days[i]!)));
      result[row] = date;
    }
  }
  return result;
}

function writtenDate(dayNumber: number): number {
  const { year, month, day } = calendarDate(dayNumber);
  return year * 10000 + month * 100 + day;
}

function codeColumn(registers: Registers, count: number, field: IdentityField): Uint32Array {
  const result = new Uint32Array(count);
  let row = 0;
  for (const register of registers) {
    const column = columnOf(register, field, 'code');
    if (column !== undefined) result.set(column.codes.subarray(0, register.count), row);
    row += register.count;
  }
  return result;
}

function columnOf<K extends Column['kind']>(
  { columns, registerId }: RegisterRecords,
  field: IdentityField,
  kind: K,
): Extract<Column, { kind: K }> | undefined {
  const column = columns.get(field);
  if (column === undefined) return undefined;
  if (column.kind === kind) return column as Extract<Column, { kind: K }>;
  throw new TwinError('internal', {
    code: 'column-kind',
    what: `Register ${registerId} hands on ${field} as a ${column.kind} column.`,
    expected: `a ${kind} column`,
    todo: 'Mend the description of the register under models/registers.',
  });
}

/** Blanks the numbers that stand beside more than `limit` different names. */
function blankHubs(column: Uint32Array, fullName: Uint32Array, { nameHash }: NameBook, size: number, limit: number) {
  const rowsOfNumber = new Uint32Array(size);
  for (const number of column) rowsOfNumber[number]!++;
  const namesOfNumber = new Map<number, Set<number>>();
  for (let row = 0; row < column.length; row++) {
    const number = column[row]!;
    if (number === 0 || rowsOfNumber[number]! <= limit) continue;
    const names = namesOfNumber.get(number) ?? new Set();
    namesOfNumber.set(number, names.add(nameHash[fullName[row]!]!));
  }
  for (let row = 0; row < column.length; row++) {
    if ((namesOfNumber.get(column[row]!)?.size ?? 0) > limit) column[row] = 0;
  }
}
