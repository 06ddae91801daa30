/** Texts compared by loops against the same one by one: every short text of a few words with every other. */
import { expect, test } from 'vitest';
import { chance } from '../../../../kernel/random.ts';
import { PairComparer } from '../../comparing/compare-pairs.ts';
import { roomForRows } from '../../comparing/fact-rows.ts';
import type { FieldKind } from '../../table.ts';
import { specOf, tableOf } from '../../test-table.ts';
import { MEASURES } from '../measures.ts';

/** Words that are equal, spelled otherwise, similar, cut short, initials and numbers. */
const WORDS = ['SITI', 'SITTI', 'NUR', 'NURHAYATI', 'BUDI', 'B', '12', 'SUPRIYANTO', 'SUPRIANTI'];

/** All texts of one and two of them, all of three of some, some of four and a few of five. */
function shortTexts(): string[] {
  const joined = (words: readonly string[], texts: readonly string[]): string[] =>
    texts.flatMap((text) => words.map((word) => `${text} ${word}`));
  const two = joined(WORDS, WORDS);
  const some = [0, 1, 3, 5].map((word) => WORDS[word]!);
  const three = joined(some, joined(some, some));
  const every = (texts: readonly string[], step: number): string[] => texts.filter((_, i) => i % step === 0);
  const four = joined(some, three);
  return [...WORDS, ...two, ...three, ...every(four, 3), ...every(joined(some, four), 25), ''];
}

const draws = chance(3, 'screened-measure-test');
/** Of few letters, so that many are alike. */
const randomTexts = (count: number): string[] =>
  Array.from({ length: count }, (_, row) => {
    const length = 1 + draws.below(14, row, 0);
    return Array.from({ length }, (__, i) => 'AABEI RT'[draws.below(8, row, 1 + i)]!).join('');
  });

/** Levels and bits of rarity of every text beside every other. */
function compareAll(kind: FieldKind, texts: readonly string[]) {
  const table = tableOf({ text: [kind, texts] });
  const comparer = new PairComparer(table, [specOf(kind, ['text'])], MEASURES);
  const { width, values } = comparer.sizes;
  const ofValues = values.map((each) => new Uint32Array(each.count * each.width));
  ofValues.forEach((rows, comparison) => comparer.writeValues(rows, comparison, 0, values[comparison]!.count));
  comparer.useValues(ofValues);
  const rows = roomForRows(texts.length, width);
  comparer.writeRecords(rows.records, 0, texts.length, 0);
  const count = texts.length ** 2;
  const left = Uint32Array.from({ length: count }, (_, pair) => Math.floor(pair / texts.length));
  const right = left.map((record, pair) => pair - record * texts.length);
  return [{ ...rows, memory: undefined }, rows].map((by) => {
    const [levels, bits] = [new Uint8Array(count), new Float32Array(count)];
    const keep = (from: number, to: number): void => {
      for (let pair = from; pair < to; pair++) levels[pair] = comparer.paddedLevels[pair - from]!;
      bits.set(comparer.rarityBits.subarray(0, to - from), from);
    };
    comparer.compare(left, right, 0, count, keep, by);
    return { levels, bits };
  });
}

const areSame = (one: Uint8Array | Float32Array, other: Uint8Array | Float32Array): boolean =>
  one.every((value, pair) => value === other[pair]);

test.each<[FieldKind, string, readonly string[], number]>([
  ['full-name', 'of a few words', shortTexts(), 7],
  ['address', 'of a few words', shortTexts(), 5],
  ['full-name', 'of chance', randomTexts(500), 6],
  ['address', 'of chance', randomTexts(500), 5],
])('%s: texts %s get the levels and bits that they get one by one', (kind, _, texts, levels) => {
  const [oneByOne, byLoop] = compareAll(kind, texts);
  expect(new Set(oneByOne!.levels).size).toBeGreaterThanOrEqual(levels);
  expect(areSame(oneByOne!.levels, byLoop!.levels)).toBe(true);
  expect(areSame(oneByOne!.bits, byLoop!.bits)).toBe(true);
});
