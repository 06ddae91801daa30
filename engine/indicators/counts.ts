/**
 * Counts by area. People are counted at leaves, the smallest places a household can have; leaves add up to RW, kelurahan,
 * kecamatan and city, so that each person is looked at once.
 */
import type { Geography } from '../geography/geography.ts';
import { NO_AREA, type HouseholdColumns } from '../population/columns.ts';

/** Levels that indicators are given at. */
export const INDICATOR_LEVELS = ['city', 'kecamatan', 'kelurahan', 'rw'] as const;
export type IndicatorLevel = (typeof INDICATOR_LEVELS)[number];

/** Counts at leaves, or at the areas of one level, by key. */
export type Counts = ReadonlyMap<string, Float64Array>;

/**
 * Leaves: one an RW, then one a kelurahan for those whose RW is not known, then one for those whose kelurahan is not
 * known either.
 */
export interface Leaves {
  readonly count: number;
  readonly rwCount: number;
  /** @param kelurahan, rw index in the geography; NO_AREA or -1 where not known */
  at(kelurahan: number, rw: number): number;
}

export function leavesOf(geography: Geography): Leaves {
  const rwCount = geography.levels.rw.count;
  const kelurahanCount = geography.levels.kelurahan.count;
  const isKnown = (area: number): boolean => area >= 0 && area !== NO_AREA;
  return {
    count: rwCount + kelurahanCount + 1,
    rwCount,
    at: (kelurahan, rw) => (isKnown(rw) ? rw : rwCount + (isKnown(kelurahan) ? kelurahan : kelurahanCount)),
  };
}

/** [household] leaf. */
export function leafOfHouseholds(leaves: Leaves, households: HouseholdColumns): Uint32Array {
  return Uint32Array.from({ length: households.count }, (_, h) =>
    leaves.at(households.kelurahan[h]!, households.rw[h]!),
  );
}

/** Adds leaves up to the areas of each level. */
export function addUp(
  counts: Counts,
  leaves: Leaves,
  geography: Geography,
): Map<IndicatorLevel, Map<string, Float64Array>> {
  const areaOfLeaf = INDICATOR_LEVELS.map((level) => areasOfLeaves(level, leaves, geography));
  return new Map(
    INDICATOR_LEVELS.map((level, i) => [
      level,
      new Map(
        [...counts].map(([key, values]) => [key, sumInto(values, areaOfLeaf[i]!, geography.levels[level].count)]),
      ),
    ]),
  );
}

/** [leaf] index in the level; -1 where the leaf lies in none of its areas. */
export function areasOfLeaves(level: IndicatorLevel, leaves: Leaves, geography: Geography): Int32Array {
  const { kelurahan, kecamatan, rw } = geography.levels;
  return Int32Array.from({ length: leaves.count }, (_, leaf) => {
    if (level === 'city') return 0;
    if (leaf < leaves.rwCount && level === 'rw') return leaf;
    const k = leaf < leaves.rwCount ? rw.parent[leaf]! : leaf - leaves.rwCount;
    if (level === 'rw' || k >= kelurahan.count) return -1;
    return level === 'kelurahan' ? k : kecamatan.count === 0 ? -1 : kelurahan.parent[k]!;
  });
}

/** Leaves may hold several entries each: [leaf × width] gives [area × width]. */
export function sumInto(values: Float64Array, areaOfLeaf: Int32Array, areaCount: number, width = 1): Float64Array {
  const sums = new Float64Array(areaCount * width);
  areaOfLeaf.forEach((area, leaf) => {
    if (area >= 0) for (let i = 0; i < width; i++) sums[area * width + i]! += values[leaf * width + i]!;
  });
  return sums;
}

/**
 * A number that follows from counts and is hidden with them. `of` names every count that it can be solved for: what is
 * not in a table of its own is protected all the same.
 */
export interface Derived {
  readonly key: string;
  readonly of: readonly string[];
  /**
   * Steps to a unit in which it may leave the engine; to its last digit where there are none. Needed where the exact number
   * tells counts that `of` does not name.
   */
  readonly stepsPerUnit?: number;
  /** @param inputs in the order of `of`; @returns NaN where it is not defined */
  readonly from: (...inputs: number[]) => number;
}

export const share = (key: string, part: string, whole: string): Derived => ({
  key,
  of: [part, whole],
  from: (p, w) => (w! > 0 ? p! / w! : NaN),
});
