import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matchingRoom, matchPairs, NEVER } from './matching.ts';

/** [woman × man] costs of which some will never do. */
const costsOf = (women: number, men: number): fc.Arbitrary<Float64Array> =>
  fc
    .uniqueArray(fc.double({ min: 0, max: 1, noNaN: true, noDefaultInfinity: true }), {
      minLength: women * men,
      maxLength: women * men,
    })
    .chain((costs) =>
      fc
        .array(fc.integer({ min: 0, max: 5 }), { minLength: women * men, maxLength: women * men })
        .map((never) => Float64Array.from(costs, (cost, i) => (never[i] === 0 ? NEVER : cost))),
    );

function matched(women: number, men: number, costs: Float64Array): number[] {
  const room = matchingRoom(women, men);
  room.costs.set(costs);
  matchPairs(room, women, men);
  return Array.from(room.manOf);
}

const WOMEN = 9;
const MEN = 11;

describe('pairs of one market', () => {
  test('are such that no two would rather have each other, and nobody has somebody who will not do', () => {
    fc.assert(
      fc.property(costsOf(WOMEN, MEN), (costs) => {
        const manOf = matched(WOMEN, MEN, costs);
        const ofWoman = manOf.map((man, woman) => (man < 0 ? NEVER : costs[woman * MEN + man]!));
        const ofMan = Array.from({ length: MEN }, (_, man) =>
          manOf.includes(man) ? costs[manOf.indexOf(man) * MEN + man]! : NEVER,
        );
        expect(manOf.filter((man) => man >= 0).length).toBe(new Set(manOf.filter((man) => man >= 0)).size);
        expect(manOf.every((man, woman) => man < 0 || ofWoman[woman] !== NEVER)).toBe(true);
        costs.forEach((cost, pair) => {
          const [woman, man] = [Math.floor(pair / MEN), pair % MEN];
          expect(cost < ofWoman[woman]! && cost < ofMan[man]!).toBe(false);
        });
      }),
      { seed: 5, numRuns: 200 },
    );
  });

  test('are the same in whichever order women and men stand', () => {
    fc.assert(
      fc.property(costsOf(WOMEN, MEN), (costs) => {
        const turned = costs.map((_, pair) => {
          const [woman, man] = [Math.floor(pair / MEN), pair % MEN];
          return costs[((woman * 4) % WOMEN) * MEN + ((man * 3) % MEN)]!;
        });
        const [manOf, manOfTurned] = [matched(WOMEN, MEN, costs), matched(WOMEN, MEN, turned)];
        manOfTurned.forEach((man, woman) => expect(man < 0 ? man : (man * 3) % MEN).toBe(manOf[(woman * 4) % WOMEN]));
      }),
      { seed: 6, numRuns: 100 },
    );
  });

  test('change for a few alone when one man is gone', () => {
    const size = 60;
    const costs = Float64Array.from({ length: size * size }, (_, i) => ((i * 7919 + 13) % 104_729) / 104_729);
    const all = matched(size, size, costs);
    const changed = Array.from({ length: size }, (_, gone) => {
      const without = costs.map((cost, pair) => (pair % size === gone ? NEVER : cost));
      return matched(size, size, without).filter((man, woman) => man !== all[woman]).length;
    });
    const mean = changed.reduce((sum, each) => sum + each, 0) / size;
    // His wife takes another, whose wife takes another: the logarithm of their number, or so.
    expect(mean).toBeLessThan(8);
    expect(Math.min(...changed)).toBeGreaterThan(0);
  });
});
