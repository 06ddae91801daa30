import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { SILENT } from '../../../kernel/progress.ts';
import { PART_NAMES } from '../../core/blocking/key-parts.ts';
import { decideLinks } from '../../core/link-table.ts';
import { autoComparisons } from '../../core/measures/auto-comparisons.ts';
import { MEASURES } from '../../core/measures/measures.ts';
import { testPeople, testPerson, type TestPerson } from '../../core/trained/test-people.ts';
import { linkFiles, type LinkFilesOptions } from '../link-files.ts';
import { takeIn } from '../take-in.ts';
import { folderWith } from '../test-folder.ts';

const CORE = { measures: MEASURES, keyParts: PART_NAMES, autoComparisons, decideLinks };
const FIELDS = ['given', 'surname', 'born', 'sex', 'nik', 'address'] as const;

/** `card` is the family card, which is not compared, and `seen` the day of the row. */
const MODEL = `
files:
  '*': { source: people, id: id, columns: [given, surname, born, sex, nik, address, card, seen], neverTogether: card }
fields:
  card: { kind: household-id, compared: false }
  seen: { kind: date, compared: false }
threshold: 0.5
golden: { datedBy: seen, fields: { address: [date, completeness] } }
`;

/** Every other double has the card of the row that it is a double of. */
const PEOPLE = testPeople(160).map((person, i) => ({ person, card: cardOf(person, i), seen: seenOf(i) }));
type Line = (typeof PEOPLE)[number];

function cardOf({ id }: TestPerson, i: number): string {
  const [entity, version] = id.split('-').map(Number) as [number, number];
  const isSame = version === 0 || entity % 2 === 0;
  return String(3_577_010_000_000_000 + (isSame ? entity : 5000 + i) * 13);
}

function seenOf(i: number): string {
  return `20${String(10 + (i % 12))}-0${String(1 + (i % 9))}-11`;
}

const csvOf = (lines: readonly Line[]): string =>
  [
    ['id', ...FIELDS, 'card', 'seen'].join(','),
    ...lines.map(({ person: { id, values }, card, seen }) =>
      [id, ...FIELDS.map((field) => values[field]), card, seen].join(','),
    ),
    '',
  ].join('\n');

const link = (folder: string, options: Partial<LinkFilesOptions> = {}) =>
  linkFiles(
    {
      modelPath: join(folder, 'm.yaml'),
      paths: [join(folder, 'a.csv')],
      out: join(folder, 'out'),
      threads: 1,
      progress: SILENT,
      ...options,
    },
    CORE,
  );

const read = (folder: string, name: string): string => readFileSync(join(folder, name), 'utf8');
const tableOf = (folder: string, name: string) =>
  parse(read(folder, name), { columns: true }) as unknown as Record<string, string>[];

/** Records of each cluster, by their ids. */
function clustersOf(folder: string): Map<string, string[]> {
  const clusters = new Map<string, string[]>();
  for (const { id, cluster } of tableOf(folder, 'clusters.csv'))
    clusters.set(cluster!, [...(clusters.get(cluster!) ?? []), id!]);
  return clusters;
}

/** Clusters that hold one card twice. */
function oneCardTwice(folder: string, lines: readonly Line[]): number {
  const cards = new Map(lines.map(({ person, card }) => [person.id, card]));
  return [...clustersOf(folder).values()].filter((ids) => new Set(ids.map((id) => cards.get(id))).size < ids.length)
    .length;
}

describe('rows of one card', () => {
  test('are never one, though the card is not compared, and are without the rule: the negative control', async () => {
    const folder = folderWith({ 'm.yaml': MODEL, 'a.csv': csvOf(PEOPLE) });
    const { clusters, fields } = await link(folder);
    expect(fields.map(({ name }) => name)).toContain('card');
    expect(clusters.joined).toBeGreaterThan(15);
    expect(oneCardTwice(join(folder, 'out'), PEOPLE)).toBe(0);
    writeFileSync(join(folder, 'm.yaml'), MODEL.replace(', neverTogether: card', ''));
    await link(folder);
    expect(oneCardTwice(join(folder, 'out'), PEOPLE)).toBeGreaterThan(15);
  });

  test('are never one where the result grows, nor with a trained model', async () => {
    const folder = folderWith({ 'm.yaml': MODEL, 'a.csv': csvOf(PEOPLE) });
    await link(folder, { keepsRows: true });
    const out = join(folder, 'out');
    // Once more everybody who is there once, on his own card and on another.
    const again = PEOPLE.filter((_, i) => i % 4 === 0).map(({ person, card, seen }, i): Line => ({
      person: {
        ...testPerson('a', `again-${String(i)}`, Number(person.id.split('-')[0]), i % 5),
        values: person.values,
      },
      card: i % 2 === 0 ? card : '',
      seen,
    }));
    writeFileSync(join(folder, 'b.csv'), csvOf(again));
    const grown = { modelPath: join(folder, 'm.yaml'), paths: [join(folder, 'b.csv')], into: out };
    const { events } = await takeIn({ ...grown, threads: 1, progress: SILENT });
    expect(events['join']).toBeGreaterThan(10);
    expect(oneCardTwice(out, [...PEOPLE, ...again])).toBe(0);
    const trainedPath = join(out, 'model.trained.json');
    writeFileSync(join(folder, 'm.yaml'), MODEL.replace(', neverTogether: card', ''));
    await link(folder, { trainedPath, out: join(folder, 'trained') });
    expect(oneCardTwice(join(folder, 'trained'), PEOPLE)).toBe(0);
  });
});

