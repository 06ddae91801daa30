import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { projectPath } from '../../kernel/files.ts';
import { chance } from '../../kernel/random.ts';
import { ageYears, calendarDate, dayOf } from '../../kernel/time.ts';
import { loadSampleParameters } from '../parameters.ts';
import { TEST_MODELS } from '../test-city.ts';
import { AGES, ageWeights, BirthDays, makePool, VOTING_AGE } from './age-structure.ts';

const { population } = loadSampleParameters(TEST_MODELS);

describe('the pool', () => {
  const pool = makePool(201_733, population.ageStructure);

  test('of 201,733 has the 99,077 men and 102,656 women of the register, and the share of voting age', () => {
    const men = pool.sex.filter((sex) => sex === 1).length;
    expect(men).toBeGreaterThan(99_077 - 60);
    expect(men).toBeLessThan(99_077 + 60);
    const voters = pool.ageYears.filter((age) => age >= VOTING_AGE).length;
    expect(voters / pool.count).toBeCloseTo(0.763, 3);
  });

  test('has 13.1 % of 60 or more as the province had, and 71 % from 15 to 64: the voting age leaves no more', () => {
    const share = (from: number, to: number): number =>
      pool.ageYears.filter((age) => age >= from && age <= to).length / pool.count;
    expect(Math.abs(share(60, AGES) - 0.131)).toBeLessThan(0.002);
    expect(Math.abs(share(15, 64) - 0.709)).toBeLessThan(0.001);
    expect(share(15, 64)).toBeLessThan(0.7165);
  });

  test('scales the schedule below the age of the tilt only: older ages keep their proportions', () => {
    const [male] = ageWeights(population.ageStructure);
    const [untilted] = ageWeights({ ...population.ageStructure, tiltUpToAgeYears: 100 });
    const old = (years: Float64Array): number => years[80]! / years[40]!;
    const { male: groups } = population.ageStructure;
    expect(old(male) / (groups[16]! / groups[8]!)).toBeGreaterThan(0.7);
    expect(old(male) / (groups[16]! / groups[8]!)).toBeLessThan(1.4);
    expect(old(untilted) / old(male)).toBeGreaterThan(1.25);
  });

  test('knows where each sex and age begins', () => {
    for (let cell = 0; cell < 2 * AGES; cell++)
      for (let row = pool.firstRow[cell]!; row < pool.firstRow[cell + 1]!; row += 97) {
        expect(pool.sex[row]).toBe(cell < AGES ? 1 : 2);
        expect(pool.ageYears[row]).toBe(cell % AGES);
      }
  });

  test('has no steps between single years of age', () => {
    const [male] = ageWeights(population.ageStructure);
    for (let age = 1; age < 60; age++) expect(Math.abs(male[age]! / male[age - 1]! - 1)).toBeLessThan(0.08);
  });
});

describe('days of birth', () => {
  test.each([dayOf(2025, 12, 31)!, dayOf(2024, 2, 29)!, dayOf(2025, 3, 1)!, dayOf(2023, 2, 28)!])(
    'on day %i give back the age that they were drawn for',
    (onDay) => {
      const days = new BirthDays(onDay, population.birthDayHeaping, chance(1, 'test'));
      for (let age = 0; age < AGES; age++)
        for (let i = 0; i < 40; i++) expect(ageYears(days.draw(age, age * 40 + i), onDay)).toBe(age);
    },
  );

  test('heap for the old on the days that officers put down, and hardly for the young', () => {
    const days = new BirthDays(dayOf(2025, 12, 31)!, population.birthDayHeaping, chance(1, 'test'));
    const heaped = (age: number): number => {
      let count = 0;
      for (let i = 0; i < 2000; i++) {
        const { month, day } = calendarDate(days.draw(age, i));
        if ((month === 12 && day === 31) || (month === 7 && day === 1)) count += 1;
      }
      return count / 2000;
    };
    expect(heaped(82)).toBeGreaterThan(0.15);
    expect(heaped(20)).toBeLessThan(0.02);
  });
});

const SHARED = projectPath('..', 'shared', 'data', 'demography');
type Row = Readonly<Record<string, string>>;
const read = (file: string): Row[] => parse(readFileSync(`${SHARED}/${file}`, 'utf8'), { columns: true }) as Row[];

/** Years lived in groups 0-4, 5-9 … 100+ by a cohort of one. */
function yearsLived(mx: readonly number[]): number[] {
  let alive = 1;
  const lived = mx.map((rate, i) => {
    if (i === mx.length - 1) return alive / rate;
    const [width, until] = i === 0 ? [1, 0.3] : i === 1 ? [4, 1.6] : [5, 2.5];
    const dying = alive * ((width * rate) / (1 + (width - until) * rate));
    alive -= dying;
    return width * alive + until * dying;
  });
  return [lived[0]! + lived[1]!, ...lived.slice(2)];
}

