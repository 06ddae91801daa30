import { describe, expect, test } from 'vitest';
import { beginningTables } from '../beginnings.ts';
import { healthTables } from '../health/health.ts';
import { lifeKeys } from '../life-keys.ts';
import { deviates, older, PARAMETERS, peopleOf, rowsOf, shareOf, type TestPeople } from '../test-lives.ts';
import { HIGHER, LEVELS, NO_SCHOOL, PAUD, SD } from './education.ts';
import { schoolTables, schoolYear } from './schooling.ts';

const { schooling } = PARAMETERS;
const SMP = LEVELS.indexOf('smp');
const SMA = LEVELS.indexOf('sma');
const POOR_ODDS = 2.5;
const TABLES = schoolTables(schooling, POOR_ODDS);
const ALL_SEATS = new Float64Array(3 * LEVELS.length).fill(1);
const NUMBER = 20_000;

/** A year of children of an age, who were in a level and have finished something. */
function year(
  age: number,
  from: number,
  has: number,
  change: (people: TestPeople) => void = () => undefined,
  seats = ALL_SEATS,
): TestPeople {
  const people = peopleOf(NUMBER, (i) => ({ age, region: i % 3 }));
  people.lives.school.fill(from);
  people.lives.education.fill(has);
  change(people);
  const pupils = new Uint32Array(3 * LEVELS.length);
  const { persons, lives, homes } = people;
  schoolYear(persons, lives, homes, TABLES, seats, lifeKeys(4, 1).school, rowsOf(persons), NUMBER, pupils);
  expect(pupils.reduce((sum, each) => sum + each, 0)).toBe(NUMBER);
  return people;
}

// Each share is of 20,000: further off than 5 standard deviations is one in a million and a half.
describe('a year of school', () => {
  test.each([
    ['enter PAUD at 4', 4, NO_SCHOOL, 0, PAUD, 0, 0.47],
    ['stay in PAUD', 5, PAUD, 0, PAUD, 0, 0.98],
    ['enter SD at 7, from PAUD or not', 7, NO_SCHOOL, 0, SD, 0, 0.995],
    ['stay in SD', 9, SD, 0, SD, 0, 0.999],
    ['go on to SMP, with SD finished', 13, SD, 0, SMP, 1, 0.99],
    ['go on to SMA, with SMP finished', 16, SMP, 1, SMA, 2, 0.95],
    ['go on to higher education', 19, SMA, 2, HIGHER, 3, 0.62],
    ['have finished it at 23 and are out', 23, HIGHER, 3, NO_SCHOOL, 4, 1],
    ['come back to SMP', 14, NO_SCHOOL, 1, SMP, 1, 0.1],
    ['do not come back to what they lack the certificate for', 14, NO_SCHOOL, 0, NO_SCHOOL, 0, 1],
    ['are too young', 2, NO_SCHOOL, 0, NO_SCHOOL, 0, 1],
  ])('of those who could, so many %s', (_, age, from, had, to, has, share) => {
    const { lives } = year(age, from, had);
    expect(deviates(shareOf(lives.school, to), share, NUMBER)).toBeLessThan(5);
    expect(shareOf(lives.education, has)).toBe(1);
  });

  test('children of poor households leave by the odds that are stated, and nobody else is touched', () => {
    const plain = year(16, SMP, 1);
    const poor = year(16, SMP, 1, ({ homes }) => homes.isPoor.forEach((_, i) => (homes.isPoor[i] = i % 2)));
    const out = [...poor.lives.school].filter((level, i) => i % 2 === 1 && level === NO_SCHOOL).length / (NUMBER / 2);
    const odds = (0.05 / 0.95) * POOR_ODDS;
    expect(deviates(out, odds / (1 + odds), NUMBER / 2)).toBeLessThan(5);
    // Who is out without poverty is out with it.
    const odd = [...plain.lives.school].filter((level, i) =>
      i % 2 === 0 ? poor.lives.school[i] !== level : level === NO_SCHOOL && poor.lives.school[i] !== NO_SCHOOL,
    );
    expect(odd).toEqual([]);
  });

  test('a want of seats keeps out some who would enter, in its kelurahan alone', () => {
    const seats = ALL_SEATS.slice();
    seats[LEVELS.length + SMA] = 0.8;
    const plain = year(16, SMP, 1);
    const found = year(16, SMP, 1, undefined, seats);
    const inRegion = [...found.lives.school].filter((_, i) => i % 3 === 1);
    expect(deviates(shareOf(inRegion, SMA), 0.95 * 0.8, inRegion.length)).toBeLessThan(5);
    const elsewhere = ({ lives }: TestPeople): number[] => [...lives.school].filter((_, i) => i % 3 !== 1);
    expect(elsewhere(found)).toEqual(elsewhere(plain));
    expect(year(17, SMA, 2, undefined, seats).lives.school).toEqual(year(17, SMA, 2).lives.school);
  });
});

test('a generation goes through school as the tables of newcomers say, to the expected years of schooling of BPS', () => {
  const people = peopleOf(NUMBER, () => ({ age: 2 }));
  const { attends } = beginningTables(schooling, TABLES, healthTables(PARAMETERS.health));
  let years = 0;
  for (let age = 3; age <= 24; age++) {
    older(people.persons);
    const { persons, lives, homes } = people;
    const key = lifeKeys(9, age).school;
    schoolYear(
      persons,
      lives,
      homes,
      TABLES,
      ALL_SEATS,
      key,
      rowsOf(persons),
      NUMBER,
      new Uint32Array(3 * LEVELS.length),
    );
    const share = 1 - shareOf(people.lives.school, NO_SCHOOL);
    expect(deviates(share, attends[age]!, NUMBER)).toBeLessThan(5);
    if (age >= 7) years += share;
  }
  // 14.55 in Kota Madiun in 2025; nobody of this model goes beyond four years of higher education.
  expect(years).toBeGreaterThan(13.7);
  expect(years).toBeLessThan(15);
});
