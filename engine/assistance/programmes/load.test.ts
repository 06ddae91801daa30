import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { projectPath } from '../../kernel/files.ts';
import { parseIsoDate } from '../../kernel/time.ts';
import { familyAt } from '../evaluation/explain.ts';
import { assess } from '../evaluation/one-family.ts';
import { NO, UNKNOWN, YES } from '../evaluation/truth.ts';
import { TruthColumns } from '../evaluation/truth-columns.ts';
import { evaluate } from '../evaluation/whole-city.ts';
import { randomTable } from '../facts/test-table.ts';
import { loadProgrammes } from './load.ts';
import { rulesOn } from './rule-set.ts';
import { TestModels } from './test-models.ts';

const models = new TestModels();
afterAll(() => models.remove());

/** What loading says once one text of one file is another. */
const saidAfter = (file: string, was: string, becomes: string): string => models.saidOf({ [file]: [[was, becomes]] });

const PKH = 'pkh/parameters.yaml';
const DESIL = 'values: [{ from: 2025-01-01, value: 4, reference: [S9] }]';

describe('a rule file at fault is refused, with its name and the key', () => {
  test.each([
    [
      'an unknown field',
      PKH,
      'unit: family\n',
      'unit: family\nbonus: 1\n',
      /bonus: is an unknown field\. In pkh\/parameters\.yaml, row 5\. Mend that key/,
    ],
    [
      'an unknown field in a condition',
      PKH,
      'atMost: desilLimit }',
      'atMost: desilLimit, or: 5 }',
      /conditions\.0\.when\.or: is an unknown field\. In pkh\/parameters\.yaml, row 89/,
    ],
    [
      'a gap',
      PKH,
      DESIL,
      'values: [{ from: 2025-01-01, to: 2025-06-30, value: 4, reference: [S9] }, { from: 2025-07-02, value: 5, reference: [S9] }]',
      /limits\.desilLimit\.values\.1: leaves a gap of 1 days after 2025-06-30\. In pkh\/parameters\.yaml, row 13/,
    ],
    [
      'an overlap',
      PKH,
      DESIL,
      'values: [{ from: 2025-01-01, value: 4, reference: [S9] }, { from: 2025-07-02, value: 5, reference: [S9] }]',
      /limits\.desilLimit\.values\.1: overlaps the period before it, which lasts without end/,
    ],
    [
      'an end before that of the rules',
      PKH,
      DESIL,
      'values: [{ from: 2025-01-01, to: 2025-12-31, value: 4, reference: [S9] }]',
      /limits\.desilLimit\.values\.0: ends on 2025-12-31/,
    ],
    [
      'an amount without a unit',
      'sembako/parameters.yaml',
      'unit: rupiah / family / month',
      'unit: month',
      /amounts\.food\.unit: must be rupiah \/ \(family or person\) \/.*sembako\/parameters\.yaml, row \d+/,
    ],
    [
      'an amount without a reference',
      'sembako/parameters.yaml',
      'value: 200000, reference: [S42, S43]',
      'value: 200000, reference: []',
      /amounts\.food\.values\.0\.reference: needs a reference/,
    ],
    [
      'a source that is not there',
      'sembako/parameters.yaml',
      'reference: [S42, S43] }]',
      'reference: [S999] }]',
      /amounts\.food\.values\.0\.reference: S999 is not in sources\.yaml/,
    ],
    [
      'a fact that is not there',
      PKH,
      'fact: desil, atMost',
      'fact: desile, atMost',
      /conditions\.0\.when\.fact: there is no fact desile/,
    ],
    [
      'a fact of a person, asked of a family',
      PKH,
      'fact: desil, atMost',
      'fact: ageYears, atMost',
      /ageYears is a fact of a person, asked of a household/,
    ],
    ['a limit that is not there', PKH, 'atMost: desilLimit', 'atMost: desilBound', /there is no limit desilBound/],
    [
      'a programme that is not there',
      'bltd/parameters.yaml',
      'with: pkh,',
      'with: pkhh,',
      /overlaps\.0\.with: there is no programme pkhh/,
    ],
    [
      'an amount that does not fit the unit',
      'sembako/parameters.yaml',
      'rupiah / family / month',
      'rupiah / person / month',
      /components\.0\.amount/,
    ],
    [
      'an amount below 0',
      'sembako/parameters.yaml',
      'value: 200000, reference: [S42, S43]',
      'value: -200000, reference: [S42, S43]',
      /amounts\.food\.values\.0: is below 0.*sembako\/parameters\.yaml/,
    ],
    [
      'quotas of kelurahan that come to more than that of the city',
      'bansos-air-bersih/parameters.yaml',
      'city: 800',
      'city: 44',
      /quotas\.0\.byKelurahan: comes to 45, and the city has 44 places\. In bansos-air-bersih\/parameters\.yaml, row \d+/,
    ],
    [
      'a quota without places',
      'lansia-non-potensial/parameters.yaml',
      'city: 200, ',
      '',
      /quotas\.0: has places neither of the city nor by kelurahan/,
    ],
    ['a fact with the word of another', 'facts.yaml', 'word: desil', 'word: jumlah anggota', /has the word of desil/],
  ] as const)('%s', (_, file, was, becomes, said) => {
    expect(saidAfter(file, was, becomes)).toMatch(said);
  });

  test('and what is not at fault is read', () => {
    expect(
      saidAfter(
        PKH,
        DESIL,
        'values: [{ from: 2025-01-01, to: 2025-06-30, value: 4, reference: [S9] }, { from: 2025-07-01, value: 5, reference: [S9] }]',
      ),
    ).toBe('');
  });
});

