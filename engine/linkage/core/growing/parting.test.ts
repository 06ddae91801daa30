/** What hangs together beyond each limit, growing one by one in any order: all is as linked anew. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PARTING_LIMITS, type PartedComponents, type PartingLimits } from '../deciding/part-components.ts';
import type { ReadyModel } from '../link-model.ts';
import { testPerson } from '../trained/test-people.ts';
import { betweenTwo, Both, HUBS, learnt, step, TWO } from './test-growth.ts';

/** Much hangs together, and rules bring many of its pairs. */
const CROWD: Partial<ReadyModel> = {
  threshold: 0.002,
  rules: [
    { name: 'address', keys: [{ part: 'value', fields: ['address'] }] },
    { name: 'surname', keys: [{ part: 'value', fields: ['surname'] }] },
    { name: 'born', keys: [{ part: 'year-month', fields: ['born'] }] },
  ],
};
const MODELS: readonly [string, readonly string[], Partial<ReadyModel>][] = [
  ['doubles in one file', ['a'], CROWD],
  ['doubles in both files', TWO, { ...CROWD, between: betweenTwo(false), deduplicate: [true, true] }],
  ['one to one', TWO, { ...CROWD, between: betweenTwo(true), threshold: 0.0005 }],
  ['keys that become hubs', ['a'], { ...HUBS, maximumPerKey: 6, threshold: 0.0005 }],
];

/** @param isReached whether what was parted shows that the limit was */
const LIMITS: readonly [string, Partial<PartingLimits>, (parted: PartedComponents) => boolean][] = [
  ['records looked at whole', { mostRecords: 4 }, ({ components }) => components > 0],
  ['pairs of one component', { mostRecords: 3, mostJoined: 4 }, ({ withoutWeakPairs }) => withoutWeakPairs > 0],
  ['pairs of all components', { mostMissing: 3 }, ({ mostRecords }) => mostRecords < PARTING_LIMITS.mostRecords],
];

describe.each(MODELS)('%s', (_, sources, changes) => {
  test.each(LIMITS)(
    'beyond the limit of %s',
    async (__, changed, isReached) => {
      const model = await learnt(sources, changes);
      const limits = { ...PARTING_LIMITS, ...changed };
      const comer = fc.tuple(fc.nat(sources.length - 1), fc.nat(7), fc.nat(6));
      const comers = fc.array(comer, { minLength: 12, maxLength: 36, size: 'max' });
      let reached = 0;
      await fc.assert(
        fc.asyncProperty(comers, fc.array(step, { minLength: 1, maxLength: 8, size: 'max' }), async (all, steps) => {
          const both = await Both.open(sources, model, { people: 4, limits });
          const look = async (): Promise<void> => {
            expect(both.toldLive()).toEqual(await both.toldRebuilt());
            const parted = both.live.parted();
            if (parted !== undefined && isReached(parted)) reached++;
          };
          for (const [i, [source, entity, version]] of all.entries()) {
            both.come(testPerson(sources[source]!, `comer-${String(i)}`, entity, version));
            if (i % 6 === 5) await look();
          }
          for (const [i, each] of steps.entries()) {
            both.take(each);
            if (i % 3 === 1) await both.reopen();
            if (i % 2 === 1 || i === steps.length - 1) await look();
          }
        }),
        { numRuns: 12, seed: 11 },
      );
      // Otherwise nothing was tested.
      expect(reached).toBeGreaterThan(4);
    },
    60_000,
  );
});
