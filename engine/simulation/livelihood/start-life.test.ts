import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { TwinError } from '../../kernel/errors.ts';
import { projectPath } from '../../kernel/files.ts';
import type { Population } from '../../population/columns.ts';
import { SINGLE_YEARS } from '../demography/ages.ts';
import { agedOf, AT, cityAccount, giniOf, pupilsOf, workersOf } from './account.ts';
import { DISABLED, OFFERS, SEEKING, WORKING } from './columns.ts';
import { CENTRAL_LIVELIHOOD, DRAWN_LEVELS, livelihoodLevels } from './levels.ts';
import { loadLivelihood } from './parameters.ts';
import { NO_SCHOOL } from './school/education.ts';
import { povertyLineOn } from '../../assistance/what-if/poverty-line.ts';
import { dayOf } from '../../kernel/time.ts';
import { inventedPopulation, lifeOf } from './test-life-city.ts';
import { deviates, PARAMETERS, plainOf } from './test-lives.ts';

const { count } = SINGLE_YEARS;
const RESIDENTS = 8000;
const POPULATION = inventedPopulation(RESIDENTS, 3);
const { families, start } = lifeOf(POPULATION, 3);
const lives = plainOf(start.lives);
const { sexAge } = families.persons;
const rows = [...sexAge.keys()];
const ageOf = (row: number): number => sexAge[row]! % count;

/** The same people with something else in their registers. */
const changed = (persons: Partial<Population['persons']>, more: Partial<Population> = {}): ReturnType<typeof lifeOf> =>
  lifeOf({ ...POPULATION, ...more, persons: { ...POPULATION.persons, ...persons } }, 3);

describe('school at the start', () => {
  test('is that of the register of pupils, and children on no list fill up what the schedules have', () => {
    const { schoolLevel } = POPULATION.persons;
    const listed = rows.filter((row) => schoolLevel[row]! > 0 && ageOf(row) >= 3 && ageOf(row) <= 18);
    expect(listed.every((row) => lives.school[row] !== NO_SCHOOL)).toBe(true);
    expect(start.told.school).toBeGreaterThanOrEqual(listed.length);
    const ofSd = rows.filter((row) => ageOf(row) >= 7 && ageOf(row) <= 12);
    const atSchool = ofSd.filter((row) => lives.school[row] !== NO_SCHOOL).length;
    expect(atSchool).toBeGreaterThan(ofSd.filter((row) => schoolLevel[row]! > 0).length);
    expect(deviates(atSchool / ofSd.length, 0.995, ofSd.length)).toBeLessThan(5);
  });
  test('is by chance where no register of pupils is loaded, and that is told', () => {
    const found = changed({}, { registers: ['dukcapil'] });
    expect(found.start.told.school).toBe(0);
    const ofSma = rows.filter((row) => ageOf(row) >= 16 && ageOf(row) <= 18);
    const { school } = plainOf(found.start.lives);
    const atSchool = ofSma.filter((row) => school[row] !== NO_SCHOOL).length;
    expect(atSchool / ofSma.length).toBeGreaterThan(0.8);
    expect(atSchool / ofSma.length).toBeLessThan(0.99);
  });
  test('has seats for its pupils and a tenth more', () => {
    const city = cityAccount(start.account);
    const seats = start.seats.reduce((sum, each, i) => sum + (i % 6 === 2 ? each : 0), 0);
    expect(seats / pupilsOf(city, 0, 2)).toBeCloseTo(1.1, 2);
    expect(agedOf(city, 0, 0, 100)).toBe(RESIDENTS);
  });
});

describe('education at the start', () => {
  test('is what the card says, as far as the age allows', () => {
    const { education } = POPULATION.persons;
    const grown = rows.filter((row) => ageOf(row) >= 25);
    const codes = [0, 0, 0, 1, 2, 3, 4, 4, 4, 4, 4];
    expect(grown.filter((row) => lives.education[row] !== codes[education[row]!])).toEqual([]);
    const children = changed({ education: POPULATION.persons.education.map(() => 8) });
    const { education: has } = plainOf(children.start.lives);
    expect(rows.filter((row) => ageOf(row) < 13 && has[row]! > 0)).toEqual([]);
  });
  test('is by chance, as of others of the age, where the card says nothing', () => {
    const found = changed({ education: new Uint8Array(RESIDENTS) });
    expect(found.start.told.education).toBe(0);
    const old = rows.filter((row) => ageOf(row) >= 40 && ageOf(row) < 60);
    const { education } = plainOf(found.start.lives);
    const sma = old.filter((row) => education[row] === 3).length / old.length;
    expect(Math.abs(sma - 0.49)).toBeLessThan(0.08);
  });
});

