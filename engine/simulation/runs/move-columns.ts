/** Medians and bands of 80 % of all moves at once, as columns. */
import { QUANTILES, quantile, VARIANTS } from '../replicates/bands.ts';
import { periodsOf } from '../replicates/moves-between.ts';
import { moveSampler, toldPlaces, type MoveShape } from '../replicates/move-samples.ts';

/**
 * @param keys of QUANTILES
 * @returns [variant × key × period × from × to]; from and to are the kelurahan, the outside of the city, then all places
 */
export function moveColumns(
  replicates: readonly Float32Array[],
  shape: MoveShape,
  keys: readonly (typeof QUANTILES)[number]['key'][],
): Float32Array {
  const places = toldPlaces(shape.areaCodes.length);
  const cells = periodsOf(shape.years) * places ** 2;
  const columns = new Float32Array(VARIANTS.length * keys.length * cells);
  const shares = keys.map((key) => QUANTILES.find((each) => each.key === key)!.share);
  const sample = moveSampler(replicates, shape);
  for (let variant = 0; variant < VARIANTS.length; variant++)
    for (let cell = 0; cell < cells; cell++) {
      const [period, from, to] = [Math.floor(cell / places ** 2), Math.floor(cell / places) % places, cell % places];
      const sorted = sample({ variant, period, from, to });
      // Of expected numbers, which know no moves of persons, nothing is told.
      shares.forEach((share, q) => (columns[(variant * keys.length + q) * cells + cell] = quantile(sorted, share)));
    }
  return columns;
}
