import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { drawBits, drawKey } from '../../../chance/keyed-draws.ts';
import { SEX_AGES, VACANT } from '../../persons.ts';
import { STATUSES } from '../family-tables.ts';
import { CELLS, SCREENED_AT_ONCE, screening } from './screen-loop.ts';
import { addBound, bitsOf, boundsOf, FIELDS, FLAGS, mayHappen, screenOf, type Screened } from './screening.ts';

const PROCESSES = Object.keys(FIELDS) as Screened[];
const TWO_TO_32 = 4294967296;
const screen = drawKey(1, 'screen', 1);
const keys = Object.fromEntries(PROCESSES.map((process) => [process, drawKey(1, process, 1)])) as Record<
  Screened,
  ReturnType<typeof drawKey>
>;
const bits = (process: Screened, person: number): number =>
  bitsOf(FIELDS[process], screenOf(screen, person, 7), keys[process], person, 7);

describe('who is screened', () => {
  test('is never cleared of what his 32 bits say', () => {
    const threshold = fc.oneof(fc.integer({ min: 0, max: TWO_TO_32 }), fc.constantFrom(0, 1, TWO_TO_32 - 1, TWO_TO_32));
    const both = fc.record({ below: threshold, above: threshold });
    fc.assert(
      fc.property(fc.tuple(both, both, both, both), fc.integer({ min: 0, max: 1e6 }), (thresholds, first) => {
        const bounds = boundsOf(1);
        PROCESSES.forEach((process, i) =>
          addBound(bounds, FIELDS[process], 0, thresholds[i]!.below, thresholds[i]!.above),
        );
        for (let person = first; person < first + 50; person++) {
          const flags = mayHappen(screenOf(screen, person, 7), bounds.least[0]!, bounds.most[0]!);
          PROCESSES.forEach((process, i) => {
            const drawn = bits(process, person);
            const isEvent = drawn < thresholds[i]!.below || drawn > thresholds[i]!.above;
            if (isEvent) expect(flags & FLAGS[process]).not.toBe(0);
          });
        }
      }),
      { seed: 3, numRuns: 300 },
    );
  });

  test('is asked in vain no more often than the upper bits are coarse, and never when nothing can happen', () => {
    const people = 20_000;
    const flagged = (process: Screened, below: number, above: number): number => {
      const bounds = boundsOf(1);
      addBound(bounds, FIELDS[process], 0, below, above);
      let found = 0;
      for (let person = 0; person < people; person++)
        if (mayHappen(screenOf(screen, person, 7), bounds.least[0]!, bounds.most[0]!) !== 0) found++;
      return found / people;
    };
    for (const process of PROCESSES) {
      expect(flagged(process, 0, TWO_TO_32 - 1)).toBe(0);
      const values = 2 ** FIELDS[process].width;
      // 20,000 people: six standard deviations are below 0.02.
      expect(
        Math.abs(flagged(process, TWO_TO_32 * 0.1, TWO_TO_32 - 1) - Math.ceil(0.1 * values) / values),
      ).toBeLessThan(0.02);
      expect(Math.abs(flagged(process, 0, TWO_TO_32 * 0.9) - Math.ceil(0.1 * values) / values)).toBeLessThan(0.02);
    }
  });
});

describe('the bits of each process', () => {
  const people = 40_000;
  const columns = PROCESSES.map((process) =>
    Float64Array.from({ length: people }, (_, person) => bits(process, person) / TWO_TO_32 - 0.5),
  );
  // Means of 40,000 lie within five standard deviations but once in 1.7 million; there are 4 + 6 + 4 of them.
  const limit = 5 / Math.sqrt(12 * people);

  test('are uniform, above and below the place where both draws meet', () => {
    for (const [i, column] of columns.entries()) {
      expect(Math.abs(column.reduce((sum, each) => sum + each, 0) / people)).toBeLessThan(limit);
      const within = column.map((each) => ((each + 0.5) * 2 ** FIELDS[PROCESSES[i]!].width) % 1);
      expect(Math.abs(within.reduce((sum, each) => sum + each - 0.5, 0) / people)).toBeLessThan(limit);
    }
  });
  test('have nothing to do with those of another', () => {
    for (let one = 0; one < columns.length; one++)
      for (let other = one + 1; other < columns.length; other++) {
        const covariance = columns[one]!.reduce((sum, each, i) => sum + each * columns[other]![i]!, 0) / people;
        expect(Math.abs(covariance * 12)).toBeLessThan(5 / Math.sqrt(people));
      }
  });
});

test('the loop over people lists whom the bounds of their kind do not clear, with what each draws', () => {
  const rows = SCREENED_AT_ONCE + 100;
  const column = (draw: number): Uint32Array =>
    Uint32Array.from({ length: rows }, (_, i) => drawBits(screen, i, 9, draw));
  const persons = {
    low: column(0),
    high: column(1),
    sexAge: Uint8Array.from({ length: rows }, (_, i) => (i % 50 === 0 ? VACANT : i % SEX_AGES)),
    marital: Uint8Array.from({ length: rows }, (_, i) => 1 + (i % 4)),
  };
  const bounds = boundsOf(STATUSES * CELLS);
  for (let status = 1; status < STATUSES; status++)
    for (let cell = 0; cell < SEX_AGES; cell++)
      PROCESSES.forEach((process, i) => {
        const below = (TWO_TO_32 * (cell + i)) / 4000;
        addBound(bounds, FIELDS[process], status * CELLS + cell, below, TWO_TO_32 - 1 - below / status);
      });
  const found: number[][] = [];
  const { uncleared, screen: list } = screening(persons, bounds, screen);
  for (const [from, to] of [
    [0, SCREENED_AT_ONCE],
    [SCREENED_AT_ONCE, rows],
  ] as const) {
    const count = list(from, to);
    for (let i = 0; i < count; i++) found.push([uncleared.rows[i]!, uncleared.screened[i]!, uncleared.flags[i]!]);
  }
  const expected = Array.from(persons.low, (low, row) => {
    const kind = persons.marital[row]! * CELLS + persons.sexAge[row]!;
    const drawn = screenOf(screen, low, persons.high[row]!);
    return [row, drawn, mayHappen(drawn, bounds.least[kind]!, bounds.most[kind]!)];
  }).filter(([, , flags]) => flags !== 0);
  expect(expected.length).toBeGreaterThan(rows / 20);
  expect(expected.length).toBeLessThan(rows / 2);
  expect(found).toEqual(expected);
});
