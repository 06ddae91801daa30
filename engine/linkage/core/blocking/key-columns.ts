/** Keys of a table's records, made once a distinct value and laid down in shared memory, record by record. */
import { TwinError } from '../../../kernel/errors.ts';
import type { BlockingKeySpec, BlockingRuleSpec } from '../link-model.ts';
import type { FieldColumn, LinkTable, ValueBook } from '../table.ts';
import { sharedNumbers, shareNumbers } from '../threads/shared.ts';
import { joinHash } from '../values/text-hash.ts';
import { MOST_KEYS, partReader, type PartReader } from './key-parts.ts';

/**
 * Keys of one part of its fields. Where no record has more than one, `keys` holds it at the record, or 0; else those of
 * record r lie from starts[r] to before starts[r + 1]. Rules read them from the first record to the last: values, which
 * are numbered by their hashes, would be all over memory.
 */
export interface PartKeys {
  readonly starts?: Uint32Array;
  readonly keys: Uint32Array;
}

/** What the keys of rules read, by `keyName`. */
export type KeyBook = ReadonlyMap<string, PartKeys>;

export const keyName = ({ part, fields }: BlockingKeySpec): string => `${part} of ${fields.join(' or ')}`;

/** Every key that the rules read, once. */
export const keysToMake = (rules: readonly BlockingRuleSpec[]): BlockingKeySpec[] => [
  ...new Map(rules.flatMap(({ keys }) => keys.map((key) => [keyName(key), key] as const))).values(),
];

/** @throws TwinError when the table has no such field */
export function columnNamed(table: LinkTable, field: string): FieldColumn {
  const column = table.fields.get(field);
  if (column !== undefined) return column;
  throw new TwinError('configuration', {
    code: 'link-field-unknown',
    what: `A blocking rule names the field "${field}", which the model does not have.`,
    expected: [...table.fields.keys()].join(', '),
    todo: 'Name one of these fields in the rule.',
  });
}

/** What stands in either field counts. */
export function makePartKeys(table: LinkTable, { part, fields }: BlockingKeySpec): PartKeys {
  const columns = fields
    .map((field) => columnNamed(table, field))
    .map(({ values, book }) => ({ values, ...keysOfValues(book, part) }));
  const [first, second] = columns;
  return second === undefined && first!.starts === undefined ? oneEach(first!) : manyEach(table.count, columns);
}

/** As PartKeys, but of the values of a field. */
interface ValueKeys {
  readonly starts?: Uint32Array;
  readonly keys: Uint32Array;
}

interface KeyColumn extends ValueKeys {
  /** [record] value. */
  readonly values: Uint32Array;
}

function keysOfValues(book: ValueBook, part: string): ValueKeys {
  const read = partReader(book, part);
  const out = new Uint32Array(MOST_KEYS);
  const keys = new Uint32Array(book.count);
  for (let value = 1; value < book.count; value++) {
    const count = read(value, out);
    if (count > 1) return manyKeysOfValues(book, read, out);
    if (count === 1) keys[value] = out[0]!;
  }
  return { keys };
}

function manyKeysOfValues(book: ValueBook, read: PartReader, out: Uint32Array): ValueKeys {
  const starts = new Uint32Array(book.count + 1);
  let keys = new Uint32Array(book.count + MOST_KEYS);
  let filled = 0;
  for (let value = 1; value < book.count; value++) {
    const count = read(value, out);
    if (filled + count > keys.length) keys = enlarged(keys);
    for (let i = 0; i < count; i++) keys[filled++] = out[i]!;
    starts[value + 1] = filled;
  }
  return { starts, keys };
}

function enlarged(numbers: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(numbers.length * 2);
  larger.set(numbers);
  return larger;
}

function oneEach({ values, keys: ofValue }: KeyColumn): PartKeys {
  const keys = sharedNumbers(values.length);
  for (let record = 0; record < values.length; record++) keys[record] = ofValue[values[record]!]!;
  return { keys };
}