test('a programme more is a folder more: its rules hold, and those of others can speak of it', () => {
  const rulesOf = (id: string): string =>
    readFileSync(projectPath('models', 'assistance', id, 'parameters.yaml'), 'utf8');
  const text = rulesOf('sembako')
    .replace('id: sembako', 'id: beras-kota')
    .replace('overlaps: []', 'overlaps: [{ with: bltd, reference: [proposal] }]');
  const loaded = loadProgrammes(
    models.with({
      'beras-kota/parameters.yaml': text,
      'bltd/parameters.yaml': [['with: pkh,', 'with: beras-kota,']],
    }),
  );
  const own = loaded.programmes.find(({ id }) => id === 'beras-kota')!;
  const rules = rulesOn(own, parseIsoDate('2025-12-31')!);
  const table = randomTable(loaded.facts, { households: 40, seed: 2, unknownShare: 0.1 });
  const { fits } = evaluate(rules, new TruthColumns(table));
  expect(new Set(fits)).toEqual(new Set([NO, UNKNOWN, YES]));
  fits.forEach((truth, household) => expect(truth).toBe(assess(rules, familyAt(table, household)).fits));
});

describe('rules on a day', () => {
  const { programmes } = loadProgrammes(projectPath('models'));
  const day = (text: string): number => parseIsoDate(text)!;
  const programme = (id: string) => programmes.find((each) => each.id === id)!;

  test('have the amounts of that day, a year long', () => {
    expect(rulesOn(programme('sembako'), day('2025-05-01')).rupiahPerYear.get('food')).toBe(2_400_000);
    expect(rulesOn(programme('blts-kesra'), day('2025-11-01')).rupiahPerYear.get('cash')).toBe(900_000);
    expect(rulesOn(programme('pip'), day('2025-12-31')).rupiahPerYear.has('preschool')).toBe(false);
    expect(rulesOn(programme('pip'), day('2026-01-01')).rupiahPerYear.get('preschool')).toBe(450_000);
  });

  test('are none outside the validity of the programme', () => {
    expect(() => rulesOn(programme('blts-kesra'), day('2026-01-01'))).toThrow(
      /blts-kesra is not in force on 2026-01-01/,
    );
  });

  test('say in their version what was tried', () => {
    const tried = rulesOn(programme('pkh'), day('2025-05-01'), { limits: { desilLimit: 5 } });
    expect(tried.limits.get('desilLimit')).toBe(5);
    expect(tried.version).toBe('pkh 2025-05-01 desilLimit=5');
    expect(() => rulesOn(programme('pkh'), day('2025-05-01'), { limits: { desil: 5 } })).toThrow(/there is no desil/);
  });
});
