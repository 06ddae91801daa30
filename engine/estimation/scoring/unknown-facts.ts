/**
 * What it does to a score that a fact of a household is not known, where the survey knew it of all: the model stands in its middle,
 * so the interval is widened by how much that fact moves others; where too much is not known there is no score.
 */
import { normalQuantile } from '../../kernel/normal.ts';
import { isMissing, type FeatureTable } from '../features/feature-table.ts';
import type { TrainedFeature } from '../outputs/trained-model.ts';

/** A fact that the survey lacks of hardly anybody: what its absence means was not learnt. */
const HARDLY_MISSING = 0.01;
/** More than this share of what facts tell must not be unknown. */
export const MOST_UNKNOWN = 0.25;

/** What each fact tells in a city. */
export interface FactSay {
  /** [feature] share of what all facts together move predictions by; adds up to 1. */
  readonly share: Float64Array;
  /** [feature] standard deviation of what it adds. */
  readonly deviation: Float64Array;
}

/**
 * @param values [row × feature] what facts add, for some households
 * @param rows   those households
 */
export function sayOf(table: FeatureTable, rows: Uint32Array, values: Float64Array, features: number): FactSay {
  const [size, deviation] = [new Float64Array(features), new Float64Array(features)];
  for (let f = 0; f < features; f++) {
    let [count, sum, squares, sizes] = [0, 0, 0, 0];
    rows.forEach((row, i) => {
      if (isMissing(table.features[f]!, row)) return;
      const value = values[i * features + f]!;
      count++;
      sum += value;
      squares += value * value;
      sizes += Math.abs(value);
    });
    size[f] = count === 0 ? 0 : sizes / count;
    deviation[f] = count === 0 ? 0 : Math.sqrt(Math.max(0, squares / count - (sum / count) ** 2));
  }
  const all = size.reduce((sum, each) => sum + each, 0);
  return { share: size.map((each) => (all === 0 ? 0 : each / all)), deviation };
}

export interface UnknownFacts {
  /** [household] facts that are not known and were known in the survey. */
  readonly count: Uint16Array;
  /** [household] share of what facts tell that is not known. */
  readonly share: Float64Array;
  /** [household] variance that it adds. */
  readonly variance: Float64Array;
}

export function unknownFacts(table: FeatureTable, features: readonly TrainedFeature[], say: FactSay): UnknownFacts {
  const { count } = table;
  const unknown = { count: new Uint16Array(count), share: new Float64Array(count), variance: new Float64Array(count) };
  features.forEach(({ spread }, f) => {
    if (spread.missingShare >= HARDLY_MISSING) return;
    for (let h = 0; h < count; h++) {
      if (!isMissing(table.features[f]!, h)) continue;
      unknown.count[h]!++;
      unknown.share[h]! += say.share[f]!;
      unknown.variance[h]! += say.deviation[f]! ** 2;
    }
  });
  return unknown;
}

/** Half the width of an interval, widened by what is not known; as if it were normal, beside the error that was measured. */
export const widened = (half: number, variance: number, level: number): number =>
  Math.hypot(half, normalQuantile((1 + level) / 2) * Math.sqrt(variance));
