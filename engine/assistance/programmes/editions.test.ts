import { afterAll, describe, expect, test } from 'vitest';
import { projectPath } from '../../kernel/files.ts';
import { isoDate, parseIsoDate } from '../../kernel/time.ts';
import { loadCodeLists } from '../../registers/codes.ts';
import { assess, type Facts } from '../evaluation/one-family.ts';
import { NO, YES } from '../evaluation/truth.ts';
import { TruthColumns } from '../evaluation/truth-columns.ts';
import { evaluate } from '../evaluation/whole-city.ts';
import { randomTable } from '../facts/test-table.ts';
import { loadCases } from './cases.ts';
import { loadProgrammes } from './load.ts';
import { isInForce, rulesOn } from './rule-set.ts';
import type { Programme } from './shape.ts';
import { TestModels, type FileChange } from './test-models.ts';

const models = new TestModels();
afterAll(() => models.remove());

const day = (text: string): number => parseIsoDate(text)!;
const load = (files: Record<string, FileChange>, id: string): Programme =>
  loadProgrammes(models.with(files)).programmes.find((each) => each.id === id)!;

/** Invented: from 2027 on a family needs somebody of 70 years, BLTD excludes, PBI-JK does not count, and the oldest come first. */
const PKH_2027 = `changes: parameters.yaml
validFrom: 2027-01-01
reference: [proposal]
limits:
  elderlyAge: { name: { id: Usia, en: Age }, unit: tahun, values: [{ from: 2027-01-01, value: 70, reference: [proposal] }] }
amounts:
  elderly:
    { name: { id: Lansia, en: Elderly }, unit: rupiah / person / year, values: [{ from: 2027-01-01, value: 3000000, reference: [proposal] }] }
  pregnant: null
conditions:
  - { key: component, name: { id: Ada komponen, en: Has one }, reference: [proposal], when: { hasComponent: true } }
components:
  - { key: elderly, of: members, amount: elderly, when: { fact: ageYears, atLeast: elderlyAge } }
overlaps: [{ with: bltd, reference: [proposal] }]
ranking: [{ by: familySize, order: descending }]
`;

const OLD_FAMILY = {
  facts: new Map<string, number | undefined>([
    ['desil', 9],
    ['family-receives/bltd', 0],
  ]),
  members: [new Map([['ageYears', 70]]) as Facts],
};

