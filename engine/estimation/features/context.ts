/**
 * What the neighbours are like: means of the facts of a household's cluster (village, RT). They hold no label, and tell
 * of roads, markets and wages that no fact of a single household tells of.
 */
import type { Feature, FeatureTable, NumberFeature } from './feature-table.ts';

const MOST_COLUMNS = 40;
const MOST_LEVELS = 6;
const LEAST_LEVEL_SHARE = 0.05;
/** With more facts than this their spread within the cluster is left out. */
const MOST_FOR_SPREAD = 15;

/** Clusters smaller than this on average, or fewer, say nothing that could be learnt. */
export const LEAST_CLUSTER_SIZE = 5;
export const LEAST_CLUSTERS = 20;

export const CONTEXT_MARK = '@';
/** `educyr@mean`, `wall@brick`: a fact of the cluster, named after the fact of its households. */
export const contextOf = (name: string): string | undefined =>
  name.includes(CONTEXT_MARK) ? name.slice(0, name.lastIndexOf(CONTEXT_MARK)) : undefined;

/**
 * @param clusters [household] number of its cluster; -1 where it is not known
 * @param weight   [household] survey weight
 */
export function contextFeatures(table: FeatureTable, clusters: Int32Array, weight: Float64Array): Feature[] {
  const clusterCount = countOf(clusters);
  const made: NumberFeature[] = [];
  for (const feature of table.features) {
    if (feature.kind === 'number')
      made.push(...ofNumber(feature, clusters, weight, clusterCount, table.features.length));
    else made.push(...ofWords(feature, clusters, weight, clusterCount));
  }
  return made.slice(0, MOST_COLUMNS);
}

function ofNumber(
  feature: NumberFeature,
  clusters: Int32Array,
  weight: Float64Array,
  clusterCount: number,
  facts: number,
): NumberFeature[] {
  const about = (what: string): NumberFeature => ({
    kind: 'number',
    name: `${feature.name}${CONTEXT_MARK}${what}`,
    values: valuesOf(feature, what, clusters, weight, clusterCount),
  });
  return facts > MOST_FOR_SPREAD || isTwoValued(feature.values) ? [about('mean')] : [about('mean'), about('spread')];
}

/** [household] one fact of the cluster: the mean or the spread of a number, or the share of households with a word. */
function valuesOf(
  feature: Feature,
  what: string,
  clusters: Int32Array,
  weight: Float64Array,
  clusterCount: number,
): Float64Array {
  const means = (values: Float64Array): Float64Array => clusterMeans(values, clusters, weight, clusterCount);
  if (feature.kind === 'category') {
    const level = feature.levels.indexOf(what);
    return spreadOut(
      means(Float64Array.from(feature.codes, (code) => (code < 0 ? NaN : Number(code === level)))),
      clusters,
    );
  }
  const own = means(feature.values);
  if (what === 'mean') return spreadOut(own, clusters);
  const squares = Float64Array.from(feature.values, (value, row) => (value - (own[clusters[row]!] ?? NaN)) ** 2);
  return spreadOut(means(squares).map(Math.sqrt), clusters);
}

/**
 * One fact of the surroundings by its name, for households that are scored: the same as was learnt from, whether or not it
 * would be taken from them.
 */
export function contextFeature(
  name: string,
  table: FeatureTable,
  clusters: Int32Array,
  weight: Float64Array,
): NumberFeature {
  const feature = table.features.find((own) => own.name === contextOf(name));
  if (feature === undefined) throw new RangeError(`${name} is about a fact that is not there`);
  const what = name.slice(name.lastIndexOf(CONTEXT_MARK) + 1);
  return { kind: 'number', name, values: valuesOf(feature, what, clusters, weight, countOf(clusters)) };
}

const countOf = (clusters: Int32Array): number => clusters.reduce((most, cluster) => Math.max(most, cluster + 1), 0);

function isTwoValued(values: Float64Array): boolean {
  const seen = new Set<number>();
  for (const value of values) {
    if (!Number.isNaN(value)) seen.add(value);
    if (seen.size > 2) return false;
  }
  return true;
}

function ofWords(
  feature: Extract<Feature, { kind: 'category' }>,
  clusters: Int32Array,
  weight: Float64Array,
  clusterCount: number,
): NumberFeature[] {
  const { codes, levels } = feature;
  const sums = new Float64Array(levels.length);
  let total = 0;
  codes.forEach((code, row) => {
    if (code < 0) return;
    sums[code]! += weight[row]!;
    total += weight[row]!;
  });
  const common = [...sums.keys()].filter((code) => sums[code]! >= LEAST_LEVEL_SHARE * total);
  common.sort((a, b) => sums[b]! - sums[a]! || a - b);
  // Of two words one says what the other does.
  const kept = common.slice(0, common.length === 2 ? 1 : MOST_LEVELS);
  return kept.map((level) => ({
    kind: 'number',
    name: `${feature.name}${CONTEXT_MARK}${levels[level]!}`,
    values: valuesOf(feature, levels[level]!, clusters, weight, clusterCount),
  }));
}

/** [cluster] weighted mean of the known values. */
function clusterMeans(values: Float64Array, clusters: Int32Array, weight: Float64Array, count: number): Float64Array {
  const sums = new Float64Array(count);
  const totals = new Float64Array(count);
  values.forEach((value, row) => {
    const cluster = clusters[row]!;
    if (cluster < 0 || Number.isNaN(value)) return;
    sums[cluster]! += weight[row]! * value;
    totals[cluster]! += weight[row]!;
  });
  return sums.map((sum, cluster) => (totals[cluster]! > 0 ? sum / totals[cluster]! : NaN));
}

const spreadOut = (byCluster: Float64Array, clusters: Int32Array): Float64Array =>
  Float64Array.from(clusters, (cluster) => (cluster < 0 ? NaN : byCluster[cluster]!));
