/** Patterns in ascending order of their levels: the same whatever the order in which pairs showed them. */
import type { Patterns } from '../pairs.ts';
import { PatternBook } from './pattern-book.ts';

/** Patterns that several threads saw, put together. */
export interface JoinedPatterns {
  readonly count: number;
  readonly levels: Uint8Array;
  /** [part][pattern of the part] pattern of all. */
  readonly codes: readonly Uint32Array[];
}

export function joinPatterns(width: number, parts: readonly { count: number; levels: Uint8Array }[]): JoinedPatterns {
  const book = new PatternBook(width);
  const first = parts.map(({ count, levels }) =>
    Uint32Array.from({ length: count }, (_, pattern) => book.codeOf(levels, pattern * width)),
  );
  const order = orderOfLevels(book.levels, width, book.count);
  const place = new Uint32Array(book.count);
  const sorted = new Uint8Array(book.count * width);
  order.forEach((pattern, i) => {
    place[pattern] = i;
    sorted.set(book.levels.subarray(pattern * width, (pattern + 1) * width), i * width);
  });
  return { count: book.count, levels: sorted, codes: first.map((codes) => codes.map((code) => place[code]!)) };
}

function orderOfLevels(levels: Uint8Array, width: number, count: number): Uint32Array {
  return Uint32Array.from({ length: count }, (_, i) => i).sort((a, b) => {
    for (let c = 0; c < width; c++) {
      const difference = levels[a * width + c]! - levels[b * width + c]!;
      if (difference !== 0) return difference;
    }
    return 0;
  });
}

/**
 * Counts the pairs of each pattern by the rule that found them first.
 *
 * @param worth [pair] how many pairs it stands for, where some are a sample of others; each is one where it is left out
 */
export function countPatterns(
  { count, levels }: JoinedPatterns,
  comparisons: number,
  pattern: Uint32Array,
  rule: Uint8Array,
  rules: number,
  worth: (pair: number) => number = () => 1,
): Patterns {
  const pairs = new Float64Array(count * rules);
  for (let pair = 0; pair < pattern.length; pair++) pairs[pattern[pair]! * rules + rule[pair]!]! += worth(pair);
  return { count, comparisons, levels, rules, pairs };
}