test('golden records of a result that grew are those of all rows linked anew', async () => {
  const folder = folderWith({ 'm.yaml': MODEL, 'a.csv': csvOf(PEOPLE.slice(0, 170)) });
  const out = join(folder, 'out');
  await link(folder, { keepsRows: true });
  const later = PEOPLE.slice(160).map((line, i) => (i < 10 ? { ...line, seen: '2025-01-01' } : line));
  writeFileSync(join(folder, 'b.csv'), csvOf(later));
  const grown = { modelPath: join(folder, 'm.yaml'), into: out, threads: 1, progress: SILENT };
  await takeIn({ ...grown, paths: [join(folder, 'b.csv')] });
  // A second time nothing comes, and what is kept must serve again.
  await takeIn({ ...grown, paths: [join(folder, 'b.csv')] });
  writeFileSync(join(folder, 'a.csv'), csvOf([...PEOPLE.slice(0, 160), ...later].toReversed()));
  const anew = join(folder, 'anew');
  await link(folder, { trainedPath: join(out, 'model.trained.json'), out: anew });
  // Clusters are numbered otherwise.
  const told = (of: string) => {
    const first = new Map([...clustersOf(of)].map(([cluster, ids]) => [cluster, ids.sort()[0]!]));
    return ['golden.csv', 'golden_sources.csv'].map((name) =>
      tableOf(of, name)
        .map(({ cluster, ...rest }) => JSON.stringify([first.get(cluster!), rest]))
        .sort(),
    );
  };
  expect(told(out)).toEqual(told(anew));
  const report = JSON.parse(read(out, 'report.json')) as { golden: object; conflicts: { clusters: number } };
  const afresh = JSON.parse(read(anew, 'report.json')) as typeof report;
  expect([report.golden, report.conflicts.clusters]).toEqual([afresh.golden, afresh.conflicts.clusters]);
});

test('conflicts are told without a value, in the report and on the page', async () => {
  const folder = folderWith({ 'm.yaml': MODEL.replace(', neverTogether: card', ''), 'a.csv': csvOf(PEOPLE) });
  const { conflicts, golden } = await link(folder);
  expect(conflicts.clusters).toBeGreaterThan(3);
  expect(conflicts.fields.map(({ field }) => field)).toEqual(expect.arrayContaining(['born', 'nik']));
  expect(golden.fields.find(({ field }) => field === 'address')!.criteria).toEqual(['date: seen', 'completeness']);
  const clusters = clustersOf(join(folder, 'out'));
  for (const { cluster, records } of conflicts.listed) expect(clusters.get(String(cluster))).toHaveLength(records);
  const texts = read(join(folder, 'out'), 'report.html') + JSON.stringify(conflicts);
  for (const { person } of PEOPLE) if (person.values['nik'] !== '') expect(texts).not.toContain(person.values['nik']);
});

describe('a fault of the model names its line', () => {
  test.each<[string, string, string, number]>([
    ['a field that golden does not know', 'fields: { address: [date', 'golden.fields.adress: There is no field', 8],
    [
      'a field that keeps rows apart and is not there',
      'neverTogether: card',
      'files.*.neverTogether: The file has no field "kard"',
      3,
    ],
    ['a day that is none', 'datedBy: seen', 'golden.datedBy: The field card is of kind household-id', 8],
  ])('%s', async (_, part, what, row) => {
    const wrong = {
      'fields: { address: [date': 'fields: { adress: [date',
      'neverTogether: card': 'neverTogether: kard',
      'datedBy: seen': 'datedBy: card',
    }[part]!;
    const text = MODEL.replace(part, wrong);
    expect(text).not.toBe(MODEL);
    const folder = folderWith({ 'm.yaml': text, 'a.csv': csvOf(PEOPLE.slice(0, 20)) });
    await expect(link(folder)).rejects.toMatchObject({
      kind: 'configuration',
      text: { what: expect.stringContaining(what) as string, where: { file: 'm.yaml', row } },
    });
  });

  test('a register of one row a person whose doubles are to be sought', async () => {
    const text = MODEL.replace('neverTogether: card', 'neverTogether: true');
    const folder = folderWith({ 'm.yaml': text, 'a.csv': csvOf(PEOPLE.slice(0, 20)) });
    await expect(link(folder)).rejects.toThrow('No two rows of people are one entity (neverTogether: true)');
  });
});
