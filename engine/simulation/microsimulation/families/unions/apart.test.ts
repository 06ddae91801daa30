import { describe, expect, test } from 'vitest';
import type { StepRates } from '../../../cohort-component/shapes.ts';
import { FEMALE, MALE, SINGLE_YEARS } from '../../../demography/ages.ts';
import { NONE } from '../../households.ts';
import { SEX_AGES, sexOf, VACANT } from '../../persons.ts';
import { countsOfStart } from '../../test-city.ts';
import { livingRows, sum } from '../../test-figures.ts';
import { changeGross, deathRatesTimes, fertilityTimes, ratesFor, scaled } from '../../test-rates.ts';
import { yearTables } from '../../year-tables.ts';
import { DIVORCED, MARRIED, WIDOWED } from '../family-persons.ts';
import { simulateFamilies, type SimulatedFamilies } from '../simulate-families.ts';
import type { StartFamilies } from '../start-families.ts';
import { inventedFamilies, tablesFor } from '../test-families.ts';

const { count } = SINGLE_YEARS;
const START = inventedFamilies(9000, 2);
const FAMILIES = tablesFor(START);
const RATES = ratesFor(countsOfStart(START.persons), 25);
/** Nobody dies, comes, leaves or moves. */
const STILL = RATES.map((each) =>
  changeGross(deathRatesTimes(fertilityTimes(each, 0), 0), ({ moving, leaving, arrivals }) => ({
    ...{ moving: scaled(moving, 0), leaving: scaled(leaving, 0), arrivals: scaled(arrivals, 0) },
  })),
);
/** Every card names but one of a couple, as where the other lives elsewhere. */
const ALL_APART: StartFamilies = {
  ...START,
  persons: { ...START.persons, partner: START.persons.partner.map(() => NONE) },
};
const married = [...START.persons.marital.keys()].filter((row) => START.persons.marital[row] === MARRIED);
const run = (rates: readonly StepRates[], start = START, families = FAMILIES): SimulatedFamilies =>
  simulateFamilies(start, families, rates.map(yearTables), 3);
/** Of a sex, who is there and of that status. */
const ofStatus = ({ persons }: SimulatedFamilies, sex: number, status: number, among = livingRows(persons)): number[] =>
  among.filter((row) => persons.marital[row] === status && sexOf(persons.sexAge[row]!) === sex);

/** Five standard deviations of a binomial number: once in 1.7 million. */
const isNear = (found: number, people: number, share: number): void =>
  expect(Math.abs(found - people * share)).toBeLessThan(5 * Math.sqrt(people * share * (1 - share)));

describe('the married who live without husband or wife', () => {
  test.each([
    ['men', MALE],
    ['women', FEMALE],
  ])('%s part as often as stated, in every year anew', (_, sex) => {
    // Wives part by their age as well: nobody does here.
    const families = { ...FAMILIES, seeksOrParts: FAMILIES.seeksOrParts.map(() => 0) };
    const people = married.filter((row) => sexOf(START.persons.sexAge[row]!) === sex).length;
    for (const years of [1, 5]) {
      const found = run(STILL.slice(0, years), ALL_APART, families);
      isNear(ofStatus(found, sex, DIVORCED).length, people, 1 - 0.9 ** years);
      expect(ofStatus(found, sex, WIDOWED, married)).toEqual(
        married.filter((row) => START.persons.marital[row] === WIDOWED),
      );
    }
  });

  test('are widowed as often as people of the usual age and the other sex die', () => {
    // Only those whom they do not live with are mortal: they are looked up, and nobody else is asked.
    const tables = yearTables(deathRatesTimes(RATES[0]!, 10));
    const mortal = yearTables(STILL[0]!);
    const expected = (sex: number): number[] =>
      married
        .filter((row) => sexOf(START.persons.sexAge[row]!) === sex)
        .map((row) => {
          const age = (START.persons.sexAge[row]! % count) + (sex === FEMALE ? 3 : -3);
          return tables.dies[(1 - sex) * count + Math.min(count - 1, Math.max(0, age))]! / 2 ** 32;
        });
    for (const sex of [MALE, FEMALE]) {
      const dies = mortal.dies.map((_, cell) => (sexOf(cell % SEX_AGES) === sex ? 0 : tables.dies[cell]!));
      const { persons } = simulateFamilies(
        ALL_APART,
        { ...FAMILIES, seeksOrParts: FAMILIES.seeksOrParts.map(() => 0) },
        [{ ...mortal, dies }],
        4,
      );
      const widowed = married.filter((row) => persons.sexAge[row] !== VACANT && persons.marital[row] === WIDOWED);
      const shares = expected(sex);
      const found = widowed.filter((row) => sexOf(persons.sexAge[row]!) === sex).length;
      const deviation = Math.sqrt(sum(shares.map((share) => share * (1 - share))));
      expect(Math.abs(found - sum(shares))).toBeLessThan(5 * deviation);
      expect(found).toBeGreaterThan(40);
    }
  });

  test('marry again: hardly anybody is left of them after 25 years, and many have somebody', () => {
    const { persons } = run(RATES, ALL_APART);
    const here = married.filter((row) => persons.sexAge[row] !== VACANT && persons.arrivedStep[row] === 0);
    const apart = here.filter((row) => persons.marital[row] === MARRIED && persons.partner[row] === NONE);
    expect(apart.length / here.length).toBeLessThan(0.12);
    expect(here.filter((row) => persons.partner[row] !== NONE).length / here.length).toBeGreaterThan(0.15);
  });

  test('are few of all who are married, however many leave without their wives', () => {
    const withShare = (share: number): number => {
      const { persons } = run(RATES, START, { ...FAMILIES, partsApart: Math.round(share * 2 ** 32) });
      const men = livingRows(persons).filter(
        (row) => persons.marital[row] === MARRIED && sexOf(persons.sexAge[row]!) === MALE,
      );
      return men.filter((row) => persons.partner[row] === NONE).length / men.length;
    };
    expect(withShare(0.1)).toBeLessThan(0.6 * withShare(0));
  });
});
