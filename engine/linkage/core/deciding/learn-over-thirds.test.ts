import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { learn } from '../learning/learn.ts';
import type { FieldKind, LinkTable } from '../table.ts';
import { bitsOverThirds, learnOverThirds, mostWithThird } from './learn-over-thirds.ts';
import { bitsOf, probabilityOf } from './match-weights.ts';
import { CERTAIN_BITS } from './one-to-one.ts';
import { comparedOf, comparisonsOfTwoLevels, unrelatedOfTwoLevels } from './test-compared.ts';

const PRIOR_BITS = -12;

describe('what third records say of pairs', () => {
  test('is what looking at every third record says', () => {
    const weight = fc.integer({ min: 0, max: 40 }).map((halves) => halves / 2 - 4);
    const graph = fc.integer({ min: 2, max: 9 }).chain((records) => {
      const count = (records * (records - 1)) / 2;
      const open = fc.array(fc.option(weight, { freq: 4, nil: undefined }), { minLength: count, maxLength: count });
      return fc.record({ records: fc.constant(records), open });
    });
    fc.assert(
      fc.property(graph, ({ records, open }) => {
        const ends = Array.from({ length: records }, (_, left) =>
          Array.from({ length: records - left - 1 }, (__, more) => [left, left + more + 1] as const),
        ).flat();
        const found = ends.flatMap(([left, right], i) =>
          open[i] === undefined ? [] : [{ left, right, bits: open[i] }],
        );
        const chanceOf = (one: number, other: number): number => {
          const pair = found.find(({ left, right }) => left === Math.min(one, other) && right === Math.max(one, other));
          return pair === undefined || pair.bits < CERTAIN_BITS ? 0 : probabilityOf(pair.bits);
        };
        const pairs = {
          count: found.length,
          left: Uint32Array.from(found, ({ left }) => left),
          right: Uint32Array.from(found, ({ right }) => right),
        };
        const own = Float32Array.from(found, (pair) => pair.bits);
        const bits = bitsOverThirds(records, pairs, own, PRIOR_BITS);
        // Whoever has two certain partners makes a pair of them, of which not each is looked at.
        const thirds = Array.from({ length: records }, (_, third) => {
          const partners = found.filter(
            ({ left, right, bits: weight }) => (left === third || right === third) && weight >= CERTAIN_BITS,
          ).length;
          return (partners * (partners - 1)) / 2;
        });
        const most = mostWithThird(records, pairs, own);
        expect(most).toBe(thirds.reduce((sum, each) => sum + each, 0));
        expect(bits.filter((each) => each < 0).length).toBeLessThanOrEqual(most);
        found.forEach(({ left, right }, i) => {
          const chances = Array.from({ length: records }, (_, third) => chanceOf(left, third) * chanceOf(third, right));
          const best = Math.min(1 - 2 ** -10, Math.max(...chances));
          expect(bits[i]).toBeCloseTo(best === 0 ? 0 : Math.min(0, PRIOR_BITS - bitsOf(best)), 4);
        });
      }),
    );
  });
});

const FIELDS = ['name', 'town', 'born'];
const AGREE = [0.01, 0.01, 0.005] as const;
const comparisons = comparisonsOfTwoLevels(FIELDS);

/**
 * Persons of so many records each, written one after the other: each agrees with the next in all, and with later ones in the
 * name alone, as strangers do by chance.
 */
function differs(persons: number, records: number, kind: FieldKind) {
  const pairs = Array.from({ length: persons }, (_, person) =>
    Array.from({ length: records }, (__, one) =>
      Array.from({ length: records - one - 1 }, (___, more) => {
        const left = person * records + one;
        return { left, right: left + more + 1, pattern: more === 0 ? 1 : 0 };
      }),
    ),
  ).flat(2);
  const all = (persons * records * (persons * records - 1)) / 2;
  const strangers = Array.from({ length: Math.round(all * AGREE[0]) }, (_, i) => {
    const left = i % (records * (persons - 2));
    return { left, right: left + records, pattern: 0 };
  });
  const compared = comparedOf(
    [...pairs, ...strangers].sort((a, b) => a.left - b.left || a.right - b.right),
    ['211', '222'],
  );
  const learnFrom = (rivalBits?: Float32Array) =>
    learn({
      patterns: compared.patterns,
      rare: { ...compared, rivalBits },
      comparisons,
      unrelated: unrelatedOfTwoLevels(AGREE),
      allPairs: all,
      records: persons * records,
      kindOf: () => 'full-name',
      training: { maximumRounds: 300, tolerance: 1e-7, priorMatches: 5 },
    });
  const table = {
    count: persons * records,
    sources: ['a'],
    source: new Uint8Array(persons * records),
    fields: new Map([['born', { book: { kind } }]]),
  } as unknown as LinkTable;
  const plain = learnFrom();
  const learnt = learnOverThirds(
    {
      table,
      sources: { sources: 1, isCompared: Uint8Array.of(1), isOneToOne: Uint8Array.of(0) },
      model: { deduplicate: [true], between: [] },
      allPairs: all,
      compared,
      learn: learnFrom,
    },
    plain,
  );
  const of = ({ space, estimation }: typeof learnt): number => estimation.shares[0]![space.first[1]! + 1]!;
  return { plain: of(plain), found: of(learnt), isAnew: learnt !== plain };
}

describe('learning over third records', () => {
  test('shows how unlike records of one person are', () => {
    const { plain, found } = differs(60, 6, 'date');
    // Of fifteen pairs of a person ten are no neighbours.
    expect(plain).toBeLessThan(0.1);
    expect(Math.abs(found - 10 / 15)).toBeLessThan(0.15);
  });

  test('is left where entities have two records, and where no births are told: the negative controls', () => {
    expect(differs(200, 2, 'date').isAnew).toBe(false);
    expect(differs(60, 6, 'full-name').isAnew).toBe(false);
    expect(differs(60, 6, 'date').isAnew).toBe(true);
  });
});