function manyEach(count: number, columns: readonly KeyColumn[]): PartKeys {
  const starts = sharedNumbers(count + 1);
  const most = MOST_KEYS * columns.length;
  let keys = new Uint32Array(count + most);
  let filled = 0;
  for (let record = 0; record < count; record++) {
    if (filled + most > keys.length) keys = enlarged(keys);
    for (let c = 0; c < columns.length; c++) {
      const { values, starts: from, keys: ofValue } = columns[c]!;
      const value = values[record]!;
      if (from === undefined) {
        if (ofValue[value] !== 0) keys[filled++] = ofValue[value]!;
        continue;
      }
      const end = from[value + 1]!;
      for (let at = from[value]!; at < end; at++) keys[filled++] = ofValue[at]!;
    }
    starts[record + 1] = filled;
  }
  return { starts, keys: shareNumbers(keys, filled) };
}

/** [part] what the keys of a rule read. */
export const partsOfRule = ({ keys }: BlockingRuleSpec, book: KeyBook): PartKeys[] =>
  keys.map((key) => book.get(keyName(key))!);

/** What every key of a rule begins with: a rule without parts gives every record this very key. */
export const firstKey = (parts: readonly unknown[]): number => parts.length + 1;

/** Writes the keys of a record into `out`, each once, and returns how many; 0 means that it takes no part in the rule. */
export type KeysOfRecord = (record: number, out: Uint32Array) => number;

/** Keys of a rule: one for every way to take one key of each of its parts. */
export function keysOfRule(rule: BlockingRuleSpec, book: KeyBook): KeysOfRecord {
  const keysOf = keysOfParts(partsOfRule(rule, book));
  return (record, out) => {
    const count = keysOf(record, out);
    return count < 2 ? count : uniqueKeys(out, count);
  };
}

/** As `keysOfRule`, but a key that a record has in two ways may be there twice. */
export function keysOfParts(parts: readonly PartKeys[]): KeysOfRecord {
  const first = firstKey(parts);
  const before = new Uint32Array(MOST_KEYS);
  return (record, out) => {
    let count = 1;
    out[0] = first;
    for (let part = 0; part < parts.length; part++) {
      const { starts, keys } = parts[part]!;
      const from = starts === undefined ? record : starts[record]!;
      const to = starts === undefined ? from + Number(keys[from] !== 0) : starts[record + 1]!;
      if (from === to) return 0;
      if (to === from + 1) {
        const key = keys[from]!;
        for (let i = 0; i < count; i++) out[i] = joinHash(out[i]!, key);
        continue;
      }
      for (let i = 0; i < count; i++) before[i] = out[i]!;
      count = crossKeys(before, count, keys, from, to, out);
    }
    return count;
  };
}

function crossKeys(
  left: Uint32Array,
  lefts: number,
  right: Uint32Array,
  from: number,
  to: number,
  out: Uint32Array,
): number {
  let count = 0;
  for (let l = 0; l < lefts; l++) {
    const key = left[l]!;
    for (let at = from; at < to && count < MOST_KEYS; at++) out[count++] = joinHash(key, right[at]!);
  }
  return count;
}

/** Keys that all records have in a rule at most, those that are there twice counted twice. */
export function countKeys(records: number, parts: readonly PartKeys[]): number {
  const ofSeveral = parts.flatMap(({ starts }) => starts ?? []);
  if (ofSeveral.length === 0) return records;
  let keys = 0;
  for (let record = 0; record < records; record++) {
    let ways = 1;
    for (let part = 0; part < ofSeveral.length; part++) {
      ways *= ofSeveral[part]![record + 1]! - ofSeveral[part]![record]!;
    }
    keys += Math.min(MOST_KEYS, ways);
  }
  return keys;
}

function uniqueKeys(keys: Uint32Array, count: number): number {
  let kept = 1;
  for (let i = 1; i < count; i++) {
    const key = keys[i]!;
    let seen = 0;
    while (seen < kept && keys[seen] !== key) seen++;
    if (seen === kept) keys[kept++] = key;
  }
  return kept;
}
