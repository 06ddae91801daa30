/** Patterns as the estimation goes through them: one cell for each pattern within each rule that found pairs of it. */
import type { Patterns } from '../pairs.ts';
import type { LevelSpace } from './level-space.ts';

export interface Cells {
  readonly count: number;
  readonly rules: number;
  readonly patterns: number;
  readonly comparisons: number;
  /** [cell] in ascending order of pattern, then rule. */
  readonly pattern: Uint32Array;
  readonly rule: Uint8Array;
  readonly pairs: Float64Array;
  /** [pattern × comparison] place of the level in the space. */
  readonly places: Uint16Array;
}

export function cellsOf({ count, comparisons, levels, rules, pairs }: Patterns, space: LevelSpace): Cells {
  const filled = pairs.reduce((sum, each) => sum + (each > 0 ? 1 : 0), 0);
  const cells = { pattern: new Uint32Array(filled), rule: new Uint8Array(filled), pairs: new Float64Array(filled) };
  let cell = 0;
  for (let p = 0; p < count; p++) {
    for (let r = 0; r < rules; r++) {
      const found = pairs[p * rules + r]!;
      if (found === 0) continue;
      cells.pattern[cell] = p;
      cells.rule[cell] = r;
      cells.pairs[cell++] = found;
    }
  }
  const places = Uint16Array.from(levels, (level, i) => space.first[i % comparisons]! + level);
  return { count: filled, rules, patterns: count, comparisons, ...cells, places };
}
