/** Bands of few replicates as columns, of every indicator, year and area and of all moves: few-bands.ts says how they are told. */
import { QUANTILES, VARIANTS } from '../replicates/bands.ts';
import { fewBands } from '../replicates/few-bands.ts';
import { SIMULATED_INDICATORS } from '../replicates/indicators.ts';
import { moveValues, toldPlaces, type MoveShape } from '../replicates/move-samples.ts';
import { periodsOf } from '../replicates/moves-between.ts';
import { layoutOfValues } from '../replicates/sides.ts';
import type { BandShape } from './band-columns.ts';

/** Replicates with their numbers, by which those with the same draw of parameters are known. */
export interface FewReplicates {
  readonly numbers: readonly number[];
  /** [replicate] in the same order */
  readonly values: readonly Float32Array[];
}

const sampleOf = (variant: number, before: number, after: number): number =>
  VARIANTS[variant] === 'difference' ? after - before : variant === 0 ? before : after;

/** Luck and rates together. @returns [indicator × variant × quantile × year × area] */
export function fewColumns({ numbers, values }: FewReplicates, { years, areas }: BandShape): Float32Array {
  const width = SIMULATED_INDICATORS.length;
  const cells = years * areas;
  const { side } = layoutOfValues(values[0]!.length, areas);
  const columns = new Float32Array(width * VARIANTS.length * QUANTILES.length * cells);
  const bands = fewBands(numbers);
  const sample = new Float64Array(values.length);
  const band = new Float64Array(QUANTILES.length);
  for (let indicator = 0; indicator < width; indicator++)
    for (const [variant, name] of VARIANTS.entries()) {
      const into = (indicator * VARIANTS.length + variant) * QUANTILES.length * cells;
      for (let cell = 0; cell < cells; cell++) {
        const at = cell * width + indicator;
        for (let i = 0; i < sample.length; i++) sample[i] = sampleOf(variant, values[i]![at]!, values[i]![side + at]!);
        bands(sample, name, band);
        for (let q = 0; q < band.length; q++) columns[into + q * cells + cell] = band[q]!;
      }
    }
  return columns;
}

/** What is luck alone, or rates alone, is not told of few. @returns as `fewColumns` of one area, NaN throughout */
export const untoldColumns = ({ years }: BandShape): Float32Array =>
  new Float32Array(SIMULATED_INDICATORS.length * VARIANTS.length * QUANTILES.length * years).fill(NaN);

/**
 * @param keys of QUANTILES
 * @returns [variant × key × period × from × to]; from and to are the kelurahan, the outside of the city, then all places
 */
export function fewMoveColumns(
  { numbers, values }: FewReplicates,
  shape: MoveShape,
  keys: readonly (typeof QUANTILES)[number]['key'][],
): Float32Array {
  const places = toldPlaces(shape.areaCodes.length);
  const cells = periodsOf(shape.years) * places ** 2;
  const columns = new Float32Array(VARIANTS.length * keys.length * cells);
  const wanted = keys.map((key) => QUANTILES.findIndex((each) => each.key === key));
  const bands = fewBands(numbers);
  const sample = moveValues(values, shape);
  const band = new Float64Array(QUANTILES.length);
  for (const [variant, name] of VARIANTS.entries())
    for (let cell = 0; cell < cells; cell++) {
      const [period, from, to] = [Math.floor(cell / places ** 2), Math.floor(cell / places) % places, cell % places];
      bands(sample({ variant, period, from, to }), name, band);
      wanted.forEach((q, i) => (columns[(variant * keys.length + i) * cells + cell] = band[q]!));
    }
  return columns;
}
