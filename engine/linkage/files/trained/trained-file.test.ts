import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SILENT } from '../../../kernel/progress.ts';
import { PART_NAMES } from '../../core/blocking/key-parts.ts';
import { decideLinks } from '../../core/link-table.ts';
import { autoComparisons } from '../../core/measures/auto-comparisons.ts';
import { MEASURES } from '../../core/measures/measures.ts';
import { TEST_FIELD_NAMES, testPeople, type TestPerson } from '../../core/trained/test-people.ts';
import { linkFiles, type LinkFilesOptions } from '../link-files.ts';
import { folderWith } from '../test-folder.ts';
import { readTrained, trainedFiles } from './trained-file.ts';

const CORE = { measures: MEASURES, keyParts: PART_NAMES, autoComparisons, decideLinks };
const MODEL = `files: { '*': { id: id, columns: all } }
fields: { sex: category, nik: { kind: national-id, format: nik } }
`;

const csvOf = (rows: readonly TestPerson[]): string =>
  [
    ['id', ...TEST_FIELD_NAMES].join(','),
    ...rows.map(({ id, values }) => [id, ...TEST_FIELD_NAMES.map((field) => values[field]!)].join(',')),
    '',
  ].join('\n');

function link(folder: string, out: string, options: Partial<LinkFilesOptions> = {}) {
  return linkFiles(
    {
      modelPath: join(folder, 'model.yaml'),
      paths: [join(folder, 'people.csv')],
      out: join(folder, out),
      threads: 1,
      progress: SILENT,
      ...options,
    },
    CORE,
  );
}

/** A folder that is there for all tests of a group. */
function folderWithout(content: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'trained-file-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(content)) writeFileSync(join(folder, name), text);
  return folder;
}

const bytes = (folder: string, out: string, name: string): string => readFileSync(join(folder, out, name), 'latin1');
const files = (rows: readonly TestPerson[]) => ({ 'model.yaml': MODEL, 'people.csv': csvOf(rows) });
const rows = testPeople(160);

describe('a trained model in files', () => {
  test('comes back as it was', async () => {
    const folder = folderWith(files(rows));
    await link(folder, 'out');
    const path = join(folder, 'out', 'model.trained.json');
    const read = readTrained(path);
    const again = trainedFiles(read);
    expect(again.json).toBe(readFileSync(path, 'utf8'));
    expect(Buffer.from(again.frequencies).toString('latin1')).toBe(bytes(folder, 'out', 'model.frequencies.bin'));
  });

  test('gives the same bytes for the same files, whatever their order of rows', async () => {
    const folder = folderWith({ ...files(rows), 'turned.csv': csvOf(rows.toReversed()) });
    const trainedPath = join(folder, 'out', 'model.trained.json');
    await link(folder, 'out');
    await link(folder, 'again', { trainedPath });
    mkdirSync(join(folder, 'turned'));
    copyFileSync(join(folder, 'turned.csv'), join(folder, 'turned', 'people.csv'));
    await link(folder, 'third', { trainedPath, paths: [join(folder, 'turned', 'people.csv')] });
    for (const name of ['pairs.csv', 'clusters.csv', 'model.trained.json', 'model.frequencies.bin', 'links.bin']) {
      expect(bytes(folder, 'again', name) === bytes(folder, 'out', name), name).toBe(true);
      expect(bytes(folder, 'third', name) === bytes(folder, 'out', name), `${name}, turned`).toBe(true);
    }
  });

  test('weighs pairs of other rows as it did, where learning anew does not', async () => {
    const folder = folderWith({ ...files(rows), 'people-few.csv': csvOf(rows.slice(0, 90)) });
    await link(folder, 'out');
    mkdirSync(join(folder, 'few'));
    copyFileSync(join(folder, 'people-few.csv'), join(folder, 'few', 'people.csv'));
    const paths = [join(folder, 'few', 'people.csv')];
    await link(folder, 'kept', { paths, trainedPath: join(folder, 'out', 'model.trained.json') });
    await link(folder, 'anew', { paths });
    const pairs = (out: string): Set<string> => new Set(bytes(folder, out, 'pairs.csv').split('\n').slice(1));
    const [all, kept, anew] = ['out', 'kept', 'anew'].map(pairs);
    const shared = (of: Set<string>): number => [...of].filter((line) => line !== '' && all!.has(line)).length;
    expect(shared(kept!)).toBe(kept!.size - 1);
    expect(shared(anew!)).toBeLessThan(kept!.size / 2);
  });

  test('holds no name, number or address', async () => {
    const folder = folderWith(files(rows));
    await link(folder, 'out');
    for (const name of ['model.trained.json', 'model.frequencies.bin', 'links.bin', 'events.jsonl']) {
      const text = bytes(folder, 'out', name).toUpperCase();
      for (const { values } of rows.slice(0, 40)) {
        for (const field of ['given', 'nik', 'address']) {
          expect(values[field] !== '' && text.includes(values[field]!.toUpperCase()), `${name} ${field}`).toBe(false);
        }
      }
    }
    expect(existsSync(join(folder, 'out', 'rows.bin'))).toBe(false);
  });
});

describe('a trained model that does not fit is refused', () => {
  const madeOnce = folderWithout(files(rows));
  let folder: string;
  let trained: string;
  let frequencies: Buffer;
  beforeAll(async () => {
    // Made once: only what is read from it changes.
    const made = madeOnce;
    await link(made, 'out');
    trained = readFileSync(join(made, 'out', 'model.trained.json'), 'utf8');
    frequencies = readFileSync(join(made, 'out', 'model.frequencies.bin'));
    folder = made;
  });

  test.each<[string, (json: string) => string, (bytes: Buffer) => Buffer | undefined, string, string]>([
    ['no JSON', () => 'x', (same) => same, 'trained-shape', 'm.json'],
    [
      'another version',
      (json) => json.replace('"version": 3', '"version": 2'),
      (same) => same,
      'trained-shape',
      'm.json',
    ],
    [
      'a prior that is none',
      (json) => json.replace(/"priorShare": [\d.e-]+/, '"priorShare": 7'),
      (same) => same,
      'trained-shape',
      'm.json',
    ],
    ['frequencies that are not there', (json) => json, () => undefined, 'trained-frequencies', 'model.frequencies.bin'],
    [
      'frequencies of another model',
      (json) => json,
      (same) => Buffer.concat([same, Buffer.of(0)]),
      'trained-frequencies',
      'model.frequencies.bin',
    ],
    ['other sources', (json) => json.replaceAll('"people"', '"persons"'), (same) => same, 'trained-sources', 'm.json'],
    [
      'a field that no file has',
      (json) => json.replaceAll('"given"', '"forename"'),
      (same) => same,
      'trained-field',
      '',
    ],
  ])('%s', async (_, json, sidecar, code, file) => {
    const place = folderWith({ 'm.json': json(trained) });
    const others = sidecar(frequencies);
    if (others !== undefined) writeFileSync(join(place, 'model.frequencies.bin'), others);
    await expect(link(folder, 'never', { trainedPath: join(place, 'm.json') })).rejects.toMatchObject({
      kind: 'configuration',
      text: { code, ...(file !== '' && { where: { file } }) },
    });
    expect(existsSync(join(folder, 'never'))).toBe(false);
  });

  test('one that is not there', async () => {
    await expect(link(folder, 'never', { trainedPath: join(folder, 'none.json') })).rejects.toMatchObject({
      text: { code: 'trained-missing' },
    });
  });
});
