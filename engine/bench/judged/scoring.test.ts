import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { chance } from '../../kernel/random.ts';
import { shuffled } from '../../samples/sampling.ts';
import { scoreOf, scorePairs, type PairScore, type ScoredRecord } from './scoring.ts';

/** Every pair looked at. */
function slowScore(records: readonly ScoredRecord[], isAsked: (left: number, right: number) => boolean): PairScore {
  const counts = { one: 0, linked: 0, both: 0 };
  records.forEach((left, i) =>
    records.slice(i + 1).forEach((right) => {
      if (!isAsked(left.source, right.source)) return;
      const [isOne, isLinked] = [left.entity === right.entity, left.cluster === right.cluster];
      counts.one += Number(isOne);
      counts.linked += Number(isLinked);
      counts.both += Number(isOne && isLinked);
    }),
  );
  return scoreOf(counts.one, counts.linked, counts.both);
}

const RECORD = fc.record({
  source: fc.nat(2),
  entity: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
  cluster: fc.constantFrom('1', '2', '3', '4'),
});
/** [left + right] of files 0 to 2, so that both orders are asked for alike. */
const ASKED = fc.array(fc.boolean(), { minLength: 6, maxLength: 6 });
const PLACES = [
  [0, 1, 2],
  [1, 3, 4],
  [2, 4, 5],
];

describe('the score of pairs', () => {
  test('is that of looking at every pair, whichever files are asked for', () => {
    fc.assert(
      fc.property(fc.array(RECORD, { maxLength: 30 }), ASKED, (records, asked) => {
        const isAsked = (left: number, right: number): boolean => asked[PLACES[left]![right]!]!;
        expect(scorePairs(records, isAsked)).toEqual(slowScore(records, isAsked));
      }),
      { numRuns: 300 },
    );
  });

  test('is what one reckons by hand', () => {
    const records = ['a1', 'a1', 'a2', 'b2', 'c3'].map((text) => ({ source: 0, entity: text[0]!, cluster: text[1]! }));
    // Three pairs of a, of which one is in a cluster; the other pair of a cluster is of two entities.
    expect(scorePairs(records, () => true)).toEqual({
      ...{ truePairs: 3, linkedPairs: 2, correctPairs: 1 },
      ...{ precision: 1 / 2, recall: 1 / 3, f1: 2 / 5 },
    });
  });

  test('of a shuffled truth is near zero, and of the truth itself one: the negative control', () => {
    const records = Array.from({ length: 2000 }, (_, row) => ({
      source: 0,
      entity: String(row >> 1),
      cluster: String(row >> 1),
    }));
    expect(scorePairs(records, () => true).f1).toBe(1);
    const order = shuffled(records.length, chance(7, 'scoring-test'));
    const mixed = records.map((record, row) => ({ ...record, entity: records[order[row]!]!.entity }));
    expect(scorePairs(mixed, () => true).f1).toBeLessThan(0.01);
  });
});
