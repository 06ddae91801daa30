import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FoundPairs } from './find-pairs.ts';
import { PairJoiner } from './join-pairs.ts';

const number = fc.nat(2 ** 32 - 1);
const pairsOf = (some: readonly (readonly number[])[]): FoundPairs => ({
  count: some.length,
  left: Uint32Array.from(some, (pair) => pair[0]!),
  right: Uint32Array.from(some, (pair) => pair[1]!),
  rule: Uint8Array.from(some, (pair) => pair[2]! % 256),
  foundBy: Uint32Array.from(some, (pair) => pair[3]!),
});

test('ranges stand one behind the other, in whatever order they come', () => {
  const range = fc.array(fc.tuple(number, number, number, number), { maxLength: 5 });
  fc.assert(
    fc.property(
      fc
        .array(range, { maxLength: 8 })
        .chain((ranges) =>
          fc.tuple(
            fc.constant(ranges),
            fc.shuffledSubarray([...ranges.keys()], { minLength: ranges.length }),
            fc.nat(9),
          ),
        ),
      ([ranges, order, room]) => {
        const all = ranges.flat();
        const joiner = new PairJoiner(all.length + room);
        for (const at of order) joiner.add(at, pairsOf(ranges[at]!));
        const joined = joiner.done();
        expect(joined).toEqual(pairsOf(all));
        for (const column of [joined.left, joined.right, joined.rule, joined.foundBy]) {
          expect(column.buffer).toBeInstanceOf(SharedArrayBuffer);
        }
      },
    ),
  );
});

test('more than was said is an error, and no pair less', () => {
  const joiner = new PairJoiner(1);
  expect(() =>
    joiner.add(
      0,
      pairsOf([
        [1, 2, 0, 1],
        [1, 3, 0, 1],
      ]),
    ),
  ).toThrow(RangeError);
});