/** The base of 2010 carried to 2025 by cohort component. */
function projected(): { male: number[]; female: number[] } {
  const base = read('wpp2019_idn_population_base.csv').filter((row) => row['year'] === '2010');
  const people = (sex: string): number[] =>
    base.filter((row) => row['sex'] === sex).map((row) => Number(row['pop_thousand']));
  let [male, female] = [people('M'), people('F')];
  for (const period of ['2010-2015', '2015-2020', '2020-2025']) {
    const rates = read('wpp2019_idn_mortality_mx.csv').filter((row) => row['period'] === period);
    const lived = (sex: string): number[] =>
      yearsLived(rates.filter((row) => row['sex'] === sex).map((row) => Number(row['mx'])));
    const fertility = read('wpp2019_idn_fertility_asfr.csv').filter((row) => row['period'] === period);
    const ratio = Number(
      read('wpp2019_idn_summary_rates.csv').find((row) => row['period'] === period)!['sex_ratio_at_birth'],
    );
    const older = (now: number[], years: number[]): number[] =>
      now.map((_, i) => {
        if (i === 0) return 0;
        if (i < 20) return (now[i - 1]! * years[i]!) / years[i - 1]!;
        return ((now[19]! + now[20]!) * years[20]!) / (years[19]! + years[20]!);
      });
    const [men, women] = [older(male, lived('M')), older(female, lived('F'))];
    const births = fertility.reduce(
      (sum, row, i) => sum + 5 * Number(row['asfr_per_woman']) * ((female[3 + i]! + women[3 + i]!) / 2),
      0,
    );
    men[0] = ((births * ratio) / (1 + ratio)) * (lived('M')[0]! / 5);
    women[0] = (births / (1 + ratio)) * (lived('F')[0]! / 5);
    [male, female] = [men, women];
  }
  return { male, female };
}

describe.runIf(existsSync(SHARED))('figures carried over, beside their sources', () => {
  test('the age structure is the UN base of 2010 projected to 2025', () => {
    const { male, female } = projected();
    const total = [...male, ...female].reduce((a, b) => a + b, 0);
    const perMille = (groups: number[]): number[] => groups.map((people) => (people / total) * 1000);
    perMille(male).forEach((share, i) => expect(population.ageStructure.male[i]).toBeCloseTo(share, 2));
    perMille(female).forEach((share, i) => expect(population.ageStructure.female[i]).toBeCloseTo(share, 2));
  });

  test('mortality is that of the UN for 2020-2025', () => {
    const rows = read('wpp2019_idn_mortality_mx.csv').filter((row) => row['period'] === '2020-2025');
    const mx = (sex: string): number[] => rows.filter((row) => row['sex'] === sex).map((row) => Number(row['mx']));
    expect(population.mortality.male).toEqual(mx('M'));
    expect(population.mortality.female).toEqual(mx('F'));
  });

  test('marital status of men, and the never-married share of women, are the published ones', () => {
    const rows = read('indonesia_marital_status_by_age_2022.csv').filter((row) => row['age'] !== '10-14');
    rows.forEach((row) => {
      const group = Math.floor((Number(row['age']!.slice(0, 2)) - 15) / 5);
      const counts = ['never_married', 'married', 'divorced', 'widowed'].map((status) => Number(row[status]));
      const all = counts.reduce((a, b) => a + b, 0);
      const taken = (row['sex'] === 'M' ? population.maritalStatus.male : population.maritalStatus.female)[group]!;
      const compared = row['sex'] === 'M' ? 4 : 1;
      counts.slice(0, compared).forEach((count, i) => expect(taken[i]).toBeCloseTo(count / all, 3));
    });
  });
});

test('every row of the marital table adds up to everybody', () => {
  for (const row of [...population.maritalStatus.male, ...population.maritalStatus.female])
    expect(row.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 3);
});

test('mortality brought to the city gives about the life expectancy of the city, 76.1 years', () => {
  const lifeExpectancy = (mx: readonly number[]): number =>
    yearsLived(mx.map((rate) => rate * population.mortality.factor)).reduce((a, b) => a + b, 0);
  const both = (lifeExpectancy(population.mortality.male) + lifeExpectancy(population.mortality.female)) / 2;
  expect(both).toBeGreaterThan(75.6);
  expect(both).toBeLessThan(76.6);
});
