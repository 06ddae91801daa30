/** Rows as plain data, so that another thread can make their keys. */
import type { Dictionary } from '../../../kernel/dictionary.ts';
import { IDENTITY_FIELDS, type RegisterRecords } from '../../../registers/records.ts';
import type { NamedColumn, NamedRows } from './row-keys.ts';

/** The same arrays, not copies; a dictionary that registers share is one here, too, and is sent once. */
export function plainRows(registers: readonly RegisterRecords[]): NamedRows[] {
  const texts = new Map<Dictionary, { readonly values: readonly string[] }>();
  const plain = (dictionary: Dictionary): { readonly values: readonly string[] } => {
    const known = texts.get(dictionary) ?? { values: dictionary.values };
    texts.set(dictionary, known);
    return known;
  };
  return registers.map(({ registerId, count, columns }) => {
    const named = new Map<string, NamedColumn>();
    for (const field of IDENTITY_FIELDS) {
      const column = columns.get(field);
      if (column === undefined) continue;
      named.set(field, column.kind === 'text' ? { ...column, dictionary: plain(column.dictionary) } : column);
    }
    return { registerId, count, columns: named };
  });
}
