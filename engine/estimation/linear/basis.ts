/**
 * Facts as columns for a linear model and for the network: lines that bend at knots, a column a word, "not known" as a
 * column of its own.
 */
import { isMissing, type Feature, type FeatureTable } from '../features/feature-table.ts';

/** One column, computed from one fact or from two. */
export type BasisColumn =
  /** The number itself, scaled; its logarithm where it is skewed. */
  | {
      readonly kind: 'line';
      readonly feature: number;
      readonly isLog: boolean;
      readonly low: number;
      readonly high: number;
      readonly fill: number;
    }
  /** How far the number lies above a knot. */
  | {
      readonly kind: 'bend';
      readonly feature: number;
      readonly isLog: boolean;
      readonly low: number;
      readonly high: number;
      readonly fill: number;
      readonly knot: number;
    }
  | { readonly kind: 'equals'; readonly feature: number; readonly value: number }
  | { readonly kind: 'word'; readonly feature: number; readonly level: string }
  | { readonly kind: 'missing'; readonly feature: number }
  /** The product of two columns of other facts. */
  | { readonly kind: 'product'; readonly left: number; readonly right: number };

export interface Basis {
  readonly columns: readonly BasisColumn[];
  /** [column] what is taken off, and what it is divided by. */
  readonly means: Float64Array;
  readonly scales: Float64Array;
}

/** [column][household] */
export type BasisMatrix = readonly Float64Array[];

const MOST_EQUALS = 8;
const KNOT_SHARES = [0.1, 0.3, 0.5, 0.7, 0.9];
const LEAST_ROWS = 15;
/** Beyond these shares of the known values a line goes on level: a slip in one household has no long arm. */
const LOW_SHARE = 0.005;
const HIGH_SHARE = 0.995;
const SKEWED = 1.5;

/** @param mostColumns columns of single facts that are affordable; facts get fewer bends when there are many */
export function learnBasis(table: FeatureTable, rows: Uint32Array, mostColumns: number): Basis {
  const bends = Math.max(0, Math.min(KNOT_SHARES.length, Math.floor(mostColumns / table.features.length) - 1));
  const columns = table.features.flatMap((feature, index) => columnsOf(feature, index, rows, bends));
  return scaled(columns, table, rows);
}

/** Adds products of columns that stand in the basis already. */
export function withProducts(
  basis: Basis,
  pairs: readonly (readonly [number, number])[],
  table: FeatureTable,
  rows: Uint32Array,
): Basis {
  const products = pairs.map(([left, right]) => ({ kind: 'product', left, right }) as const);
  return scaled([...basis.columns, ...products], table, rows);
}

function columnsOf(feature: Feature, index: number, rows: Uint32Array, bends: number): BasisColumn[] {
  const missing = missingColumn(feature, index, rows);
  if (feature.kind === 'category') return [...wordColumns(feature.codes, feature.levels, index, rows), ...missing];
  const known = Float64Array.from(rows, (row) => feature.values[row]!)
    .filter((value) => !Number.isNaN(value))
    .sort();
  if (known.length === 0 || known[0] === known.at(-1)) return missing;
  return [...numberColumns(known, index, bends), ...missing];
}

function missingColumn(feature: Feature, index: number, rows: Uint32Array): BasisColumn[] {
  let count = 0;
  for (const row of rows) if (isMissing(feature, row)) count++;
  return count >= LEAST_ROWS && rows.length - count >= LEAST_ROWS ? [{ kind: 'missing', feature: index }] : [];
}

function wordColumns(codes: Int32Array, levels: readonly string[], index: number, rows: Uint32Array): BasisColumn[] {
  const counts = new Uint32Array(levels.length);
  for (const row of rows) if (codes[row]! >= 0) counts[codes[row]!]!++;
  const kept = [...counts.keys()].filter((code) => counts[code]! >= LEAST_ROWS && counts[code]! < rows.length);
  return kept.map((code) => ({ kind: 'word', feature: index, level: levels[code]! }));
}

