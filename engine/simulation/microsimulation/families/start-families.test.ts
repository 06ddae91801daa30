import { describe, expect, test } from 'vitest';
import { NO_AREA, type Population } from '../../../population/columns.ts';
import { SINGLE_YEARS } from '../../demography/ages.ts';
import { NONE } from '../households.ts';
import { startFamilies } from './start-families.ts';

const { count } = SINGLE_YEARS;

/** household, sex (1 man, 2 woman), age, relation to the head, status perkawinan */
type Member = readonly [household: number, sex: number, age: number, shdk: number, status: number];

function population(members: readonly Member[], kelurahan: readonly number[]): Population {
  const column = (value: (member: Member) => number): Uint8Array => Uint8Array.from(members, value);
  const ids = (length: number, salt: number): Uint8Array =>
    Uint8Array.from({ length: length * 16 }, (_, i) => (i * 73 + (i >> 4) * 31 + salt) & 255);
  return {
    persons: {
      count: members.length,
      personId: ids(members.length, 0),
      householdRow: Uint32Array.from(members, ([household]) => household),
      sex: column(([, sex]) => sex),
      ageYears: column(([, , age]) => age),
      shdk: column(([, , , shdk]) => shdk),
      maritalStatus: column(([, , , , status]) => status),
      education: column(() => 5),
    },
    households: {
      count: kelurahan.length,
      householdId: ids(kelurahan.length, 7),
      kelurahan: Uint16Array.from(kelurahan),
      desil: Uint8Array.from(kelurahan, (_, i) => i + 1),
    },
  } as unknown as Population;
}

const FAMILY: readonly Member[] = [
  [0, 1, 60, 1, 2],
  [0, 2, 57, 3, 2],
  [0, 1, 30, 4, 2],
  [0, 2, 28, 5, 2],
  [0, 1, 4, 6, 1],
  [0, 2, 17, 4, 1],
  [0, 2, 82, 7, 4],
  [1, 2, 40, 1, 3],
  [1, 1, 12, 4, 0],
];
const start = startFamilies(population(FAMILY, [2, 1]), 3);
const { persons, households } = start.families;

describe('families of a snapshot', () => {
  test('stand with their members, kelurahan and decile', () => {
    expect(Array.from(households.size)).toEqual([7, 2]);
    expect(Array.from(households.region)).toEqual([2, 1]);
    expect(Array.from(households.desil)).toEqual([1, 2]);
    const listed: number[] = [];
    for (let row = households.first[0]!; row !== NONE; row = persons.next[row]!) listed.push(row);
    expect(listed.sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(Array.from(persons.region)).toEqual([2, 2, 2, 2, 2, 2, 2, 1, 1]);
  });
  test('know who is married to whom', () => {
    expect(Array.from(persons.partner)).toEqual([1, 0, 3, 2, NONE, NONE, NONE, NONE, NONE]);
    expect(Array.from(persons.marital)).toEqual([2, 2, 2, 2, 1, 1, 4, 3, 1]);
  });
  test('know whose child somebody is, as far as their card tells', () => {
    expect(Array.from(persons.mother)).toEqual([6, NONE, 1, NONE, 3, 1, NONE, NONE, 7]);
    expect(Array.from(persons.parity)).toEqual([0, 2, 0, 1, 0, 0, 1, 1, 0]);
  });
  test('know who has lost a parent: a widow lives with him, or a widower and no mother', () => {
    const members: readonly Member[] = [
      ...([[0, 1, 45, 1, 4] as const, [0, 1, 12, 4, 1] as const, [0, 2, 70, 7, 4] as const] as const),
      ...([[1, 1, 45, 1, 2] as const, [1, 2, 40, 3, 2] as const, [1, 2, 9, 4, 1] as const] as const),
      ...([[2, 2, 50, 1, 4] as const, [2, 1, 28, 4, 4] as const, [2, 1, 5, 6, 1] as const] as const),
      ...([[3, 2, 38, 1, 4] as const, [3, 1, 11, 4, 1] as const, [3, 1, 8, 9, 1] as const] as const),
      ...([[4, 1, 44, 1, 3] as const, [4, 2, 10, 4, 1] as const] as const),
    ];
    const { lostParent, mother } = startFamilies(population(members, [0, 0, 1, 1, 2]), 3).families.persons;
    // The widower of 45 by his own mother, his child; the widower of 28 by his mother, his child; the widow's child.
    expect(members.flatMap((_, row) => (lostParent[row] === 1 ? [row] : []))).toEqual([0, 1, 7, 8, 10]);
    expect([mother[1], mother[8]]).toEqual([NONE, NONE]);
  });
  test('live in one kelurahan where none is known', () => {
    const known = Array.from({ length: 40 }, (_, i): Member => [i, 1 + (i % 2), 30, 1, 1]);
    const unknown = Array.from({ length: 6 }, (_, i): Member => [40, 1 + (i % 2), 10 * i + 5, i === 0 ? 1 : 9, 1]);
    const areas = [...known.map((_, i) => i % 3), NO_AREA];
    const found = startFamilies(population([...known, ...unknown], areas), 3);
    expect(found.spread).toBe(6);
    const regions = new Set(found.families.persons.region.slice(40));
    expect(regions.size).toBe(1);
    expect(regions.has(found.families.households.region[40]!)).toBe(true);
  });
  test('do not depend on the order of the rows', () => {
    const order = [8, 3, 5, 0, 7, 1, 6, 2, 4];
    const shuffled = population(FAMILY, [2, 1]);
    const ids = shuffled.persons.personId.slice();
    const pick = (column: Uint8Array): Uint8Array => Uint8Array.from(order, (row) => column[row]!);
    const other = startFamilies(
      {
        ...shuffled,
        persons: {
          ...shuffled.persons,
          personId: Uint8Array.from(order.flatMap((row) => Array.from(ids.subarray(row * 16, row * 16 + 16)))),
          householdRow: Uint32Array.from(order, (row) => FAMILY[row]![0]),
          sex: pick(shuffled.persons.sex),
          ageYears: pick(shuffled.persons.ageYears),
          shdk: pick(shuffled.persons.shdk),
          maritalStatus: pick(shuffled.persons.maritalStatus),
        },
      },
      3,
    ).families.persons;
    const rowOf = (row: number): number => (row === NONE ? NONE : order[row]!);
    order.forEach((original, row) => {
      expect(rowOf(other.partner[row]!)).toBe(persons.partner[original]);
      expect(rowOf(other.mother[row]!)).toBe(persons.mother[original]);
      expect(other.sexAge[row]! % count).toBe(FAMILY[original]![2]);
    });
  });
});
