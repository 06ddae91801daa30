/** Scoring against its slow, obvious form: chances multiplied pair by pair, and rivals looked for among all pairs. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { levelSpace } from '../learning/level-space.ts';
import type { LinkTable } from '../table.ts';
import { applyCompetition } from './competition.ts';
import { probabilityOf } from './match-weights.ts';
import { ownBits } from './own-bits.ts';

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, each) => sum + each, 0);
const LEVELS = [3, 2, 4];

const sharesOf = (levels: number): fc.Arbitrary<number[]> =>
  fc
    .array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: levels, maxLength: levels })
    .map((each) => each.map((share) => share / sumOf(each)));
const allShares: fc.Arbitrary<number[][]> = fc.tuple(...LEVELS.map(sharesOf));
const pair = fc.record({
  levels: fc.tuple(...LEVELS.map((most) => fc.integer({ min: 0, max: most }))),
  rarityBits: fc.double({ min: -4, max: 8, noNaN: true }).map(Math.fround),
});

test('the weight of a pair is the chance that Bayes gives it against strangers and other classes', () => {
  fc.assert(
    fc.property(
      fc.record({
        pairs: fc.array(pair, { minLength: 1, maxLength: 12 }),
        shares: fc.tuple(allShares, allShares, allShares),
        u: allShares,
        classShares: fc.tuple(...[0, 1, 2].map(() => fc.double({ min: 1e-4, max: 0.05, noNaN: true }))),
        byChance: fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
        togetherBits: fc.constantFrom(0, 2.5),
      }),
      ({ pairs, shares, u, classShares, byChance, togetherBits }) => {
        const strangersShare = 1 - sumOf(classShares);
        const slow = pairs.map(({ levels, rarityBits }) => {
          const chanceOf = (of: readonly (readonly number[])[]): number =>
            levels.reduce((product, level, c) => (level === 0 ? product : product * of[c]![level - 1]!), 1);
          const areTogether = levels[0] === LEVELS[0] && levels[2] === LEVELS[2];
          const times = areTogether ? 2 ** togetherBits : 1;
          const strangers = strangersShare * chanceOf(u) * times * 2 ** -rarityBits;
          const match = classShares[0]! * chanceOf(shares[0]);
          const household = classShares[1]! * chanceOf(shares[1]) * (byChance[0]! || byChance[2]! ? times : 1);
          const area = classShares[2]! * chanceOf(shares[2]);
          return match / (match + strangers + household + area);
        });
        const space = levelSpace(LEVELS.map((most) => ({ levels: new Array(most).fill({}) as [] })));
        const flat = (of: readonly (readonly number[])[]): Float64Array =>
          Float64Array.from(of.flatMap((each) => [0, ...each]));
        const [m, ofStrangers] = [flat(shares[0]), flat(u)];
        const found = ownBits(
          Uint32Array.from(pairs, (_, i) => i),
          Float32Array.from(pairs, ({ rarityBits }) => rarityBits),
          { count: pairs.length, levels: Uint8Array.from(pairs.flatMap(({ levels }) => levels)) },
          {
            space,
            weightBits: m.map((each, place) => (each === 0 ? 0 : Math.log2(each / ofStrangers[place]!))),
            shares: shares.map(flat),
            classShares: Float64Array.from(classShares),
            together: togetherBits === 0 ? [] : [{ left: 0, right: 2, bits: togetherBits }],
            byChance: [new Uint8Array(3), Uint8Array.from(byChance, Number), new Uint8Array(3)],
            priorBits: Math.log2(classShares[0]! / strangersShare),
          },
        );
        slow.forEach((chance, i) => expect(probabilityOf(found[i]!)).toBeCloseTo(chance, 5));
      },
    ),
    { numRuns: 300 },
  );
});

test('pairs of records with one partner each share what all their rivals have', () => {
  const sources = { sources: 3, isCompared: Uint8Array.of(1, 1, 1, 1, 1, 1, 1, 1, 1), isOneToOne: new Uint8Array(9) };
  // The first two files are linked one to one, the third one is not.
  sources.isOneToOne[1] = sources.isOneToOne[3] = 1;
  const table = { count: 12, source: Uint8Array.from({ length: 12 }, (_, record) => record % 3) } as LinkTable;
  const ends = fc.tuple(fc.integer({ min: 0, max: 11 }), fc.integer({ min: 0, max: 11 }));
  const weighed = fc.record({ ends, bits: fc.double({ min: -6, max: 12, noNaN: true }).map(Math.fround) });
  fc.assert(
    fc.property(
      fc.uniqueArray(weighed, {
        selector: ({ ends: [one, other] }) => Math.min(one, other) * 12 + Math.max(one, other),
      }),
      fc.constantFrom(0, 0.7, 4),
      (all, partnerless) => {
        const pairs = all.filter(({ ends: [one, other] }) => one !== other);
        const sourceOf = (record: number): number => record % 3;
        const isExclusive = ([one, other]: [number, number]): boolean => sourceOf(one) + sourceOf(other) === 1;
        const competed = (all: readonly (typeof pairs)[number][], worth: number): (typeof pairs)[number][] =>
          all.map(({ ends: [one, other], bits }) => {
            if (!isExclusive([one, other])) return { ends: [one, other], bits };
            const rivals = all.filter(
              (rival) =>
                isExclusive(rival.ends) &&
                !(rival.ends.includes(one) && rival.ends.includes(other)) &&
                (rival.ends.includes(one) || rival.ends.includes(other)),
            );
            const oddsOf = (weight: number): number => 2 ** (weight + worth);
            const against = sumOf(rivals.map((rival) => oddsOf(rival.bits)));
            return { ends: [one, other], bits: Math.log2(oddsOf(bits) / (1 + against)) };
          });
        const once = competed(pairs, 0);
        const slow = partnerless === 0 ? once : competed(once, partnerless);
        const bits = Float32Array.from(pairs, (each) => each.bits);
        const left = Uint32Array.from(pairs, (each) => each.ends[0]);
        const right = Uint32Array.from(pairs, (each) => each.ends[1]);
        const competing = {
          ...sources,
          partnerlessBits: Float64Array.of(0, partnerless, 0, partnerless, 0, 0, 0, 0, 0),
        };
        const deduplicate = [false, false, true];
        applyCompetition({ table, sources: competing, deduplicate, pairs: { count: pairs.length, left, right } }, bits);
        slow.forEach((each, i) => expect(bits[i]).toBeCloseTo(each.bits, 1));
      },
    ),
    { numRuns: 300 },
  );
});
