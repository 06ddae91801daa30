import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, onTestFinished, test } from 'vitest';
import { loadConfig } from '../config.ts';
import { projectPath } from '../kernel/files.ts';
import { chance } from '../kernel/random.ts';
import type { LinkReport } from '../linkage/files/report/report.ts';
import { TerminalProgress } from '../terminal.ts';
import { commandHelp, parseCommandLine } from './command.ts';
import { linkCommand } from './link.ts';

const NAMES = 'SITI BUDI AGUS SRI DEWI ANDI JOKO RINA WATI HADI YANTO EKO NUR INDAH RATNA BAMBANG SLAMET PUTRI'.split(
  ' ',
);
const FAMILIES = 'SANTOSO WIBOWO LESTARI HARTONO PURNOMO SETIAWAN KUSUMA UTAMI HIDAYAT SAPUTRA NUGROHO'.split(' ');

interface Person {
  readonly id: string;
  readonly entity: string;
  readonly cells: readonly string[];
}

/** The next whole number below so many. */
type Draw = (count: number) => number;

const oneOf = <T>(from: Draw, values: readonly T[]): T => values[from(values.length)]!;

function slipped(from: Draw, text: string): string {
  const at = from(text.length - 1);
  return text.slice(0, at) + text[at + 1]! + text[at]! + text.slice(at + 2);
}

/** People, some of them twice with a slip in the name or the town left out. */
function people(count: number): Person[] {
  const source = chance(1, 'link-command-test');
  let draws = 0;
  const from: Draw = (below) => source.below(below, draws++);
  return Array.from({ length: count }, (_, i) => {
    const born = `${1940 + from(70)}-${String(1 + from(12)).padStart(2, '0')}-${String(1 + from(28)).padStart(2, '0')}`;
    const phone = `0812${String(10_000_000 + from(89_999_999))}`;
    const cells = [
      oneOf(from, NAMES),
      `${oneOf(from, FAMILIES)}${oneOf(from, ['', 'NO', 'WATI', 'TI'])}`,
      born,
      phone,
      oneOf(from, ['MADIUN', 'NGAWI', 'PONOROGO']),
    ];
    const first = { id: `A${i}`, entity: String(i), cells };
    if (i % 3 !== 0) return [first];
    const again = [i % 2 === 0 ? slipped(from, cells[0]!) : cells[0]!, cells[1]!, born, i % 5 === 0 ? '' : phone, ''];
    return [first, { id: `B${i}`, entity: String(i), cells: again }];
  }).flat();
}

const csvOf = (rows: readonly Person[]): string =>
  ['no,given,surname,born,phone,town', ...rows.map(({ id, cells }) => [id, ...cells].join(',')), ''].join('\n');
const truthOf = (rows: readonly Person[]): string =>
  ['id,entity', ...rows.map(({ id, entity }) => `${id},${entity}`), ''].join('\n');
const MODEL = 'files: { "*": { id: no, columns: all } }\n';

interface Ran {
  readonly report: LinkReport;
  readonly lines: string;
  readonly out: string;
  text(name: string): string;
}

