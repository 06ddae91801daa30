import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { projectPath } from '../../kernel/files.ts';
import { parseIsoDate } from '../../kernel/time.ts';
import { familyAt } from '../evaluation/explain.ts';
import { assess } from '../evaluation/one-family.ts';
import { NO, UNKNOWN, YES } from '../evaluation/truth.ts';
import { TruthColumns } from '../evaluation/truth-columns.ts';
import { evaluate } from '../evaluation/whole-city.ts';
import { randomTable } from '../facts/test-table.ts';
import { loadCriteria } from '../indications/criteria.ts';
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
    [
      'a decile limit of 15',
      PKH,
      'value: 4, reference: [S9]',
      'value: 15, reference: [S9]',
      /limits\.desilLimit\.values\.0: 15 is not from 1 to 10 \(desil\)\. In pkh\/parameters\.yaml, row 13/,
    ],
    ['half a decile', PKH, 'value: 4, reference: [S9]', 'value: 4.5, reference: [S9]', /4\.5 is not a whole number/],
    [
      'a decile that a condition writes itself',
      PKH,
      'atMost: desilLimit',
      'atMost: 15',
      /conditions\.0\.when: desil is held against a number that it cannot be: 15 is not from 1 to 10/,
    ],
    [
      'an age of 600',
      PKH,
      'value: 60,',
      'value: 600,',
      /limits\.elderlyAge\.values\.0: 600 is not from 0 to 120 \(tahun\)/,
    ],
    [
      'an age that is none, in whatever unit',
      PKH,
      'unit: tahun\n    values: [{ from: 2025-01-01, value: 60,',
      'unit: th\n    values: [{ from: 2025-01-01, value: 600,',
      /components\.6\.when: ageYears is held against a number.*600 is not from 0 to 120 \(limit elderlyAge\)/,
    ],
    [
      'half a member',
      PKH,
      'value: 4, reference: [proposal]',
      'value: 3.5, reference: [proposal]',
      /memberCap.*3\.5 is not a whole number/,
    ],
    [
      'no member',
      PKH,
      'value: 4, reference: [proposal]',
      'value: 0, reference: [proposal]',
      /memberCap.*0 is not from 1 to 100/,
    ],
    [
      'an amount of 0',
      'sembako/parameters.yaml',
      'value: 200000,',
      'value: 0,',
      /amounts\.food\.values\.0: 0 is not above 0/,
    ],
    [
      'more months than a year has',
      'blts-kesra/parameters.yaml',
      'periods: 3,',
      'periods: 13,',
      /amounts\.cash\.periods: 13 periods do not fit into a year: of rupiah \/ family \/ month there are at most 12/,
    ],
    [
      'half a month',
      'blts-kesra/parameters.yaml',
      'periods: 3,',
      'periods: 2.5,',
      /amounts\.cash\.periods: must be a whole number/,
    ],
    ['half a stage', PKH, 'perYear: 4', 'perYear: 4.5', /payment\.perYear: must be a whole number/],
    [
      'half a place',
      'bansos-air-bersih/parameters.yaml',
      'city: 800',
      'city: 800.5',
      /quotas\.0\.city: must be a whole number/,
    ],
    [
      'places below 0',
      'bansos-air-bersih/parameters.yaml',
      'city: 800',
      'city: -1',
      /quotas\.0\.city: must be 0 or more/,
    ],
    [
      'a span whose end comes first',
      'pelatihan-kerja/parameters.yaml',
      'value: 18,',
      'value: 50,',
      /nothing is between 50 and 45 on 2025-01-01: the lower one comes first/,
    ],
    [
      'a wage limit of 0 among the criteria',
      'indications.yaml',
      'value: 2422105,',
      'value: 0,',
      /limits\.minimumWage\.values\.0: 0 is not above 0 \(rupiah \/ month\)/,
    ],
    [
      'an amount without any unit',
      'sembako/parameters.yaml',
      '      unit: rupiah / family / month,\n',
      '',
      /amounts\.food\.unit: is missing: write rupiah \/ \(family or person\) \/ \(year, once.*sembako\/parameters\.yaml/,
    ],
    [
      'an amount with no word of a reference',
      'sembako/parameters.yaml',
      'value: 200000, reference: [S42, S43]',
      'value: 200000',
      /amounts\.food\.values\.0\.reference: is missing: write where it was read, as keys of sources\.yaml: \[S42\]/,
    ],
    [
      'an amount without a value',
      'sembako/parameters.yaml',
      'value: 200000, ',
      '',
      /values\.0\.value: is missing: write a number, or unknown/,
    ],
    [
      'a value without a first day',
      PKH,
      '{ from: 2025-01-01, value: 4, ',
      '{ value: 4, ',
      /values\.0\.from: is missing: write a date such as 2025-12-31/,
    ],
    [
      'a limit without a unit',
      PKH,
      '      unit: desil,\n',
      '',
      /limits\.desilLimit\.unit: is missing: write what it is counted in/,
    ],
    [
      'a name in one language',
      PKH,
      'name: { id: PKH, en: PKH }',
      'name: { id: PKH }',
      /name\.en: is missing: write a text/,
    ],
    ['a list where a name stands', PKH, 'id: pkh', 'id: [pkh]', /^id: must be a text/],
    ['a fact with the word of another', 'facts.yaml', 'word: desil', 'word: jumlah anggota', /has the word of desil/],
  ] as const)('%s', (_, file, was, becomes, said) => {
    const load = (folder: string): void => {
      if (file !== 'indications.yaml') return void loadProgrammes(folder);
      cpSync(projectPath('models', 'codes'), join(folder, 'codes'), { recursive: true });
      loadCriteria(folder, loadProgrammes(folder));
    };
    const message = models.saidOf({ [file]: [[was, becomes]] }, load);
    expect(message).toMatch(said);
    expect(message).not.toMatch(/Invalid input|expected \w+, received/);
  });

  test.each(['', '# nothing yet\n\n', '---\n'])('an empty file is named with its programme: %j', (text) => {
    const said = models.saidOf({ 'sembako/parameters.yaml': text });
    expect(said).toMatch(
      /^The file: is empty\. In sembako\/parameters\.yaml\. Write the rules of the programme into it/,
    );
  });

  test('a file that is no YAML, or no list of keys, is named with its programme', () => {
    expect(models.saidOf({ 'sembako/parameters.yaml': 'id: [' })).toMatch(
      /not readable as YAML.*In sembako\/parameters\.yaml, row 1/,
    );
    expect(models.saidOf({ 'sembako/parameters.yaml': 'sembako' })).toMatch(
      /^The file: must be keys with values\. In sembako\/parameters\.yaml/,
    );
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
