import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { projectPath } from '../../kernel/files.ts';
import { parseIsoDate } from '../../kernel/time.ts';
import { NO, UNKNOWN, YES } from '../evaluation/truth.ts';
import { TruthColumns } from '../evaluation/truth-columns.ts';
import { evaluate } from '../evaluation/whole-city.ts';
import { coded, type FactTable } from '../facts/table.ts';
import { randomTable, TEST_DAY } from '../facts/test-table.ts';
import { loadProgrammes } from '../programmes/load.ts';
import { rulesOn } from '../programmes/rule-set.ts';
import { TestModels } from '../programmes/test-models.ts';
import { CONFIDENCES, criteriaLimits, loadCriteria } from './criteria.ts';
import { criteriaFor, criterionColumns, IndicationFinder } from './find.ts';

const MODELS = projectPath('models');
const loaded = loadProgrammes(MODELS);
const criteria = loadCriteria(MODELS, loaded);
const bltd = loaded.programmes.find(({ id }) => id === 'bltd')!;
const base = randomTable(loaded.facts, { households: 60, seed: 8, unknownShare: 0.2 });

/** The table with other values of one fact. */
function withFact(key: string, value: (row: number) => number): FactTable {
  const column = base.columns.get(key)!;
  const values = Float64Array.from(column.values, (_, row) => value(row));
  return { ...base, columns: new Map([...base.columns, [key, { ...column, ...coded(values) }]]) };
}

const at = (household: number, i: number): number => base.members[base.memberStart[household]! + i]!;
/** [household] its first member. */
const HEADS = Uint32Array.from({ length: base.householdCount }, (_, h) => at(h, 0));

function shows(table: FactTable, key: string, named = HEADS, day = TEST_DAY): Uint8Array {
  const columns = new TruthColumns(table);
  const found = evaluate(rulesOn(bltd, day), columns);
  return criterionColumns(criteria, found, columns, named).find(({ criterion }) => criterion.key === key)!.shows;
}

test('the fifteen criteria of the decree are all there, each with a confidence, a reason and a source', () => {
  const numbers = new Set(criteria.criteria.flatMap(({ number }) => number ?? []));
  expect([...numbers].sort((a, b) => a - b)).toEqual(Array.from({ length: 15 }, (_, i) => i + 1));
  expect(criteria.criteria.filter(({ number }) => number === undefined).map(({ key }) => key)).toEqual([
    'transaksi-keuangan',
    'sdm-kesos',
  ]);
  for (const { confidence, why, reference } of criteria.criteria) {
    expect(CONFIDENCES).toContain(confidence);
    expect(why.id).not.toBe('');
    expect(reference.length).toBeGreaterThan(0);
  }
});

describe('a criterion', () => {
  test('shows for a family when it shows for one member, and is open while nobody can tell', () => {
    const first = base.members[base.memberStart[3]!]!;
    const table = withFact('occupation', (person) =>
      person === first ? 5 : base.householdRow[person] === 4 ? NaN : 15,
    );
    const found = shows(table, 'keluarga-asn-tni-polri');
    expect([found[3], found[4], found[5]]).toEqual([YES, UNKNOWN, NO]);
  });

  test('about wages begins above the minimum wage of the day, not at it', () => {
    const wage = criteriaLimits(criteria, TEST_DAY).get('minimumWage')!;
    expect(wage).toBe(2_422_105);
    expect(
      shows(
        withFact('wageRupiahPerMonth', () => wage),
        'upah-di-atas-umk',
      ).every((each) => each === NO),
    ).toBe(true);
    expect(
      shows(
        withFact('wageRupiahPerMonth', () => wage + 1),
        'upah-di-atas-umk',
      ).every((each) => each === YES),
    ).toBe(true);
  });

  test('about other aid follows the overlap rules of the programme', () => {
    const table = withFact('family-receives/pkh', (household) => (household === 2 ? 1 : 0));
    expect(shows(table, 'bantuan-lain')[2]).toBe(YES);
  });
});

test('a criterion about the recipient shows where he is who is named, on the list of now or by the proposal', () => {
  const withTwo = Array.from({ length: base.householdCount }, (_, h) => h).filter(
    (h) => base.memberStart[h + 1]! - base.memberStart[h]! > 1,
  );
  const [byHead, byOther] = [withTwo[0]!, withTwo[1]!];
  const table = withFact('occupation', (person) => (person === at(byHead, 0) || person === at(byOther, 1) ? 5 : 15));
  const named = HEADS.slice();
  expect([byHead, byOther].map((h) => shows(table, 'asn-tni-polri', named)[h])).toEqual([YES, NO]);
  expect([byHead, byOther].map((h) => shows(table, 'keluarga-asn-tni-polri', named)[h])).toEqual([YES, YES]);
  for (const h of [byHead, byOther]) named[h] = at(h, 1);
  expect([byHead, byOther].map((h) => shows(table, 'asn-tni-polri', named)[h])).toEqual([NO, YES]);
});

