import { expect, test } from 'vitest';
import { dayOf } from '../kernel/time.ts';
import type { HouseholdColumns } from '../population/columns.ts';
import {
  smallGeography,
  smallLinkage,
  smallReading,
  type SmallRegister,
  type SmallRow,
} from '../population/small-city.ts';
import { addUp, leavesOf } from './counts.ts';
import { countQuality } from './quality.ts';

const geography = smallGeography({ kecamatan: 1, kelurahan: 2, rw: 2, rt: 1 });
const [FIRST, SECOND] = geography.levels.kelurahan.codes as [string, string];
const born = dayOf(1999, 4, 3)!;
/** Sixteen digits as the law builds them: 3 April 1999. */
const nik = (serial: number, day = '03'): string => `357701${day}0499${String(serial).padStart(4, '0')}`;
const unplaced = { bornOn: born, sex: 1 };
const right = { ...unplaced, kelurahan: FIRST, rw: '1' };

/** Households 0 (RW 01 of the first kelurahan) and 1 (RW 02 of the second). */
const households = { kelurahan: Uint16Array.of(0, 1), rw: Uint16Array.of(0, 3) } as unknown as HouseholdColumns;

const DUKCAPIL: SmallRegister = {
  registerId: 'dukcapil',
  role: 'population',
  rows: [
    { person: 0, nik: nik(1), ...right },
    { person: 1, nik: nik(2), ...right, kelurahan: SECOND, rw: '002' },
  ],
};

const counted = (rows: readonly SmallRow[]) => {
  const registers: SmallRegister[] = [DUKCAPIL, { registerId: 'pbi', role: 'recipients', programme: 'pbi', rows }];
  const leaves = leavesOf(geography);
  const counts = countQuality(
    {
      reading: smallReading(registers),
      linkage: smallLinkage(registers),
      households,
      householdOfPerson: Int32Array.of(0, 1, -1, -1),
      geography,
    },
    leaves,
  );
  const levels = addUp(counts, leaves, geography);
  return (level: 'city' | 'kelurahan' | 'rw', key: string): number[] => [...levels.get(level)!.get(key)!];
};

test('a row is matched when its person is in the population register, alone or waiting when not', () => {
  const of = counted([
    { person: 0, nik: nik(1), ...right },
    { person: 2, kind: 'alone', nik: nik(8), ...right },
    { person: 2, kind: 'number', nik: nik(8), ...right },
    { person: -1, nik: nik(9), ...right },
  ]);
  expect([of('city', 'rows/pbi'), of('city', 'matched/pbi'), of('city', 'doubtful-rows')]).toEqual([[4], [1], [1]]);
  expect([of('city', 'rows/all'), of('city', 'rows/every')]).toEqual([[4], [6]]);
});

test('a row stands in the area of its own address, else in that of the household, else nowhere but the city', () => {
  const of = counted([
    { person: 1, nik: nik(2), ...right },
    { person: 1, nik: nik(2), ...unplaced },
    { person: 1, nik: nik(2), ...unplaced, kelurahan: SECOND },
    { person: 1, nik: nik(2), ...unplaced, kelurahan: FIRST },
    { person: 1, nik: nik(2), ...right, rw: '77' },
    { person: 2, kind: 'alone', nik: nik(3), ...unplaced },
    { person: 2, kind: 'alone', nik: nik(3), ...right, kelurahan: 'KAB. MAGETAN' },
  ]);
  expect(of('rw', 'rows/pbi')).toEqual([1, 0, 0, 2]);
  expect(of('kelurahan', 'rows/pbi')).toEqual([3, 2]);
  expect(of('city', 'rows/pbi')).toEqual([7]);
});

test.each<[string, Partial<SmallRow>, number]>([
  ['as it should be', {}, 0],
  ['blank', { nik: '' }, 1],
  ['fifteen digits', { nik: nik(5).slice(1) }, 1],
  ['scientific', { nik: '3,57701E+15' }, 1],
  ['one digit repeated', { nik: '1111111111111111' }, 1],
  ['another birth date', { bornOn: dayOf(1999, 3, 4)! }, 1],
  ['no birth date to hold against it', { bornOn: undefined }, 0],
  ['a century later', { bornOn: dayOf(2099, 4, 3)! }, 0],
  ['the other sex', { sex: 2 }, 1],
  ['a woman, day plus 40', { nik: nik(5, '43'), sex: 2 }, 0],
  ['a day that there is not', { nik: nik(5, '32') }, 1],
  ['the number of nobody else, twice the same person', { nik: nik(6), person: 3 }, 0],
])('a NIK that is %s', (_, change, expected) => {
  const row = { person: 2, nik: nik(5), ...right, ...change } as SmallRow;
  const of = counted([row, { ...row, person: row.person }, { person: 3, nik: nik(6), ...right }]);
  expect(of('city', 'nik-problems')).toEqual([expected * 2]);
});

test('two persons under one number in one register are two problems; in two registers they are none', () => {
  const of = counted([
    { person: 2, nik: nik(7), ...right },
    { person: 3, nik: nik(7), ...right },
    { person: 3, nik: nik(2), ...right },
  ]);
  expect(of('city', 'nik-problems')).toEqual([2]);
});

test('a number beside a doubtful row is not held against it', () => {
  const of = counted([
    { person: 2, nik: nik(7), ...right },
    { person: -1, nik: nik(7), ...right },
  ]);
  expect(of('city', 'nik-problems')).toEqual([0]);
});
