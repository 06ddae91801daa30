/** What `twin link` says of files and models that are not as they should be: what, where, what was expected, what to do. */
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { loadConfig } from '../config.ts';
import { TwinError } from '../kernel/errors.ts';
import type { LinkReport } from '../linkage/files/report/report.ts';
import { TerminalProgress } from '../terminal.ts';
import { errorInIndonesian } from './indonesian/errors.ts';
import { linkCommand } from './link.ts';

type Files = Readonly<Record<string, string | Buffer>>;

const ALL = 'files: { "*": { id: no, columns: all } }\n';
const HEADINGS = 'no,given,born,phone';
const rowOf = (i: number): string =>
  `A${i},SITI${i % 7},19${60 + (i % 30)}-01-0${1 + (i % 9)},08${1_000_000 + i * 7919}`;
const csv = (rows: number, row = rowOf): string =>
  [HEADINGS, ...Array.from({ length: rows }, (_, i) => row(i)), ''].join('\n');
const GOOD: Files = { 'm.yaml': ALL, 'a.csv': csv(40) };
/** Of persons, in any of the files; none of it may stand in a text. */
const PERSONAL = /SITI|BUDI|ANI\b|08\d{5}|\d{4}-\d\d-\d\d|A\d{2}/;

function folderOf(files: Files): string {
  const folder = mkdtempSync(join(tmpdir(), 'link-bad-input-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}

async function link(folder: string, names: readonly string[], options: Record<string, string> = {}) {
  const screen = { isLive: false, columns: 80, write: () => undefined };
  const { json } = await linkCommand.run({
    config: loadConfig(),
    progress: new TerminalProgress(screen, undefined),
    options: { out: join(folder, 'out'), ...options },
    operands: names.map((name) => join(folder, name)),
  });
  return json as LinkReport;
}

interface Said {
  readonly kind: string;
  readonly code: string;
  readonly where?: object;
  readonly what: RegExp;
  readonly expected?: RegExp;
  readonly todo: RegExp;
}

/** Links what is to fail: nothing is written, and a result that was there stays as it was. */
async function expectFault(files: Files, said: Said, options: Record<string, string> = {}): Promise<void> {
  const folder = folderOf(files);
  const before = readdirSync(folder);
  const kept = join(folder, 'kept');
  for (const out of [join(folder, 'out'), kept]) {
    if (out === kept) {
      mkdirSync(kept);
      writeFileSync(join(kept, 'pairs.csv'), 'of an earlier run');
    }
    const names = before
      .filter((name) => name !== 'truth.csv')
      .sort((a, b) => Number(b === 'm.yaml') - Number(a === 'm.yaml'));
    const fault: unknown = await link(folder, names, { ...options, out }).catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(TwinError);
    const { kind, text } = fault as TwinError;
    expect({ kind, code: text.code }).toEqual({ kind: said.kind, code: said.code });
    expect(text.what).toMatch(said.what);
    expect(text.todo).toMatch(said.todo);
    if (said.expected !== undefined) expect(text.expected).toMatch(said.expected);
    if (said.where !== undefined) expect(text.where).toEqual(said.where);
    expect(JSON.stringify(text)).not.toMatch(PERSONAL);
    expect(errorInIndonesian(text)).toBeDefined();
  }
  expect(readdirSync(folder)).toEqual([...before, 'kept'].sort());
  expect(readdirSync(kept)).toEqual(['pairs.csv']);
  expect(readFileSync(join(kept, 'pairs.csv'), 'utf8')).toBe('of an earlier run');
}

const withModel = (model: string, rows = 40): Files => ({ 'm.yaml': model, 'a.csv': csv(rows) });
const withRows = (more: string | Buffer): Files => ({
  'm.yaml': ALL,
  'a.csv': Buffer.concat([Buffer.from(csv(20)), Buffer.from(more)]),
});

describe('a fault of the model names the line and what may stand there', () => {
  test.each<[string, Files, Said]>([
    [
      'a column that no file has',
      withModel('files: { "*": { id: no, columns: [given, nik] } }'),
      {
        kind: 'input',
        code: 'column-missing',
        where: { file: 'a.csv', row: 1 },
        what: /no column "nik"/,
        expected: /"given", "born", "phone"/,
        todo: /Mend the name in MODEL.yaml/,
      },
    ],
    [
      'a level that cannot occur',
      withModel(`${ALL}fields:\n  given: { kind: name-part, levels: [different, month, same] }\n`),
      {
        kind: 'configuration',
        code: 'link-model',
        where: { file: 'm.yaml', row: 3 },
        what: /fields\.given\.levels: The measure name-part never shows the level "month"/,
        expected: /"spelled"/,
        todo: /levels of the measure, or write auto/,
      },
    ],
    [
      'one file where two are needed',
      withModel(`${ALL}how: { link: true }\n`),
      {
        kind: 'configuration',
        code: 'link-model',
        where: { file: 'm.yaml', row: 2 },
        what: /one file was given/,
        expected: /two files or more/,
        todo: /second file/,
      },
    ],
    [
      'a key that there is not',
      withModel(`${ALL}blokcing: auto\n`),
      {
        kind: 'configuration',
        code: 'yaml-shape',
        where: { file: 'm.yaml', row: 2 },
        what: /blokcing: is an unknown field/,
        todo: /Mend that key/,
      },
    ],
    [
      'a hub beside a field that there is not',
      withModel(`${ALL}fields:\n  phone: { kind: code, hub: { beside: nik, most: 10 } }\n`),
      {
        kind: 'configuration',
        code: 'link-model',
        where: { file: 'm.yaml', row: 3 },
        what: /fields\.phone\.hub\.beside: There is no field "nik"/,
        expected: /"given", "born"/,
        todo: /Name another field/,
      },
    ],
    [
      'what is no YAML',
      withModel('files: { "*": { id: no\n  - x'),
      {
        kind: 'configuration',
        code: 'yaml-unreadable',
        where: { file: 'm.yaml', row: 2 },
        what: /not readable as YAML/,
        todo: /Mend that line/,
      },
    ],
  ])('%s', (_, files, said) => expectFault(files, said));
});

describe('a fault of a file names the row', () => {
  test.each<[string, Files, Said]>([
    [
      'ids that repeat',
      withRows('A3,BUDI,1980-01-01,0812345\n'),
      {
        kind: 'input',
        code: 'id-repeats',
        where: { file: 'a.csv', column: 'no', row: 22 },
        what: /rows 22 \(as 5\)/,
        expected: /another id in each row/,
        todo: /tells all rows apart/,
      },
    ],
    [
      'an id that is blank',
      withRows(',BUDI,1980-01-01,0812345\n'),
      {
        kind: 'input',
        code: 'id-blank',
        where: { file: 'a.csv', column: 'no', row: 22 },
        what: /1 row has no id/,
        expected: /an id in each row/,
        todo: /Fill in the id/,
      },
    ],
    [
      'a file of nothing',
      { ...GOOD, 'a.csv': '' },
      {
        kind: 'input',
        code: 'file-empty',
        where: { file: 'a.csv' },
        what: /empty/,
        expected: /a row for each record/,
        todo: /Export it again/,
      },
    ],
    [
      'headings alone',
      { ...GOOD, 'a.csv': `${HEADINGS}\n` },
      {
        kind: 'input',
        code: 'file-empty',
        where: { file: 'a.csv' },
        what: /headings and no row/,
        expected: /a row for each record/,
        todo: /Export it again/,
      },
    ],
    [
      'a heading that stands twice',
      { ...GOOD, 'a.csv': csv(20).replace('phone', 'given') },
      {
        kind: 'input',
        code: 'heading-doubled',
        where: { file: 'a.csv', row: 1, column: 'given' },
        what: /one heading/,
        expected: /each heading once/,
        todo: /Rename one of them/,
      },
    ],
    [
      'a quotation mark that is never closed',
      withRows('A99,"BUDI,1980-01-01,0812345\nA98,ANI,1980-01-01,0812345\n'),
      {
        kind: 'input',
        code: 'quote-not-closed',
        where: { file: 'a.csv', row: 22 },
        what: /never closed/,
        expected: /second quotation mark/,
        todo: /Mend that row/,
      },
    ],
    [
      'bytes of no encoding that is known',
      withRows(Buffer.from([0x41, 0x39, 0x39, 0x2c, 0xff, 0x81, 0x2c, 0x2c, 0x0a])),
      {
        kind: 'input',
        code: 'encoding-unknown',
        where: { file: 'a.csv', row: 22 },
        what: /neither UTF-8 nor Windows-1252/,
        todo: /Export it as UTF-8/,
      },
    ],
    [
      'another encoding than is declared',
      {
        ...withRows(Buffer.from([0x41, 0x39, 0x39, 0x2c, 0xe9, 0x2c, 0x2c, 0x0a])),
        'm.yaml': 'files: { "*": { id: no, columns: all, encoding: utf-8 } }\n',
      },
      {
        kind: 'input',
        code: 'encoding-wrong',
        where: { file: 'a.csv', row: 22 },
        what: /not UTF-8/,
        expected: /utf-8/,
        todo: /Correct the encoding in MODEL.yaml/,
      },
    ],
    [
      'a record in place of headings',
      { 'm.yaml': 'files: { "*": { id: 1, columns: all } }\n', 'a.csv': csv(20).slice(HEADINGS.length + 1) },
      {
        kind: 'input',
        code: 'headings-missing',
        where: { file: 'a.csv', row: 1 },
        what: /looks like a record/,
        expected: /"column 1", "column 2", "column 3", "column 4"/,
        todo: /headings: false in MODEL.yaml/,
      },
    ],
    [
      'rows that tell no field at all',
      { 'm.yaml': ALL, 'a.csv': csv(30, (i) => `A${i},,,`) },
      {
        kind: 'configuration',
        code: 'link-model',
        where: { file: 'm.yaml' },
        what: /No row of any file tells any of the fields/,
        expected: /at least one column with values/,
        todo: /Name the columns/,
      },
    ],
  ])('%s', (_, files, said) => expectFault(files, said));

  test('a file that is given twice: each record would be found again', async () => {
    const folder = folderOf(GOOD);
    await expect(link(folder, ['m.yaml', 'a.csv', 'a.csv'])).rejects.toMatchObject({
      kind: 'input',
      text: { code: 'file-twice', where: { file: 'a.csv' } },
    });
    expect(readdirSync(folder).sort()).toEqual(['a.csv', 'm.yaml']);
  });

  test.each([
    ['a file', ['m.yaml', 'sub'], 'input'],
    ['the model', ['sub', 'a.csv'], 'configuration'],
  ])('a folder in the place of %s', async (_, names, kind) => {
    const folder = folderOf(GOOD);
    mkdirSync(join(folder, 'sub'));
    await expect(link(folder, names)).rejects.toMatchObject({
      kind,
      text: { code: 'file-is-folder', where: { file: 'sub' } },
    });
    expect(readdirSync(folder).sort()).toEqual(['a.csv', 'm.yaml', 'sub']);
  });

  test('a file that is not there', async () => {
    const folder = folderOf(GOOD);
    await expect(link(folder, ['m.yaml', 'b.csv'])).rejects.toMatchObject({
      kind: 'input',
      text: { code: 'file-gone', where: { file: 'b.csv' } },
    });
    expect(readdirSync(folder).sort()).toEqual(['a.csv', 'm.yaml']);
  });
});

describe('rules that would make too many pairs', () => {
  const model = (keys: string): string => `${ALL}blocking: [${keys}]\nlimits: { maximumPairs: 1000 }\n`;

  test('stop before the pairs are made: which rule, by which key, how many', () =>
    expectFault(withModel(model('[phone], [given]'), 400), {
      kind: 'configuration',
      code: 'link-too-many-pairs',
      where: { file: 'm.yaml', row: 2 },
      // Seven names among 400 rows: one of 58, six of 57.
      what: /rule "given" \(value of given\) would make 11229 pairs/,
      expected: /no more than 1000 pairs/,
      todo: /limits\.maximumPairs/,
    }));

  test('stop as well where only all together make too many', () =>
    expectFault(withModel(model('[given], [year: born]'), 117), {
      kind: 'configuration',
      code: 'link-too-many-pairs',
      what: /The blocking rules would make more than \d+ pairs/,
      expected: /no more than 1000 pairs/,
      todo: /limits\.maximumPairs/,
    }));

  test('leave out keys that too many records share, and say how many', async () => {
    const hub = csv(60, (i) => (i < 30 ? `A${i},SITI${i},1980-01-0${1 + (i % 9)},0811111` : rowOf(i)));
    const folder = folderOf({
      'm.yaml': `${ALL}blocking: [[phone], [born]]\nlimits: { maximumPerKey: 20 }\n`,
      'a.csv': hub,
    });
    const { rules, clusters } = await link(folder, ['m.yaml', 'a.csv']);
    expect(rules[0]).toMatchObject({ hubs: 1, recordsInHubs: 30, pairs: 0 });
    expect(clusters.largest).toBeLessThan(5);
  });
});

describe('what can be made up for is done and said', () => {
  const notesOf = async (files: Files): Promise<string[]> => {
    const folder = folderOf(files);
    const { notes } = await link(folder, ['m.yaml', 'a.csv']);
    for (const { id, en } of notes) expect(`${id} ${en}`).not.toMatch(PERSONAL);
    return notes.map(({ en }) => en);
  };

  test('a field that is all missing is left out', async () => {
    const blank = csv(60, (i) => rowOf(i).replace(/\d{4}-\d\d-\d\d/, ''));
    expect(await notesOf({ ...GOOD, 'a.csv': blank })).toContain(
      'The field born is blank in every row and is left out.',
    );
  });

  test('rows with too many cells or too few are read as far as they go', async () => {
    const notes = await notesOf(withRows('A99,BUDI,1980-01-01,0812345,more,yet\nA98,ANI\n'));
    expect(notes[0]).toMatch(/^a\.csv: 1 row has more than 4 cells \(the first: row 22\)/);
    expect(notes[1]).toMatch(/^a\.csv: 1 row has fewer than 4 cells \(the first: row 23\)/);
  });

  test('a mark at the beginning of a file is no part of its first heading', async () => {
    const [marked, plain] = [await notesOf({ ...GOOD, 'a.csv': `\ufeff${csv(40)}` }), await notesOf(GOOD)];
    expect(marked).toEqual(plain);
  });

  test('rows that are all alike are not compared, and none is linked', async () => {
    const folder = folderOf({ ...GOOD, 'a.csv': csv(1) });
    expect((await link(folder, ['m.yaml', 'a.csv'])).pairs.linked).toBe(0);
  });
});

describe('the folder of the outputs', () => {
  test.each([
    ['a file in its place', 'm.yaml'],
    ['a file where it is to lie', 'm.yaml/out'],
  ])('%s is told before anything is linked', async (_, out) => {
    const folder = folderOf({ ...GOOD, 'a.csv': '' });
    // The empty file is not even looked at.
    await expect(link(folder, ['m.yaml', 'a.csv'], { out: join(folder, out) })).rejects.toMatchObject({
      kind: 'storage',
      text: { code: 'in-the-way', where: { file: 'm.yaml' }, todo: 'Name another folder with --out.' },
    });
  });

  // Who administers a machine may write anywhere.
  test.skipIf(process.getuid?.() === 0)('that may not be written to is told before anything is linked', async () => {
    const folder = folderOf({ ...GOOD, 'a.csv': '' });
    chmodSync(folder, 0o500);
    onTestFinished(() => chmodSync(folder, 0o700));
    await expect(link(folder, ['m.yaml', 'a.csv'])).rejects.toMatchObject({ kind: 'storage' });
  });

  test('keeps what others put there, and an earlier result gives way to the new one whole', async () => {
    const folder = folderOf(GOOD);
    await link(folder, ['m.yaml', 'a.csv']);
    writeFileSync(join(folder, 'out', 'mine.txt'), 'of somebody');
    const before = readFileSync(join(folder, 'out', 'pairs.csv'), 'utf8');
    await link(folder, ['m.yaml', 'a.csv']);
    expect(readFileSync(join(folder, 'out', 'mine.txt'), 'utf8')).toBe('of somebody');
    expect(readFileSync(join(folder, 'out', 'pairs.csv'), 'utf8')).toBe(before);
  });
});

test('an option of the command line that is no number', async () => {
  const folder = folderOf(GOOD);
  await expect(link(folder, ['m.yaml', 'a.csv'], { threads: 'many' })).rejects.toMatchObject({ kind: 'usage' });
});
