/** Parts households into folds by whole clusters, whatever the order of the rows. */
import { chance } from '../../kernel/random.ts';

/**
 * @param clusters [household] number of its cluster
 * @param among    households to part
 * @returns        [fold] households, in the order of `among`
 */
export function clusterFolds(clusters: Int32Array, among: Uint32Array, folds: number, seed: number): Uint32Array[] {
  const sizes = new Map<number, number>();
  for (const row of among) sizes.set(clusters[row]!, (sizes.get(clusters[row]!) ?? 0) + 1);
  const source = chance(seed, 'folds');
  // Large clusters first, each into the fold that has least; chance decides among equals.
  const order = [...sizes].sort((a, b) => b[1] - a[1] || source.bits(a[0]) - source.bits(b[0]) || a[0] - b[0]);
  const filled = new Float64Array(folds);
  const foldOf = new Map<number, number>();
  for (const [cluster, size] of order) {
    const fold = filled.indexOf(Math.min(...filled));
    filled[fold]! += size;
    foldOf.set(cluster, fold);
  }
  return Array.from({ length: folds }, (_, fold) => among.filter((row) => foldOf.get(clusters[row]!) === fold));
}
