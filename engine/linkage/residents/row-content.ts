/** What a row of a register says as a whole, in one number: to settle ties without a look at where it stands. */
import type { Column, RegisterRecords } from '../../registers/records.ts';
import { joinHash, textHash } from '../core/values/text-hash.ts';

/** Hash of all columns of a row, those that linkage does not compare included; not of its place in the file. */
export function rowHash({ columns }: RegisterRecords, row: number): number {
  let hash = 0;
  for (const [name, column] of columns) hash = joinHash(hash, joinHash(textHash(name), valueHash(column, row)));
  return hash;
}

function valueHash(column: Column, row: number): number {
  if (column.kind === 'text') return textHash(column.dictionary.values[column.codes[row]!]!);
  if (column.kind === 'number') return textHash(String(column.values[row]!));
  return textHash(String(column.kind === 'date' ? column.days[row]! : column.codes[row]!));
}
