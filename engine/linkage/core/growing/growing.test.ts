import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ReadyModel } from '../link-model.ts';
import type { TestPerson } from '../trained/test-people.ts';
import { betweenTwo, Both, HUBS, learnt, step, TWO } from './test-growth.ts';

describe.each<[string, readonly string[], Partial<ReadyModel>]>([
  ['doubles in one file', ['a'], {}],
  ['two files', TWO, { between: betweenTwo(false) }],
  ['two files one to one', TWO, { between: betweenTwo(true) }],
  ['two files, doubles in both', TWO, { between: betweenTwo(false), deduplicate: [true, true] }],
  ['two files one to one, doubles in one', TWO, { between: betweenTwo(true), deduplicate: [true, false] }],
  ['keys that are hubs from three records on', ['a'], HUBS],
  ['hubs one to one', TWO, { ...HUBS, between: betweenTwo(true) }],
  ['all pairs', ['a'], { rules: [{ name: 'all', keys: [] }] }],
  ['a low threshold, so that much hangs together', ['a'], { threshold: 0.002 }],
  [
    'rows of one address never together',
    ['a'],
    { threshold: 0.002, neverTogether: [{ source: 'a', field: 'address' }] },
  ],
  [
    'one file that has everybody once',
    TWO,
    {
      between: betweenTwo(false),
      deduplicate: [false, true],
      threshold: 0.002,
      neverTogether: [{ source: 'a' }, { source: 'b', field: 'born' }],
    },
  ],
  ['much that hangs together by few pairs', ['a'], { ...HUBS, maximumPerKey: 6, threshold: 0.0005 }],
])('%s', (_, sources, changes) => {
  test('whatever comes, changes, goes, is settled, kept and opened again: all is as linked anew', async () => {
    const model = await learnt(sources, changes);
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 14 }), async (steps) => {
        const both = await Both.open(sources, model);
        for (const [i, each] of steps.entries()) {
          both.take(each);
          if (i % 3 === 1) await both.reopen();
          if (i % 4 !== 3 && i !== steps.length - 1) continue;
          const byParts = both.toldByParts();
          const rebuilt = await both.toldRebuilt();
          expect(both.toldLive()).toEqual(rebuilt);
          expect(byParts).toEqual(rebuilt.pairs);
        }
      }),
      { numRuns: 12 },
    );
  });
});

test('what hangs together and is too large to be looked at whole is parted as when linked anew', async () => {
  const sources = ['a'];
  const model = await learnt(sources, { rules: [{ name: 'born', keys: [{ part: 'year-month', fields: ['born'] }] }] });
  const both = await Both.open(sources, model);
  for (let i = 0; i < 330; i++) both.take({ kind: 'add', source: 0, entity: 1, version: i % 7 });
  expect(both.toldLive()).toEqual(await both.toldRebuilt());
  both.take({ kind: 'settle', which: 40, other: 60, isSame: false });
  both.take({ kind: 'remove', which: 80 });
  expect(both.toldLive()).toEqual(await both.toldRebuilt());
});

test('a pair whose rival goes is decided on with all that hang together with it', async () => {
  const model = await learnt(TWO, { between: betweenTwo(true), threshold: 0.2 });
  const both = await Both.open(TWO, model);
  const told = {
    name: 'wiku leno',
    given: 'wiku',
    surname: 'leno',
    born: '1971-05-21',
    sex: 'P',
    nik: '',
    address: '',
  };
  const person = (source: string, id: string, values: Partial<typeof told>): TestPerson => ({
    source,
    id,
    values: { ...told, ...values },
  });
  const own = { nik: '3577012105710007', address: 'Jl Serayu 7' };
  // Whoever tells little may be either of two in the other file. One of them has a partner by its number, and no rule
  // brings that partner together with the others: nothing but the rivalry reaches them.
  const first = person('a', 'first', own);
  const second = person('a', 'second', { nik: '3577999988880001', address: 'Jl Merdeka 31' });
  const rival = person('b', 'rival', { ...own, name: '', given: '', surname: '' });
  const vague = person('b', 'vague', {});
  for (const each of [first, second, rival, vague]) both.come(each);
  expect(both.toldLive().clusters).toEqual(expect.arrayContaining(['a/first b/rival', 'a/second b/vague']));
  both.go(rival);
  const { clusters, pairs } = both.toldLive();
  expect(pairs.filter((pair) => pair.includes('b/vague'))).toHaveLength(2);
  expect(clusters).toEqual((await both.toldRebuilt()).clusters);
  expect(pairs).toEqual((await both.toldRebuilt()).pairs);
  both.come(rival);
  expect(both.toldLive()).toEqual(await both.toldRebuilt());
});

test('records that come after it was kept and opened again find each other', async () => {
  const sources = ['people'];
  const both = await Both.open(sources, await learnt(sources, {}));
  for (let round = 0; round < 3; round++) {
    await both.reopen();
    for (const version of [0, 1]) both.take({ kind: 'add', source: 0, entity: 400 + round, version });
  }
  await both.reopen();
  both.take({ kind: 'add', source: 0, entity: 400, version: 2 });
  const told = both.toldLive();
  expect(told.clusters.filter((cluster) => cluster.includes('new-')).length).toBeLessThan(7);
  expect(told).toEqual(await both.toldRebuilt());
});
