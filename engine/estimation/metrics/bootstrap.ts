/** How far a measure may be off: the survey drawn again and again, whole clusters within their strata. */
import { chance } from '../../kernel/random.ts';

export interface Design {
  readonly weight: Float64Array;
  readonly clusters: Int32Array;
  readonly strata: Int32Array;
}

export interface Interval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

const LEVEL = 0.95;

/** [replicate][household] weights of a survey drawn again from its own clusters. */
export function replicateWeights(design: Design, replicates: number, seed: number): Float64Array[] {
  const strata = clustersByStratum(design);
  return Array.from({ length: replicates }, (_, replicate) => {
    const source = chance(seed, 'bootstrap', replicate);
    const times = new Map<number, number>();
    strata.forEach((clusters) => {
      for (const own of clusters) {
        const drawn = clusters[source.below(clusters.length, own)]!;
        times.set(drawn, (times.get(drawn) ?? 0) + 1);
      }
    });
    return design.weight.map((w, row) => w * (times.get(design.clusters[row]!) ?? 0));
  });
}

/**
 * A cluster of several strata counts with the one where it is met first. Strata of one cluster are drawn from together: alone
 * each would be drawn again every time, and the interval would be none.
 */
function clustersByStratum({ clusters, strata }: Design): Int32Array[] {
  const stratumOf = new Map<number, number>();
  clusters.forEach((cluster, row) => {
    if (!stratumOf.has(cluster)) stratumOf.set(cluster, strata[row]!);
  });
  const byStratum = new Map<number, number[]>();
  for (const [cluster, stratum] of [...stratumOf].sort((a, b) => a[0] - b[0])) {
    byStratum.set(stratum, [...(byStratum.get(stratum) ?? []), cluster]);
  }
  const lists = [...byStratum].sort((a, b) => a[0] - b[0]).map(([, list]) => list);
  const alone = lists.flatMap((list) => (list.length === 1 ? list : []));
  const others = lists.filter((list) => list.length > 1);
  if (alone.length === 1 && others.length > 0) others[0] = [...others[0]!, ...alone];
  else if (alone.length > 0) others.push(alone);
  return others.map((list) => Int32Array.from(list));
}

/** @param drawn the measure in each replicate; those that have none are left out */
export function intervalOf(value: number, drawn: readonly number[]): Interval {
  const sorted = Float64Array.from(drawn.filter((each) => !Number.isNaN(each))).sort();
  if (sorted.length < 2) return { value, low: NaN, high: NaN };
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))]!;
  return { value, low: at((1 - LEVEL) / 2), high: at((1 + LEVEL) / 2) };
}

/**
 * Intervals of several measures at once.
 *
 * @param drawn [replicate][household] weights
 */
export function intervalsOf<K extends string>(
  measure: (weight: Float64Array) => Record<K, number>,
  weight: Float64Array,
  drawn: readonly Float64Array[],
): Record<K, Interval> {
  const value = measure(weight);
  const again = drawn.map(measure);
  const keys = Object.keys(value) as K[];
  return Object.fromEntries(
    keys.map((key) => [
      key,
      intervalOf(
        value[key],
        again.map((each) => each[key]),
      ),
    ]),
  ) as Record<K, Interval>;
}
