import { describe, expect, test } from 'vitest';
import { TimeLeft } from './time-left.ts';

describe('the time that a run may still take', () => {
  test('is told once two replicates came, from the first one on', () => {
    const left = new TimeLeft();
    expect([left.seconds('a', 0, 10, 0), left.seconds('a', 0, 10, 9000)]).toEqual([undefined, undefined]);
    expect([left.seconds('a', 1, 10, 10_000), left.seconds('a', 2, 10, 11_000)]).toEqual([undefined, undefined]);
    expect(left.seconds('a', 3, 10, 12_000)).toBe(7);
    expect(left.seconds('a', 4, 10, 16_000)).toBe(12);
  });

  test('does not count what was there before: a run that goes on after the server was stopped', () => {
    const left = new TimeLeft();
    left.seconds('a', 0, 200, 0);
    expect(left.seconds('a', 100, 200, 1000)).toBeUndefined();
    expect(left.seconds('a', 102, 200, 3000)).toBe(98);
  });

  test('does not count a heap that comes after some others: ten at once are not ten in a second', () => {
    const left = new TimeLeft();
    expect(left.seconds('a', 5, 100, 0)).toBeUndefined();
    expect(left.seconds('a', 10, 100, 1000)).toBeUndefined();
    expect(left.seconds('a', 11, 100, 8000)).toBeUndefined();
    expect(left.seconds('a', 12, 100, 15_000)).toBe(616);
  });

  test('is not told before it was watched for a moment', () => {
    const left = new TimeLeft();
    left.seconds('a', 0, 100, 0);
    left.seconds('a', 1, 100, 100);
    expect(left.seconds('a', 5, 100, 300)).toBeUndefined();
    expect(left.seconds('a', 21, 100, 2100)).toBe(7.9);
  });

  test('begins anew with another run', () => {
    const left = new TimeLeft();
    left.seconds('a', 1, 10, 0);
    left.seconds('a', 2, 10, 1000);
    expect(left.seconds('a', 6, 10, 3000)).toBe(2);
    expect(left.seconds('b', 5, 10, 3000)).toBeUndefined();
    expect(left.seconds('b', 6, 10, 4000)).toBeUndefined();
    expect(left.seconds('b', 8, 10, 6000)).toBe(2);
  });
});