function numberColumns(known: Float64Array, feature: number, bends: number): BasisColumn[] {
  const distinct = known.filter((value, i) => i === 0 || value !== known[i - 1]);
  const isLog = known[0]! >= 0 && skewness(known) > SKEWED && distinct.length > MOST_EQUALS;
  const at = (share: number): number => shaped(known[Math.round(share * (known.length - 1))]!, isLog);
  let [low, high] = [at(LOW_SHARE), at(HIGH_SHARE)];
  if (low === high) [low, high] = [shaped(known[0]!, isLog), shaped(known.at(-1)!, isLog)];
  const shape = { feature, isLog, low, high, fill: at(0.5) };
  const line: BasisColumn = { kind: 'line', ...shape };
  if (distinct.length === 2) return [line];
  if (distinct.length <= MOST_EQUALS) return [line, ...equalColumns(known, distinct, feature)];
  const shares =
    bends === KNOT_SHARES.length ? KNOT_SHARES : Array.from({ length: bends }, (_, i) => (i + 1) / (bends + 1));
  const knots = [...new Set(shares.map(at))].filter((knot) => knot > low && knot < high);
  return [line, ...knots.map((knot): BasisColumn => ({ kind: 'bend', ...shape, knot }))];
}

function equalColumns(known: Float64Array, distinct: Float64Array, feature: number): BasisColumn[] {
  const isCommon = (value: number): boolean => known.lastIndexOf(value) - known.indexOf(value) + 1 >= LEAST_ROWS;
  return [...distinct.filter(isCommon)].map((value) => ({ kind: 'equals', feature, value }));
}

function skewness(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  let second = 0;
  let third = 0;
  for (const value of values) {
    second += (value - mean) ** 2;
    third += (value - mean) ** 3;
  }
  return second === 0 ? 0 : third / values.length / (second / values.length) ** 1.5;
}

const shaped = (value: number, isLog: boolean): number => (isLog ? Math.log1p(Math.max(0, value)) : value);

function scaled(columns: readonly BasisColumn[], table: FeatureTable, rows: Uint32Array): Basis {
  const raw = rawColumns(columns, table, rows);
  const means = Float64Array.from(raw, (column) => column.reduce((sum, value) => sum + value, 0) / column.length);
  const scales = Float64Array.from(raw, (column, i) => {
    const variance = column.reduce((sum, value) => sum + (value - means[i]!) ** 2, 0) / column.length;
    return variance > 0 ? Math.sqrt(variance) : 1;
  });
  return { columns, means, scales };
}

/** @param rows households, in the order in which they are wanted */
export function basisMatrix(basis: Basis, table: FeatureTable, rows: Uint32Array): BasisMatrix {
  const raw = rawColumns(basis.columns, table, rows);
  raw.forEach((column, i) => {
    for (let row = 0; row < column.length; row++) column[row] = (column[row]! - basis.means[i]!) / basis.scales[i]!;
  });
  return raw;
}

function rawColumns(columns: readonly BasisColumn[], table: FeatureTable, rows: Uint32Array): Float64Array[] {
  const made: Float64Array[] = [];
  for (const column of columns) {
    made.push(
      column.kind === 'product'
        ? made[column.left]!.map((value, row) => value * made[column.right]![row]!)
        : singleColumn(column, table.features[column.feature]!, rows),
    );
  }
  return made;
}

type SingleColumn = Exclude<BasisColumn, { kind: 'product' }>;

function singleColumn(column: SingleColumn, feature: Feature, rows: Uint32Array): Float64Array {
  if (column.kind === 'missing') return Float64Array.from(rows, (row) => Number(isMissing(feature, row)));
  if (feature.kind === 'category') {
    if (column.kind !== 'word') throw new RangeError(`${feature.name} was a number in training and is words here`);
    const code = feature.levels.indexOf(column.level);
    return Float64Array.from(rows, (row) => Number(code >= 0 && feature.codes[row] === code));
  }
  if (column.kind === 'word') throw new RangeError(`${feature.name} was words in training and is a number here`);
  if (column.kind === 'equals') return Float64Array.from(rows, (row) => Number(feature.values[row] === column.value));
  return Float64Array.from(rows, (row) => {
    const value = within(feature.values[row]!, column);
    return column.kind === 'line' ? value : Math.max(0, value - column.knot);
  });
}

/** Shaped, not beyond the usual, and the middle where it is not known. */
function within(value: number, shape: Extract<BasisColumn, { kind: 'line' | 'bend' }>): number {
  if (Number.isNaN(value)) return shape.fill;
  return Math.min(shape.high, Math.max(shape.low, shaped(value, shape.isLog)));
}
