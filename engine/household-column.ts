/** Numbers of households from a file of the office. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { z } from 'zod';
import { TwinError } from './kernel/errors.ts';

const ID = z.string().regex(/^[0-9a-f]{32}$/);
/** A blank is no number, though Number takes it for 0: nobody spends nothing because a cell was left blank. */
const NUMBER = z
  .string()
  .regex(/^\s*[-+]?[\d.]/)
  .transform(Number)
  .pipe(z.number());
const ROW = z.tuple([ID, NUMBER]);

/**
 * A file of `household_id,value` with a heading row, as a column: what an office brings along, such as the ranks of a meeting.
 *
 * @param ids [household × 16 bytes]
 * @param least below it a number is none: nobody spends less than nothing; a score may be anything
 * @returns   [household] NaN for households that it does not name
 * @throws TwinError input, naming file and row: no heading, a row that is none, a household twice; or none of this snapshot
 */
export function householdColumn(path: string, ids: Uint8Array, count: number, least = -Infinity): Float64Array {
  const file = basename(path);
  const fault = (what: string, row?: number): TwinError =>
    new TwinError('input', {
      code: 'column-unreadable',
      what,
      where: row === undefined ? { file } : { file, row },
      expected: 'a heading row, then household_id,number in each row',
      todo: 'Mend the file.',
    });
  let text;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw fault('The file cannot be read.');
  }
  const values = new Map<string, number>();
  text
    .trimEnd()
    .split(/\r?\n/)
    .forEach((line, i) => {
      if (i === 0) {
        if (ID.safeParse(line.split(',')[0]).success) throw fault('There is no heading row.', 1);
        return;
      }
      const row = ROW.safeParse(line.split(','));
      if (!row.success) throw fault('The row is no household_id,number.', i + 1);
      if (row.data[1] < least) throw fault(`The number is below ${least}.`, i + 1);
      if (values.has(row.data[0])) throw fault('The household stands there twice.', i + 1);
      values.set(...row.data);
    });
  const bytes = Buffer.from(ids.buffer, ids.byteOffset, ids.byteLength);
  const column = Float64Array.from(
    { length: count },
    (_, household) => values.get(bytes.toString('hex', household * 16, household * 16 + 16)) ?? NaN,
  );
  if (column.every(Number.isNaN)) throw fault('It names no household of this snapshot.');
  return column;
}

/** @param ids [household × 16 bytes] */
export const hexIdOf = (ids: Uint8Array, household: number): string =>
  Buffer.from(ids.buffer, ids.byteOffset + household * 16, 16).toString('hex');
