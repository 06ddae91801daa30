/** Facts as small whole numbers: what trees split on. Bin 0 is "not known", which is information too. */
import type { CategoryFeature, Feature, FeatureTable, NumberFeature } from '../features/feature-table.ts';

/** How one fact becomes a bin; learnt from the rows that a model is trained on. */
export type Binning =
  | {
      readonly kind: 'number';
      readonly name: string;
      /** [bin - 1] upper limits of all bins but the last; a value equal to a limit is below it. */
      readonly limits: Float64Array;
    }
  | {
      readonly kind: 'category';
      readonly name: string;
      /** [bin - 1] words with a bin of their own; all others share the last bin. */
      readonly levels: readonly string[];
    };

/** [feature × household] bins, feature by feature. */
export interface BinnedTable {
  readonly count: number;
  readonly featureCount: number;
  readonly bins: Uint8Array;
  /** [feature] bins, that of "not known" included. */
  readonly binCounts: Uint16Array;
  /** [feature] 1 where bins have no order. */
  readonly isCategory: Uint8Array;
}

const MOST_NUMBER_BINS = 64;
const MOST_LEVELS = 200;

/**
 * @param rows households that may be looked at
 */
export function learnBinning(table: FeatureTable, rows: Uint32Array, leastRowsOfLevel: number): Binning[] {
  return table.features.map((feature) =>
    feature.kind === 'number' ? numberBinning(feature, rows) : categoryBinning(feature, rows, leastRowsOfLevel),
  );
}

function numberBinning({ name, values }: NumberFeature, rows: Uint32Array): Binning {
  const known = Float64Array.from(rows, (row) => values[row]!).filter((value) => !Number.isNaN(value));
  known.sort();
  return { kind: 'number', name, limits: limitsOf(known) };
}

/** Half-way between neighbours, so that each bin holds about the same number of households. */
function limitsOf(sorted: Float64Array): Float64Array {
  const distinct = sorted.filter((value, i) => i === 0 || value !== sorted[i - 1]);
  const middle = (low: number, high: number): number => low + (high - low) / 2;
  if (distinct.length <= MOST_NUMBER_BINS) return distinct.slice(1).map((value, i) => middle(distinct[i]!, value));
  const limits = new Set<number>();
  for (let bin = 1; bin < MOST_NUMBER_BINS; bin++) {
    const at = Math.floor((bin * sorted.length) / MOST_NUMBER_BINS);
    let next = at;
    while (next < sorted.length && sorted[next] === sorted[at]) next++;
    if (next < sorted.length) limits.add(middle(sorted[at]!, sorted[next]!));
  }
  return Float64Array.from(limits).sort();
}

function categoryBinning({ name, levels, codes }: CategoryFeature, rows: Uint32Array, least: number): Binning {
  const counts = new Uint32Array(levels.length);
  for (const row of rows) if (codes[row]! >= 0) counts[codes[row]!]!++;
  const kept = [...counts.keys()]
    .filter((code) => counts[code]! >= least)
    .sort((a, b) => counts[b]! - counts[a]! || a - b)
    .slice(0, MOST_LEVELS)
    .sort((a, b) => a - b);
  return { kind: 'category', name, levels: kept.map((code) => levels[code]!) };
}

/** @param binnings one a feature of the table, in its order */
export function binTable(table: FeatureTable, binnings: readonly Binning[]): BinnedTable {
  const { count } = table;
  const bins = new Uint8Array(binnings.length * count);
  binnings.forEach((binning, f) => {
    binFeature(table.features[f]!, binning, bins.subarray(f * count, (f + 1) * count));
  });
  const binCounts = Uint16Array.from(binnings, (binning) =>
    binning.kind === 'number' ? binning.limits.length + 2 : binning.levels.length + 2,
  );
  const isCategory = Uint8Array.from(binnings, ({ kind }) => Number(kind === 'category'));
  return { count, featureCount: binnings.length, bins, binCounts, isCategory };
}

function binFeature(feature: Feature, binning: Binning, into: Uint8Array): void {
  if (feature.kind === 'number' && binning.kind === 'number') {
    feature.values.forEach((value, row) => (into[row] = Number.isNaN(value) ? 0 : 1 + below(binning.limits, value)));
    return;
  }
  if (feature.kind !== 'category' || binning.kind !== 'category') {
    throw new RangeError(`${feature.name} is a ${feature.kind} here and was a ${binning.kind} in training`);
  }
  const binOf = new Map(binning.levels.map((level, i) => [level, i + 1]));
  const other = binning.levels.length + 1;
  const ofCode = Uint8Array.from(feature.levels, (level) => binOf.get(level) ?? other);
  feature.codes.forEach((code, row) => (into[row] = code < 0 ? 0 : ofCode[code]!));
}

/** How many limits lie below a value. */
function below(limits: Float64Array, value: number): number {
  let low = 0;
  let high = limits.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (limits[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
