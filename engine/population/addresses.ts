/** Which area a register means: kelurahan by code, RW and RT by number. */
import type { AreaSet, Geography } from '../geography/geography.ts';
import type { RegisterRecords, TextColumn } from '../registers/records.ts';

/** Finds areas; each answer is an index in its level of the geography, or -1. */
export interface AddressBook {
  /** @param code Kemendagri code, with or without dots */
  kelurahan(code: string): number;
  /** @param kelurahan index or -1; @param number 1 to 999, or -1 */
  rw(kelurahan: number, number: number): number;
  /** @param rw index or -1; @param number 1 to 999, or -1 */
  rt(rw: number, number: number): number;
}

const NUMBERS = 1000;

/** Number of an RW or RT as written (3, 03, RW 03), or -1 where there is none; 0 and 000 stand for a blank in SIAK. */
export function areaNumber(text: string): number {
  const number = Number(/\d+/.exec(text)?.[0] ?? 0);
  return number > 0 && number < NUMBERS ? number : -1;
}

export function addressBook(geography: Geography): AddressBook {
  const { kelurahan, rw, rt } = geography.levels;
  const kelurahanByDigits = new Map(kelurahan.codes.map((code, i) => [digitsOf(code), i]));
  const rwOf = byNumber(rw, kelurahan.count);
  const rtOf = byNumber(rt, rw.count);
  return {
    kelurahan: (code) => kelurahanByDigits.get(digitsOf(code)) ?? -1,
    rw: (parent, number) => (parent < 0 || number < 0 ? -1 : rwOf[parent * NUMBERS + number]!),
    rt: (parent, number) => (parent < 0 || number < 0 ? -1 : rtOf[parent * NUMBERS + number]!),
  };
}

const digitsOf = (text: string): string => text.replace(/\D/g, '');

/** [parent × NUMBERS + number] index or -1; the number ends the code: 35.77.01.1001.rw03. */
function byNumber(areas: AreaSet, parentCount: number): Int32Array {
  const indexes = new Int32Array(parentCount * NUMBERS).fill(-1);
  areas.codes.forEach((code, i) => {
    indexes[areas.parent[i]! * NUMBERS + Number(/\d+$/.exec(code)![0])] = i;
  });
  return indexes;
}

/** [row] index in each level of the geography as the register's own columns tell it, or -1. */
export interface RowPlaces {
  readonly kelurahan: Int32Array;
  readonly rw: Int32Array;
  readonly rt: Int32Array;
}

/** Places the rows of a register by kelurahan, RW and RT; each distinct text is read once. */
export function placesOfRows(records: RegisterRecords, book: AddressBook): RowPlaces {
  const { count } = records;
  const none = new Int32Array(count).fill(-1);
  const ownKelurahan = readOnce(records, 'kelurahan', (text) => book.kelurahan(text)) ?? none;
  const ownRw = readOnce(records, 'rw', areaNumber) ?? none;
  const ownRt = readOnce(records, 'rt', areaNumber) ?? none;
  const rw = ownRw.map((number, i) => book.rw(ownKelurahan[i]!, number));
  return { kelurahan: ownKelurahan, rw, rt: ownRt.map((number, i) => book.rt(rw[i]!, number)) };
}

/** [row] what `read` makes of the field; undefined where the register has no such column. */
function readOnce(records: RegisterRecords, field: string, read: (text: string) => number): Int32Array | undefined {
  const column = records.columns.get(field) as TextColumn | undefined;
  if (column?.kind !== 'text') return undefined;
  const seen = new Map<number, number>();
  return Int32Array.from(column.codes, (code) => {
    let value = seen.get(code);
    if (value === undefined) {
      value = code === 0 ? -1 : read(column.dictionary.values[code]!);
      seen.set(code, value);
    }
    return value;
  });
}
