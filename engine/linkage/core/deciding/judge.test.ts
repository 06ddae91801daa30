import { describe, expect, test } from 'vitest';
import type { LinkTable } from '../table.ts';
import type { Doubts } from './doubts.ts';
import { judge } from './judge.ts';
import { bitsOf, withRivals } from './match-weights.ts';

/** Pairs of records that stand in no other pair: of chance `linked`, one cluster each, and of chance `apart`, two. */
function judged(linked: readonly number[], apart: readonly number[], rules = 5, doubts?: Doubts, rulesApart = rules) {
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
      foundBy: Uint32Array.from(chances, (_, pair) => 2 ** (pair < linked.length ? rules : rulesApart) - 1),
    },
    bits,
    clusters: {
      clusterOf: Uint32Array.from({ length: records }, (_, i) => (i >> 1 < linked.length ? i & ~1 : i)),
      added: { count: 0, left: new Uint32Array(), right: new Uint32Array() },
      addedBits: new Float32Array(),
      bitsBetween: (one, other) => bits[Math.min(one, other) >> 1]!,
    },
    thresholdBits: 0,
    doubts,
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

  test('leave little more than half a point open where every pair is sure, and of what nobody sees', () => {
    const { precision, recall } = judged(many(1 - 1e-9, 20_000), many(1e-9));
    for (const { value, high } of [precision, recall]) {
      expect(value).toBeCloseTo(1, 6);
      expect(high).toBe(1);
    }
    expect(precision.low).toBeGreaterThan(0.9945);
    expect(precision.low).toBeLessThan(0.9955);
    expect(recall.low).toBeGreaterThan(0.993);
    expect(recall.low).toBeLessThan(0.9965);
  });

  test('miss more by their rules where doubtful pairs, which are not linked, are found by one rule alone', () => {
    const recallOfRules = (rulesApart: number): number =>
      judged(many(0.99), many(0.2), 5, undefined, rulesApart).blockingRecall.value;
    // Eighty matches in expectation by one rule, none by two: 80 × 79 / 2 more are missed.
    expect(recallOfRules(1)).toBeCloseTo(476 / (476 + (80 * 79) / 2), 2);
    expect(recallOfRules(5)).toBe(1);
  });

  test('leave all open where no rule finds a pair, in numbers that a file can hold', () => {
    const { recall, blockingRecall, expectedMatches } = judged([], []);
    expect(expectedMatches).toBe(0);
    for (const { value, low, high } of [recall, blockingRecall]) expect([value, low, high]).toEqual([1, 0, 1]);
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

  test('are complete where nothing is linked and nothing is to be linked, and miss all where much is', () => {
    const none = judged([], many(1e-5)).recall;
    expect(none.value).toBeGreaterThan(0.99);
    expect(none.high).toBe(1);
    const much = judged([], many(0.3)).recall;
    expect(much.value).toBeLessThan(1e-6);
    expect(much.high).toBeLessThan(0.5);
    const unsure = judged([], many(0.001)).recall;
    expect(unsure.low).toBe(0);
    expect(unsure.high).toBe(1);
  });

  test('are of unknown precision where nothing is linked, however many pairs were looked at', () => {
    for (const apart of [[], many(1e-5), many(0.3)]) {
      expect(judged([], apart).precision).toEqual({ value: 1, low: 0, high: 1 });
    }
    // Of one link as little is known; of many something is.
    expect(judged(many(0.999, 10), many(0.3)).precision.low).toBeGreaterThan(0.5);
  });

  test('leave open what befalls three links, which few links do not show', () => {
    expect(judged(many(1 - 1e-9, 100), []).precision.low).toBeCloseTo(1 - 0.005 - 0.03, 4);
    expect(judged(many(1 - 1e-9, 10_000), []).precision.low).toBeCloseTo(1 - 0.005 - 0.0003, 4);
  });

  test('are as low as more kin than were learnt would make them, and their value stays', () => {
    const against = (rival: number): Doubts => ({
      leastBits: (_one, _other, bits) => withRivals(bits, rival),
      thirdsTell: true,
    });
    const [plain, doubted] = [undefined, against(2)].map((doubts) => judged(many(0.999), many(0.01), 5, doubts));
    expect(doubted!.precision.value).toBe(plain!.precision.value);
    expect(doubted!.precision.high).toBe(plain!.precision.high);
    expect(doubted!.recall).toEqual(plain!.recall);
    // Four to one against kin, and the odds of all four times too high.
    expect(doubted!.precision.low).toBeLessThan(0.55);
    expect(plain!.precision.low).toBeGreaterThan(0.97);
    expect(judged(many(0.999), many(0.01), 5, against(Infinity))).toEqual(plain);
  });

  test('do not hold whatever is true: the negative control', () => {
    expect(judged(many(0.99), []).precision.low).toBeGreaterThan(0.9);
    expect(judged(many(0.6), []).precision.high).toBeLessThan(0.95);
  });

  test('miss what rules miss', () => {
    expect(judged(many(1 - 1e-9), [], 1).recall.value).toBeLessThan(0.5);
  });

  describe('in clusters of three', () => {
    /** Of each cluster, records 0 and 1, and 1 and 2, are sure; 0 and 2 have `bits`, and are found by rules or not. */
    function chained(bits: number, isFound: boolean, clusters = 200, doubts?: Doubts) {
      const records = clusters * 3;
      const ends = Array.from({ length: clusters }, (_, i) => [
        [i * 3, i * 3 + 1],
        ...(isFound ? [[i * 3, i * 3 + 2]] : []),
        [i * 3 + 1, i * 3 + 2],
      ]).flat() as [number, number][];
      const bitsBetween = (one: number, other: number): number => (Math.abs(one - other) === 2 ? bits : 30);
      return judge({
        table: {
          count: records,
          source: new Uint8Array(records),
          idHash: Uint32Array.from({ length: records }, (_, i) => i),
        } as LinkTable,
        sources: { sources: 1, isCompared: Uint8Array.of(1), isOneToOne: Uint8Array.of(0) },
        pairs: {
          count: ends.length,
          left: Uint32Array.from(ends, ([left]) => left),
          right: Uint32Array.from(ends, ([, right]) => right),
          foundBy: new Uint32Array(ends.length).fill(31),
        },
        bits: Float32Array.from(ends, ([left, right]) => bitsBetween(left, right)),
        clusters: {
          clusterOf: Uint32Array.from({ length: records }, (_, i) => i - (i % 3)),
          added: { count: 0, left: new Uint32Array(), right: new Uint32Array() },
          addedBits: new Float32Array(),
          bitsBetween,
        },
        thresholdBits: 0,
        doubts,
        findsAll: false,
      });
    }

    test('a third record does not make two sure where over a branch two others would be one', () => {
      const lowWhere = (thirdsTell: boolean): number =>
        chained(-5, true, 200, { leastBits: (_one, _other, bits) => bits, thirdsTell }).precision.low;
      expect(lowWhere(true)).toBeGreaterThan(0.98);
      expect(lowWhere(false)).toBeLessThan(2 / 3);
      expect(lowWhere(false)).toBeGreaterThan(0.6);
    });

    test('pairs that hang by a third record tell how many are lost that have none', () => {
      const { recall, expectedMatches } = chained(-5, true);
      expect(recall.value).toBeCloseTo(2 / 3, 5);
      expect(recall.low).toBeLessThan(0.5);
      expect(recall.high).toBeGreaterThan(0.99);
      expect(expectedMatches).toBeGreaterThan(890);
    });

    test('those that no rule found count half', () => expect(chained(30, false).recall.value).toBeCloseTo(5 / 6, 5));

    test('nothing is lost where all are linked by themselves: the negative control', () =>
      expect(chained(30, true).recall.value).toBe(1));

    test('a few clusters tell nothing', () => expect(chained(-5, true, 33).recall.value).toBeGreaterThan(0.99));
  });
});
