import { describe, expect, test } from 'vitest';
import { chance as chanceSource } from '../../kernel/random.ts';
import { calibrationOf, type Calibration } from './calibration.ts';

/** Pair i is of records 2i and 2i + 1; entity 0 is not known. */
function measured(chances: readonly number[], entity: ArrayLike<number>): Calibration | undefined {
  const pairs = {
    count: chances.length,
    left: Uint32Array.from(chances, (_, i) => 2 * i),
    right: Uint32Array.from(chances, (_, i) => 2 * i + 1),
    probability: Float32Array.from(chances),
  };
  return calibrationOf({ entity: Uint32Array.from(entity), entities: 0, notes: [] }, pairs);
}

const entitiesOf = (isTrue: readonly boolean[]): number[] =>
  isTrue.flatMap((same, i) => (same ? [2 * i + 1, 2 * i + 1] : [2 * i + 1, 2 * i + 2]));

describe('chances against the truth', () => {
  test('stand in the right bins with what came true, unknown records left out', () => {
    const chances = [...new Array<number>(10).fill(0.75), 0.05, 0.995, 1, 0.5];
    const entity = entitiesOf(chances.map((_, i) => i < 8 || i > 10));
    entity[27] = 0;
    const { bins, ...whole } = measured(chances, entity)!;
    expect(bins.map(({ from, to, pairs, truePairs }) => [from, to, pairs, truePairs])).toEqual([
      [0, 0.1, 1, 0],
      [0.7, 0.8, 10, 8],
      [0.99, 0.999, 1, 1],
      [0.999, 1, 1, 1],
    ]);
    expect(bins[1]).toMatchObject({ meanChance: 0.75, shareTrue: 0.8 });
    expect(bins[1]!.low).toBeCloseTo(0.4902, 4);
    expect(bins[1]!.high).toBeCloseTo(0.9433, 4);
    expect(whole.pairs).toBe(13);
    expect(whole.shareTrue).toBeCloseTo(10 / 13, 12);
    expect(whole.meanChance).toBeCloseTo((7.5 + 0.05 + 0.995 + 1) / 13, 6);
    expect(whole.brierScore).toBeCloseTo((8 * 0.25 ** 2 + 2 * 0.75 ** 2 + 0.05 ** 2 + 0.005 ** 2) / 13, 6);
    expect(whole.expectedError).toBeCloseTo((10 * 0.05 + 0.05 + 0.005) / 13, 6);
  });

  test.each([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.99, 0.999])('%d is in the bin that it begins', (edge) => {
    expect(measured([edge], [1, 1])!.bins[0]!.from).toBe(edge);
  });

  test('of no pair known nothing is told', () => {
    expect(measured([], [])).toBeUndefined();
    expect(measured([0.9], [1, 0])).toBeUndefined();
  });
});

describe('of many pairs', () => {
  const source = chanceSource(1, 'calibration-test');
  const count = 20_000;
  const uniform = (draw: number): number => source.below(1_000_000, draw) / 1_000_000;
  const chances = Array.from({ length: count }, (_, i) => uniform(i) ** 0.3);
  const entity = entitiesOf(chances.map((one, i) => uniform(count + i) < one));

  test('chances that come true are told to be right', () => {
    const { expectedError, bins } = measured(chances, entity)!;
    expect(expectedError).toBeLessThan(0.01);
    expect(bins.filter(({ meanChance, low, high }) => meanChance < low || meanChance > high).length).toBeLessThan(3);
  });

  test('chances told too high are found out by as much', () => {
    const high = measured(
      chances.map((one) => Math.min(1, one + 0.1)),
      entity,
    )!;
    expect(high.expectedError).toBeCloseTo(high.meanChance - high.shareTrue, 2);
    expect(high.expectedError).toBeGreaterThan(0.05);
  });

  test('of a shuffled truth the error is all of the chance', () => {
    const shuffled = entity.map((_, i) => entity[(i * 7919) % entity.length]!);
    const { expectedError, meanChance, shareTrue } = measured(chances, shuffled)!;
    expect(shareTrue).toBeLessThan(0.001);
    expect(expectedError).toBeCloseTo(meanChance, 2);
    expect(meanChance).toBeGreaterThan(0.7);
  });
});
