/** All levels of all comparisons in one row, so that a model is a few flat arrays. */
import type { ComparisonSpec } from '../comparison.ts';

/** Entry `first[c] + l` of every flat array is level l of comparison c; level 0 is "not told". */
export interface LevelSpace {
  readonly comparisons: number;
  readonly size: number;
  /** [comparison + 1] */
  readonly first: Uint32Array;
}

export function levelSpace(comparisons: readonly Pick<ComparisonSpec, 'levels'>[]): LevelSpace {
  const first = new Uint32Array(comparisons.length + 1);
  comparisons.forEach(({ levels }, c) => (first[c + 1] = first[c]! + levels.length + 1));
  return { comparisons: comparisons.length, size: first[comparisons.length]!, first };
}

/** [comparison] levels, level 0 included, as views on a flat array. */
export const byComparison = ({ comparisons, first }: LevelSpace, flat: Float64Array): Float64Array[] =>
  Array.from({ length: comparisons }, (_, c) => flat.subarray(first[c], first[c + 1]));

/** [level of the space] from [comparison][level]; level 0 stays 0. */
export function flatten({ size, first }: LevelSpace, shares: readonly ArrayLike<number>[]): Float64Array {
  const flat = new Float64Array(size);
  shares.forEach((each, c) => {
    for (let level = 1; level < each.length; level++) flat[first[c]! + level] = each[level]!;
  });
  return flat;
}
