import { describe, expect, test } from 'vitest';
import { chance } from '../random.ts';
import { signed, unsigned } from './binary.ts';
import { copyShared } from './fours.ts';
import { bytesOfColumn, columnAt, handOf, rounded, sharedMemory } from './loop.ts';
import {
  allIf,
  and,
  at,
  bitsSet,
  either,
  eitherReal,
  isBelow,
  isEqual,
  isLess,
  isNought,
  isRealEqual,
  isRealLess,
  lowestBit,
  minus,
  or,
  plus,
  realAt,
  realLeast,
  realMinus,
  realMost,
  realOfSigned,
  realOfUnsigned,
  realOver,
  realPlus,
  realTimes,
  shiftDown,
  shiftLeft,
  shiftRight,
  times,
  truncated,
  truncatedUnsigned,
  xor,
  type Real,
  type Whole,
  type WholeOrNumber,
} from './values.ts';

const DRAWS = chance(5, 'loops');
const NUMBERS = [0, 1, 63, 64, 127, 128, -1, -64, -65, 8191, 2 ** 31 - 1, -(2 ** 31)];
for (let i = 0; i < 200; i++) NUMBERS.push(DRAWS.bits(i) | 0);

describe('whole numbers of a loop', () => {
  test.each<[string, (one: Whole, other: Whole) => WholeOrNumber, (one: number, other: number) => number]>([
    ['plus', plus, (one, other) => (one + other) | 0],
    ['minus', minus, (one, other) => (one - other) | 0],
    ['times', times, Math.imul],
    ['and', and, (one, other) => one & other],
    ['or', or, (one, other) => one | other],
    ['xor', xor, (one, other) => one ^ other],
    ['shiftLeft', shiftLeft, (one, other) => one << other],
    ['shiftRight', shiftRight, (one, other) => one >> other],
    ['shiftDown', shiftDown, (one, other) => (one >>> other) | 0],
    ['isLess', isLess, (one, other) => Number(one < other)],
    ['isBelow', isBelow, (one, other) => Number(one >>> 0 < other >>> 0)],
    ['isEqual', isEqual, (one, other) => Number(one === other)],
    ['isNought', (one, other) => isNought(and(one, other)), (one, other) => Number((one & other) === 0)],
    ['allIf', (one, other) => and(one, allIf(isLess(one, other))), (one, other) => (one < other ? one : 0)],
    ['either', (one, other) => either(isLess(one, other), one, other), (one, other) => Math.min(one, other)],
  ])('%s is that of JavaScript', (_, inLoop, plain) => {
    const run = handOf().loop(2, (_writer, [one, other]) => inLoop(one!, other!));
    for (const one of NUMBERS) for (const other of NUMBERS) expect(run(one, other)).toBe(plain(one, other));
  });

  test('are asked for their bits, and stand for themselves as floats', () => {
    const hand = handOf();
    const column = hand.column('real', 1);
    const [ones, lowest] = [bitsSet, lowestBit].map((op) => handOf().loop(1, (_, [one]) => op(one!)));
    const asFloat = hand.loop(1, ({ storeReal }, [one]) => (storeReal(column, 0, realOfSigned(one!)), 0));
    for (const number of NUMBERS) {
      const bits = (number >>> 0).toString(2);
      expect(ones!(number)).toBe(bits.replaceAll('0', '').length);
      expect(lowest!(number)).toBe(number === 0 ? 32 : bits.length - 1 - bits.lastIndexOf('1'));
      asFloat(number);
      expect(new Float64Array(hand.bytes(), column.offset, 1)[0]).toBe(number);
    }
  });

  test.each(NUMBERS)('%d stands in a loop as it is', (number) => {
    expect(handOf().loop(0, () => plus(number, 0))()).toBe(number);
  });

  test('are written as the format says', () => {
    expect([unsigned(0), unsigned(127), unsigned(128), unsigned(624_485)]).toEqual([
      ...[[0], [127], [128, 1]],
      [0xe5, 0x8e, 0x26],
    ]);
    expect([signed(-1), signed(63), signed(64), signed(-123_456)]).toEqual([
      ...[[127], [63], [192, 0]],
      [0xc0, 0xbb, 0x78],
    ]);
  });
});

