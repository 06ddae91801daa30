/** What `twin link` says of files and models that are not as they should be: what, where, what was expected, what to do. */
import { mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  ALL,
  csv,
  expectFault,
  folderOf,
  GOOD,
  HEADINGS,
  link,
  rowOf,
  withModel,
  withRows,
  type Files,
  type Said,
} from './test-link.ts';

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
        expected: /^one of "files", "fields", "spelling", "comparisons", "blocking", /,
        todo: /Mend that key/,
      },
    ],
    [
      'a limit that is too low',
      withModel(`${ALL}limits: { maximumPairs: 5 }\n`),
      {
        kind: 'configuration',
        code: 'yaml-shape',
        where: { file: 'm.yaml', row: 2 },
        what: /limits\.maximumPairs: Too small/,
        expected: /^1000 or more$/,
        todo: /Mend that key/,
      },
    ],
    [
      'a threshold that is no chance',
      withModel(`${ALL}threshold: 3\n`),
      {
        kind: 'configuration',
        code: 'yaml-shape',
        where: { file: 'm.yaml', row: 2 },
        what: /threshold: /,
        expected: /./,
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
        expected: /a key, a colon and a value/,
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
    symlinkSync(join(folder, 'a.csv'), join(folder, 'b.csv'));
    await expect(link(folder, ['m.yaml', 'a.csv', 'b.csv'])).rejects.toMatchObject({
      text: { code: 'file-twice', where: { file: 'b.csv' } },
    });
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