/** Runs the command in a folder of these files; the first is the model. */
async function run(
  files: Readonly<Record<string, string>>,
  options: Readonly<Record<string, string | boolean>> = {},
): Promise<Ran> {
  const folder = mkdtempSync(join(tmpdir(), 'link-command-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const operands = Object.keys(files)
    .filter((name) => name !== 'truth.csv')
    .map((name) => join(folder, name));
  const out = join(folder, 'out');
  const truth = files['truth.csv'] === undefined ? {} : { truth: join(folder, 'truth.csv') };
  const screen = { isLive: false, columns: 80, write: () => undefined };
  const { lines, json } = await linkCommand.run({
    config: loadConfig(),
    progress: new TerminalProgress(screen, undefined),
    options: { out, language: 'en', ...truth, ...options },
    operands,
  });
  const text = (name: string): string => readFileSync(join(out, name), 'utf8');
  return { report: json as LinkReport, lines: lines.join('\n'), out, text };
}

const OUTPUTS = [
  'clusters.csv',
  'events.jsonl',
  'golden.csv',
  'golden_sources.csv',
  'links.bin',
  'model.frequencies.bin',
  'model.trained.json',
  'pairs.csv',
  'report.html',
  'report.json',
];
const rowsOf = (text: string): Record<string, string>[] => parse(text, { columns: true });

describe('doubles in one file', () => {
  const rows = people(400);

  test('are found with nothing said but the id, measured beside the estimates', async () => {
    const { report, lines, out, text } = await run({
      'm.yaml': MODEL,
      'a.csv': csvOf(rows),
      'truth.csv': truthOf(rows),
    });
    expect(readdirSync(out).sort()).toEqual(OUTPUTS);
    expect(report.measured!.clusters.f1).toBeGreaterThan(0.97);
    expect(lines).toMatch(/Measured against the truth: +precision +recall +F1\n {2}clusters\.csv/);
    const { calibration } = report.measured!;
    expect(calibration!.pairs).toBe(report.pairs.kept);
    expect(calibration!.expectedError).toBeLessThan(0.05);
    // How a file was read is said where its records are counted.
    expect(lines).toContain(`\n  a.csv: ${rows.length} records (CSV, ",", UTF-8)\n`);
    expect(text('report.html')).toMatch(/a\.csv: .*\(CSV, &#34;,&#34;, UTF-8\)<\/li>/);
    expect(lines).toContain(`chances told of ${calibration!.pairs} pairs: off by `);
    expect(report.golden.records).toBe(report.clusters.count);
    expect(rowsOf(text('golden.csv'))).toHaveLength(report.clusters.count);
    expect(lines.includes('Clusters whose records contradict each other')).toBe(report.conflicts.clusters > 0);
    expect(text('report.html')).toContain('Chances told and what came true');
    expect(JSON.parse(text('report.json'))).toEqual(report);
    expect(
      rowsOf(text('clusters.csv'))
        .map(({ id }) => id)
        .sort(),
    ).toEqual(rows.map(({ id }) => id).sort());
    const pairs = rowsOf(text('pairs.csv'));
    expect(Object.keys(pairs[0]!).join()).toBe('left_source,left_id,right_source,right_id,probability,weight_bits');
    expect(pairs).toHaveLength(report.pairs.linked);
    expect(report.run.stages.length).toBeGreaterThan(3);
  });

  test('come out in the same bytes for any order of rows and any number of threads', async () => {
    const [one, other] = [
      await run({ 'm.yaml': MODEL, 'a.csv': csvOf(rows) }, { threads: '1' }),
      await run({ 'm.yaml': MODEL, 'a.csv': csvOf(rows.toReversed()) }, { threads: '2' }),
    ];
    for (const name of OUTPUTS.filter((output) => output !== 'report.json')) {
      expect(one.text(name) === other.text(name), name).toBe(true);
    }
  });

  test('come out in the same bytes where a column holds more than ten thousand texts', async () => {
    // Every second text is no date: the odd ones in the first order, the even ones in the other.
    const noted = (i: number): string =>
      i % 2 === 0 ? `X${i}` : `${1900 + (i % 100)}-${1 + (Math.floor(i / 100) % 12)}-${1 + Math.floor(i / 1200)}`;
    const many = people(7600).map((row, i) => ({ ...row, cells: [...row.cells, noted(i)] }));
    expect(many.length).toBeGreaterThan(10_000);
    const texts = [many, many.toReversed()].map((ordered) => csvOf(ordered).replace('town', 'town,noted'));
    const [one, other] = [
      await run({ 'm.yaml': MODEL, 'a.csv': texts[0]! }, { threads: '2' }),
      await run({ 'm.yaml': MODEL, 'a.csv': texts[1]! }, { threads: '1' }),
    ];
    expect(one.report.fields).toContainEqual({ name: 'noted', kind: 'code' });
    for (const name of OUTPUTS.filter((output) => output !== 'report.json')) {
      expect(one.text(name) === other.text(name), name).toBe(true);
    }
  });

  test('a truth that is shuffled measures next to nothing', async () => {
    const shuffled = rows.map((row, i) => ({ ...row, entity: rows[(i * 101) % rows.length]!.entity }));
    const { report } = await run({ 'm.yaml': MODEL, 'a.csv': csvOf(rows), 'truth.csv': truthOf(shuffled) });
    expect(report.measured!.clusters.f1).toBeLessThan(0.1);
  });

  test('a threshold that is nearly certain does not read as certain', async () => {
    const { lines } = await run({ 'm.yaml': `${MODEL}threshold: 0.99996\n`, 'a.csv': csvOf(rows) });
    expect(lines).toMatch(/^Threshold 0\.9999600 \(14\.6 bits\), from the model\.$/m);
  });

  test('pairs that were not linked are written when they are asked for', async () => {
    const { out, report, text } = await run({ 'm.yaml': MODEL, 'a.csv': csvOf(rows) }, { 'all-pairs': true });
    expect(existsSync(join(out, 'pairs-not-linked.csv'))).toBe(true);
    expect(rowsOf(text('pairs-not-linked.csv'))).toHaveLength(report.pairs.kept - report.pairs.linked);
  });
});

test('two files are linked one to one, none within itself', async () => {
  const rows = people(400);
  const [a, b] = [rows.filter(({ id }) => id.startsWith('A')), rows.filter(({ id }) => id.startsWith('B'))];
  const model = `${MODEL}how: { oneToOne: true }\n`;
  const { report, text } = await run({
    'm.yaml': model,
    'left.csv': csvOf(a),
    'right.csv': csvOf(b),
    'truth.csv': truthOf(rows),
  });
  expect(report.measured!.pairs.f1).toBeGreaterThan(0.97);
  const pairs = rowsOf(text('pairs.csv'));
  expect(new Set(pairs.map((pair) => `${pair['left_source']} ${pair['right_source']}`))).toEqual(
    new Set(['left right']),
  );
  expect(new Set(pairs.map((pair) => pair['right_id'])).size).toBe(pairs.length);
});

/** FEBRL 3 of the shared data where it is at hand, else people made here. */
test('the example model links what it is written for', async () => {
  const shared = projectPath('..', 'shared', 'data', 'linkage', 'febrl_dataset3.csv');
  const example = readFileSync(projectPath('models', 'linkage', 'example.yaml'), 'utf8');
  const isThere = existsSync(shared);
  const text = isThere ? readFileSync(shared, 'utf8') : csvOf(people(300));
  const ids = text.split('\n').flatMap((line) => /^(rec-(\d+)-(org|dup-\d+)),/.exec(line)?.slice(1, 3).join(',') ?? []);
  const truth = isThere ? ['id,entity', ...ids, ''].join('\n') : truthOf(people(300));
  const { report } = await run({ 'm.yaml': isThere ? example : MODEL, 'persons.csv': text, 'truth.csv': truth });
  expect(report.measured!.clusters.f1).toBeGreaterThan(isThere ? 0.99 : 0.97);
});

describe('what is wrong is said', () => {
  const one = { 'm.yaml': MODEL, 'a.csv': csvOf(people(20)) };

  test('--out is needed', async () => {
    await expect(run(one, { out: false })).rejects.toMatchObject({ kind: 'usage' });
  });

  test.each<[string, Record<string, string>, string, string]>([
    [
      'a column that is not there',
      { ...one, 'm.yaml': 'files: { "*": { id: no, columns: [nik] } }' },
      'input',
      'column-missing',
    ],
    ['no model', { 'none/../m2.yaml': '', 'a.csv': '' }, 'configuration', 'yaml-shape'],
    [
      'one file where two are needed',
      { ...one, 'm.yaml': `${MODEL}how: { link: true }` },
      'configuration',
      'link-model',
    ],
  ])('%s', async (_, files, kind, code) => {
    const named = Object.fromEntries(Object.entries(files).map(([name, text]) => [name.replace('none/../', ''), text]));
    await expect(run(named)).rejects.toMatchObject({ kind, text: { code } });
  });

  test('files that have no field in common: a fault where nothing else can be compared, else a note', async () => {
    const [a, b] = [csvOf(people(40)), 'no,mother\n1,SITI\n2,ANI\n'];
    const model = (how: string) => `${MODEL}how: ${how}\n`;
    await expect(run({ 'm.yaml': model('{}'), 'a.csv': a, 'b.csv': b })).rejects.toMatchObject({
      kind: 'configuration',
      text: { code: 'link-model', what: 'files: a and b have no field in common.' },
    });
    const { report } = await run({ 'm.yaml': model('{ deduplicate: [a], link: true }'), 'a.csv': a, 'b.csv': b });
    expect(report.notes.map(({ en }) => en)).toContain(
      'a and b have no field in common and cannot be linked with each other.',
    );
    expect(report.pairs.linked).toBeGreaterThan(5);
  });

  test('a run that fails leaves no folder behind', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'link-command-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const out = join(folder, 'out');
    await expect(run({ ...one, 'a.csv': 'no,given\n1,A\n1,B\n' }, { out })).rejects.toMatchObject({
      text: { code: 'id-repeats' },
    });
    expect(readdirSync(folder)).toEqual([]);
  });

  test('the command line takes a model and one file or more', () => {
    expect(parseCommandLine(linkCommand, ['m.yaml', 'a.csv', 'b.csv', '--out', 'x']).operands).toHaveLength(3);
    expect(() => parseCommandLine(linkCommand, ['m.yaml'])).toThrow('"link" takes MODEL.yaml FILE…, and 1 were given.');
  });
});

test('rows that are taken in tell what their reading was', async () => {
  const rows = people(60);
  const { out } = await run({ 'm.yaml': MODEL, 'a.csv': csvOf(rows) }, { 'keep-rows': true });
  const more = csvOf([{ ...rows[0]!, id: 'C1', cells: ['NULL', ...rows[0]!.cells.slice(1)] }]);
  const { lines } = await run({ 'm.yaml': MODEL, 'a.csv': more }, { out: false, into: out });
  expect(lines).toMatch(/^1 rows? added/);
  expect(lines).toMatch(/\nNote: a: cells that hold NULL are read as blank\.$/);
});

test('the model of the help is one that works', async () => {
  const help = commandHelp(linkCommand, 'en');
  const yaml = help.slice(help.indexOf('  files:'), help.indexOf('  npm run twin -- link'));
  const rows = people(200).map(({ id, cells }) => [id, ...cells.slice(0, 3)].join(','));
  const text = ['person_id,first_name,last_name,date_of_birth', ...rows, ''].join('\n');
  const { report } = await run({ 'm.yaml': yaml, 'persons.csv': text });
  expect(report.fields.map(({ name }) => name)).toEqual(['given', 'surname', 'born']);
});
