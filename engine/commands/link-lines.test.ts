import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadConfig } from '../config.ts';
import { TEST_FIELD_NAMES, testPeople } from '../linkage/core/trained/test-people.ts';
import type { LinkReport } from '../linkage/files/report/report.ts';
import { TerminalProgress } from '../terminal.ts';
import type { CommandResult } from './command.ts';
import { growthLines, linkLines } from './link-lines.ts';
import { linkCommand } from './link.ts';

let folder: string;
let linked: CommandResult;
const at = (name: string): string => join(folder, name);
/** Half of all share a sex: more than the rule takes. */
const MODEL = `files: { '*': { id: id, columns: all } }
blocking: [{ name: nik, keys: [nik] }, { name: b, keys: [born, { sound: given }, { prefix-3: surname }] }, { name: s, keys: [sex], maximumPerKey: 5 }]
`;

function run(options: Readonly<Record<string, string | boolean>>): Promise<CommandResult> {
  const progress = new TerminalProgress({ isLive: false, columns: 80, write: () => undefined }, undefined);
  const operands = [at('model.yaml'), at('people.csv')];
  return linkCommand.run({ config: loadConfig(), progress, options: { threads: '1', ...options }, operands });
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'link-lines-'));
  const rows = testPeople(90);
  const csv = rows.map(({ id, values }) => [id, ...TEST_FIELD_NAMES.map((name) => values[name]!)].join(','));
  writeFileSync(at('model.yaml'), MODEL);
  writeFileSync(at('people.csv'), `${['id', ...TEST_FIELD_NAMES].join(',')}\n${csv.join('\n')}\n`);
  writeFileSync(at('truth.csv'), `id,entity\n${rows.map(({ id }) => `${id},${id.split('-')[0]!}`).join('\n')}\n`);
  linked = await run({ out: at('out'), truth: at('truth.csv') });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the screen of twin link', () => {
  test('speaks Indonesian unless English is asked for, line by line the same', () => {
    const report = linked.json as LinkReport;
    const [id, en] = [linkLines(report, at('out'), 'id'), linkLines(report, at('out'), 'en')];
    expect(linked.lines).toEqual(id);
    expect(id).toHaveLength(en.length);
    expect(id.join('\n')).toMatch(
      /catatan dari 1 berkas[^]*Ambang [^]*Perkiraan tanpa kebenaran[^]*Diukur terhadap kebenaran[^]*Aturan pencarian[^]*Catatan: [^]*Hasil di/,
    );
    const words = /\b(the|and|of|records|pairs|are|with|threshold|rule)\b/i;
    for (const line of id.slice(0, -1)) expect(line.replace(/\w+\.csv/g, '')).not.toMatch(words);
    expect(en.join('\n')).toMatch(/records of 1 file:[^]*Threshold [^]*Blocking rule[^]*Note: [^]*Results in/);
  });

  test('leaves the precision open where nothing is linked, and tells it where something is', () => {
    const report = linked.json as LinkReport;
    const of = (links: number): string =>
      linkLines({ ...report, pairs: { ...report.pairs, linked: links } }, 'out', 'en').find((line) =>
        line.startsWith('  precision'),
      )!;
    expect(of(0)).toMatch(/^ {2}precision +– {3}\d/);
    expect(of(1)).toMatch(/^ {2}precision +\d/);
  });

  test('tells of each rule what it found, cost and passed over; the costs add up to the stages', () => {
    const report = linked.json as LinkReport;
    const lines = linkLines(report, 'out', 'en');
    const at = lines.findIndex((line) => line.startsWith('Blocking rule'));
    const rows = lines.slice(at + 1, at + 4);
    expect(rows.map((row) => row.split(/ {3,}|\n/)[0])).toEqual([
      'nik',
      'born + the sound of a word (given) + the first 3 characters (surname)',
      'sex',
    ]);
    // The words that are too long for the column are told whole, and their figures stand in the columns below.
    expect(rows[1]!.split('\n')[1]).toMatch(/^ {48} +\d+ +\d+ +\d+ +\d+\.\d\d +\d+\.\d% {2}–$/);
    const sexes = report.rules[2]!;
    expect(sexes).toMatchObject({ hubs: 2, pairs: 0 });
    expect(rows[2]).toMatch(new RegExp(`2 \\(${sexes.recordsInHubs} records\\)$`));
    expect(rows[0]).toMatch(/–$/);
    const spent = report.rules.reduce((sum, { cost }) => sum + cost.seconds, 0);
    const stages = report.run.stages.filter(({ name }) => /^(Mencari|Membandingkan) pasangan calon$/.test(name));
    expect(stages).toHaveLength(2);
    expect(spent).toBeCloseTo(
      stages.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0),
      6,
    );
  });

  test('takes no other language', async () => {
    await expect(run({ out: at('other'), language: 'fr' })).rejects.toThrow('--language does not take that value.');
  });
});

test('what taking rows in did is told in both languages', () => {
  const growth = {
    added: 2,
    changed: 1,
    unchanged: 0,
    removed: 3,
    notThere: 1,
    records: 90,
    linkedPairs: 40,
    conflicts: 0,
    events: { absorb: 1, split: 2 },
    dropped: ['report.html'],
    parted: { components: 1, records: 400, largest: 400, mostRecords: 300, withoutWeakPairs: 1 },
  };
  const [id, en] = [growthLines(growth, 'id').join('\n'), growthLines(growth, 'en').join('\n')];
  expect(id).toContain('2 baris ditambahkan, 1 berubah, 0 tetap, 3 dihapus (1 tidak ada).');
  expect(id).toMatch(/kelompok: 1 dilebur, 2 dipecah[^]*Dihapus, karena memuat baris sebelumnya: report\.html/);
  expect(en).toMatch(/clusters: 1 absorb, 2 split[^]*Taken away, as it tells of the rows before: report\.html/);
  expect(id).toMatch(/1 kumpulan dengan 400 baris .* dipecah lebih dulu.* Di 1 di antaranya/);
  expect(en).toMatch(/1 groups with 400 rows .* were parted first.* In 1 of them/);
  expect(growthLines({ ...growth, events: {}, dropped: [], parted: undefined }, 'id').at(-1)).toContain(
    'tidak ada kelompok yang berubah',
  );
});
