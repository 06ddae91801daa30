import { describe, expect, test } from 'vitest';
import { childIdentity, identitiesOfPersons, newcomerIdentity } from './identities.ts';
import { drawBits, drawKey, fillDrawBits, moreBits, thresholdOf, uniformOf } from './keyed-draws.ts';
import { normalQuantile } from '../../kernel/normal.ts';

const KEY = drawKey(3577, 'death', 2026);

describe('a keyed draw', () => {
  test('is the same number for ever', () => {
    expect(KEY).toEqual(drawKey(3577n, 'death', 2026));
    expect([drawBits(KEY, 1, 2, 0), drawBits(KEY, 1, 2, 1), drawBits(drawKey(3577, 'birth', 2026), 1, 2, 0)]).toEqual([
      565130625, 1976686698, 889704596,
    ]);
  });

  test('in a batch is what it is alone, in whatever pieces and order the batch is drawn', () => {
    const count = 1000;
    const low = Uint32Array.from({ length: count }, (_, i) => drawBits(KEY, i, 1, 0));
    const high = Uint32Array.from({ length: count }, (_, i) => drawBits(KEY, i, 2, 0));
    const whole = new Uint32Array(count);
    fillDrawBits(KEY, 3, low, high, whole);
    const pieces = new Uint32Array(count);
    fillDrawBits(KEY, 3, low, high, pieces, 400);
    fillDrawBits(KEY, 3, low, high, pieces, 0, 400);
    expect(pieces).toEqual(whole);
    expect(whole).toEqual(Uint32Array.from(low, (each, i) => drawBits(KEY, each, high[i]!, 3)));
  });

  test('names that run into each other are different keys', () => {
    expect(drawKey(1, 'move', 2026)).not.toEqual(drawKey(12, 'move', 2026));
    expect(drawKey(1, 'a\n2', 3)).not.toEqual(drawKey(1, 'a', 23));
  });

  test('as a uniform value is never 0 and never 1, and below its threshold as often as wanted', () => {
    expect(uniformOf(0)).toBeGreaterThan(0);
    expect(uniformOf(0xffffffff)).toBeLessThan(1);
    expect([thresholdOf(0), thresholdOf(0.5), thresholdOf(1)]).toEqual([0, 2 ** 31, 2 ** 32]);
    let below = 0;
    for (let i = 0; i < 1_000_000; i++) if (drawBits(KEY, i, 5, 0) < thresholdOf(0.003)) below++;
    // 3000 expected, standard deviation 54.7: six of them are two in a thousand million.
    expect(Math.abs(below - 3000)).toBeLessThan(6 * 54.7);
  });
});

describe('more bits of a draw', () => {
  test('say nothing of the draw: both below their thresholds as often as the product of the two, at either end', () => {
    const draws = 400_000;
    const bits = Uint32Array.from({ length: draws }, (_, i) => drawBits(KEY, i, 7, 0));
    for (const [first, second] of [
      [0.5, 0.5],
      [0.1, 0.02],
      [0.01, 0.05],
      [0.003, 0.3],
    ] as const) {
      const [low, otherLow] = [thresholdOf(first), thresholdOf(second)];
      const [high, otherHigh] = [thresholdOf(1 - first), thresholdOf(1 - second)];
      let [below, above] = [0, 0];
      for (const each of bits) {
        const more = moreBits(each);
        if (each < low && more < otherLow) below++;
        if (each < low && more >= otherHigh) above++;
        if (each >= high && more < otherLow) below++;
      }
      const expected = draws * first * second;
      expect(Math.abs(below - 2 * expected)).toBeLessThan(5 * Math.sqrt(2 * expected));
      expect(Math.abs(above - expected)).toBeLessThan(5 * Math.sqrt(expected));
    }
  });
  test('spread over all values, and are the same for ever', () => {
    const sixteenths = new Float64Array(16);
    for (let i = 0; i < 160_000; i++) sixteenths[moreBits(i) >>> 28]!++;
    const chiSquare = sixteenths.reduce((sum, found) => sum + (found - 10_000) ** 2 / 10_000, 0);
    // 15 degrees of freedom: one in a hundred thousand would be larger.
    expect(chiSquare).toBeLessThan(49);
    expect([moreBits(0), moreBits(1), moreBits(0xffffffff)]).toEqual([0, 1753845952, 1734902346]);
  });
});

describe('identities', () => {
  test('of residents are the first half of their ids', () => {
    const ids = Uint8Array.from({ length: 32 }, (_, i) => i);
    const { low, high } = identitiesOfPersons(ids);
    expect([...low, ...high]).toEqual([0x03020100, 0x13121110, 0x07060504, 0x17161514]);
  });

  test('of children and newcomers are all different, and the same for the same mother and place', () => {
    const key = drawKey(3577, 'newborn', 2026);
    const seen = new Set<string>();
    for (let mother = 0; mother < 50_000; mother++) {
      for (const birth of [0, 1]) seen.add(childIdentity(key, mother, 9, birth).join(' '));
      seen.add(newcomerIdentity(drawKey(3577, 'newcomer', 2026), mother % 27, Math.floor(mother / 27)).join(' '));
    }
    expect(seen.size).toBe(150_000);
    expect(childIdentity(key, 1, 9, 0)).toEqual(childIdentity(drawKey(3577, 'newborn', 2026), 1, 9, 0));
    expect(childIdentity(key, 1, 9, 0)).not.toEqual(childIdentity(drawKey(3577, 'newborn', 2027), 1, 9, 0));
  });
});

describe('the normal quantile', () => {
  test('is that of the tables', () => {
    const known: [uniform: number, deviate: number][] = [
      [0.5, 0],
      [0.975, 1.959963984540054],
      [0.9, 1.2815515655446004],
      [1e-6, -4.753424308822899],
      [1e-12, -7.034483825301132],
    ];
    for (const [uniform, deviate] of known) expect(normalQuantile(uniform)).toBeCloseTo(deviate, 12);
    expect(normalQuantile(0.25)).toBe(-normalQuantile(0.75));
  });
});
