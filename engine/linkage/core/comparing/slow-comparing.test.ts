/** Comparing against its slow, obvious form: two rows at a time, as if there were no others, and values counted row by row. */
import { expect, test } from 'vitest';
import { chance } from '../../../kernel/random.ts';
import { MEASURES } from '../measures/measures.ts';
import type { FieldKind } from '../table.ts';
import { measureOf, specOf, tableOf } from '../test-table.ts';
import { PairComparer } from './compare-pairs.ts';
import { paddedWidth, PatternBook } from './pattern-book.ts';
import { countPatterns, joinPatterns } from './sort-patterns.ts';

const RECORDS = 240;
const draws = chance(11, 'slow-comparing-test');
const texts = (draw: number, text: (pick: (of: number) => number) => string): string[] =>
  Array.from({ length: RECORDS }, (_, row) => {
    let next = 0;
    const pick = (of: number): number => draws.below(of, row, draw + next++);
    return pick(12) === 0 ? '' : text(pick);
  });

const NAMES = ['SITI', 'SITTI', 'RAHAYU', 'RAHAJU', 'BUDI', 'BUDIMAN', 'KATARINA', 'CATHERINE', 'NUR', 'ANDI', 'RINA'];
const TOWNS = ['MADIUN', 'NGAWI', 'PONOROGO', 'MAGETAN'];
/** Few names are frequent and many rare. What words of whole names and addresses are worth has a test of its own. */
const name = (pick: (of: number) => number): string =>
  NAMES[Math.min(pick(NAMES.length), pick(NAMES.length), pick(NAMES.length))]!;
const COLUMNS: Readonly<Record<string, readonly [FieldKind, readonly string[]]>> = {
  given: ['name-part', texts(0, name)],
  born: ['date', texts(20, (pick) => `19${50 + pick(6)}-0${1 + pick(3)}-2${pick(4)}`)],
  town: ['category', texts(40, (pick) => TOWNS[pick(4)]!)],
  phone: ['code', texts(60, (pick) => `08${1210 + pick(6)}X${pick(5)}`)],
};
const FIELDS = Object.entries(COLUMNS);
const specs = FIELDS.map(([field, [kind]]) => specOf(kind, [field]));
const table = tableOf(COLUMNS);
const pairs = Array.from({ length: 1500 }, (_, pair) => [
  draws.below(RECORDS, pair, 200),
  draws.below(RECORDS, pair, 201),
]) as [number, number][];

/** [pair][comparison] levels, and rarity in all, of pairs compared by the hundred over coded values. */
function compareTogether() {
  const comparer = new PairComparer(table, specs, MEASURES);
  const [left, right] = [0, 1].map((side) => Uint32Array.from(pairs, (pair) => pair[side]!));
  const width = paddedWidth(specs.length);
  const found: { levels: number[]; rarityBits: number }[] = [];
  comparer.compare(left!, right!, 0, pairs.length, (from, to) => {
    const levels = new Uint8Array(comparer.paddedLevels.buffer);
    for (let i = 0; i < to - from; i++) {
      found.push({
        levels: [...levels.subarray(i * width, i * width + specs.length)],
        rarityBits: comparer.rarityBits[i]!,
      });
    }
  });
  return found;
}

const together = compareTogether();

test('the level of two rows among many is the one that they have alone', () => {
  const seen = FIELDS.map(() => new Set<number>());
  pairs.forEach(([left, right], pair) => {
    const alone = FIELDS.map(([field, [kind, column]], c) => {
      const two = tableOf({ [field]: [kind, [column[left]!, column[right]!]] });
      return measureOf(two, specs[c]!).level(0, 1);
    });
    expect(together[pair]!.levels).toEqual(alone);
    alone.forEach((level, c) => seen[c]!.add(level));
  });
  for (const levels of seen) expect(levels.size).toBeGreaterThan(2);
});

test('rarity is that of values counted row by row, against what the level is worth on average', () => {
  const ofField = FIELDS.map(([, [kind, column]], c) => {
    const { averageBits } = MEASURES[kind]!.unrelated(table, specs[c]!);
    const told = column.filter((text) => text !== '').length;
    const rarityOf = (text: string): number => Math.log2(told / column.filter((other) => other === text).length);
    return { column, averageBits, rarityOf };
  });
  let rare = 0;
  pairs.forEach(([left, right], pair) => {
    const { levels, rarityBits } = together[pair]!;
    const bits = ofField.map(({ column, averageBits, rarityOf }, c) => {
      const average = averageBits[levels[c]!]!;
      if (levels[c] === 0 || Number.isNaN(average)) return 0;
      // The more common of two values is the likelier one to have been meant.
      return average + Math.min(rarityOf(column[left]!), rarityOf(column[right]!));
    });
    expect(rarityBits).toBeCloseTo(
      bits.reduce((sum, each) => sum + each, 0),
      3,
    );
    if (Math.abs(rarityBits) > 0.5) rare++;
  });
  expect(rare).toBeGreaterThan(100);
});

test('patterns counted by several threads are those of a list of pairs', () => {
  const rules = 3;
  const ruleOf = (pair: number): number => (pair * 7) % rules;
  const width = specs.length;
  // Three threads with some of the pairs each, every one with numbers of its own.
  const ranges = [0, 400, 401, pairs.length];
  const parts = ranges.slice(1).map((to, part) => {
    const book = new PatternBook(width);
    const codes = together.slice(ranges[part], to).map(({ levels }) => book.codeOf(Uint8Array.from(levels), 0));
    return { codes, count: book.count, levels: book.levels.slice() };
  });
  const joined = joinPatterns(width, parts);
  const pattern = Uint32Array.from(parts.flatMap(({ codes }, part) => codes.map((code) => joined.codes[part]![code]!)));
  const rule = Uint8Array.from(pairs, (_, pair) => ruleOf(pair));
  const counted = countPatterns(joined, width, pattern, rule, rules);

  const slow = new Map<string, number[]>();
  together.forEach(({ levels }, pair) => {
    const counts = slow.get(levels.join()) ?? new Array<number>(rules).fill(0);
    counts[ruleOf(pair)]!++;
    slow.set(levels.join(), counts);
  });
  const keys = [...slow.keys()].sort((one, other) => compareLevels(one.split(','), other.split(',')));
  const found = Array.from({ length: counted.count }, (_, at) => [
    counted.levels.subarray(at * width, (at + 1) * width).join(),
    [...counted.pairs.subarray(at * rules, (at + 1) * rules)],
  ]);
  expect(found).toEqual(keys.map((key) => [key, slow.get(key)]));
  expect(found.length).toBeGreaterThan(50);
  together.forEach(({ levels }, pair) => expect(keys[pattern[pair]!]).toBe(levels.join()));
});

/** In ascending order of the first level that differs. */
function compareLevels(one: readonly string[], other: readonly string[]): number {
  const at = one.findIndex((level, c) => level !== other[c]);
  return at < 0 ? 0 : Number(one[at]) - Number(other[at]);
}