describe('a new year is a new file beside the old one, which stays as it is', () => {
  const pkh = load({ 'pkh/parameters-2027.yaml': PKH_2027 }, 'pkh');

  test('conditions, components, overlaps, ranking, limits and amounts are those of the day', () => {
    const [before, after] = ['2026-12-31', '2027-01-01'].map((text) => rulesOn(pkh, day(text)));
    expect(before!.conditions.map(({ key }) => key)).toEqual(['desil', 'component']);
    expect(after!.conditions.map(({ key }) => key)).toEqual(['component']);
    expect(before!.components).toHaveLength(7);
    expect(after!.components.map(({ key }) => key)).toEqual(['elderly']);
    expect([before!.overlaps, after!.overlaps.map(({ key }) => key)]).toEqual([[], ['overlap/bltd']]);
    expect([before, after].map((rules) => rules!.programme.ranking[0])).toMatchObject([
      { fact: 'desil' },
      { fact: 'familySize' },
    ]);
    expect([before, after].map((rules) => rules!.limits.get('elderlyAge'))).toEqual([60, 70]);
    expect([before, after].map((rules) => rules!.rupiahPerYear.get('elderly'))).toEqual([2_400_000, 3_000_000]);
    expect([before, after].map((rules) => rules!.rupiahPerYear.has('pregnant'))).toEqual([true, false]);
    expect(isoDate(before!.programme.validTo)).toBe('2026-12-31');
  });

  test('and who fits follows, one family at a time and over the whole city', () => {
    const [before, after] = ['2026-12-31', '2027-01-01'].map((text) => assess(rulesOn(pkh, day(text)), OLD_FAMILY));
    expect([before!.fits, after!.fits, after!.rupiahPerYear]).toEqual([NO, YES, 3_000_000]);
    const { facts } = loadProgrammes(projectPath('models'));
    const table = randomTable(facts, { households: 300, seed: 4, unknownShare: 0.1 });
    const columns = new TruthColumns(table);
    const fits = (text: string): number[] => [...evaluate(rulesOn(pkh, day(text)), columns).fits];
    expect(fits('2026-12-31')).toEqual(fits('2025-11-01'));
    expect(fits('2027-01-01')).not.toEqual(fits('2026-12-31'));
  });

  test('what it does not write is as before', () => {
    const { programme, limits, memberCap } = rulesOn(pkh, day('2028-01-01'));
    expect([programme.name.id, programme.indications, memberCap]).toEqual(['PKH', 'all', 4]);
    expect(limits.get('youngChildAge')).toBe(6);
  });

  test('worked families run against the rules of their day', () => {
    const cases = `tanggal: 2027-06-01
umum: {}
kasus:
  - { nama: 'Lansia 69 tahun', belum tahu menerima: [], anggota: [{ usia: 69 }], layak: tidak, gagal: [component] }
  - { nama: 'Sebelum 2027', tanggal: 2026-12-31, desil: 2, anggota: [{ usia: 69 }], layak: ya, rupiah: 2400000 }
`;
    const folder = models.with({ 'pkh/parameters-2027.yaml': PKH_2027, 'pkh/cases-2027.yaml': cases });
    const loaded = loadProgrammes(folder);
    const programme = loaded.programmes.find(({ id }) => id === 'pkh')!;
    const lists = loadCodeLists(projectPath('models'));
    const own = loadCases(programme, loaded, lists).families.filter(({ name }) => /69 tahun|Sebelum/.test(name));
    expect(own).toHaveLength(2);
    for (const { day: on, family, expectations } of own)
      expect(assess(rulesOn(programme, on), family).fits).toBe(expectations[0]!.fits);
    const early = (loadFrom: string): void => {
      const all = loadProgrammes(loadFrom);
      loadCases(
        all.programmes.find(({ id }) => id === 'pkh')!,
        all,
        lists,
      );
    };
    expect(models.saidOf({ 'pkh/cases.yaml': [['tanggal: 2025-11-01', 'tanggal: 2024-11-01']] }, early)).toMatch(
      /tanggal: no rules of pkh hold on 2024-11-01\. In pkh\/cases\.yaml, row 2\. Write a day on which they do/,
    );
  });

  test('a whole file takes nothing over', () => {
    const whole = PKH_2027.replace('changes: parameters.yaml', 'id: pkh');
    expect(models.saidOf({ 'pkh/parameters-2027.yaml': whole })).toMatch(/name: .*In pkh\/parameters-2027\.yaml/);
  });

  test('there may be many, each with what differs from the one before', () => {
    const third = 'changes: parameters-2027.yaml\nvalidFrom: 2028-01-01\noverlaps: []\n';
    const files = { 'pkh/parameters-2027.yaml': PKH_2027, 'pkh/parameters-2028-januari.yaml': third };
    const rules = rulesOn(load(files, 'pkh'), day('2028-03-01'));
    expect([rules.overlaps.length, rules.limits.get('elderlyAge'), rules.components.length]).toEqual([0, 70, 1]);
  });
});

