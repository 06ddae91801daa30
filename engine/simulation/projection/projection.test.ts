import { describe, expect, test } from 'vitest';
import { TwinError } from '../../kernel/errors.ts';
import { projectPath } from '../../kernel/files.ts';
import { dayOf } from '../../kernel/time.ts';
import { NO_AREA, type Population } from '../../population/columns.ts';
import { FEMALE, SINGLE_YEARS } from '../demography/ages.ts';
import { CENTRAL } from '../demography/levels.ts';
import { loadDemography } from '../demography/parameters.ts';
import { projectCity } from './project-city.ts';
import { startCounts } from './start-counts.ts';
import { summaryOf } from './summary.ts';

const { count } = SINGLE_YEARS;
const parameters = loadDemography(projectPath('models'));
const START_DAY = dayOf(2025, 12, 31)!;
const sum = (column: ArrayLike<number>): number => Array.from(column).reduce((total, each) => total + each, 0);

type Person = readonly [kelurahan: number, sex: number, age: number];

/** The columns that counting reads; one household a person. */
function population(people: readonly Person[]): Population {
  return {
    persons: {
      count: people.length,
      householdRow: Uint32Array.from(people, (_, i) => i),
      sex: Uint8Array.from(people, ([, sex]) => sex),
      ageYears: Uint8Array.from(people, ([, , age]) => age),
    },
    households: { kelurahan: Uint16Array.from(people, ([kelurahan]) => kelurahan) },
  } as unknown as Population;
}

const known = Array.from({ length: 5400 }, (_, i): Person => [i % 3, 1 + (i % 2), Math.floor(i / 60)]);

describe('residents counted to start from', () => {
  test('stand in their kelurahan, sex and age; 100 and over together', () => {
    const { counts, spread } = startCounts(population([...known, [0, 2, 104]]), 3);
    expect(spread).toBe(0);
    expect(counts.persons[FEMALE * count + 100]).toBe(1);
    expect(sum(counts.persons)).toBe(5401);
    expect(counts.persons[(2 * 2 + FEMALE) * count + 40]).toBe(10);
  });

  test('of whom something is not known are spread like those who agree in what is known, and none is lost', () => {
    const partly: Person[] = [
      [NO_AREA, 1, 30],
      [1, 0, 30],
      [1, 1, 255],
      [NO_AREA, 0, 255],
    ];
    const { counts, spread } = startCounts(population([...known, ...partly]), 3);
    expect(spread).toBe(4);
    expect(sum(counts.persons)).toBeCloseTo(5404, 9);
    const men30 = [0, 1, 2].map((region) => counts.persons[region * 2 * count + 30]!);
    expect(sum(men30)).toBeCloseTo(30 + 1 + 0.5 + 1 / 90 + 30 / 5400, 9);
  });

  test('are refused where nobody is known', () => {
    const empty = (): unknown => startCounts(population([[NO_AREA, 0, 255]]), 3);
    expect(empty).toThrow(TwinError);
    expect(empty).toThrow(/known kelurahan, sex and age/);
  });
});

describe('the city carried on', () => {
  const { counts } = startCounts(population(known), 3);
  const projected = projectCity(parameters, counts, START_DAY, 25, CENTRAL);

  test('has an account of every year: residents change by births, deaths, arrivals and departures alone', () => {
    const dates = projected.map(({ step }) => String(2025 + step));
    const { city, kelurahan } = summaryOf(projected, dates, { codes: ['a', 'b', 'c'], names: ['A', 'B', 'C'] });
    for (let year = 1; year < city.length; year++) {
      const { births, deaths, arrivals, departures, residents, male, female } = city[year]!;
      const change = births! - deaths! + arrivals! - departures!;
      expect(residents - city[year - 1]!.residents).toBeCloseTo(change, 8);
      expect(male + female).toBeCloseTo(residents, 8);
      expect(sum(kelurahan.map((each) => each.residents[year]!))).toBeCloseTo(residents, 8);
    }
    expect(city).toHaveLength(26);
  });

  test('does not become negative anywhere, and grows older', () => {
    for (const { counts: year } of projected) expect(year.persons.every((each) => each >= 0)).toBe(true);
    const share65 = ({ persons }: { persons: Float64Array }): number =>
      persons.reduce((total, each, cell) => total + (cell % count >= 65 ? each : 0), 0) / sum(persons);
    expect(share65(projected[25]!.counts)).not.toBe(share65(projected[0]!.counts));
  });

  test('more fertility makes more children and changes nobody born before', () => {
    const more = projectCity(parameters, counts, START_DAY, 10, { ...CENTRAL, totalFertility: 1 });
    const [base, high] = [projected[10]!.counts.persons, more[10]!.counts.persons];
    base.forEach((each, cell) => {
      if (cell % count >= 10) expect(high[cell]).toBe(each);
      else expect(high[cell]).toBeGreaterThan(each);
    });
  });
});
