/** Compares candidate pairs field by field: at which level each agrees, and what the rarity of the value adds. */
import type { CandidatePairs } from './blocking.ts';
import type { ComparableRecords } from './comparable.ts';
import type { LevelShares } from './fellegi-sunter.ts';
import type { MeasureOfPair } from './measure.ts';
import { measureOf } from './measures.ts';
import { MEASURE_LEVELS, type ComparisonModel, type LinkageModel } from './model.ts';

/** How candidate pairs agree. */
export interface Agreement {
  /** [pair × comparison] level, row by row; 0 where either side is blank or the comparison is muted. */
  readonly levels: Uint8Array;
  /** [pair] bits by which the values agreed on are rarer (+) or more common (-) than the average of their level. */
  readonly rarityBits: Float32Array;
}

/** A comparison of the model made ready for the records at hand. */
export interface Comparison {
  readonly name: string;
  /** [level] name of each; level 0 is `''`. */
  readonly levelNames: readonly string[];
  readonly measure: MeasureOfPair;
  /** [level] start of the estimation, and the weights where nothing is learnt. */
  readonly m: Float64Array;
  readonly u: Float64Array;
  /** [level] false where m stands as the model has it. */
  readonly learns: readonly boolean[];
  /** [level] log2 of the widening for levels weighed by the very value; NaN for the others. */
  readonly wideningBits: Float64Array;
  /** Where the comparison numbered `comparison` agrees at `level`, this one tells nothing new. */
  readonly mutedBy: { readonly comparison: number; readonly level: number } | undefined;
}

/**
 * Makes the comparisons of a model ready: measures over the records, u from how common values are.
 *
 * @param rows rows of reference for what is usual and what is rare: the population register
 */
export function prepareComparisons(records: ComparableRecords, rows: Uint32Array, model: LinkageModel): Comparison[] {
  return model.comparisons.map((comparison) => prepareComparison(records, rows, comparison, model.comparisons));
}

function prepareComparison(
  records: ComparableRecords,
  rows: Uint32Array,
  comparison: ComparisonModel,
  all: readonly ComparisonModel[],
): Comparison {
  const levelNames = ['', ...MEASURE_LEVELS[comparison.measure]];
  const levels = levelNames.map((name) => comparison.levels[name]);
  const measure = measureOf(comparison)(records, rows);
  return {
    name: comparison.name,
    levelNames,
    measure,
    m: Float64Array.from(levels, (level) => level?.m ?? 0),
    u: unrelatedShares(levels, measure),
    learns: levels.map((level) => level?.learn ?? false),
    wideningBits: Float64Array.from(levels, (level) => Math.log2(level?.widening ?? NaN)),
    mutedBy: mutingOf(comparison, all),
  };
}

function mutingOf({ mutedBy }: ComparisonModel, all: readonly ComparisonModel[]): Comparison['mutedBy'] {
  if (mutedBy === undefined) return undefined;
  const comparison = all.findIndex(({ name }) => name === mutedBy.comparison);
  const names: readonly string[] = MEASURE_LEVELS[all[comparison]!.measure];
  return { comparison, level: names.indexOf(mutedBy.level) + 1 };
}

/** Where value frequencies do not tell how often unrelated pairs reach a level, it is a thousandth at most. */
const UNKNOWN_SHARE = 0.001;
const LEAST_SHARE = 1e-9;
const MOST_SHARE = 0.999;

function unrelatedShares(levels: readonly (ComparisonModel['levels'][string] | undefined)[], measure: MeasureOfPair) {
  const shares = Float64Array.from(levels, (level, i) => {
    if (level === undefined || level.u === 'rest') return 0;
    if (level.u !== 'frequencies') return level.u;
    const share = measure.agreementShare[i] ?? UNKNOWN_SHARE;
    return Math.min(MOST_SHARE, Math.max(LEAST_SHARE, share));
  });
  const rest = levels.findIndex((level) => level?.u === 'rest');
  if (rest >= 0) shares[rest] = Math.max(1 - MOST_SHARE, 1 - shares.reduce((sum, share) => sum + share, 0));
  return shares;
}

/** Compares each pair by each comparison, one comparison after the other. */
export function compareCandidates(
  { count, left, right }: CandidatePairs,
  comparisons: readonly Comparison[],
): Agreement {
  const width = comparisons.length;
  const levels = new Uint8Array(count * width);
  const rarityBits = new Float32Array(count);
  comparisons.forEach(({ measure, u, wideningBits, mutedBy }, c) => {
    const averageBits = u.map((share) => -Math.log2(share));
    for (let pair = 0, at = c; pair < count; pair++, at += width) {
      if (mutedBy !== undefined && levels[at - c + mutedBy.comparison] === mutedBy.level) continue;
      const level = measure.level(left[pair]!, right[pair]!);
      levels[at] = level;
      const widening = wideningBits[level]!;
      // NaN, which is not at least 0, marks levels that are weighed alike whatever the value.
      if (widening >= 0) rarityBits[pair]! += Math.max(0, measure.rarityBits - widening) - averageBits[level]!;
    }
  });
  return { levels, rarityBits };
}

/** Start shares of the estimation: [comparison][level]. */
export const startShares = (comparisons: readonly Comparison[]): { m: LevelShares; u: LevelShares } => ({
  m: comparisons.map(({ m }) => m),
  u: comparisons.map(({ u }) => u),
});
