/** Two files of papers, some of which were told twice: at a conference, and in a journal in another year. */
import { describe, expect, test } from 'vitest';
import { learn } from '../learning/learn.ts';
import type { LinkTable } from '../table.ts';
import { learnOnePartner } from './learn-one-partner.ts';
import { comparedOf, comparisonsOfTwoLevels, unrelatedOfTwoLevels } from './test-compared.ts';

const FIELDS = ['title', 'authors', 'year'];
const AGREE = [0.003, 0.003, 0.1] as const;
const comparisons = comparisonsOfTwoLevels(FIELDS);
/** Patterns of title, authors and year: 1 differs, 2 is the same. */
const PATTERNS = ['112', '122', '212', '221', '222'];

type Pair = readonly [left: number, right: number, pattern: string];

/** Record i of the one file and record i of the other are one paper; of later ones a title or an author now and then is written otherwise. */
const papers = (count: number): Pair[] =>
  Array.from({ length: count }, (_, i) => [i, i, i < 80 ? '222' : (['122', '212'][i % 12] ?? '222')] as const);

/** @returns share of matches whose year, or another field, differs, as learnt from these pairs, plainly and with one partner each */
function differs(each: number, pairs: readonly Pair[], isOneToOne: 'auto' | false = 'auto', field = 'year') {
  const compared = comparedOf(
    pairs.map(([left, right, pattern]) => ({ left, right: each + right, pattern: PATTERNS.indexOf(pattern) })),
    PATTERNS,
  );
  const allPairs = each * each;
  const learnFrom = (rivalBits?: Float32Array) =>
    learn({
      patterns: compared.patterns,
      rare: { ...compared, rivalBits },
      comparisons,
      unrelated: unrelatedOfTwoLevels(AGREE),
      allPairs,
      records: 2 * each,
      // Of names alone: nobody lives anywhere, and there are no classes besides matches and strangers.
      kindOf: () => 'full-name',
      training: { maximumRounds: 300, tolerance: 1e-7, priorMatches: 5 },
    });
  const table = {
    count: 2 * each,
    sources: ['a', 'b'],
    sourceStart: Uint32Array.of(0, each, 2 * each),
    source: Uint8Array.from({ length: 2 * each }, (_, record) => (record < each ? 0 : 1)),
  } as unknown as LinkTable;
  const learnt = learnOnePartner({
    table,
    sources: { sources: 2, isCompared: Uint8Array.of(0, 1, 1, 0), isOneToOne: new Uint8Array(4) },
    model: { deduplicate: [false, false], between: [{ left: 'a', right: 'b', isOneToOne }] },
    allPairs,
    compared,
    learn: learnFrom,
  });
  const of = ({ space, estimation }: typeof learnt): number =>
    estimation.shares[0]![space.first[FIELDS.indexOf(field)]! + 1]!;
  return { plain: of(learnFrom()), found: of(learnt) };
}

/** Papers 0 and 1, 2 and 3 … up to `count` are one told twice. */
const toldTwice = (count: number): Pair[] =>
  Array.from({ length: count }, (_, i) => [i, i % 2 === 0 ? i + 1 : i - 1, '221'] as const);

describe('records of two files that may have one partner each', () => {
  test('have one where several are seen only because the year is taken to be often wrong', () => {
    const { plain, found } = differs(240, [...papers(240), ...toldTwice(80)]);
    expect(plain).toBeGreaterThan(0.2);
    expect(found).toBeLessThan(0.005);
  });

  test('have several where the year of those with one partner is wrong as often: the negative control', () => {
    // Every fifth record of the one file stands twice in the other, and every fifth paper's year is wrong.
    const wrong = (of: readonly Pair[]): Pair[] =>
      of.map((pair, i) => (i % 5 === 0 ? [pair[0], pair[1], '221'] : pair));
    const again = Array.from({ length: 40 }, (_, i): Pair => [5 * i + 1, 200 + i, '222']);
    const { plain, found } = differs(240, [...wrong(papers(200)), ...wrong(again)]);
    expect(plain).toBeGreaterThan(0.1);
    expect(found).toBe(plain);
  });

  test('have several where it is said: the negative control', () => {
    const { plain, found } = differs(240, [...papers(240), ...toldTwice(80)], false);
    expect(found).toBe(plain);
  });

  test('show by having no other partner that they are one though little agrees', () => {
    // Of thirty papers title and authors are both written otherwise; of a hundred pairs of others the year agrees by chance.
    const lone = Array.from({ length: 30 }, (_, i): Pair => [200 + i, 200 + i, '112']);
    const strangers = Array.from({ length: 100 }, (_, i): Pair => [i, i + 7, '112']);
    const pairs = [...papers(200), ...lone, ...strangers];
    const { plain, found } = differs(240, pairs, 'auto', 'title');
    expect(found).toBeGreaterThan(plain + 0.03);
    // With partners of their own they are strangers as well.
    const partnered = Array.from({ length: 30 }, (_, i): Pair => [200 + i, 209 - i, '222']);
    expect(differs(240, [...pairs, ...partnered], 'auto', 'title').found).toBeLessThan(found - 0.03);
  });
});
