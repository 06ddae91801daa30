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
  /** How values are compared by what is known of each: the same as `comparer`, with less to look up. */
  readonly known?: (column: FieldColumn, spec: ComparisonSpec) => KnownValues;
}

/** What is known of a value, in a few numbers. */
export interface KnownValues {
  readonly width: number;
  write(value: number, rows: Uint32Array, at: number): void;
  /** Index into `levels` of two different values, of which what is known begins at `l` and `r`. */
  compare(rows: Uint32Array, l: number, r: number, left: number, right: number): number;
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
  const known = kind.known?.(column, spec);
  const levels = levelsOfSpec(kind.levels, spec);
  const same = levels.at(-1)!;
  const isSameRare = !Number.isNaN(averageBits[same]!);
  const averageOfSame = isSameRare ? averageBits[same]! : 0;
  const sayEqual = (value: number): number => {
    if (value === 0) return 0;
    if (isSameRare) measure.rarityBits = averageOfSame + rarity[value]!;
    return same;
  };
  const sayDifferent = (level: number, l: number, r: number): number => {
    const average = averageBits[level]!;
    // The more common of the two is the likelier one to have been meant.
    if (average === average) measure.rarityBits = average + Math.min(rarity[l]!, rarity[r]!);
    return level;
  };
  const measure: PairMeasure = {
    rarityBits: 0,
    level(left, right) {
      const l = values[left]!;
      const r = values[right]!;
      measure.rarityBits = 0;
      if (l === r) return sayEqual(l);
      return l === 0 || r === 0 ? 0 : sayDifferent(compare(l, r), l, r);
    },
    facts: {
      width: 1 + (known?.width ?? 0),
      write(record, rows, at) {
        rows[at] = values[record]!;
        known?.write(values[record]!, rows, at + 1);
      },
      level(rows, left, right) {
        const l = rows[left]!;
        const r = rows[right]!;
        measure.rarityBits = 0;
        if (l === r) return sayEqual(l);
        if (l === 0 || r === 0) return 0;
        const level = known === undefined ? compare(l, r) : levels[known.compare(rows, left + 1, right + 1, l, r)]!;
        return sayDifferent(level, l, r);
      },
    },
  };
  return measure;
}

/** Level of the spec for two different values. */
function levelComparer(kind: ValueKind, column: FieldColumn, spec: ComparisonSpec): CompareValues {
  const levels = levelsOfSpec(kind.levels, spec);
  const compare = kind.comparer(column, spec);
  if (!kind.isCached) return (left, right) => levels[compare(left, right)]!;
  const cached = cachedPairs(compare, kind.bound?.(column), column.book.count);
  return (left, right) => levels[cached(left, right)]!;
}
