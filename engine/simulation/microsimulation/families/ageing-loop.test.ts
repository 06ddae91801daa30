import { expect, test } from 'vitest';
import { SINGLE_YEARS } from '../../demography/ages.ts';
import { NONE } from '../households.ts';
import { OLDER, SEX_AGES, VACANT } from '../persons.ts';
import { age, FIRST_WOMAN, YOUNGER } from './ageing-loop.ts';
import { copyOfFamilyPersons } from './family-persons.ts';
import { BIRTH_CLASSES, birthClass } from './family-tables.ts';
import { WOMEN } from './gradients.ts';
import { inventedFamilies } from './test-families.ts';

const REGIONS = 3;
const AGES = SINGLE_YEARS.count;
/** More than are passed at a time, and no multiple of it. */
const { persons: START } = inventedFamilies(9_001, REGIONS);
const MAY_BEAR = Uint8Array.from({ length: SEX_AGES }, (_, cell) =>
  cell >= FIRST_WOMAN + 15 && cell < FIRST_WOMAN + 50 ? 1 : 0,
);

test.each([true, false])('ages everybody and counts the women who may bear (at the start: %s)', (isStart) => {
  const persons = copyOfFamilyPersons(START);
  for (let row = 0; row < persons.rows; row += 5) persons.sexAge[row] = VACANT;
  for (let row = 1; row < persons.rows; row += 9) persons.parity[row] = row % 20;
  const before = persons.sexAge.slice(0, persons.rows);
  const women = new Uint32Array(REGIONS * WOMEN).fill(7);
  age(persons, isStart, MAY_BEAR, women);
  const expected = new Uint32Array(REGIONS * WOMEN);
  before.forEach((cell, row) => {
    const now = cell === VACANT || isStart ? cell : OLDER[cell]!;
    expect(persons.sexAge[row]).toBe(now);
    if (MAY_BEAR[now] !== 1) return;
    const each = birthClass(persons.partner[row] !== NONE, persons.parity[row]!);
    expected[(persons.region[row]! * AGES + now - FIRST_WOMAN) * BIRTH_CLASSES + each]!++;
  });
  expect(women).toEqual(expected);
  expect(women.reduce((sum, each) => sum + each, 0)).toBeGreaterThan(1000);
});

test('who comes within a year is as old at its end as he came, the newborn too', () => {
  const persons = copyOfFamilyPersons(START);
  const cells = [0, 30, FIRST_WOMAN, FIRST_WOMAN + 40, 0, VACANT];
  cells.forEach((cell, row) => (persons.sexAge[row] = YOUNGER[cell]!));
  age(persons, false, MAY_BEAR, new Uint32Array(REGIONS * WOMEN));
  expect([...persons.sexAge.subarray(0, cells.length)]).toEqual(cells);
});
