import { describe, expect, test } from 'vitest';
import { projectPath } from '../../kernel/files.ts';
import { dayOf } from '../../kernel/time.ts';
import type { PopulationCounts } from '../cohort-component/shapes.ts';
import { projectStep } from '../cohort-component/step.ts';
import { FEMALE, MALE, SINGLE_YEARS } from './ages.ts';
import { cityRates } from './city-rates.ts';
import { CENTRAL, decimalYear, levelsAt } from './levels.ts';
import { loadDemography } from './parameters.ts';

const parameters = loadDemography(projectPath('models'));
const { count } = SINGLE_YEARS;
const REGIONS = 3;
const START: PopulationCounts = {
  regions: REGIONS,
  persons: Float64Array.from({ length: REGIONS * 2 * count }, (_, i) => (i % count < 90 ? 300 - 3 * (i % count) : 0)),
};
const rates = cityRates(parameters, START, CENTRAL);
const sum = (column: ArrayLike<number>): number => Array.from(column).reduce((total, each) => total + each, 0);

describe('the rates of the city', () => {
  test('in the middle of 2025 are those that are known: e0 76.11 of both sexes, women 4.32 years above men, TFR 1.84', () => {
    const levels = rates.levels(2025.5);
    const [male, female] = rates.lifeTables(2025.5).map(({ lifeExpectancyYears }) => lifeExpectancyYears);
    expect(male! * levels.maleBirthShare + female! * (1 - levels.maleBirthShare)).toBeCloseTo(76.11, 6);
    expect(female! - male!).toBeCloseTo(4.32, 6);
    expect(sum(rates.vital(2025.5).birthsPerWomanYear)).toBeCloseTo(1.84, 9);
  });

  test('give the stated departures, arrivals and moves in the first year', () => {
    const { flows } = projectStep(SINGLE_YEARS, START, rates.step(2026));
    // Who dies in the year cannot leave any more, and children leave with their mothers: within two hundredths.
    expect(Math.abs(sum(flows.departures) / 600 - 1)).toBeLessThan(0.02);
    expect(sum(flows.arrivals)).toBeCloseTo(600, 6);
    expect(Math.abs(sum(flows.moves) / (0.02 * sum(START.persons)) - 1)).toBeLessThan(0.03);
  });

  test('in a city without moves between areas are the same for all of it', () => {
    const whole = { regions: 1, persons: new Float64Array(2 * count) };
    START.persons.forEach((each, i) => (whole.persons[i % (2 * count)]! += each));
    const city = projectStep(SINGLE_YEARS, whole, cityRates(parameters, whole, CENTRAL).step(2026)).end;
    const parts = projectStep(SINGLE_YEARS, START, rates.step(2026)).end;
    expect(sum(parts.persons)).toBeCloseTo(sum(city.persons), 6);
  });

  test('are plausible at every age: mortality is lowest about ten, and rises with age from thirty on', () => {
    const { survival } = rates.vital(2026);
    for (const sex of [MALE, FEMALE]) {
      const dying = Array.from({ length: count - 1 }, (_, age) => 1 - survival[sex * count + age]!);
      const lowest = dying.indexOf(Math.min(...dying));
      expect(lowest).toBeGreaterThan(5);
      expect(lowest).toBeLessThan(14);
      for (let age = 30; age < 98; age++) expect(dying[age + 1]).toBeGreaterThan(dying[age]!);
      expect(dying.every((each) => each > 0 && each < 1)).toBe(true);
    }
  });

  test('move the way each drawn parameter says', () => {
    const at = (draws: object) => levelsAt(parameters, 2040, { ...CENTRAL, ...draws });
    const central = at({});
    expect(at({ totalFertility: 1 }).totalFertility).toBeGreaterThan(central.totalFertility * 1.1);
    expect(at({ lifeExpectancyGain: -1 }).lifeExpectancyYears[MALE]).toBeLessThan(central.lifeExpectancyYears[MALE]);
    expect(at({ departures: -9 }).departuresPerYear).toBe(0);
    expect(central.totalFertility).toBeLessThan(1.84);
    expect(central.lifeExpectancyYears[FEMALE]).toBeGreaterThan(80);
  });

  test('the year of a day: the last day of 2025 is nearly 2026', () => {
    expect(decimalYear(dayOf(2025, 1, 1)!)).toBe(2025);
    expect(decimalYear(dayOf(2025, 12, 31)!)).toBeCloseTo(2025.9966, 4);
  });
});
