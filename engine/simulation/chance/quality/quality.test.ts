import { describe, expect, test } from 'vitest';
import { drawBits, drawKey, type DrawKey } from '../keyed-draws.ts';
import { bent, keyedAtTheEnd, lattice, oneRound, permutation, shifts, weyl } from './bad-generators.ts';
import {
  avalanche,
  birthdaySpacings,
  bitAgreement,
  byteUniformity,
  collisions,
  correlation,
  matrixRanks,
  pairUniformity,
  straightLine,
  type Stream,
} from './battery.ts';
import { limitFor } from './statistics.ts';

// Each test alarms falsely once in a million, had its key been drawn by lot; keys are fixed, so a pass stays a pass.
const LIMIT = limitFor(1);
const DRAWS = 1 << 19;

const KEY = drawKey(3577, 'death', 2026);
const [LOW, HIGH] = [drawKey(3577, 'identity', 0), drawKey(3577, 'identity', 1)];

/** Identities as they come: random ones of a register, counted ones, and such as differ in their upper half alone. */
const SHAPES: readonly [name: string, low: (i: number) => number, high: (i: number) => number][] = [
  ['random identities', (i) => drawBits(LOW, i, 0, 0) | 0, (i) => drawBits(HIGH, i, 0, 0) | 0],
  ['counted identities', (i) => i, () => 0],
  ['identities counted in their upper half', () => 7, (i) => i],
  ['identities counted in steps across both halves', (i) => i << 12, (i) => i >>> 20],
];

const streamOf =
  (low: (i: number) => number, high: (i: number) => number, key: DrawKey = KEY, draw = 0): Stream =>
  (i) =>
    drawBits(key, low(i), high(i), draw);
const next =
  (stream: Stream): Stream =>
  (i) =>
    stream(i + 1);

describe.each(SHAPES)('draws of %s', (_, low, high) => {
  const stream = streamOf(low, high);

  test('are uniform: high bytes, low bytes, and all values on the straight line', () => {
    for (const shift of [0, 8, 16, 24] as const)
      expect(Math.abs(byteUniformity(stream, DRAWS, shift))).toBeLessThan(LIMIT);
    expect(straightLine(stream, 1 << 17)).toBeLessThan(LIMIT);
  });

  test('do not tell the next one', () => {
    expect(Math.abs(correlation(stream, next(stream), DRAWS))).toBeLessThan(LIMIT);
    expect(Math.abs(pairUniformity(stream, next(stream), DRAWS))).toBeLessThan(LIMIT);
    expect(bitAgreement(stream, next(stream), DRAWS / 4)).toBeLessThan(limitFor(32));
  });

  test('have the spacings, the collisions and the ranks of chance', () => {
    expect(Math.abs(birthdaySpacings(stream, 60))).toBeLessThan(LIMIT);
    expect(Math.abs(collisions(stream, 1 << 20))).toBeLessThan(LIMIT);
    expect(Math.abs(matrixRanks(stream, 2000))).toBeLessThan(LIMIT);
  });
});

const [, low, high] = SHAPES[0]!;
const counted = SHAPES[1]!;

describe('streams of one person apart', () => {
  const others: [name: string, stream: Stream][] = [
    ['another process', streamOf(low, high, drawKey(3577, 'birth', 2026))],
    ['another year', streamOf(low, high, drawKey(3577, 'death', 2027))],
    ['another seed', streamOf(low, high, drawKey(3578, 'death', 2026))],
    ['the next draw', streamOf(low, high, KEY, 1)],
    ['a key that differs in its first bit', streamOf(low, high, { low: KEY.low ^ 1, high: KEY.high })],
    ['a key that differs in its last bit', streamOf(low, high, { low: KEY.low, high: KEY.high ^ 0x80000000 })],
  ];
  test.each(others)('%s is another stream', (_, other) => {
    const stream = streamOf(low, high);
    expect(Math.abs(correlation(stream, other, DRAWS))).toBeLessThan(LIMIT);
    expect(Math.abs(pairUniformity(stream, other, DRAWS))).toBeLessThan(LIMIT);
    expect(bitAgreement(stream, other, DRAWS / 4)).toBeLessThan(limitFor(32));
  });

  test('the draws of one person in one year are uniform and without pattern', () => {
    const draws: Stream = (i) => drawBits(KEY, 123_456_789, 987_654_321, i);
    expect(Math.abs(byteUniformity(draws, DRAWS, 0))).toBeLessThan(LIMIT);
    expect(Math.abs(pairUniformity(draws, next(draws), DRAWS))).toBeLessThan(LIMIT);
    expect(Math.abs(birthdaySpacings(draws, 60))).toBeLessThan(LIMIT);
  });
});

describe('each bit of the identity, of the key and of the number of the draw', () => {
  const CASES = 1 << 14;
  /** Bits 0 to 31 lower half, 32 to 63 upper half of the identity; 64 to 127 of the key; 128 to 131 of the draw. */
  function turned(lowHalf: number, highHalf: number, bit: number): number {
    const flip = (from: number): number => (bit >= from && bit < from + 32 ? 1 << (bit - from) : 0);
    const key = { low: KEY.low ^ flip(64), high: KEY.high ^ flip(96) };
    return drawBits(key, lowHalf ^ flip(0), highHalf ^ flip(32), bit >= 128 ? 1 << (bit - 128) : 0);
  }
  test.each([SHAPES[0]!, counted])('turns each bit of the draw in half of the cases: %s', (_, lowOf, highOf) => {
    const worst = avalanche(
      (bit, i) => [drawBits(KEY, lowOf(i), highOf(i), 0), turned(lowOf(i), highOf(i), bit)],
      132,
      CASES,
    );
    expect(worst).toBeLessThan(limitFor(132 * 32));
  });
});

describe('the tests themselves refuse what is bad', () => {
  test('uniformity: a bend of three hundredths', () => {
    expect(Math.abs(byteUniformity(bent, DRAWS, 24))).toBeGreaterThan(LIMIT);
    expect(straightLine(bent, 1 << 17)).toBeGreaterThan(LIMIT);
  });
  test('serial correlation: steps of one size', () => {
    expect(Math.abs(correlation(weyl, next(weyl), DRAWS))).toBeGreaterThan(LIMIT);
    expect(Math.abs(pairUniformity(weyl, next(weyl), DRAWS))).toBeGreaterThan(LIMIT);
    expect(bitAgreement(weyl, next(weyl), DRAWS / 4)).toBeGreaterThan(limitFor(32));
  });
  test('streams apart: a key that is put on at the end', () => {
    const [one, other] = [keyedAtTheEnd(0x12345678), keyedAtTheEnd(0x0badcafe)];
    expect(Math.abs(pairUniformity(one, other, DRAWS))).toBeGreaterThan(LIMIT);
    expect(bitAgreement(one, other, DRAWS / 4)).toBeGreaterThan(limitFor(32));
  });
  test('avalanche: one round alone', () => {
    const worst = avalanche((bit, i) => [oneRound(i), oneRound(i ^ (1 << bit))], 32, 1 << 12);
    expect(worst).toBeGreaterThan(limitFor(32 * 32));
  });
  test('birthday spacings: multiples of one number', () => {
    expect(Math.abs(birthdaySpacings(lattice, 60))).toBeGreaterThan(LIMIT);
  });
  test('collisions: a permutation', () => {
    expect(Math.abs(collisions(permutation, 1 << 20))).toBeGreaterThan(LIMIT);
  });
  test('ranks: shifts and exclusive-ors alone', () => {
    expect(Math.abs(matrixRanks(shifts, 2000))).toBeGreaterThan(LIMIT);
  });
});