describe('files of one programme that do not fit together are refused, with file, row and what to do', () => {
  const closed = {
    'pkh/parameters.yaml': [['validFrom: 2025-01-01', 'validFrom: 2025-01-01\nvalidTo: 2026-12-31']],
  } as const;
  const later = (text: string, was = '2027-01-01') => ({ 'pkh/parameters-2027.yaml': PKH_2027.replace(was, text) });

  test.each<[string, Record<string, FileChange>, RegExp]>([
    [
      'a gap',
      { ...closed, ...later('2027-01-03') },
      /validFrom: 2027-01-03 leaves a gap of 2 days after pkh\/parameters\.yaml, which lasts until 2026-12-31\. In pkh\/parameters-2027\.yaml, row 2\. Begin the day after.*afterPause: true/,
    ],
    [
      'an overlap',
      { ...closed, ...later('2026-12-31') },
      /validFrom: 2026-12-31 overlaps pkh\/parameters\.yaml, which lasts until 2026-12-31\. In pkh\/parameters-2027\.yaml, row 2\./,
    ],
    [
      'two that begin on one day',
      { 'pkh/parameters-b.yaml': PKH_2027, ...later('2027-01-01') },
      /validFrom: is also that of pkh\/parameters-2027\.yaml\. In pkh\/parameters-b\.yaml, row 2/,
    ],
    [
      'a pause that is none',
      { ...closed, ...later('2027-01-01\nafterPause: true') },
      /afterPause: is said, and pkh\/parameters\.yaml lasts until the day before.*parameters-2027\.yaml, row 3/,
    ],
    [
      'rules taken over from a file that is not there',
      later('parameters-2020.yaml', 'parameters.yaml'),
      /changes: must be another file of this folder: parameters-2027\.yaml, parameters\.yaml\. In pkh\/parameters-2027\.yaml, row 1/,
    ],
    [
      'rules taken over from a later file',
      later('2024-01-01'),
      /changes: parameters\.yaml does not begin before 2024-01-01: only earlier rules are taken over/,
    ],
    [
      'an unknown field',
      later('2027-01-01\nbonus: 1'),
      /bonus: is an unknown field\. In pkh\/parameters-2027\.yaml, row 3/,
    ],
    [
      'another unit',
      {
        'pbi-jk/parameters-2027.yaml': `changes: parameters.yaml
validFrom: 2027-01-01
unit: pupil
`,
      },
      /unit: is pupil, and was person before: that is another programme\. In pbi-jk\/parameters-2027\.yaml, row 3/,
    ],
    [
      'a name that is none of files of rules',
      { 'pkh/parameters_2027.yml': PKH_2027 },
      /The file: is not named as files of rules are: parameters\.yaml, parameters-2027\.yaml.*parameters_2027\.yml\. Rename it/,
    ],
    [
      'a value taken over that ends too early, told where it stands',
      {
        'pkh/parameters.yaml': [
          ['validFrom: 2025-01-01', 'validFrom: 2025-01-01\nvalidTo: 2026-12-31'],
          ['values: [{ from: 2025-01-01, value: 6,', 'values: [{ from: 2025-01-01, to: 2026-12-31, value: 6,'],
        ],
        ...later('2027-01-01'),
      },
      /limits\.youngChildAge\.values\.0: ends on 2026-12-31, before the rules do \(taken over by pkh\/parameters-2027\.yaml, which may write its own\)\. In pkh\/parameters\.yaml, row \d+/,
    ],
  ])('%s', (_, files, said) => {
    expect(models.saidOf(files)).toMatch(said);
  });

  test('and a pause that is said is one: nobody is due in between', () => {
    const pkh = load({ ...closed, ...later('2027-07-01\nafterPause: true') }, 'pkh');
    expect(['2026-12-31', '2027-03-01', '2027-07-01'].map((text) => isInForce(pkh, day(text)))).toEqual([
      true,
      false,
      true,
    ]);
    expect(() => rulesOn(pkh, day('2027-03-01'))).toThrow(
      /pkh is not in force on 2027-03-01; its rules hold from 2025-01-01 to 2026-12-31; from 2027-07-01\..*Ask about another day/,
    );
  });
});

describe('quotas', () => {
  const ended: Record<string, FileChange> = {
    'bltd/parameters.yaml': [
      ['  - from: 2025-01-01\n    reference: [S16]', '  - from: 2025-01-01\n    to: 2025-12-31\n    reference: [S16]'],
    ],
  };

  test('may end while the rules go on: no quota is known then, and for which times it is', () => {
    const bltd = load(ended, 'bltd');
    expect(rulesOn(bltd, day('2025-12-31'))).toMatchObject({
      quota: { byKelurahan: { '35.77.03.1005': 84 } },
      quotasOfOtherTimes: [],
    });
    const { quota, quotasOfOtherTimes } = rulesOn(bltd, day('2026-01-01'));
    expect([quota, quotasOfOtherTimes]).toEqual([undefined, [{ from: day('2025-01-01'), to: day('2025-12-31') }]]);
  });

  test('of a new year stand in its file, and the rest is taken over', () => {
    const next = `changes: parameters.yaml
validFrom: 2026-01-01
quotas: [{ from: 2026-01-01, to: 2026-06-30, reference: [proposal], byKelurahan: { '35.77.03.1005': 90 } }]
`;
    const bltd = load({ ...ended, 'bltd/parameters-2026.yaml': next }, 'bltd');
    expect(rulesOn(bltd, day('2026-03-31')).quota!.byKelurahan).toEqual({ '35.77.03.1005': 90 });
    expect(rulesOn(bltd, day('2026-07-01')).quotasOfOtherTimes.map(({ from }) => isoDate(from))).toEqual([
      '2025-01-01',
      '2026-01-01',
    ]);
    expect(rulesOn(bltd, day('2026-07-01')).overlaps).toHaveLength(4);
  });

  test('with a gap between them are refused', () => {
    const quota = (from: string, to: string): string => `{ from: ${from}, to: ${to}, reference: [S16], city: 9 }`;
    const next = `changes: parameters.yaml
validFrom: 2026-01-01
quotas:
  - ${quota('2026-01-01', '2026-06-30')}
  - ${quota('2026-08-01', '2026-12-31')}
`;
    expect(models.saidOf({ 'bltd/parameters-2026.yaml': next })).toMatch(
      /quotas\.1: leaves a gap of 31 days after 2026-06-30\. In bltd\/parameters-2026\.yaml, row 5/,
    );
  });
});
