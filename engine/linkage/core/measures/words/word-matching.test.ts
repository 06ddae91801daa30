import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tableOf } from '../../test-table.ts';
import type { BookWords } from '../../table.ts';
import { FEW_WORDS } from './open-pairs.ts';
import { mayBeAlike, wordFacts } from './word-facts.ts';
import { WORD, wordComparer } from './word-levels.ts';
import { wordMatcher, type WordMatch, type WordMatcher } from './word-matching.ts';
import { orderOfWords } from './word-order.ts';

const WORDS = [
  ...['SITI', 'SITTI', 'SITY', 'NUR', 'NOER', 'NURHAYATI', 'HAYATI', 'HAYATY', 'BUDI', 'BOEDI', 'B', 'H', 'N', 'ANI'],
  ...[
    'ANA',
    'ANITA',
    'AGUSTINA',
    'AGUSTIN',
    'CATHERINE',
    'KATARINA',
    'YUSUF',
    'JUSUF',
    '12',
    '12A',
    '13',
    'SUPRIYANTO',
  ],
  ...[
    'SOEPRIJANTO',
    'SUPRIANTI',
    'MITCHELL',
    'MICHELLE',
    'MICHAELA',
    'PRAPTI',
    'PRATI',
    'ROBERT',
    'ROB',
    'あか',
    'あかい',
  ],
];
const table = tableOf({ name: ['full-name', WORDS] });
const words = table.fields.get('name')!.book.words!;
const { book } = words;
/** Bits of a word: several words share them, so that some pairs are equally good. */
const rarity = Float32Array.from({ length: book.count }, (_, word) => 2 + ((word * 7) % 5) * 0.75);
/** Another order than that of the book, as words are hardly ever the more frequent the later they come in it. */
const order = orderOfWords(Uint32Array.from({ length: book.count }, (_, word) => (word * 5) % 11));

/** The obvious form: lists of words, the best pair looked for among all that are left. */
function slowMatch({ book: ofWords }: BookWords, left: readonly number[], right: readonly number[]): WordMatch {
  const { compare } = wordComparer(ofWords);
  const isNumber = (word: number): boolean => {
    const first = ofWords.letters[ofWords.starts[word]!]!;
    return first >= 48 && first <= 57;
  };
  const lengthOf = (word: number): number => ofWords.starts[word + 1]! - ofWords.starts[word]!;
  const match = { bits: 0, equal: 0, like: 0, similar: 0, initials: 0, matchedWeight: 0 };
  let [freeLeft, freeRight] = [left.map((_, i) => i), right.map((_, j) => j)];
  const take = (i: number, j: number): void => {
    freeLeft = freeLeft.filter((each) => each !== i);
    freeRight = freeRight.filter((each) => each !== j);
  };
  left.forEach((word, i) => {
    const j = freeRight.find((each) => right[each] === word);
    if (j === undefined) return;
    take(i, j);
    match.bits += rarity[word]!;
    match.matchedWeight += 2 * rarity[word]!;
    if (lengthOf(word) > 1) match.equal++;
    else match.initials++;
  });
  const worth = [0, 0.6, 0.5, 0.7, 0.9];
  for (;;) {
    let best: { i: number; j: number; level: number; bits: number } | undefined;
    for (const i of freeLeft) {
      for (const j of freeRight) {
        if (isNumber(left[i]!) || isNumber(right[j]!)) continue;
        const level = compare(left[i]!, right[j]!);
        const bits = Math.min(rarity[left[i]!]!, rarity[right[j]!]!);
        if (level === WORD.different) continue;
        if (best === undefined || level > best.level || (level === best.level && bits > best.bits)) {
          best = { i, j, level, bits };
        }
      }
    }
    if (best === undefined) break;
    take(best.i, best.j);
    match.bits += best.level === WORD.initial ? 3.5 : best.bits;
    match.matchedWeight += worth[best.level]! * (rarity[left[best.i]!]! + rarity[right[best.j]!]!);
    if (best.level === WORD.initial) match.initials++;
    else if (best.level === WORD.similar) match.similar++;
    else match.like++;
  }
  return { ...match, isLeftWhole: freeLeft.length === 0, isRightWhole: freeRight.length === 0 };
}