describe('work at the start', () => {
  test('has the shares of BPS, and is that of those whose card tells an occupation first', () => {
    const { occupation } = POPULATION.persons;
    const city = cityAccount(start.account);
    const [works, seeks] = [WORKING, SEEKING].map((does) => workersOf(city, 0, does));
    const adults = agedOf(city, 0, 15, 100);
    expect((works! + seeks!) / adults).toBeCloseTo(PARAMETERS.work.participationShare.value, 2);
    expect(seeks! / (works! + seeks!)).toBeCloseTo(PARAMETERS.work.unemploymentShare.value, 2);
    const middle = rows.filter((row) => ageOf(row) >= 30 && ageOf(row) < 50);
    const share = (of: readonly number[]): number => of.filter((row) => lives.work[row] === WORKING).length / of.length;
    expect(share(middle.filter((row) => occupation[row]! >= 5))).toBeGreaterThan(0.95);
    expect(share(middle.filter((row) => occupation[row]! < 5))).toBeLessThan(0.8);
  });
});

test('disability is as registers tell it, and by chance of the age where none does', () => {
  const { disability } = POPULATION.persons;
  expect(rows.filter((row) => ((lives.health[row]! & DISABLED) !== 0) !== disability[row]! < 7)).toEqual([]);
  const found = changed({ disability: new Uint8Array(RESIDENTS) });
  expect(found.start.told.disability).toBe(0);
  const share = plainOf(found.start.lives).health.filter((state) => (state & DISABLED) !== 0).length / RESIDENTS;
  expect(share).toBeGreaterThan(0.005);
  expect(share).toBeLessThan(0.03);
});

test('poverty and Gini of the start are those of BPS, also where nobody has a decile or a programme', () => {
  const without = lifeOf(
    {
      ...POPULATION,
      households: {
        ...POPULATION.households,
        desil: new Uint8Array(POPULATION.households.count),
        receives: new Uint32Array(POPULATION.households.count),
      },
    },
    3,
  );
  for (const { account } of [start, without.start]) {
    const city = cityAccount(account);
    expect(city.homes[AT.poor]! / city.homes[AT.persons]!).toBeCloseTo(PARAMETERS.consumption.poorShare.value, 2);
    expect(giniOf(city, 0)).toBeCloseTo(PARAMETERS.consumption.giniIndex.value, 2);
  }
  expect(without.start.recipients.slice(0, OFFERS).every((each) => each === 0)).toBe(true);
});

describe('parameters', () => {
  test('are drawn by their deviation, and held to what makes sense', () => {
    const central = livelihoodLevels(PARAMETERS, CENTRAL_LIVELIHOOD);
    expect(central.workPersistence).toBe(PARAMETERS.work.persistence.value);
    const far = livelihoodLevels(
      PARAMETERS,
      Object.fromEntries(DRAWN_LEVELS.map((name) => [name, 99])) as typeof CENTRAL_LIVELIHOOD,
    );
    for (const name of DRAWN_LEVELS) expect(far[name]).toBeGreaterThan(central[name]);
    expect(far.takeUpShare).toBe(1);
    expect(far.welfarePersistence).toBeLessThan(1);
  });
  test.each([
    ['schooling', 'sd: 0.001', 'sd: 1.5', /dropsOut\.sd.*schooling\.yaml/s],
    ['work', 'source: BPS Kota Madiun, Sakernas', 'sauce: BPS Kota Madiun, Sakernas', /work\.yaml/],
    ['health', 'ages: [0, 5, 20', 'ages: [5, 0, 20', /ages in ascending order.*health\.yaml/s],
    ['programmes', 'isCash: true', 'isCash: maybe', /programmes\.pkh\.isCash.*programmes\.yaml/s],
  ])('%s.yaml with a fault is refused, with the file and the key', (name, good, bad, message) => {
    const models = mkdtempSync(join(tmpdir(), 'livelihood-'));
    cpSync(projectPath('models', 'livelihood'), join(models, 'livelihood'), { recursive: true });
    const file = join(models, 'livelihood', `${name}.yaml`);
    const text = readFileSync(file, 'utf8');
    expect(text).toContain(good);
    writeFileSync(file, text.replace(good, bad));
    expect(() => loadLivelihood(models)).toThrow(message);
    rmSync(models, { recursive: true });
  });
  test('the poverty line is that of the day, and a day without one is refused', () => {
    expect(povertyLineOn(projectPath('models'), dayOf(2025, 12, 31)!).rupiahPerPersonPerMonth).toBe(666_073);
    expect(povertyLineOn(projectPath('models'), dayOf(2024, 6, 1)!).rupiahPerPersonPerMonth).toBe(637_838);
    expect(() => povertyLineOn(projectPath('models'), dayOf(2019, 1, 1)!)).toThrow(TwinError);
  });
});
