/** Medians and bands of every indicator, year and area at once, as columns: the same numbers as bands.ts gives one by one. */
import { QUANTILES, quantile, VARIANTS } from '../replicates/bands.ts';
import { SIMULATED_INDICATORS } from '../replicates/indicators.ts';
import { sampler } from '../replicates/samples.ts';

/** Which areas and years a block of columns holds, and how a replicate lies before it. */
export interface BandShape {
  /** The start included. */
  readonly years: number;
  /** Of a replicate: the kelurahan and the city. */
  readonly areas: number;
  readonly firstArea: number;
  readonly areaCount: number;
}

/** [indicator × variant × quantile × year × area] */
export function bandColumns(
  replicates: readonly Float32Array[],
  uncertainty: number,
  { years, areas, firstArea, areaCount }: BandShape,
): Float32Array {
  const indicators = SIMULATED_INDICATORS.length;
  const cells = years * areaCount;
  const columns = new Float32Array(indicators * VARIANTS.length * QUANTILES.length * cells);
  const sample = sampler(replicates, areas);
  for (let indicator = 0; indicator < indicators; indicator++)
    for (let variant = 0; variant < VARIANTS.length; variant++)
      for (let cell = 0; cell < cells; cell++) {
        const year = Math.floor(cell / areaCount);
        const area = firstArea + (cell % areaCount);
        const sorted = sample({ uncertainty, variant, year, area, indicator });
        const into = (indicator * VARIANTS.length + variant) * QUANTILES.length * cells + cell;
        QUANTILES.forEach(({ share }, q) => (columns[into + q * cells] = quantile(sorted, share)));
      }
  return columns;
}
