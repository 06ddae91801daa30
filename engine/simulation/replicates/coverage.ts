/** How often what came about lies within the bands: a band of 80 % that holds 60 % of it is too narrow. */
import { quantile } from './bands.ts';

export interface Coverage {
  /** Shares of the bands: 0.5, 0.8, 0.95. */
  readonly nominal: number;
  /** Mean over cells of the share of truths within the band. */
  readonly mean: number;
  /** Of cells: a tenth of them cover less, a tenth more. */
  readonly low: number;
  readonly high: number;
  readonly cells: number;
}

/**
 * @param truths    [truth][cell]
 * @param forecast  gives the values of a cell in ascending order, of which its band is made
 * @param nominal   share that the band is to hold
 * @param cells     which of them; cells in which nothing varies have no band and are left out
 * @throws RangeError when nothing varies anywhere
 */
export function coverageOf(
  truths: readonly ArrayLike<number>[],
  forecast: (cell: number) => Float64Array,
  nominal: number,
  cells: readonly number[],
): Coverage {
  const shares: number[] = [];
  for (const cell of cells) {
    const values = forecast(cell);
    // Nothing is told of it, or it is the same in all.
    if (Number.isNaN(values[0]!) || values[0] === values.at(-1)) continue;
    const low = quantile(values, (1 - nominal) / 2);
    const high = quantile(values, (1 + nominal) / 2);
    // Whole numbers lie on the ends of bands; half of those count, or narrow bands of small numbers would cover too much.
    const within = truths.reduce((sum, each) => sum + insideness(each[cell]!, low, high), 0);
    shares.push(within / truths.length);
  }
  if (shares.length === 0) throw new RangeError('nothing varies in any cell');
  const sorted = Float64Array.from(shares).sort();
  return {
    nominal,
    mean: shares.reduce((sum, each) => sum + each, 0) / shares.length,
    low: quantile(sorted, 0.1),
    high: quantile(sorted, 0.9),
    cells: shares.length,
  };
}

const insideness = (value: number, low: number, high: number): number =>
  value < low || value > high ? 0 : value === low || value === high ? 0.5 : 1;
