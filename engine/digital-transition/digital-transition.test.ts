import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadConfig } from '../config.ts';
import { projectPath } from '../kernel/files.ts';
import { encodeAreaTable } from '../layers/encode.ts';
import { ARTEFACTS } from '../layers/publication.ts';
import type { AreaTable } from '../layers/area-table.ts';
import { smallGeography, smallPopulation } from '../population/small-city.ts';
import { writePopulation } from '../population/parquet.ts';
import type { Publications } from '../publications.ts';
import { loadFields } from '../simulation/digital/fields.ts';
import { loadDigitalParameters, loadPath } from '../simulation/digital/parameters.ts';
import { makeSnapshotFolder, snapshotFolderName } from '../snapshot-files.ts';
import { DigitalTransitions, type TransitionAnswer } from './digital-transitions.ts';
import { readTransition } from './question.ts';

const modelsFolder = projectPath('models');
const geography = smallGeography({ kecamatan: 1, kelurahan: 3, rw: 1, rt: 1 });
const HOUSEHOLDS = 2000;
const snapshot = { number: 1, contentId: 'aabbccddeeff', referenceDate: '2025-12-31', isSample: true };

const TOTAL = 60_000;

let counted: number;
let folder: string;
let transitions: DigitalTransitions;

/** Serves what a page asks of a snapshot, and no more. */
const publications = (isBuilt: boolean): Publications => {
  const bytes = new Map<string, Uint8Array>([
    [ARTEFACTS.meta, new TextEncoder().encode(JSON.stringify({ smallestShownCount: 10 }))],
    [
      ARTEFACTS.table('kelurahan'),
      encodeAreaTable({
        level: 'kelurahan',
        areaCodes: geography.levels.kelurahan.codes,
        years: [2025],
        columns: [],
        provenance: {} as AreaTable['provenance'],
      }),
    ],
  ]);
  return {
    newestSnapshot: () => Promise.resolve(isBuilt ? snapshot : undefined),
    findArtefact: (name: string) => Promise.resolve({ bytes: bytes.get(name) }),
  } as unknown as Publications;
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'digital-transition-'));
  const config = loadConfig({ KEMBARAN_DATA: folder });
  const population = smallPopulation(geography, HOUSEHOLDS, 7);
  population.persons.personId.forEach((_, i, ids) => (ids[i] = (i * 2654435761) >>> 13));
  counted = population.persons.count;
  const id = snapshotFolderName(snapshot.number, snapshot.contentId);
  await makeSnapshotFolder(config.snapshotsFolder, id, (into) => writePopulation(population, geography, into));
  transitions = new DigitalTransitions(config, () => Promise.resolve(publications(true)));
});
afterAll(async () => {
  await transitions.close();
  rmSync(folder, { recursive: true });
});

const answerTo = async (...words: [string, string][]): Promise<TransitionAnswer> => {
  const answer = await transitions.answer([['months', '4'], ...words]);
  if (answer.kind !== 'answer') throw new Error(answer.code);
  return answer;
};

describe('a question', () => {
  const fieldsOf = (path: string) =>
    loadFields(modelsFolder, loadDigitalParameters(modelsFolder), loadPath(modelsFolder, path));
  const read = (...words: [string, string][]) => readTransition(words, ['optimistis', 'moderat'], fieldsOf);

  test('without words is of the first path as it is', () => {
    expect(read()).toEqual({ path: 'optimistis', edits: {}, months: 18, replicates: 20, seed: 3577 });
  });

  test('leaves out what is as usual, and keeps the order of the fields', () => {
    const asked = read(
      ['path', 'moderat'],
      ['path.days', '90'],
      ['start.overlap', '0.3'],
      ['start.integration', '0.4'],
    );
    expect(Object.keys(asked.edits)).toEqual(['start.overlap', 'path.days']);
    expect(read(['path', 'moderat'], ['path.days', '180']).edits).toEqual({});
  });

  test.each([
    [['path', 'ajaib'], /no such "path".*optimistis, moderat/],
    [['luck', '1'], /no such "luck"/],
    [['start.overlap', '1.2'], /start.overlap is out of its bounds.*from 0 to 1/],
    [['start.overlap', ''], /start.overlap is out of its bounds/],
    [['ages.elderlyFromYears', '60.5'], /out of its bounds.*a whole number from/],
    [['months', '61'], /months is out of its bounds.*3 to 60/],
    [['replicates', '2.5'], /replicates is out of its bounds.*a whole number from/],
  ] as [[string, string], RegExp][])('%j is refused', (word, message) => {
    expect(() => read(word)).toThrow(message);
  });
});

