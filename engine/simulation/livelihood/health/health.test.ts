import { expect, test } from 'vitest';
import { fillDrawBits } from '../../chance/keyed-draws.ts';
import { DISABLED, FRAIL } from '../columns.ts';
import { lifeKeys } from '../life-keys.ts';
import { deviates, older, PARAMETERS, peopleOf, rowsOf } from '../test-lives.ts';
import { healthTables, healthYear, isAskedSeldom, OFTEN_FROM, onset } from './health.ts';
import { visitsOf, visitTables } from './visits.ts';
import { emptyLifeAccount } from '../account.ts';

const NUMBER = 40_000;
const TABLES = healthTables(PARAMETERS.health);

// 164 shares of 40,000: one such suite in ten thousand would be further off than 5 standard deviations.
test('those who grow older have what the schedules of their age say, and nobody recovers', () => {
  const { persons, lives } = peopleOf(NUMBER, () => ({ age: 18 }));
  const first = TABLES.disabledShare[18]!;
  lives.health.forEach((_, i) => (lives.health[i] = i / NUMBER < first ? DISABLED : 0));
  const bits = new Uint32Array(NUMBER);
  for (let age = 19; age <= 100; age++) {
    older(persons);
    const before = lives.health.slice();
    const keys = lifeKeys(3, age);
    fillDrawBits(keys.labour, 0, persons.low, persons.high, bits);
    const asked = rowsOf(persons).filter((row) => age >= OFTEN_FROM || isAskedSeldom(bits[row]!));
    healthYear(persons, lives, TABLES, keys.health, asked, asked.length);
    expect(before.every((state, i) => (state & lives.health[i]!) === state)).toBe(true);
    for (const [bit, shares] of [
      [DISABLED, TABLES.disabledShare],
      [FRAIL, TABLES.frailShare],
    ] as const) {
      const found = lives.health.reduce((sum, state) => sum + (state & bit ? 1 : 0), 0) / NUMBER;
      expect(deviates(found, shares[age]!, NUMBER)).toBeLessThan(5);
    }
  }
});

test('the chance of a year is what is missing to the share of the age, and never negative', () => {
  const shares = Float64Array.of(0.1, 0.19, 0.1, 1, 1);
  expect(onset(shares, 1)).toBeCloseTo(0.1, 12);
  expect(onset(shares, 2)).toBe(0);
  expect(onset(shares, 3)).toBe(1);
  expect(onset(shares, 4)).toBe(0);
});

test('a schedule in which more become disabled under 60 than is foreseen is refused', () => {
  const steep = { ...PARAMETERS.health.disability, ages: [0, 10, 20], shares: [0, 0, 0.5] };
  expect(() => healthTables({ ...PARAMETERS.health, disability: steep })).toThrow(RangeError);
});

test('visits that are wanted are those of the ages, and more of who is disabled or frail', () => {
  const { persons, lives } = peopleOf(10, () => ({ age: 30 }));
  lives.health[0] = DISABLED | FRAIL;
  const account = emptyLifeAccount(1);
  persons.sexAge.forEach((cell) => account.byCell[cell]!++);
  account.impaired[DISABLED | FRAIL] = 1;
  const { visits } = PARAMETERS.health;
  expect(visitsOf(visitTables(PARAMETERS.health), account, 0)).toBeCloseTo(
    10 * visits.shares[3]! + visits.disabledOrFrail,
    9,
  );
});
