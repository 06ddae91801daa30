/** What rows must share to be looked at together: each key a hash of the value and of nothing else, 0 where blank. */
import type { ComparableRecords } from './comparable.ts';
import { MANY_KEYS, type BlockingKey } from './model.ts';
import { birthInNik } from './number-book.ts';
import { joinHash } from './string-measures.ts';

/** Writes the keys of a row into `out` and returns how many there are; 0 means that the row takes no part. */
export type KeysOfRow = (row: number, out: Uint32Array) => number;

/** More keys than any row has: names of 64 words are cut. */
export const MOST_KEYS = 64;

type SingleKey = (row: number) => number;

/**
 * Keys of a rule: each of its single keys must be there, and are joined with every one of its many keys.
 *
 * @param keys at most one of MANY_KEYS among them
 */
export function keysOfRule(records: ComparableRecords, keys: readonly BlockingKey[]): KeysOfRow {
  const singles = keys.filter((key) => !isMany(key)).map((key) => singleKey(records, key));
  const many = keys.filter(isMany).map((key) => manyKeys(records, key))[0];
  return (row, out) => {
    let joined = singles.length;
    for (const single of singles) {
      const key = single(row);
      if (key === 0) return 0;
      joined = joinHash(joined, key);
    }
    if (many === undefined) {
      out[0] = joined;
      return 1;
    }
    const count = many(row, out);
    for (let i = 0; i < count; i++) out[i] = joinHash(joined, out[i]!);
    return count;
  };
}

const isMany = (key: BlockingKey): boolean => (MANY_KEYS as readonly string[]).includes(key);

function singleKey(records: ComparableRecords, key: BlockingKey): SingleKey {
  const { names, numbers, texts } = records;
  switch (key) {
    case 'nik':
      return (row) => numbers.hash[records.nik[row]!]!;
    case 'kk':
      return (row) => numbers.hash[records.kkNumber[row]!]!;
    case 'birth':
      return (row) => birthKey(records, row);
    case 'birth-year':
      return (row) => birthYearKey(records, row);
    case 'nik-birth':
      return (row) => dateKey(birthInNik(numbers, records.nik[row]!));
    case 'name':
      return (row) => names.nameHash[records.fullName[row]!]!;
    case 'name-set':
      return (row) => names.setHash[records.fullName[row]!]!;
    case 'sex':
      return (row) => records.sex[row]!;
    case 'kelurahan':
      return (row) => texts.hash[records.kelurahan[row]!]!;
    case 'rt':
      return (row) => rtKey(records, row);
    case 'address':
      return (row) => texts.hash[records.address[row]!]!;
    default:
      throw new RangeError(`${key} holds several keys a row`);
  }
}

/** Hash of kelurahan, RW and RT; 0 unless all three are told. */
export function rtKey({ texts, kelurahan, rw, rt }: ComparableRecords, row: number): number {
  const wide = rwKey({ texts, kelurahan, rw }, row);
  const code = texts.hash[rt[row]!]!;
  return wide === 0 || code === 0 ? 0 : joinHash(wide, code);
}

/** Hash of kelurahan and RW; 0 unless both are told. */
export function rwKey(
  { texts, kelurahan, rw }: Pick<ComparableRecords, 'texts' | 'kelurahan' | 'rw'>,
  row: number,
): number {
  const [village, code] = [texts.hash[kelurahan[row]!]!, texts.hash[rw[row]!]!];
  return village === 0 || code === 0 ? 0 : joinHash(village, code);
}

/** Day and month whatever their order, and the year of the century; from the NIK where no date is told. */
function birthKey(records: ComparableRecords, row: number): number {
  return dateKey(records.bornOn[row]! || birthInNik(records.numbers, records.nik[row]!));
}

/** @param date YYYYMMDD or YYMMDD; 0 where blank */
function dateKey(date: number): number {
  if (date === 0) return 0;
  const [month, day] = [Math.floor(date / 100) % 100, date % 100];
  return joinHash(Math.floor(date / 10000) % 100, Math.min(day, month) * 100 + Math.max(day, month));
}

function birthYearKey(records: ComparableRecords, row: number): number {
  const date = records.bornOn[row]! || birthInNik(records.numbers, records.nik[row]!);
  return date === 0 ? 0 : joinHash(2, Math.floor(date / 10000) % 100);
}

function manyKeys(records: ComparableRecords, key: BlockingKey): KeysOfRow {
  if (key === 'name-sound') return (row, out) => soundKeys(records, records.fullName[row]!, out);
  return (row, out) => soundKeys(records, records.motherName[row]!, out);
}

function soundKeys({ names }: ComparableRecords, name: number, out: Uint32Array): number {
  const start = names.starts[name]!;
  const count = Math.min(MOST_KEYS, names.starts[name + 1]! - start);
  for (let i = 0; i < count; i++) out[i] = names.soundHash[names.wordsOfName[start + i]!]!;
  return count;
}