/** As they stand in a row: numbered in their order, and 0 where there are fewer than a few. */
function inRow(list: readonly number[]): Uint32Array {
  const row = new Uint32Array(Math.max(FEW_WORDS, list.length));
  row.set(list.map((each) => order.numberOf[each]!));
  return row;
}

/** Pairs two lists of words. */
function matchBy(matcher: WordMatcher, left: readonly number[], right: readonly number[]): WordMatch {
  const words = [inRow(left), 0, left.length, inRow(right), 0, right.length] as const;
  return matcher.match(matcher.openAmong(...words), ...words);
}

// The same words come again and again, as they do in names.
const word = fc.oneof(fc.integer({ min: 1, max: book.count - 1 }), fc.integer({ min: 1, max: 12 }));
const list = (most: number) => fc.array(word, { minLength: 1, maxLength: most });

test.each([
  ['few', FEW_WORDS],
  ['many', 8],
])('%s words are paired as by the obvious form', (_, most) => {
  const matcher = wordMatcher(words, order, rarity);
  let paired = 0;
  fc.assert(
    fc.property(list(most), list(most), (left, right) => {
      const found = matchBy(matcher, left, right);
      const slow = slowMatch(words, left, right);
      expect({ ...found, matchedWeight: 0 }).toEqual({ ...slow, matchedWeight: 0 });
      expect(found.matchedWeight).toBeCloseTo(slow.matchedWeight, 9);
      if (slow.like + slow.similar > 0 && slow.equal > 0) paired++;
    }),
    { numRuns: 5000, seed: 1 },
  );
  expect(paired).toBeGreaterThan(50);
});

test('words that are told apart without a look at their letters have nothing in common', () => {
  const letters = fc.string({ unit: fc.constantFrom(...'AAIUNRSTKCYJĀ'), minLength: 1, maxLength: 9 });
  const edit = fc.tuple(letters, fc.nat(8), fc.string({ unit: fc.constantFrom(...'AINRTH'), maxLength: 2 }));
  const near = edit.map(([text, at, put]) => [text, text.slice(0, at) + put + text.slice(at + 1)] as const);
  let toldApart = 0;
  fc.assert(
    fc.property(fc.oneof(near, fc.tuple(letters, letters)), ([left, right]) => {
      const ofTwo = tableOf({ name: ['full-name', [left, right]] }).fields.get('name')!.book.words!.book;
      const { compare } = wordComparer(ofTwo);
      const facts = wordFacts(
        ofTwo,
        Uint32Array.from({ length: ofTwo.count }, (_, word) => word),
      );
      for (let one = 1; one < ofTwo.count; one++) {
        for (let other = 1; other < ofTwo.count; other++) {
          if (one === other || mayBeAlike(facts, one, other)) continue;
          expect(compare(one, other)).toBe(WORD.different);
          toldApart++;
        }
      }
    }),
    { numRuns: 3000, seed: 1 },
  );
  expect(toldApart).toBeGreaterThan(500);
});

test('texts of which nothing is open have no words in common, and most of those that have none come to be known', () => {
  const matcher = wordMatcher(words, order, rarity);
  let [unlike, closed] = [0, 0];
  fc.assert(
    fc.property(list(FEW_WORDS), list(FEW_WORDS), (left, right) => {
      const { like, similar, equal, initials } = slowMatch(words, left, right);
      const isAlike = like + similar + equal + initials > 0;
      const pair = [inRow(left), 0, left.length, inRow(right), 0, right.length] as const;
      const open = matcher.openAmong(...pair);
      if (open === 0) expect(isAlike).toBe(false);
      matcher.match(open, ...pair);
      if (isAlike) return;
      unlike++;
      if (open === 0) closed++;
    }),
    { numRuns: 5000, seed: 1 },
  );
  expect(unlike).toBeGreaterThan(500);
  expect(closed).toBeGreaterThan(unlike * 0.8);
});
