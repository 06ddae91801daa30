/** Ranks that a meeting of the kelurahan (muskel) gave to families, from the file that it fills in. */
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Config } from './config.ts';
import { TwinError } from './kernel/errors.ts';
import { hexIdOf } from './household-column.ts';
import { readSmallCsv } from './kernel/small-csv.ts';

export const RANKING_HEADINGS = ['kelurahan', 'household_id', 'rank'] as const;

/** Where what-ifs look for the ranks of a programme. */
export const meetingFile = ({ dataFolder }: Pick<Config, 'dataFolder'>, programme: string): string =>
  join(dataFolder, 'meetings', `${programme}.csv`);

export interface RankingCity {
  /** [household × 16 bytes] */
  readonly householdId: Uint8Array;
  readonly count: number;
  /** [household] index into codes; at or above their number where unknown. */
  readonly kelurahan: ArrayLike<number>;
  /** [kelurahan] Kemendagri codes. */
  readonly codes: readonly string[];
}

/**
 * A file of `kelurahan,household_id,rank` with that heading row, parted by `,` or as a spreadsheet in Indonesian does by `;`: Kemendagri code of the kelurahan, id without meaning of the
 * family, whole rank from 1, first who needs it most; within one kelurahan each rank once.
 *
 * @returns [household] NaN for families that no meeting ranked
 * @throws TwinError input, naming file and row
 */
export function communityRanking(path: string, city: RankingCity): Float64Array {
  const file = basename(path);
  const { headings, rows, wholeNumber } = readSmallCsv(textOf(path, file));
  if (headings.join(',') !== RANKING_HEADINGS.join(','))
    throw fault(file, 'The heading row is another.', RANKING_HEADINGS.join(','), 1);
  const rowOf = new Map(Array.from({ length: city.count }, (_, h) => [hexIdOf(city.householdId, h), h]));
  const ranks = new Float64Array(city.count).fill(NaN);
  const given = new Set<string>();
  for (const { row, cells } of rows) {
    const [code, id, written, ...rest] = cells;
    if (code === undefined || id === undefined || written === undefined || rest.length > 0)
      throw fault(file, 'The row has not three cells.', RANKING_HEADINGS.join(','), row);
    if (!city.codes.includes(code))
      throw fault(file, 'There is no such kelurahan.', `a code such as ${city.codes[0]}`, row, 'kelurahan');
    if (!/^[0-9a-f]{32}$/.test(id))
      throw fault(file, 'The cell is no id of a family.', '32 hexadecimal digits', row, 'household_id');
    const household = rowOf.get(id);
    if (household === undefined)
      throw fault(file, 'No family of this snapshot has that id.', 'an id of the newest snapshot', row, 'household_id');
    if (city.codes[city.kelurahan[household]!] !== code)
      throw fault(
        file,
        'The family does not live in that kelurahan.',
        'the kelurahan where it lives',
        row,
        'kelurahan',
      );
    const rank = wholeNumber(written);
    if (rank === undefined || rank < 1 || rank > HIGHEST_RANK)
      throw fault(file, 'The cell is no rank.', 'a whole number from 1', row, 'rank');
    if (!Number.isNaN(ranks[household]!)) throw fault(file, 'The family stands there twice.', 'each once', row);
    if (given.has(`${code} ${rank}`))
      throw fault(file, 'The kelurahan gave that rank already.', 'each rank once in a kelurahan', row, 'rank');
    given.add(`${code} ${rank}`);
    ranks[household] = rank;
  }
  if (given.size === 0) throw fault(file, 'It ranks nobody.', 'a row for each family that was ranked');
  return ranks;
}

const HIGHEST_RANK = 999_999;

function textOf(path: string, file: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw fault(file, 'The file cannot be read.', 'a file that is there and that this user may read');
  }
}

function fault(file: string, what: string, expected: string, row?: number, column?: string): TwinError {
  const place = { file, ...(row === undefined ? {} : { row }), ...(column === undefined ? {} : { column }) };
  return new TwinError('input', {
    code: 'ranking-unreadable',
    what,
    where: place,
    expected,
    todo: 'Mend the file; npm run twin -- assist ranking PROGRAMME --out FILE writes one with the families to be ranked.',
  });
}
