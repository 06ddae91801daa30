import { expect, test } from 'vitest';
import { drawBits } from '../../chance/keyed-draws.ts';
import { membersOf } from '../aid/components.ts';
import { countIn } from '../aid/members.ts';
import { BROUGHT, componentsOf, DISABLED, FRAIL } from '../columns.ts';
import { lifeKeys } from '../life-keys.ts';
import { healthOf } from '../person-state.ts';
import {
  deviates,
  older,
  PARAMETERS,
  peopleOf,
  plainOf,
  RULES,
  rowsOf,
  setLives,
  type TestPeople,
} from '../test-lives.ts';
import { FIRST_MASK, healthTables, healthYear, onset, type HealthTables } from './health.ts';
import { visitsOf, visitTables } from './visits.ts';
import { emptyLifeAccount } from '../account.ts';

const NUMBER = 40_000;
const TABLES = healthTables(PARAMETERS.health);

/** Asks all of whom the free bits of their draw of work say so. */
function year({ persons, lives, homes }: TestPeople, tables: HealthTables, step: number): void {
  const keys = lifeKeys(3, step);
  const asked = rowsOf(persons).filter((row) => {
    const bits = drawBits(keys.labour, persons.low[row]!, persons.high[row]!, 0);
    return (bits & FIRST_MASK) < tables.asked[persons.sexAge[row]!]!;
  });
  const account = emptyLifeAccount(1);
  account.impaired[0] = NUMBER;
  healthYear(persons, lives, homes, tables, RULES, keys.health, asked, asked.length, account);
}

// 164 shares of 40,000: one such suite in ten thousand would be further off than 5 standard deviations.
test('those who grow older have what the schedules of their age say, and nobody recovers', () => {
  const people = peopleOf(NUMBER, () => ({ age: 18 }));
  const { persons, lives } = people;
  const first = TABLES.disabledShare[18]!;
  setLives(lives, (i) => ({ health: i / NUMBER < first ? DISABLED : 0 }));
  for (let age = 19; age <= 100; age++) {
    older(persons);
    const before = lives.state.map(healthOf);
    year(people, TABLES, age);
    const now = lives.state.map(healthOf);
    expect(before.every((state, i) => (state & now[i]!) === state)).toBe(true);
    for (const [bit, shares] of [
      [DISABLED, TABLES.disabledShare],
      [FRAIL, TABLES.frailShare],
    ] as const) {
      const found = now.reduce((sum, state) => sum + (state & bit ? 1 : 0), 0) / NUMBER;
      expect(deviates(found, shares[age]!, NUMBER)).toBeLessThan(5);
    }
  }
});

test('who falls ill is counted where he belongs now, and brings the component of the disabled', () => {
  const people = peopleOf(NUMBER, () => ({ age: 75 }));
  const young = peopleOf(NUMBER, () => ({ age: 30 }));
  const steep = healthTables({
    ...PARAMETERS.health,
    disability: { ...PARAMETERS.health.disability, ages: [29, 30], shares: [0, 0.5] },
  });
  const account = emptyLifeAccount(1);
  account.impaired[0] = NUMBER;
  const asked = rowsOf(young.persons);
  healthYear(young.persons, young.lives, young.homes, steep, RULES, lifeKeys(3, 1).health, asked, NUMBER, account);
  const ill = plainOf(young.lives).health.filter((state) => state === DISABLED).length;
  expect([...account.impaired]).toEqual([NUMBER - ill, ill, 0, 0]);
  const bring = asked.filter((row) => membersOf(componentsOf(young.homes, row)) === 1);
  expect(bring.length).toBe(ill);
  // Who is old has a component as large already, and brings no second one.
  year(people, TABLES, 5);
  expect(plainOf(people.lives).health.some((state) => state > 0)).toBe(true);
  expect(people.homes.brought.every((each, i) => i % BROUGHT !== 1 || each === 0)).toBe(true);
  // Who is frail by now fits the aid for bedridden elderly.
  const field = RULES.aids.find(({ key }) => key === 'lansia-non-potensial')!.members!;
  const { health } = plainOf(people.lives);
  expect(health.filter((state, row) => countIn(people.homes, field, row) !== (state & FRAIL) / FRAIL)).toEqual([]);
});

test('the chance of a year is what is missing to the share of the age, and never negative', () => {
  const shares = Float64Array.of(0.1, 0.19, 0.1, 1, 1);
  expect(onset(shares, 1)).toBeCloseTo(0.1, 12);
  expect(onset(shares, 2)).toBe(0);
  expect(onset(shares, 3)).toBe(1);
  expect(onset(shares, 4)).toBe(0);
});

test('a schedule in which half become disabled at an age has half of them so', () => {
  const steep = { ...PARAMETERS.health.disability, ages: [0, 10, 20], shares: [0, 0, 0.5] };
  const tables = healthTables({ ...PARAMETERS.health, disability: steep });
  const people = peopleOf(NUMBER, () => ({ age: 10 }));
  for (let age = 11; age <= 20; age++) {
    older(people.persons);
    year(people, tables, age);
  }
  const share = plainOf(people.lives).health.filter((state) => state === DISABLED).length / NUMBER;
  expect(deviates(share, 0.5, NUMBER)).toBeLessThan(5);
});

test('visits that are wanted are those of the ages, and more of who is disabled or frail', () => {
  const { persons } = peopleOf(10, () => ({ age: 30 }));
  const account = emptyLifeAccount(1);
  persons.sexAge.forEach((cell) => account.byCell[cell]!++);
  account.impaired[DISABLED | FRAIL] = 1;
  const { visits } = PARAMETERS.health;
  expect(visitsOf(visitTables(PARAMETERS.health), account, 0)).toBeCloseTo(
    10 * visits.shares[3]! + visits.disabledOrFrail,
    9,
  );
});
