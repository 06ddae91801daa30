/** How a fact is spread among the households that were learnt from: enough to see whether others are like them, and no household. */
import { weightedQuantile } from '../stack/conformal.ts';
import { isMissing, type Feature } from './feature-table.ts';

export interface FeatureSpread {
  /** Share of the weight of which it is not known. */
  readonly missingShare: number;
  /** Of a number: values at KNOTS of the known weight, and the share of it at or below each. */
  readonly knots?: readonly { readonly value: number; readonly share: number }[];
  /** Of a category: share of the known weight by word. */
  readonly levels?: Readonly<Record<string, number>>;
}

/** From one household of a hundred to ninety-nine: what lies further out may be a slip. */
export const KNOTS = [0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99] as const;

/** @param weight [household] */
export function spreadOf(feature: Feature, weight: Float64Array): FeatureSpread {
  let [total, known] = [0, 0];
  weight.forEach((w, row) => {
    total += w;
    if (!isMissing(feature, row)) known += w;
  });
  const missingShare = total === 0 ? 1 : 1 - known / total;
  if (feature.kind === 'category') return { missingShare, levels: levelShares(feature, weight, known) };
  return { missingShare, knots: known === 0 ? [] : knotsOf(feature.values, weight) };
}

function levelShares(
  { codes, levels }: Extract<Feature, { kind: 'category' }>,
  weight: Float64Array,
  known: number,
): Record<string, number> {
  const shares = new Float64Array(levels.length);
  codes.forEach((code, row) => code >= 0 && (shares[code]! += weight[row]! / known));
  return Object.fromEntries(levels.map((level, code) => [level, shares[code]!]));
}

function knotsOf(values: Float64Array, weight: Float64Array): { value: number; share: number }[] {
  const rows = [...values.keys()].filter((row) => !Number.isNaN(values[row]!) && weight[row]! > 0);
  const [known, w] = [Float64Array.from(rows, (row) => values[row]!), Float64Array.from(rows, (row) => weight[row]!)];
  return KNOTS.map((share) => {
    const value = weightedQuantile(known, w, share);
    return { value, share: shareUpTo(known, w, value) };
  });
}

/** Share of the weight at or below a value; NaN counts for nothing. */
export function shareUpTo(values: Float64Array, weight: Float64Array, most: number): number {
  let [below, known] = [0, 0];
  values.forEach((value, row) => {
    if (Number.isNaN(value)) return;
    known += weight[row]!;
    if (value <= most) below += weight[row]!;
  });
  return known === 0 ? NaN : below / known;
}
