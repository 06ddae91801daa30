/** Measures that look at one value of each record: equality first, then what a comparer says of two different values. */
import type { ComparisonSpec, MeasureKind, PairMeasure, UnrelatedShares } from '../../comparison.ts';
import type { FieldColumn, LinkTable } from '../../table.ts';
import { frequenciesOf } from '../../values/features.ts';
import { cachedPairs, type MaskBound } from '../words/pair-cache.ts';
import { columnOf, levelsOfSpec } from './spec-levels.ts';
import { unrelatedShares } from './unrelated-shares.ts';

/** Index into `levels` for two different values, neither blank; the same for either order. */
export type CompareValues = (left: number, right: number) => number;

export interface ValueKind {
  /** Weakest first; the last is that of equal values. */
  readonly levels: readonly string[];
  /** Levels at which agreeing on a rare value says more. */
  readonly rare: readonly string[];
  /** True where a comparison costs more than a look into the cache. */
  readonly isCached: boolean;
  /** With a cache: what is at the weakest level without a look into it. */
  readonly bound?: (column: FieldColumn) => MaskBound;
  /** Pairs of values compared to learn how often unrelated records agree. */
  readonly mostPairs: number;
  readonly comparer: (column: FieldColumn, spec: ComparisonSpec) => CompareValues;
}

/** Makes a measure of what is known of its values. */
export function kindOfValues(kind: ValueKind): MeasureKind {
  return {
    levels: kind.levels,
    unrelated: (table, spec) => unrelatedOf(kind, table, spec),
    make: (table, spec, unrelated = unrelatedOf(kind, table, spec)) => makeMeasure(kind, table, spec, unrelated),
  };
}

function unrelatedOf(kind: ValueKind, table: LinkTable, spec: ComparisonSpec): UnrelatedShares {
  const column = columnOf(table, spec);
  const levels = levelsOfSpec(kind.levels, spec);
  const compare = kind.comparer(column, spec);
  return unrelatedShares({
    counts: frequenciesOf(column).counts,
    levelOf: (left, right) => levels[compare(left, right)]!,
    levels: spec.levels.length,
    same: levels.at(-1)!,
    isRarityKnown: rareLevels(kind, spec),
    mostPairs: kind.mostPairs,
  });
}

/** [level of the spec] */
export const rareLevels = ({ rare }: Pick<ValueKind, 'rare'>, spec: ComparisonSpec): boolean[] => [
  false,
  ...spec.levels.map(({ name }) => rare.includes(name)),
];

function makeMeasure(kind: ValueKind, table: LinkTable, spec: ComparisonSpec, unrelated: UnrelatedShares): PairMeasure {
  const column = columnOf(table, spec);
  const { values } = column;
  const { rarityBits: rarity } = frequenciesOf(column);
  const { averageBits } = unrelated;
  const compare = levelComparer(kind, column, spec);
  const same = levelsOfSpec(kind.levels, spec).at(-1)!;
  const isSameRare = !Number.isNaN(averageBits[same]!);
  const averageOfSame = isSameRare ? averageBits[same]! : 0;
  const measure: PairMeasure = {
    rarityBits: 0,
    level(left, right) {
      const l = values[left]!;
      const r = values[right]!;
      measure.rarityBits = 0;
      if (l === 0 || r === 0) return 0;
      if (l === r) {
        if (isSameRare) measure.rarityBits = averageOfSame + rarity[l]!;
        return same;
      }
      const level = compare(l, r);
      const average = averageBits[level]!;
      // The more common of the two is the likelier one to have been meant.
      if (average === average) measure.rarityBits = average + Math.min(rarity[l]!, rarity[r]!);
      return level;
    },
  };
  return measure;
}

/** Level of the spec for two different values. */
function levelComparer(kind: ValueKind, column: FieldColumn, spec: ComparisonSpec): CompareValues {
  const levels = levelsOfSpec(kind.levels, spec);
  const compare = kind.comparer(column, spec);
  if (!kind.isCached) return (left, right) => levels[compare(left, right)]!;
  const cached = cachedPairs(compare, kind.bound?.(column));
  return (left, right) => levels[cached(left, right)]!;
}
