import { describe, expect, test } from 'vitest';
import { sourcePairs } from '../blocking/source-pairs.ts';
import type { LinkModel } from '../link-model.ts';
import type { LinkTable } from '../table.ts';
import { partnerlessBetween } from './competition.ts';
import { learnPartnerless, partnerlessAsTrained } from './partnerless.ts';

const EACH = 100;
/** Two files of a hundred records. */
const TABLE = {
  count: 2 * EACH,
  sources: ['a', 'b'],
  sourceStart: Uint32Array.of(0, EACH, 2 * EACH),
  source: Uint8Array.from({ length: 2 * EACH }, (_, record) => (record < EACH ? 0 : 1)),
} as unknown as LinkTable;

interface Weighed {
  readonly left: number;
  readonly right: number;
  readonly bits: number;
}

/** As many certain pairs, and pairs of the records behind them that the bits given speak for. */
const pairsOf = (certain: number, doubtful: number, bits: number): Weighed[] =>
  Array.from({ length: certain + doubtful }, (_, i) => ({ left: i, right: EACH + i, bits: i < certain ? 30 : bits }));

function learnt(
  weighed: readonly Weighed[],
  { deduplicate = [false, false], isOneToOne = true }: { deduplicate?: boolean[]; isOneToOne?: boolean } = {},
): number {
  const model = { deduplicate, between: [{ left: 'a', right: 'b', isOneToOne }] };
  const competing = {
    table: TABLE,
    sources: sourcePairs(TABLE, model),
    deduplicate,
    pairs: {
      count: weighed.length,
      left: Uint32Array.from(weighed, ({ left }) => left),
      right: Uint32Array.from(weighed, ({ right }) => right),
    },
  };
  const bits = Float32Array.from(weighed, (each) => each.bits);
  const sources = learnPartnerless(competing, bits);
  return partnerlessBetween(sources, 0, 1);
}

describe('to have no other partner', () => {
  test('is worth the share of records of either file that have none', () => {
    // Of either file a quarter has none: four times as likely for each of the two.
    expect(learnt(pairsOf(75, 0, 0))).toBeCloseTo(4, 3);
    expect(learnt(pairsOf(50, 0, 0))).toBeCloseTo(2, 3);
    expect(learnt(pairsOf(10, 0, 0))).toBeCloseTo(2 * Math.log2(1 / 0.9), 3);
  });

  test('raises the number of matches, which raises what it is worth, until both rest', () => {
    const once = learnt(pairsOf(75, 0, 0));
    const bits = learnt(pairsOf(75, 10, 0));
    expect(bits).toBeGreaterThan(once);
    const matches = 75 + 10 / (1 + 2 ** -bits);
    expect(bits).toBeCloseTo(-2 * Math.log2(1 - matches / EACH), 1);
  });

  test('is worth no more than where one record in fifty has none, and nothing where there are no matches', () => {
    expect(learnt(pairsOf(EACH, 0, 0))).toBeCloseTo(2 * Math.log2(50), 6);
    expect(learnt(pairsOf(0, 5, -20))).toBeCloseTo(0, 4);
  });

  test('is worth nothing where records may have several partners', () => {
    expect(learnt(pairsOf(75, 0, 0), { isOneToOne: false })).toBe(0);
    expect(learnt(pairsOf(75, 0, 0), { deduplicate: [true, false] })).toBe(0);
  });

  test('does not turn on the order of pairs', () => {
    const pairs = pairsOf(60, 30, -1.3).map((each, i) => ({ ...each, bits: each.bits - i / 7 }));
    expect(learnt(pairs.toReversed())).toBe(learnt(pairs));
  });

  test('is taken from a trained model as it says it', () => {
    const between: LinkModel['between'] = [{ left: 'b', right: 'a', isOneToOne: true, partnerlessBits: 3.5 }];
    const sources = sourcePairs(TABLE, { deduplicate: [false, false], between });
    const asTrained = partnerlessAsTrained(TABLE, sources, between);
    expect([partnerlessBetween(asTrained, 0, 1), partnerlessBetween(asTrained, 1, 0)]).toEqual([3.5, 3.5]);
    expect(partnerlessBetween(asTrained, 0, 0)).toBe(0);
    const without = partnerlessAsTrained(TABLE, sources, [{ left: 'b', right: 'a', isOneToOne: true }]);
    expect(partnerlessBetween(without, 0, 1)).toBe(0);
  });
});
