import { describe, expect, test } from 'vitest';
import type { DrawKey } from '../../chance/keyed-draws.ts';
import { layOutBrings } from '../aid/brings-table.ts';
import { beginningTables } from '../beginnings.ts';
import { healthTables } from '../health/health.ts';
import { lifeKeys } from '../life-keys.ts';
import {
  deviates,
  older,
  PARAMETERS,
  peopleOf,
  plainOf,
  RULES,
  setLives,
  shareOf,
  type TestPeople,
} from '../test-lives.ts';
import { ROWS_AT_ONCE } from '../rows-at-hand.ts';
import { columnsAtHand, listPeople, openHand, putBack, takePeople, talliesAtHand } from '../people-at-hand.ts';
import { YOUNG } from '../tally.ts';
import { HIGHER, LEVELS, NO_SCHOOL, PAUD, SD } from './education.ts';
import { layOutSchool, schoolBytes, schoolYear } from './school-loop.ts';
import { schoolTables } from './schooling.ts';
import { AGE_OF } from '../ages.ts';
import { schoolOfCondition } from '../person-state.ts';

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
  setLives(people.lives, () => ({ school: from, education: has }));
  change(people);
  const pupils = pass(people, lifeKeys(4, 1).school, seats);
  expect(pupils).toEqual(LEVELS.map((_, level) => schoolOf(people).filter((each) => each === level).length));
  return people;
}

const schoolOf = ({ lives }: TestPeople): number[] => plainOf(lives).school;

/** @returns [level] counted */
function pass({ persons, lives, homes }: TestPeople, key: DrawKey, seatShares: Float64Array): number[] {
  const setting = {
    tables: TABLES,
    seatShares,
    isLimited: seatShares.some((share) => share < 1),
    components: RULES.components,
    asked: new Uint16Array(AGE_OF.length),
  };
  const year = openHand(homes, 3, schoolBytes(3));
  layOutSchool(setting, year.free);
  layOutBrings(RULES);
  const laid = columnsAtHand();
  for (let from = 0; from < NUMBER; from += ROWS_AT_ONCE) {
    const to = Math.min(NUMBER, from + ROWS_AT_ONCE);
    takePeople(laid, persons, lives, from, to);
    const [children] = listPeople(to - from, year);
    expect(children).toBe(to - from);
    expect(schoolYear(year, setting, key, year.free, from, to - from, children)).toBe(0);
    putBack(laid, lives, from, to);
  }
  const tally = talliesAtHand(year).children;
  const pupils = LEVELS.map(() => 0);
  tally.forEach((number, i) => {
    if (number > 0) pupils[schoolOfCondition(i % YOUNG)]! += number;
  });
  return pupils;
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
    expect(deviates(shareOf(plainOf(lives).school, to), share, NUMBER)).toBeLessThan(5);
    expect(shareOf(plainOf(lives).education, has)).toBe(1);
  });

  test('children of poor households leave by the odds that are stated, and nobody else is touched', () => {
    const plain = year(16, SMP, 1);
    const poor = year(16, SMP, 1, ({ homes }) => homes.isPoor.forEach((_, i) => (homes.isPoor[i] = i % 2)));
    const out = schoolOf(poor).filter((level, i) => i % 2 === 1 && level === NO_SCHOOL).length / (NUMBER / 2);
    const odds = (0.05 / 0.95) * POOR_ODDS;
    expect(deviates(out, odds / (1 + odds), NUMBER / 2)).toBeLessThan(5);
    const schools = schoolOf(poor);
    // Who is out without poverty is out with it.
    const odd = schoolOf(plain).filter((level, i) =>
      i % 2 === 0 ? schools[i] !== level : level === NO_SCHOOL && schools[i] !== NO_SCHOOL,
    );
    expect(odd).toEqual([]);
  });

  test('a want of seats keeps out some who would enter, in its kelurahan alone', () => {
    const seats = ALL_SEATS.slice();
    seats[LEVELS.length + SMA] = 0.8;
    const plain = year(16, SMP, 1);
    const found = year(16, SMP, 1, undefined, seats);
    const inRegion = schoolOf(found).filter((_, i) => i % 3 === 1);
    expect(deviates(shareOf(inRegion, SMA), 0.95 * 0.8, inRegion.length)).toBeLessThan(5);
    const elsewhere = (people: TestPeople): number[] => schoolOf(people).filter((_, i) => i % 3 !== 1);
    expect(elsewhere(found)).toEqual(elsewhere(plain));
    expect(schoolOf(year(17, SMA, 2, undefined, seats))).toEqual(schoolOf(year(17, SMA, 2)));
  });
});

test('a generation goes through school as the tables of newcomers say, to the expected years of schooling of BPS', () => {
  const people = peopleOf(NUMBER, () => ({ age: 2 }));
  const { attends } = beginningTables(schooling, TABLES, healthTables(PARAMETERS.health));
  let years = 0;
  for (let age = 3; age <= 24; age++) {
    older(people.persons);
    pass(people, lifeKeys(9, age).school, ALL_SEATS);
    const share = 1 - shareOf(schoolOf(people), NO_SCHOOL);
    expect(deviates(share, attends[age]!, NUMBER)).toBeLessThan(5);
    if (age >= 7) years += share;
  }
  // 14.55 in Kota Madiun in 2025; nobody of this model goes beyond four years of higher education.
  expect(years).toBeGreaterThan(13.7);
  expect(years).toBeLessThan(15);
});