describe('a loop over columns', () => {
  test('reads and writes each kind of column, and only as far as it is told', () => {
    const hand = handOf();
    const [bytes, halves, shorts, reals] = [
      ...[hand.column('byte', 4), hand.column('signedHalf', 4)],
      ...[hand.column('short', 4), hand.column('real', 4)],
    ] as const;
    const sum = hand.loop(1, ({ repeat, store, storeReal }, [number]) => {
      repeat(number!, (i) => {
        storeReal(reals!, i, realPlus(realTimes(realAt(shorts!, i), 0.1), 0.5));
        store(halves!, i, minus(at(halves!, i), at(bytes!, i)));
      });
      return number!;
    });
    new Uint8Array(hand.bytes(), bytes!.offset, 4).set([200, 1, 2, 3]);
    new Int16Array(hand.bytes(), halves!.offset, 4).set([-5, 7, -9, 11]);
    new Float32Array(hand.bytes(), shorts!.offset, 4).set([0.1, 0.2, 0.3, 0.4]);
    expect([sum(0), sum(3)]).toEqual([0, 3]);
    expect([...new Int16Array(hand.bytes(), halves!.offset, 4)]).toEqual([-205, 6, -11, 11]);
    const third = Math.fround(0.3) * 0.1 + 0.5;
    expect([...new Float64Array(hand.bytes(), reals!.offset, 4)].slice(2)).toEqual([third, 0]);
  });

  test('turns floats to whole numbers as | 0 and >>> 0 do', () => {
    const hand = handOf();
    const column = hand.column('real', 1);
    const towardsNought = hand.loop(0, () => truncated(realAt(column, 0)));
    const unsignedOf = hand.loop(0, () => truncatedUnsigned(realTimes(realOfUnsigned(plus(-1, 0)), realAt(column, 0))));
    for (const value of [0, 0.5, 0.999, 1, 1.5, -0.5, -1.5, 123_456.789, 2_000_000_000.9]) {
      new Float64Array(hand.bytes(), column.offset, 1)[0] = value;
      expect(towardsNought()).toBe(value | 0);
      if (value >= 0 && value <= 1) expect(unsignedOf() >>> 0).toBe((0xffffffff * value) >>> 0);
    }
  });

  test.each<[string, (one: Real, other: Real) => Real, (one: number, other: number) => number]>([
    ['realPlus', realPlus, (one, other) => one + other],
    ['realMinus', realMinus, (one, other) => one - other],
    ['realTimes', realTimes, (one, other) => one * other],
    ['realOver', realOver, (one, other) => one / other],
    ['realLeast', realLeast, Math.min],
    ['realMost', realMost, Math.max],
    ['isRealLess', (one, other) => realOfUnsigned(isRealLess(one, other)), (one, other) => Number(one < other)],
    ['isRealEqual', (one, other) => realOfUnsigned(isRealEqual(one, other)), (one, other) => Number(one === other)],
    ['eitherReal', (one, other) => eitherReal(isRealLess(one, other), one, 7), (one, other) => (one < other ? one : 7)],
  ])('%s is that of JavaScript', (_, inLoop, plain) => {
    const hand = handOf();
    const column = hand.column('real', 3);
    const run = hand.loop(0, ({ storeReal }) => {
      storeReal(column, 2, inLoop(realAt(column, 0), realAt(column, 1)));
      return 0;
    });
    const numbers = [0, 1, -1, 0.1, 1 / 3, 1e300, -2.5e-7, 1536, Infinity, -Infinity, NaN];
    for (const one of numbers)
      for (const other of numbers) {
        const values = new Float64Array(hand.bytes(), column.offset, 3);
        values.set([one, other]);
        run();
        expect(values[2]).toBe(plain(one, other));
      }
  });

  test('rounds as Math.round, just under a half too, and adds up floats', () => {
    const hand = handOf();
    const column = hand.column('real', 2);
    const run = hand.loop(1, (writer, [number]) => {
      const sum = writer.realVariable(realOfUnsigned(minus(number!, number!)));
      writer.repeat(number!, () => sum.set(realPlus(sum.value, rounded(writer, realAt(column, 0)))));
      writer.storeReal(column, 1, sum.value);
      return 0;
    });
    for (const value of [0, 0.49999999999999994, 0.5, 1.5, 2.5, 2.4999999999999996, 123_456.789, 2 ** 52 + 1]) {
      const values = new Float64Array(hand.bytes(), column.offset, 2);
      values[0] = value;
      run(3);
      expect(values[1]).toBe(3 * Math.round(value));
    }
  });

  test('goes on as long as a condition holds, which may never', () => {
    const run = handOf().loop(1, ({ variable, asLongAs }, [given]) => {
      const [rest, times] = [variable(given!), variable(0)];
      asLongAs(rest.value, () => {
        rest.set(and(rest.value, minus(rest.value, 1)));
        times.set(plus(times.value, 1));
      });
      return times.value;
    });
    expect([run(0), run(0b1), run(0b1011_0001), run(-1)]).toEqual([0, 1, 4, 32]);
  });

  test('reads memory that threads share, four numbers at a time', () => {
    const shared = sharedMemory(65_536 * 2);
    const numbers = new Uint32Array(shared.buffer);
    for (let i = 0; i < numbers.length; i++) numbers[i] = i * 7;
    const hand = handOf(0, shared);
    const column = hand.column('word', 12);
    const run = hand.loop(1, (writer, [from]) => {
      copyShared(writer, 8, from!, plus(column.offset, 0));
      return 0;
    });
    const first = numbers.length - 8;
    run(first * 4);
    const copied = Array.from({ length: 8 }, (_, i) => (first + i) * 7);
    expect([...new Uint32Array(hand.bytes(), column.offset, 12)]).toEqual([...copied, 0, 0, 0, 0]);
    expect(() => run((first + 1) * 4)).toThrow(/out of bounds/);
  });

  test('has its room from the start where it is told how much', () => {
    const hand = handOf(bytesOfColumn('real', 20_000) + bytesOfColumn('byte', 3));
    const bytes = hand.bytes();
    hand.column('byte', 3);
    hand.column('real', 20_000);
    expect(hand.bytes()).toBe(bytes);
    hand.column('real', 20_000);
    expect(hand.bytes()).not.toBe(bytes);
  });

  test('does nothing of what stands under a condition that does not hold', () => {
    const run = handOf().loop(1, ({ variable, when }, [given]) => {
      const found = variable(1);
      when(given!, () => found.set(2));
      return found.value;
    });
    expect([run(0), run(1), run(-3)]).toEqual([1, 2, 2]);
  });

  test('finds columns behind the fixed ones, and these as they were when more room is made', () => {
    const hand = handOf();
    const fixed = hand.column('word', 3);
    new Uint32Array(hand.bytes(), fixed.offset, 3).set([7, 8, 9]);
    const entryOf = hand.loop(2, (_, [base, i]) => at(columnAt(base!, 'word'), i!));
    for (const rows of [10, 1_000_000]) {
      const [one, other] = hand.behind(rows * 4, rows * 4) as [number, number];
      new Uint32Array(hand.bytes(), one, rows).fill(1);
      new Uint32Array(hand.bytes(), other, rows).fill(2);
      expect([entryOf(one, 0), entryOf(one, rows - 1), entryOf(other, 0), entryOf(other, rows - 1)]).toEqual([
        1, 1, 2, 2,
      ]);
      expect([...new Uint32Array(hand.bytes(), fixed.offset, 3)]).toEqual([7, 8, 9]);
    }
  });
});
