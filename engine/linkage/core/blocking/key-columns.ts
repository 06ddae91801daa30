/** Keys of a table's records, made once a distinct value and laid down in shared memory. */
import { TwinError } from '../../../kernel/errors.ts';
import type { BlockingKeySpec, BlockingRuleSpec } from '../link-model.ts';
import type { FieldColumn, LinkTable, ValueBook } from '../table.ts';
import { sharedNumbers, shareNumbers } from '../threads/shared.ts';
import { joinHash } from '../values/text-hash.ts';
import { MOST_KEYS, partReader } from './key-parts.ts';

/** [value] keys of one part of one field: those of value v lie from starts[v] to before starts[v + 1]. */
export interface ValueKeys {
  readonly starts: Uint32Array;
  readonly keys: Uint32Array;
}

/** What one key of a rule reads: the keys of one part of each of its fields, by `keyName`. */
export type KeyBook = ReadonlyMap<string, ValueKeys>;

export const keyName = (field: string, part: string): string => `${part} of ${field}`;

/** Field and part of every key that the rules read, each once. */
export function keysToMake(rules: readonly BlockingRuleSpec[]): { field: string; part: string }[] {
  const wanted = new Map<string, { field: string; part: string }>();
  for (const { keys } of rules) {
    for (const { part, fields } of keys) {
      for (const field of fields) wanted.set(keyName(field, part), { field, part });
    }
  }
  return [...wanted.values()];
}

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

/** Keys of every distinct value of a field. */
export function makeValueKeys(book: ValueBook, part: string): ValueKeys {
  const read = partReader(book, part);
  const out = new Uint32Array(MOST_KEYS);
  const starts = sharedNumbers(book.count + 1);
  let keys = new Uint32Array(book.count + MOST_KEYS);
  let filled = 0;
  for (let value = 0; value < book.count; value++) {
    const count = value === 0 ? 0 : read(value, out);
    if (filled + count > keys.length) keys = enlarged(keys);
    for (let i = 0; i < count; i++) keys[filled++] = out[i]!;
    starts[value + 1] = filled;
  }
  return { starts, keys: shareNumbers(keys, filled) };
}

function enlarged(numbers: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(numbers.length * 2);
  larger.set(numbers);
  return larger;
}

/** Writes the keys of a record into `out`, each once, and returns how many; 0 means that it takes no part in the rule. */
export type KeysOfRecord = (record: number, out: Uint32Array) => number;

/**
 * Keys of a rule: one for every way to take one key of each of its parts. A rule without parts gives every record the
 * same key.
 */
export function keysOfRule(table: LinkTable, rule: BlockingRuleSpec, book: KeyBook): KeysOfRecord {
  const parts = rule.keys.map((key) => keysOfPart(table, key, book));
  const part = new Uint32Array(MOST_KEYS);
  const before = new Uint32Array(MOST_KEYS);
  return (record, out) => {
    let count = 1;
    out[0] = parts.length + 1;
    for (const read of parts) {
      const found = read(record, part);
      if (found === 0) return 0;
      for (let i = 0; i < count; i++) before[i] = out[i]!;
      count = crossKeys(before, count, part, found, out);
    }
    return parts.length === 0 ? count : uniqueKeys(out, count);
  };
}

function crossKeys(left: Uint32Array, lefts: number, right: Uint32Array, rights: number, out: Uint32Array): number {
  let count = 0;
  for (let l = 0; l < lefts; l++) {
    for (let r = 0; r < rights && count < MOST_KEYS; r++) out[count++] = joinHash(left[l]!, right[r]!);
  }
  return count;
}

/** Keys of all fields of a part together: what stands in either field counts. */
function keysOfPart(table: LinkTable, { part, fields }: BlockingKeySpec, book: KeyBook): KeysOfRecord {
  const columns = fields.map((field) => ({
    values: columnNamed(table, field).values,
    ...book.get(keyName(field, part))!,
  }));
  return (record, out) => {
    let count = 0;
    for (const { values, starts, keys } of columns) {
      const value = values[record]!;
      const end = starts[value + 1]!;
      for (let at = starts[value]!; at < end && count < MOST_KEYS; at++) out[count++] = keys[at]!;
    }
    return count;
  };
}

function uniqueKeys(keys: Uint32Array, count: number): number {
  let kept = 0;
  for (let i = 0; i < count; i++) {
    let seen = 0;
    while (seen < kept && keys[seen] !== keys[i]) seen++;
    if (seen === kept) keys[kept++] = keys[i]!;
  }
  return kept;
}
