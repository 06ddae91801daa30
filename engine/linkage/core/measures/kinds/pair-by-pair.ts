/** Measures that look at several fields of each record: one pair after the other, by their rows. */
import type { PairMeasure } from '../../comparison.ts';

export interface RowLevels {
  /** The level of two records whose numbers begin at `left` and `right`. */
  level(rows: Uint32Array, left: number, right: number): number;
  /** Of the pair compared last: see PairMeasure. */
  rarityBits: number;
}

export const pairByPair = (rows: Pick<PairMeasure, 'width' | 'write'>, of: RowLevels): PairMeasure => ({
  ...rows,
  compare(facts, at, { count, left, right, levels, levelsWidth, rarityBits }, comparison) {
    for (let pair = 0; pair < count; pair++) {
      const level = of.level(facts, left[pair]! + at, right[pair]! + at);
      if (level === 0) continue;
      levels[pair * levelsWidth + comparison] = level;
      rarityBits[pair]! += of.rarityBits;
    }
  },
});
