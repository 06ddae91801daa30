import { describe, expect, test } from 'vitest';
import { sourcePairs } from '../blocking/source-pairs.ts';
import type { LinkModel } from '../link-model.ts';
import type { LinkTable } from '../table.ts';
import { makeTable } from '../values/make-table.ts';
import { seeOneToOne } from './one-to-one.ts';

const EACH = 100;

function tableOfTwo(): LinkTable {
  const ids = Array.from({ length: EACH }, (_, i) => String(i));
  const source = (name: string) => ({ name, ids, columns: new Map([['x', ids]]) });
  return makeTable({ sources: [source('a'), source('b')], fields: [{ name: 'x', kind: 'code' }] });
}

/** Each record has the other of its number for a partner; some of `a` have the one after, too. */
function seen(
  others: number,
  otherBits = 9,
  between: LinkModel['between'] = [{ left: 'a', right: 'b', isOneToOne: 'auto' }],
  deduplicate = [false, false],
  certain = EACH,
) {
  const table = tableOfTwo();
  const pairs = Array.from({ length: EACH }, (_, i) => [
    { left: i, right: EACH + i, bits: i < certain ? 20 : 3 },
    ...(i < others ? [{ left: i, right: EACH + i + 1, bits: otherBits }] : []),
  ]).flat();
  const ends = {
    count: pairs.length,
    left: Uint32Array.from(pairs, ({ left }) => left),
    right: Uint32Array.from(pairs, ({ right }) => right),
  };
  const model = { deduplicate, between };
  return seeOneToOne(
    table,
    sourcePairs(table, model),
    model,
    ends,
    Float32Array.from(pairs, ({ bits }) => bits),
  );
}

describe('files that nobody said whether they hold each entity once', () => {
  test('do where hardly a record has two certain partners', () => {
    const { between, sources, seen: told } = seen(2);
    expect(between).toEqual([{ left: 'a', right: 'b', isOneToOne: true }]);
    expect([...sources.isOneToOne]).toEqual([0, 1, 1, 0]);
    expect(told).toEqual([{ left: 'a', right: 'b' }]);
  });

  test('do not where more have: the negative control', () => {
    const { between, sources, seen: told } = seen(3);
    expect(between[0]!.isOneToOne).toBe(false);
    expect([...sources.isOneToOne]).toEqual([0, 0, 0, 0]);
    expect(told).toEqual([]);
  });

  test('do where the others are doubtful', () => expect(seen(60, 6).between[0]!.isOneToOne).toBe(true));

  test('are not judged by a few', () =>
    expect(seen(0, 0, undefined, undefined, 19).between[0]!.isOneToOne).toBe(false));

  test('may hold doubles where they are sought', () =>
    expect(seen(0, 0, undefined, [false, true]).between[0]!.isOneToOne).toBe(false));

  test.each([true, false])('are taken for what the model says: %s', (isOneToOne) => {
    const said = [{ left: 'a', right: 'b', isOneToOne }];
    expect(seen(isOneToOne ? 50 : 0, 9, said)).toMatchObject({ between: said, seen: [] });
  });
});