test('counted over the city and told of a family, criteria about the recipient are the same', () => {
  const columns = new TruthColumns(withFact('occupation', (person) => (person % 3 === 0 ? 5 : 15)));
  for (const id of ['bltd', 'pbi-jk']) {
    const rules = rulesOn(
      loaded.programmes.find((each) => each.id === id)!,
      TEST_DAY,
    );
    const found = evaluate({ ...rules, programme: { ...rules.programme, indications: 'all' } }, columns);
    const named = found.level === 'household' ? HEADS : base.members.map((_, person) => person);
    const { shows: counted } = criterionColumns(criteria, found, columns, named).find(
      ({ criterion }) => criterion.key === 'asn-tni-polri',
    )!;
    expect(counted).toHaveLength(found.fits.length);
    const finder = new IndicationFinder(criteria, found, columns, loaded.facts);
    named.forEach((person, unit) => {
      const household = base.householdRow[person]!;
      const member = base.members.indexOf(person) - base.memberStart[household]!;
      const told = finder.of(household, member).filter(({ criterion }) => criterion === 'asn-tni-polri');
      expect(told.map((each) => each.member)).toEqual(counted[unit] === YES ? [member] : []);
    });
  }
});

test('who is not named is no recipient', () => {
  const columns = new TruthColumns(withFact('occupation', () => 5));
  const found = evaluate(rulesOn(bltd, TEST_DAY), columns);
  const told = new IndicationFinder(criteria, found, columns, loaded.facts).of(3, -1).map(({ criterion }) => criterion);
  expect(told).toContain('keluarga-asn-tni-polri');
  expect(told).not.toContain('asn-tni-polri');
});

test('limits are those of the day of the rules, as the criteria are', () => {
  const later = parseIsoDate('2026-01-01')!;
  const [was, is] = [TEST_DAY, later].map((day) => criteriaLimits(criteria, day).get('minimumWage')!) as [
    number,
    number,
  ];
  expect(is).toBeGreaterThan(was);
  const table = withFact('wageRupiahPerMonth', () => is);
  expect(shows(table, 'upah-di-atas-umk')[0]).toBe(YES);
  expect(shows(table, 'upah-di-atas-umk', HEADS, later)[0]).toBe(NO);
  const columns = new TruthColumns(table);
  const keysOn = (day: number): string[] =>
    new IndicationFinder(criteria, evaluate(rulesOn(bltd, day), columns), columns, loaded.facts)
      .of(0)
      .map(({ criterion }) => criterion);
  expect(keysOn(TEST_DAY)).toContain('upah-di-atas-umk');
  expect(keysOn(later)).not.toContain('upah-di-atas-umk');
});

test('an indication tells where it was read and of which day, and about whom', () => {
  const person = base.members[base.memberStart[3]! + 1] ?? base.members[base.memberStart[3]!]!;
  const member = person - base.members[base.memberStart[3]!]!;
  const columns = new TruthColumns(withFact('occupation', (p) => (p === person ? 6 : 15)));
  const found = evaluate(rulesOn(bltd, TEST_DAY), columns);
  const of = (recipient?: number) =>
    new IndicationFinder(criteria, found, columns, loaded.facts)
      .of(3, recipient)
      .filter(({ criterion }) => criterion.includes('asn'));
  expect(of(member)).toMatchObject([
    { kind: 'indikasi', criterion: 'asn-tni-polri', member, register: 'test', day: TEST_DAY, confidence: 'low' },
    { kind: 'indikasi', criterion: 'keluarga-asn-tni-polri', member },
  ]);
  expect(of(member + 1).map(({ criterion }) => criterion)).toEqual(['keluarga-asn-tni-polri']);
});

test('a criterion holds from its first day to its last', () => {
  const models = new TestModels();
  const folder = models.with({
    'indications.yaml': [
      ['name: { id: Guru tersertifikasi,', 'validTo: 2026-06-30,\n      name: { id: Guru tersertifikasi,'],
      ['name: { id: Tenaga kesehatan,', 'validFrom: 2026-07-01,\n      name: { id: Tenaga kesehatan,'],
    ],
  });
  cpSync(join(MODELS, 'codes'), join(folder, 'codes'), { recursive: true });
  const own = loadCriteria(folder, loaded);
  const on = (day: number): string[] =>
    criteriaFor(own, evaluate(rulesOn(bltd, day), new TruthColumns(base))).map(({ key }) => key);
  const [before, after] = ['2026-06-30', '2026-07-01'].map((text) => on(parseIsoDate(text)!));
  expect(before).toContain('guru-tersertifikasi');
  expect(before).not.toContain('tenaga-kesehatan');
  expect(after).not.toContain('guru-tersertifikasi');
  expect(after).toContain('tenaga-kesehatan');
  models.remove();
});

test('indications change nothing about who fits the rules', () => {
  const fits = (value: number) =>
    evaluate(rulesOn(bltd, TEST_DAY), new TruthColumns(withFact('occupation', () => value))).fits;
  expect(fits(5)).toEqual(fits(15));
});