describe('an answer', () => {
  test('has every path, and one that is edited beside them', async () => {
    const usual = await answerTo(['path', 'moderat'], ['replicates', '2']);
    expect(usual.paths.map(({ key }) => key)).toEqual(['tanpa-program', 'optimistis', 'moderat', 'pesimistis']);
    expect(usual.paths[usual.asked]!.key).toBe('moderat');
    const edited = await answerTo(['path', 'moderat'], ['path.days', '60'], ['replicates', '2']);
    expect(edited.paths.map(({ key }) => key).at(-1)).toBe('own');
    expect(edited.asked).toBe(4);
    // Who is not asked about is as before.
    expect(edited.paths.slice(0, 4)).toEqual(usual.paths);
    expect(edited.paths[4]!.city).not.toEqual(usual.paths[2]!.city);
    const [before, after] = [usual, edited].map(({ paths, asked }) => paths[asked]!.city.integration!.at(-1)![0]!);
    expect(after).toBeGreaterThan(before!);
  });

  test('of a path that is edited into another one is that of the other, replicate by replicate', async () => {
    const { paths: cards } = await transitions.catalogue();
    const moderate = Object.entries(cards.find(({ key }) => key === 'moderat')!.values);
    const words = moderate.map(([key, value]): [string, string] => [key, String(value)]);
    const { paths, asked, areas } = await answerTo(['path', 'optimistis'], ['replicates', '10'], ...words);
    const [own, usual] = [paths[asked]!, paths.find(({ key }) => key === 'moderat')!];
    expect([own.key, own.city, own.aims]).toEqual(['own', usual.city, usual.aims]);
    // Another month of training is another path, so that what is the same is no accident.
    expect(paths.find(({ key }) => key === 'optimistis')!.city).not.toEqual(own.city);
    const asFile = await answerTo(['path', 'moderat'], ['replicates', '10']);
    expect(areas).toEqual(asFile.areas);
  });

  test('is the same again and from another process of asking, and goes on from fewer replicates', async () => {
    const words: [string, string][] = [
      ['seed', '11'],
      ['replicates', '3'],
    ];
    const first = await answerTo(...words);
    const other = new DigitalTransitions(loadConfig({ KEMBARAN_DATA: folder }), () =>
      Promise.resolve(publications(true)),
    );
    const again = await other.answer([['months', '4'], ...words]);
    await other.close();
    expect({ ...again, codeVersion: '' }).toEqual({ ...first, codeVersion: '' });
    await answerTo(['seed', '12'], ['replicates', '1']);
    expect((await answerTo(['seed', '12'], ['replicates', '3'])).paths).not.toEqual(first.paths);
  });

  test('at once is of what is believed most: failures and overlap are those that were typed', async () => {
    const { paths, question } = await answerTo(['replicates', '0'], ['start.overlap', '0.2']);
    expect(question.replicates).toBe(0);
    expect(paths[0]!.city.overlap![0]![0]).toBe(0.2);
    expect(Math.abs(paths[0]!.city.failure![0]![0]! - 0.21)).toBeLessThan(0.05);
  });

  test('counts stand for the planning total, and nothing under the limit is told', async () => {
    const { groups, persons, weight, areas, areaCodes } = await answerTo(
      ['replicates', '0'],
      ['start.populationTotal', String(TOTAL)],
    );
    expect(persons).toBe(counted);
    expect(weight).toBe(TOTAL / counted);
    expect(groups.every((group) => group === null || group >= 10 * weight)).toBe(true);
    const told = Object.values(areas.leftBehindElderly!.path.flat()).filter((value) => typeof value === 'number');
    expect(told.every((value) => value >= 10 * Math.floor(weight))).toBe(true);
    expect(areas.leftBehind!.path[0]).toHaveLength(areaCodes.length + 1);
  });

  test('to assumptions that contradict each other says which value may be what, and that value will do', async () => {
    const refused = await transitions.answer([
      ['start.internetAccess', '0.3'],
      ['replicates', '0'],
      ['months', '3'],
    ]);
    expect(refused).toMatchObject({ kind: 'impossible', code: 'access-impossible', field: 'start.internetAccess' });
    const { low } = refused as { low: number };
    const least = (Math.ceil(low * 1000) / 1000).toFixed(3);
    expect((await answerTo(['start.internetAccess', least], ['replicates', '0'])).kind).toBe('answer');
    const below = await transitions.answer([
      ['start.internetAccess', (low - 0.01).toFixed(4)],
      ['replicates', '0'],
    ]);
    expect(below.kind).toBe('impossible');
  });

  test('that nobody waits for is not gone on with', async () => {
    const stop = new AbortController();
    const asked = transitions.answer(
      [
        ['seed', '99'],
        ['replicates', '50'],
      ],
      stop.signal,
    );
    stop.abort();
    await expect(asked).rejects.toThrow(/abort/i);
  });

  test('before anything is built is refused', async () => {
    const empty = new DigitalTransitions(loadConfig({ KEMBARAN_DATA: folder }), () =>
      Promise.resolve(publications(false)),
    );
    await expect(empty.catalogue()).rejects.toThrow(/no complete snapshot/);
  });
});
