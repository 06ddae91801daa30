import { expect, test } from 'vitest';
import { NO } from '../../assistance/evaluation/truth.ts';
import { TruthColumns } from '../../assistance/evaluation/truth-columns.ts';
import { evaluate } from '../../assistance/evaluation/whole-city.ts';
import { randomTable, TEST_DAY } from '../../assistance/facts/test-table.ts';
import { againstRecipients } from '../../assistance/lists/against-recipients.ts';
import { loadProgrammes } from '../../assistance/programmes/load.ts';
import { rulesOn } from '../../assistance/programmes/rule-set.ts';
import type { RecipientRows } from '../../assistance/recipients/recipient-rows.ts';
import { projectPath } from '../../kernel/files.ts';
import { errorLines } from './error-lines.ts';

const { facts, programmes } = loadProgrammes(projectPath('models'));
const table = randomTable(facts, { households: 400, seed: 3, unknownShare: 0.05 });
const bltd = programmes.find(({ id }) => id === 'bltd')!;
const found = evaluate(rulesOn(bltd, TEST_DAY), new TruthColumns(table));
const COUNT = 150;
const head = (household: number): number => table.members[table.memberStart[household]!]!;

/** Every second family receives; two of them in two rows. */
const households = Int32Array.from({ length: COUNT }, (_, row) => (row < 2 ? 0 : row < 4 ? 2 : 2 * (row - 2)));
const rows: RecipientRows = {
  registerId: 'bltd',
  programme: 'bltd',
  count: COUNT,
  files: ['bltd.csv'],
  sourceFile: new Uint16Array(COUNT),
  sourceSheet: new Uint16Array(COUNT),
  sourceRow: new Uint32Array(COUNT),
  person: Int32Array.from(households, head),
  personId: new Uint8Array(16 * COUNT),
  resident: Int32Array.from(households, head),
  household: households,
  state: new Uint8Array(COUNT),
  isReceiving: new Uint8Array(COUNT).fill(1),
  account: new Uint32Array(COUNT),
  card: new Uint32Array(COUNT),
  house: new Uint32Array(COUNT),
};
const ofHouseholds = (of: (household: number) => number): Uint16Array =>
  Uint16Array.from({ length: table.householdCount }, (_, household) => of(household));
const groups = [
  { key: 'a', of: ofHouseholds((household) => household % 3), count: 3, name: { id: 'A', en: 'A' } },
  { key: 'b', of: ofHouseholds((household) => household % 7), count: 7, name: { id: 'B', en: 'B' } },
].map((each) => ({
  ...each,
  names: Array.from({ length: each.count }, (_, i) => ({ id: `${each.key}${i}`, en: `${each.key}${i}` })),
}));
const errors = againstRecipients({
  found,
  table,
  lists: [rows],
  familyProgrammes: ['bltd'],
  households: {
    kelurahan: new Uint16Array(table.householdCount),
    lon: new Float64Array(table.householdCount).fill(NaN),
    lat: new Float64Array(table.householdCount).fill(NaN),
    precision: new Uint8Array(table.householdCount),
  },
  kelurahanCount: 1,
  groups,
})!;

test('what a row is and who is not due have names of their own, and each group of families adds up to the latter', () => {
  const units = [...new Set(households)].filter((household) => found.fits[household] === NO);
  const notDue = Object.values(errors.notDue).reduce((sum, count) => sum + count, 0);
  expect(notDue).toBe(units.length);
  // A family with other aid is not due, and its row is found to be a double: the two numbers differ.
  expect(errors.notDue['double-aid']).toBeGreaterThan(0);
  expect(errors.notDue['seems-wrongly-in']).toBeGreaterThan(0);
  expect(errors.notDue).toMatchObject({ fits: 0, 'cannot-tell': 0, dead: 0, unmatched: 0 });
  for (const parts of errors.byGroup.values())
    expect(parts.reduce((sum, { wronglyIn }) => sum + wronglyIn, 0)).toBe(notDue);

  const lines = errorLines(errors, groups, 'en');
  const told = lines.find((line) => line.startsWith('Not due by the rules'))!;
  const [, total, parts] = /: (\d+) = (.*)$/.exec(told)!;
  expect(Number(total)).toBe(notDue);
  expect(parts!.split(' + ').reduce((sum, part) => sum + Number(part.split(' ')[0]), 0)).toBe(notDue);
  const cells = lines.filter((line) => /^ {4}a\d /.test(line)).map((line) => line.trim().split(/ +/).map(Number));
  expect(cells).toHaveLength(3);
  expect(cells.reduce((sum, [, , wronglyIn]) => sum + wronglyIn!, 0)).toBe(notDue);
});

test('families that are due, and on the list in a row that leads to nobody, are told beside those who are off it', () => {
  const lines = errorLines({ ...errors, perhapsOnList: 3 }, groups, 'en');
  const at = lines.findIndex((line) => line.startsWith('  Due and not on the list'));
  expect(lines[at]).toMatch(new RegExp(` ${errors.wronglyOut}$`));
  expect(lines[at + 1]).toMatch(/^ {4}of them 3 with a row of their family card/);
  expect(errorLines({ ...errors, perhapsOnList: 0 }, groups, 'en').join('\n')).not.toContain('of them');
});

test('both errors are told in the one language that is asked for', () => {
  const [id, en] = (['id', 'en'] as const).map((language) =>
    errorLines({ ...errors, perhapsOnList: 3 }, groups, language).join('\n'),
  );
  expect(id).toMatch(/^Tidak memenuhi aturan, .*Indikasi salah masuk.*Ganda: bantuan/m);
  expect(id).not.toMatch(/\b(of|the|due|list|rows?|wrongly|Double|Dead)\b/);
  expect(en).toMatch(/^Not due by the rules, .*Seem wrongly on it.*Double: aid/m);
  expect(en!.replace('(ganti pengurus)', '')).not.toMatch(/\b(daftar|tidak|menurut|aturan|Ganda|salah|baris)\b/i);
});
