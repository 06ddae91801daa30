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

  test('begins anew with another run', () => {
    const left = new TimeLeft();
    left.seconds('a', 1, 10, 0);
    expect(left.seconds('a', 5, 10, 1000)).toBe(1.25);
    expect(left.seconds('b', 5, 10, 1000)).toBeUndefined();
    expect(left.seconds('b', 7, 10, 3000)).toBe(3);
  });
});
