import { describe, expect, test } from 'vitest';
import { TwinError } from '../../kernel/errors.ts';
import { NO_AREA, type Population } from '../../population/columns.ts';
import { drawBits, drawKey } from '../chance/keyed-draws.ts';
import { SINGLE_YEARS } from '../demography/ages.ts';
import { copyOf, reserve, settle } from './persons.ts';
import { poissonNumber } from './poisson.ts';
import { startPersons } from './start-persons.ts';
import { accumulate, pick } from './summed-shares.ts';
import { inventedPersons } from './test-city.ts';

const { count } = SINGLE_YEARS;

describe('a Poisson number', () => {
  const key = drawKey(3, 'poisson-test', 0);
  test.each([0.2, 3, 40, 700])('has its mean and its variance: %d', (expected) => {
    const draws = 4000;
    const numbers = Array.from({ length: draws }, (_, i) => poissonNumber(key, i, expected));
    const mean = numbers.reduce((sum, each) => sum + each, 0) / draws;
    const variance = numbers.reduce((sum, each) => sum + (each - mean) ** 2, 0) / draws;
    expect(Math.abs(mean - expected)).toBeLessThan(5 * Math.sqrt(expected / draws));
    expect(variance / expected).toBeGreaterThan(0.85);
    expect(variance / expected).toBeLessThan(1.15);
  });
  test('does not fall when more are expected', () => {
    for (let of = 0; of < 200; of++) {
      const numbers = [0, 0.5, 10, 255, 256, 257, 300, 600].map((expected) => poissonNumber(key, of, expected));
      expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
      expect(numbers[0]).toBe(0);
    }
  });
});

describe('shares added up', () => {
  test('are picked as often as they say, and what has none never', () => {
    const shares = Float64Array.of(0, 0.5, 0, 0.3, 0.2, 0);
    const summed = new Uint32Array(6);
    accumulate(shares, summed, 0);
    const key = drawKey(1, 'pick-test', 0);
    const found = new Float64Array(6);
    for (let i = 0; i < 20_000; i++) found[pick(summed, 0, 6, drawBits(key, i, 0, 0))]! += 1 / 20_000;
    shares.forEach((share, i) => expect(Math.abs(found[i]! - share)).toBeLessThan(0.02));
    expect([found[0], found[2], found[5]]).toEqual([0, 0, 0]);
    expect([pick(summed, 0, 6, 0), pick(summed, 0, 6, 0xffffffff)]).toEqual([1, 4]);
  });
});

describe('rows', () => {
  test('of those who are gone are given to those who come, and there are more when they are needed', () => {
    const persons = copyOf(inventedPersons(10, 1));
    reserve(persons, 500);
    for (let i = 0; i < 500; i++) settle(persons, i, 1, 20, 0);
    expect(persons.rows).toBe(510);
    expect(persons.low[0]).toBe(inventedPersons(10, 1).low[0]);
    expect(persons.low[509]).toBe(499);
    persons.vacant.rows[persons.vacant.count++] = 3;
    settle(persons, 77, 7, 30, 0);
    expect([persons.rows, persons.low[3], persons.high[3], persons.sexAge[3]]).toEqual([510, 77, 7, 30]);
  });
});

type Person = readonly [kelurahan: number, sex: number, age: number];

function population(people: readonly Person[]): Population {
  return {
    persons: {
      count: people.length,
      personId: Uint8Array.from({ length: people.length * 16 }, (_, i) => (i * 73 + (i >> 4) * 31) & 255),
      householdRow: Uint32Array.from(people, (_, i) => i),
      sex: Uint8Array.from(people, ([, sex]) => sex),
      ageYears: Uint8Array.from(people, ([, , age]) => age),
    },
    households: { kelurahan: Uint16Array.from(people, ([kelurahan]) => kelurahan) },
  } as unknown as Population;
}

describe('residents of a snapshot', () => {
  const known = Array.from({ length: 600 }, (_, i): Person => [i % 3, 1 + (i % 2), Math.floor(i / 10)]);
  test('stand with their sex, age and kelurahan; 100 and over together', () => {
    const { persons, spread } = startPersons(population([[2, 2, 104], ...known]), 3);
    expect(spread).toBe(0);
    expect([persons.sexAge[0], persons.region[0]]).toEqual([count + 100, 2]);
    expect(persons.sexAge[600]).toBe(count + 59);
  });
  test('of whom something is not known get what those have who agree in the rest', () => {
    const partly: Person[] = [
      [NO_AREA, 1, 30],
      [1, 0, 30],
      [1, 1, 255],
      [NO_AREA, 0, 255],
    ];
    const { persons, spread } = startPersons(population([...known, ...partly]), 3);
    expect(spread).toBe(4);
    expect(persons.sexAge[600]).toBe(30);
    expect([persons.sexAge[601]! % count, persons.region[601]]).toEqual([30, 1]);
    expect(persons.sexAge[602]).toBeLessThan(60);
    expect(persons.region[602]).toBe(1);
    expect(persons.sexAge[603]! % count).toBeLessThan(60);
  });
  test('are refused where nobody is known', () => {
    expect(() => startPersons(population([[NO_AREA, 0, 255]]), 3)).toThrow(TwinError);
  });
});
