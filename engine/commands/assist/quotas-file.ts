/** Places that somebody wants to try in each kelurahan, from a file. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { TwinError } from '../../kernel/errors.ts';
import { readSmallCsv } from '../../kernel/small-csv.ts';

export const QUOTA_HEADINGS = ['kelurahan', 'places'] as const;

/**
 * A file of `kelurahan,places` with that heading row, parted by `,` or as a spreadsheet in Indonesian does by `;`: Kemendagri code, whole number of places.
 *
 * @param families [kelurahan] how many live there
 * @returns by index of the kelurahan; one without a row has no place
 * @throws TwinError input, naming file, row and column
 */
export function quotasFile(path: string, codes: readonly string[], families: readonly number[]): Map<number, number> {
  const file = basename(path);
  const fault = (what: string, expected: string, row?: number, column?: string): TwinError => {
    const place = { file, ...(row === undefined ? {} : { row }), ...(column === undefined ? {} : { column }) };
    const todo = 'Mend the file: a heading row kelurahan,places, then one row for each kelurahan.';
    return new TwinError('input', { code: 'quotas-unreadable', what, where: place, expected, todo });
  };
  let text;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw fault('The file cannot be read.', 'a file that is there and that this user may read');
  }
  const { headings, rows, wholeNumber } = readSmallCsv(text);
  if (headings.join(',') !== QUOTA_HEADINGS.join(','))
    throw fault('The heading row is another.', QUOTA_HEADINGS.join(','), 1);
  const places = new Map<number, number>();
  for (const { row, cells } of rows) {
    const [code = '', written = '', ...rest] = cells;
    if (rest.length > 0 || written === '') throw fault('The row has not two cells.', QUOTA_HEADINGS.join(','), row);
    const area = codes.indexOf(code);
    if (area < 0) throw fault('There is no such kelurahan.', `a code such as ${codes[0]!}`, row, 'kelurahan');
    if (places.has(area)) throw fault('The kelurahan stands there twice.', 'each once', row, 'kelurahan');
    const count = wholeNumber(written);
    if (count === undefined) throw fault('The cell is no number of places.', 'a whole number', row, 'places');
    if (count > families[area]!)
      throw fault('There are more places than families.', `${families[area]!} at most`, row, 'places');
    places.set(area, count);
  }
  if (places.size === 0) throw fault('It names no kelurahan.', 'a row for each kelurahan');
  return places;
}
