/** The facts of households as columns: what every model of welfare reads. */

/** A fact that is a number. */
export interface NumberFeature {
  readonly kind: 'number';
  readonly name: string;
  /** [household] NaN where it is not known. */
  readonly values: Float64Array;
}

/** A fact that is one of several words or codes without order. */
export interface CategoryFeature {
  readonly kind: 'category';
  readonly name: string;
  /** [code] as the survey writes it, in the order of its letters. */
  readonly levels: readonly string[];
  /** [household] index into levels; -1 where it is not known. */
  readonly codes: Int32Array;
}

export type Feature = NumberFeature | CategoryFeature;

/** Row i of every column is one household. */
export interface FeatureTable {
  readonly count: number;
  readonly features: readonly Feature[];
}

export const isMissing = (feature: Feature, row: number): boolean =>
  feature.kind === 'number' ? Number.isNaN(feature.values[row]!) : feature.codes[row]! < 0;

/** These households alone, in this order. */
export function rowsOf(table: FeatureTable, rows: Uint32Array): FeatureTable {
  return { count: rows.length, features: table.features.map((feature) => featureRows(feature, rows)) };
}

function featureRows(feature: Feature, rows: Uint32Array): Feature {
  if (feature.kind === 'number') {
    return { ...feature, values: Float64Array.from(rows, (row) => feature.values[row]!) };
  }
  return { ...feature, codes: Int32Array.from(rows, (row) => feature.codes[row]!) };
}
