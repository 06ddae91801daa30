/** Ranks of the meetings of the kelurahan, read from their file. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { communityRanking } from './community-ranking.ts';

const folder = mkdtempSync(join(tmpdir(), 'kembaran-ranking-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const codes = ['35.77.01.1001', '35.77.01.1002'];
const kelurahan = Uint16Array.of(0, 0, 1, 65535);
const householdId = Uint8Array.from({ length: 4 * 16 }, (_, i) => (i % 16 === 15 ? Math.floor(i / 16) + 1 : 0));
const id = (household: number): string => `${'0'.repeat(31)}${household + 1}`;
const read = (...lines: string[]): number[] => {
  const path = join(folder, 'bltd.csv');
  writeFileSync(path, `${lines.join('\n')}\n`);
  return [...communityRanking(path, { householdId, count: 4, kelurahan, codes })];
};
const HEAD = 'kelurahan,household_id,rank';

test('families have the rank that the meeting of their kelurahan gave; others have none', () => {
  expect(read(HEAD, `${codes[0]},${id(1)},1`, `${codes[0]},${id(0)},2`, `${codes[1]},${id(2)},1`)).toEqual([
    2,
    1,
    1,
    NaN,
  ]);
});

test('what a spreadsheet adds does no harm: a mark of byte order, carriage returns, spaces', () => {
  expect(read(`\uFEFF${HEAD}\r`, `${codes[0]}, ${id(0)} ,3\r`)).toEqual([3, NaN, NaN, NaN]);
});

test('a form that a spreadsheet in Indonesian saved is read: parted by semicolons, a rank as 3,0, rows of nothing below', () => {
  const lines = [HEAD.replaceAll(',', ';'), `${codes[0]};${id(0)};3,0`, `${codes[0]};${id(1)};1`, ';;', ';;'];
  expect(read(...lines)).toEqual([3, 1, NaN, NaN]);
});

test.each<[string, RegExp, ...string[]]>([
  ['the heading of another file', /heading row is another.*row 1/, 'household_id,rank', `${id(0)},1`],
  ['a cell too few', /not three cells.*row 2/, HEAD, `${codes[0]},${id(0)}`],
  ['another kelurahan', /no such kelurahan.*row 2, column "kelurahan"/, HEAD, `35.77.09.1001,${id(0)},1`],
  ['a name in the place of an id', /no id of a family.*row 2/, HEAD, `${codes[0]},BUDI,1`],
  ['a family of another snapshot', /No family of this snapshot.*row 2/, HEAD, `${codes[0]},${'f'.repeat(32)},1`],
  ['a family of another kelurahan', /does not live in that kelurahan.*row 2/, HEAD, `${codes[1]},${id(0)},1`],
  ['a blank rank', /no rank.*row 2, column "rank"/, HEAD, `${codes[0]},${id(0)},`],
  ['a rank of nought', /no rank.*row 2/, HEAD, `${codes[0]},${id(0)},0`],
  ['a family twice', /stands there twice.*row 3/, HEAD, `${codes[0]},${id(0)},1`, `${codes[0]},${id(0)},2`],
  ['a rank twice', /gave that rank already.*row 3/, HEAD, `${codes[0]},${id(0)},1`, `${codes[0]},${id(1)},1`],
  ['nobody', /ranks nobody/, HEAD],
])('with %s is refused', (_, said, ...lines) => {
  let told = '';
  try {
    read(...lines);
  } catch (error) {
    told = (error as Error).message;
  }
  expect(told).toMatch(said);
  expect(told).not.toContain('BUDI');
});

test('a file that is not there is told', () => {
  const path = join(folder, 'none.csv');
  expect(() => communityRanking(path, { householdId, count: 4, kelurahan, codes })).toThrow(
    /cannot be read.*none\.csv/s,
  );
});
