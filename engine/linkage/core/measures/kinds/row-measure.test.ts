/** Measures of a value of each record against the obvious form: one pair after the other, nothing kept. */
import { describe, expect, test } from 'vitest';
import { chance } from '../../../../kernel/random.ts';
import type { PairMeasure } from '../../comparison.ts';
import { frequenciesFromCounts } from '../../values/features.ts';
import { heldValues } from './few-values.ts';
import type { RowComparer, RowMeasure } from './row-comparer.ts';
import { rowMeasure } from './row-measure.ts';

const [RECORDS, PAIRS] = [3000, 20_000];
const draws = chance(7, 'row-measure-test');
const sides = [0, 1].map((side) => Uint32Array.from({ length: PAIRS }, (_, pair) => draws.below(RECORDS, pair, side)));
const [left, right] = sides as [Uint32Array, Uint32Array];

/** Level of the kind, and bits where the comparer tells them. */
const levelOf = (one: number, other: number): number => (one + other) % 3;
const bitsOf = (one: number, other: number): number => ((one * other) % 17) / 4;

/** What is known of a value is its number and twice that: of rows of one number, and of two. */
const comparerOf = (width: 1 | 2, tellsBits: boolean): RowComparer => {
  const comparer: RowComparer = {
    width,
    tellsBits,
    write(values, from, to, { rows, at, stride }) {
      for (let i = from, place = at; i < to; i++, place += stride) {
        for (let of = 0; of < width; of++) rows[place + of] = values[i]! * (of + 1);
      }
    },
    bits: 0,
    level(rows, l, r) {
      const [one, other] = [rows[l + width - 1]! / width, rows[r + width - 1]! / width];
      comparer.bits = bitsOf(one, other);
      return levelOf(one, other);
    },
  };
  return comparer;
};

function measureOf(held: number, comparer: RowComparer, isEqualTold: boolean): RowMeasure {
  const values = Uint32Array.from({ length: RECORDS }, (_, record) => draws.below(held + 1, record, 2));
  const counts = new Uint32Array(held + 1);
  for (const value of values) if (value > 0) counts[value]!++;
  return {
    values,
    frequencies: frequenciesFromCounts(counts),
    comparer,
    levels: Uint8Array.of(1, 1, 2, 3),
    equal: isEqualTold ? Uint8Array.from({ length: held + 1 }, (_, value) => 2 + (value % 2)) : undefined,
    unrelated: { u: new Float64Array(4), error: new Float64Array(4), averageBits: Float64Array.of(NaN, NaN, -3.5, -7) },
  };
}

/** Level and rarity of one pair, as they are told. */
function slowPair(of: RowMeasure, pair: number): [level: number, bits: number] {
  const [one, other] = [of.values[left[pair]!]!, of.values[right[pair]!]!];
  if (one === 0 || other === 0) return [0, 0];
  const level = one === other ? (of.equal?.[one] ?? of.levels.at(-1)!) : of.levels[levelOf(one, other)]!;
  const average = of.unrelated.averageBits[level]!;
  if (Number.isNaN(average)) return [level, 0];
  const { rarityBits } = of.frequencies;
  const rarity =
    one !== other && of.comparer.tellsBits ? bitsOf(one, other) : Math.min(rarityBits[one]!, rarityBits[other]!);
  return [level, Math.fround(average + rarity)];
}

/** By rows of all records, of which those of this measure begin at some place. */
function compared(measure: PairMeasure): [level: number, bits: number][] {
  const [at, stride] = [3, measure.width + 4];
  const rows = new Uint32Array(stride * RECORDS);
  measure.write(0, RECORDS, { rows, at, stride });
  const places = (records: Uint32Array): Uint32Array => records.map((record) => record * stride);
  const [levels, rarityBits] = [new Uint8Array(PAIRS * 2), new Float32Array(PAIRS)];
  const batch = { count: PAIRS, left: places(left), right: places(right), levels, levelsWidth: 2, rarityBits };
  measure.compare(rows, at, batch, 1);
  expect(levels.filter((_, i) => i % 2 === 0).every((level) => level === 0)).toBe(true);
  return Array.from(rarityBits, (bits, pair) => [levels[pair * 2 + 1]!, bits]);
}

describe.each([
  ['few', 40],
  ['many', 400],
])('%s values', (_, held) => {
  test.each([
    ['rows of a number', 1, false, false],
    ['rows of several', 2, false, false],
    ['a comparer that tells what agreeing is worth', 2, true, false],
    ['values that say too little to be the same', 1, false, true],
  ] as const)('of %s are compared as one pair after the other', (__, width, tellsBits, isEqualTold) => {
    const of = measureOf(held, comparerOf(width, tellsBits), isEqualTold);
    const found = compared(rowMeasure(of));
    expect(found).toEqual(Array.from(left, (___, pair) => slowPair(of, pair)));
    expect(new Set(found.map(([level]) => level)).size).toBe(4);
  });
});

test('the values that records hold are numbered as they come, and none where there are more than a few', () => {
  const values = Uint32Array.of(7, 0, 9, 7, 2);
  const held = heldValues(values, 10, 3)!;
  expect([...held.values]).toEqual([0, 7, 9, 2]);
  expect([7, 9, 2, 0].map((value) => held.numberOf[value])).toEqual([1, 2, 3, 0]);
  expect(heldValues(values, 10, 2)).toBeUndefined();
});
