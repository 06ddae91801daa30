import { describe, expect, test } from 'vitest';
import type { LinkTable } from '../table.ts';
import { judge } from './judge.ts';
import { bitsOf } from './match-weights.ts';

/** Pairs of records that stand in no other pair: of chance `linked`, one cluster each, and of chance `apart`, two. */
function judged(linked: readonly number[], apart: readonly number[], rules = 5) {
  const chances = [...linked, ...apart];
  const records = chances.length * 2;
  const bits = Float32Array.from(chances, bitsOf);
  const right = Uint32Array.from(chances, (_, pair) => pair * 2 + 1);
  return judge({
    table: {
      count: records,
      source: new Uint8Array(records),
      idHash: Uint32Array.from({ length: records }, (_, i) => i),
    } as LinkTable,
    sources: { sources: 1, isCompared: Uint8Array.of(1), isOneToOne: Uint8Array.of(0) },
    pairs: {
      count: chances.length,
      left: right.map((record) => record - 1),
      right,
      foundBy: new Uint32Array(chances.length).fill(2 ** rules - 1),
    },
    bits,
    clusters: {
      clusterOf: Uint32Array.from({ length: records }, (_, i) => (i >> 1 < linked.length ? i & ~1 : i)),
      added: { count: 0, left: new Uint32Array(), right: new Uint32Array() },
      addedBits: new Float32Array(),
      bitsBetween: (one, other) => bits[Math.min(one, other) >> 1]!,
    },
    findsAll: false,
  });
}

const many = (chance: number, count = 400): number[] => new Array<number>(count).fill(chance);

describe('links judged without truth', () => {
  test('are as precise as the chances of their pairs, and find what is not kept apart', () => {
    const { precision, recall, expectedMatches } = judged(many(0.9), many(0.1));
    expect(precision.value).toBeCloseTo(0.9, 5);
    expect(recall.value).toBeCloseTo(0.9, 5);
    expect(expectedMatches).toBeCloseTo(400, 0);
  });

  test('leave no more than a third of a point open where every pair is sure', () => {
    const { precision, recall } = judged(many(1 - 1e-9), many(1e-9));
    for (const { value, low, high } of [precision, recall]) {
      expect(value).toBeCloseTo(1, 6);
      expect(low).toBeGreaterThan(0.9965);
      expect(high).toBe(1);
    }
  });

  test('stay within their intervals where the odds of all pairs are two bits too high or too low', () => {
    const shifted = (chance: number, bits: number): number => 1 / (1 + 2 ** -(bitsOf(chance) + bits));
    for (const bits of [-2, 2]) {
      const { precision, recall } = judged(many(0.95), many(0.03));
      const [linked, apart] = [shifted(0.95, bits), shifted(0.03, bits)];
      expect(precision.low).toBeLessThanOrEqual(linked);
      expect(precision.high).toBeGreaterThanOrEqual(linked);
      const truth = 0.95 / (0.95 + apart);
      expect(recall.low).toBeLessThanOrEqual(truth);
      expect(recall.high).toBeGreaterThanOrEqual(truth);
    }
  });

  test('do not hold whatever is true: the negative control', () => {
    expect(judged(many(0.99), []).precision.low).toBeGreaterThan(0.9);
    expect(judged(many(0.6), []).precision.high).toBeLessThan(0.95);
  });

  test('miss what rules miss', () => {
    expect(judged(many(1 - 1e-9), [], 1).recall.value).toBeLessThan(0.5);
  });
});
