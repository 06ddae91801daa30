import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { WhileIdle } from './baselines-ahead.ts';

const IDLE_MS = 20;

// By a clock that the tests turn: on a busy machine no time is told apart from what is waited for.
beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());
/** So much later, with all that has happened by then. */
const later = async (ms: number): Promise<void> => void (await vi.advanceTimersByTimeAsync(ms));
const timer = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const untilAborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));

describe('what is done while nobody asks for anything', () => {
  test('begins when it is quiet, lets go at once when something comes, and begins again after it', async () => {
    const idle = new WhileIdle(IDLE_MS);
    const told: string[] = [];
    let rounds = 0;
    idle.want(async (signal) => {
      told.push('begun');
      signal.addEventListener('abort', () => told.push('let go'));
      if (++rounds === 1) await untilAborted(signal);
      return 'done';
    });
    expect(told).toEqual([]);
    await later(5 * IDLE_MS);
    expect(told).toEqual(['begun']);
    await idle.during(async () => {
      expect(told).toEqual(['begun', 'let go']);
      await later(5 * IDLE_MS);
      told.push('a run');
    });
    expect(told).toEqual(['begun', 'let go', 'a run']);
    await later(5 * IDLE_MS);
    expect(told).toEqual(['begun', 'let go', 'a run', 'begun']);
    // Once it has come to its end it is not begun again.
    await idle.during(() => Promise.resolve());
    await later(5 * IDLE_MS);
    expect(told).toHaveLength(4);
  });

  test('does not begin between two things, nor while one of several goes on', async () => {
    const idle = new WhileIdle(5 * IDLE_MS);
    let begun = 0;
    idle.want(() => {
      begun++;
      return Promise.resolve('done');
    });
    await idle.during(() => later(IDLE_MS));
    await idle.during(() => later(IDLE_MS));
    const long = idle.during(() => timer(40 * IDLE_MS));
    await idle.during(() => later(IDLE_MS));
    await later(8 * IDLE_MS);
    expect(begun).toBe(0);
    await later(40 * IDLE_MS);
    await long;
    await later(10 * IDLE_MS);
    expect(begun).toBe(1);
  });

  test('gives way to what is wanted in its place', async () => {
    const idle = new WhileIdle(IDLE_MS);
    const told: string[] = [];
    idle.want((signal) => untilAborted(signal));
    await later(3 * IDLE_MS);
    idle.want(() => {
      told.push('the other');
      return Promise.resolve('done');
    });
    await later(5 * IDLE_MS);
    expect(told).toEqual(['the other']);
  });

  test('looks again later where something was in its way, and not while somebody asks for something', async () => {
    const idle = new WhileIdle(IDLE_MS, 2 * IDLE_MS);
    const ends = ['later', 'later', 'done'] as const;
    let begun = 0;
    idle.want(() => Promise.resolve(ends[begun++]!));
    await later(IDLE_MS);
    expect(begun).toBe(1);
    await idle.during(async () => {
      await later(10 * IDLE_MS);
      expect(begun).toBe(1);
    });
    // After it is quiet it begins anew, and once more later.
    await later(IDLE_MS);
    expect(begun).toBe(2);
    await later(2 * IDLE_MS);
    expect(begun).toBe(3);
    await later(10 * IDLE_MS);
    expect(begun).toBe(3);
  });
});
