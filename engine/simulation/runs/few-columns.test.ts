import { describe, expect, test } from 'vitest';
import { QUANTILES, VARIANTS } from '../replicates/bands.ts';
import { fewBands } from '../replicates/few-bands.ts';
import { SIMULATED_INDICATORS } from '../replicates/indicators.ts';
import { replicateOf } from '../replicates/replicate.ts';
import { layoutOf } from '../replicates/sides.ts';
import { fewColumns, fewMoveColumns, untoldColumns } from './few-columns.ts';
import { moveColumns } from './move-columns.ts';
import { fewerBirths, testPair } from '../replicates/test-pair.ts';

const PAIR = testPair(3000, 2, fewerBirths(0.5, 2026));
const NUMBERS = [0, 2, 4, 5];
const FEW = { numbers: NUMBERS, values: NUMBERS.map(replicateOf(PAIR)) };
const [AREAS, YEARS] = [3, PAIR.years + 1];
const SHAPE = { years: YEARS, areas: AREAS, firstArea: 0, areaCount: AREAS };
const { side } = layoutOf(PAIR);

describe('columns of few replicates', () => {
  const columns = fewColumns(FEW, SHAPE);
  const width = SIMULATED_INDICATORS.length;
  test('hold the band of each indicator, side, year and area', () => {
    const cells = YEARS * AREAS;
    const expected = SIMULATED_INDICATORS.flatMap((_, indicator) =>
      VARIANTS.flatMap((variant) => {
        const bands = Array.from({ length: cells }, (_, cell) => {
          const [before, after] = [0, side].map((from) =>
            FEW.values.map((values) => values[from + cell * width + indicator]!),
          ) as [number[], number[]];
          const sample = variant === 'baseline' ? before : after;
          const band = new Float64Array(QUANTILES.length);
          const told = variant === 'difference' ? sample.map((each, i) => each - before[i]!) : sample;
          fewBands(NUMBERS)(told, variant, band);
          return band;
        });
        return QUANTILES.flatMap((_, q) => bands.map((band) => Math.fround(band[q]!)));
      }),
    );
    expect(Array.from(columns)).toEqual(expected);
    expect(expected.some((each) => each > 0)).toBe(true);
  });

  test('tell nothing of what is not simulated, nor of luck and rates apart', () => {
    const life = (width - 1) * VARIANTS.length * QUANTILES.length * YEARS * AREAS;
    expect(columns[life]).toBeNaN();
    const untold = untoldColumns({ ...SHAPE, firstArea: 2, areaCount: 1 });
    expect(untold).toHaveLength(columns.length / AREAS);
    expect(untold.every(Number.isNaN)).toBe(true);
  });

  test('of moves have the means of pairs and of sums', () => {
    const keys = ['median', 'low80'] as const;
    const moves = fewMoveColumns(FEW, PAIR, keys);
    expect(moves).toHaveLength(moveColumns(FEW.values, PAIR, keys).length);
    const { moves: at, movesSide } = layoutOf(PAIR);
    const places = 4;
    const mean = (from: number): number =>
      FEW.values.reduce((sum, values) => sum + values[from]! / FEW.values.length, 0);
    // From a to b, then all who leave a, of the scenario.
    expect(moves[1]).toBeCloseTo(mean(at + 1), 3);
    const scenario = keys.length * places ** 2;
    expect(moves[scenario + 3]).toBeCloseTo(mean(at + movesSide + 1) + mean(at + movesSide + 2), 3);
    expect(moves[scenario + places ** 2 + 3]).toBeLessThan(moves[scenario + 3]!);
  });
});
