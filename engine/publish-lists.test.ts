/** What leaves of the recipient lists, from facts drawn at random and tables of the map that hide something. */
import { expect, test } from 'vitest';
import { coded } from './assistance/facts/table.ts';
import { randomTable } from './assistance/facts/test-table.ts';
import { loadProgrammes } from './assistance/programmes/load.ts';
import { projectPath } from './kernel/files.ts';
import { chance } from './kernel/random.ts';
import { CELL_STATES } from './layers/area-table.ts';
import { LIST_LEVELS } from './layers/assistance/list-disclosure.ts';
import type { ListsPublication } from './layers/assistance/lists-publication.ts';
import { encodeAreaTable } from './layers/encode.ts';
import { ARTEFACTS, type Artefact, type QualityReport } from './layers/publication.ts';
import type { Population } from './population/columns.ts';
import { smallGeography } from './population/small-city.ts';
import { missingOf, publishLists, type PublishListsInputs } from './publish-lists.ts';

const HIDDEN_AREA = 4;
const LIMIT = 10;
const programmes = loadProgrammes(projectPath('models'));
const geography = smallGeography({ kecamatan: 2, kelurahan: 3, rw: 1, rt: 1 });
const table = randomTable(programmes.facts, { households: 2500, seed: 12, unknownShare: 0.05 });
const draw = chance(1, 'publish-lists');
const kelurahan = Uint16Array.from({ length: table.householdCount }, (_, h) => draw.below(6, h));

const state = (name: (typeof CELL_STATES)[number]): number => CELL_STATES.indexOf(name);
const artefacts: Artefact[] = LIST_LEVELS.map((level) => {
  const { codes } = geography.levels[level];
  const isHidden = (area: number): boolean => level === 'kelurahan' && area === HIDDEN_AREA;
  const states = Uint8Array.from(codes, (_, area) => state(isHidden(area) ? 'hidden' : 'value'));
  const values = Float64Array.from(codes, (_, area) => (isHidden(area) ? NaN : 100));
  return {
    name: ARTEFACTS.table(level),
    contentType: '',
    bytes: encodeAreaTable({
      level,
      areaCodes: codes,
      years: [2025],
      columns: [{ indicator: 'recipients/sembako', values, states }],
      provenance: {} as never,
    }),
  };
});
const inputs: PublishListsInputs = {
  programmes,
  table,
  recipients: [],
  population: { households: { kelurahan } } as unknown as Population,
  geography,
  artefacts,
  quality: { overlap: { pairs: [{ first: 'pkh', second: 'bltd', families: null }] } } as unknown as QualityReport,
  smallestShownCount: LIMIT,
};
const { bytes, name } = publishLists(inputs);
const lists = JSON.parse(new TextDecoder().decode(bytes)) as ListsPublication;
const programme = (id: string): ListsPublication['programmes'][number] =>
  lists.programmes.find((each) => each.id === id)!;

test('what the map hides stays hidden, and all else that is told is no small number', () => {
  expect(name).toBe('assistance.json');
  const { kelurahan: told } = programme('sembako').counts;
  for (const counts of Object.values(told)) expect(counts[HIDDEN_AREA]).toBeNull();
  expect(told['wrongly-out']!.some((count) => count !== null)).toBe(true);
  const counts = lists.programmes.flatMap((each) =>
    LIST_LEVELS.flatMap((level) => Object.entries(each.counts[level])).flatMap(([key, of]) =>
      ['cannot-tell', 'perhaps-out', 'other-aid'].includes(key) ? [] : of,
    ),
  );
  expect(counts.filter((count) => count !== null).length).toBeGreaterThan(50);
  for (const count of counts) expect(count ?? LIMIT).toBeGreaterThanOrEqual(LIMIT);
});

test('a pair of lists that the page on data quality hides is hidden here', () => {
  const { programmes: listed, families } = lists.overlap;
  const [pkh, bltd, sembako] = ['pkh', 'bltd', 'sembako'].map((id) => listed.indexOf(id));
  expect([families[pkh!]![bltd!], families[bltd!]![pkh!]]).toEqual([null, null]);
  expect(families[pkh!]![sembako!]).toBeGreaterThan(LIMIT);
});

test('rules go with their sources, what is contested, and what may be asked', () => {
  const pkh = programme('pkh');
  expect(pkh.version).toContain('pkh 20');
  expect(pkh.contested.length).toBeGreaterThan(1);
  for (const { reference } of [pkh, ...pkh.conditions, ...pkh.limits, ...pkh.amounts])
    for (const key of reference) expect(lists.sources[key], key).toBeDefined();
  expect(pkh.limits.find(({ key }) => key === 'desilLimit')!.choices).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  // An amount that no source tells is none, and no NaN.
  expect(programme('bansos-air-bersih').amounts.map(({ value }) => value)).toEqual([null]);
});

test('a table of the map that is missing is said, not passed over', () => {
  expect(() => publishLists({ ...inputs, artefacts: artefacts.slice(1) })).toThrow(/table of the city/);
});

test('what no register tells names who would have to deliver it, else the register that would do', () => {
  const columns = new Map(table.columns);
  for (const fact of ['isJobSeeker', 'schoolLevel', 'experienceYears'])
    columns.set(fact, { ...columns.get(fact)!, ...coded(new Float64Array(table.personCount).fill(NaN)) });
  const [edition] = programmes.programmes.find(({ id }) => id === 'pelatihan-kerja')!.editions;
  const missing = missingOf(edition, { table: { ...table, columns }, programmes });
  expect(missing.map(({ needs }) => needs?.id)).toEqual([
    'Daftar pencari kerja Disnaker',
    'register dapodik atau dtsen-members',
  ]);
  expect(missingOf(edition, { table, programmes })).toEqual([]);
  const experience = { key: 'x', name: edition.name, reference: [], when: factTest('experienceYears') };
  expect(missingOf(edition, { table: { ...table, columns }, programmes }, [experience])).toHaveLength(3);
});

const factTest = (fact: string) => ({ kind: 'fact', fact, test: { kind: 'atLeast', than: 1 } }) as const;
