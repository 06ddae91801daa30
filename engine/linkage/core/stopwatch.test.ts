import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { SILENT } from '../../kernel/progress.ts';
import type { StageTime } from './pairs.ts';
import { Stopwatch, type Spent } from './stopwatch.ts';

/** Milliseconds by the clock of the test. */
let now = 0;
beforeEach(() => {
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  // The process works all the time: as many processor seconds as seconds of the clock.
  vi.spyOn(process, 'cpuUsage').mockImplementation((before) => ({
    user: now * 1000 - (before?.user ?? 0),
    system: 0,
  }));
});
afterEach(() => vi.restoreAllMocks());

/** Runs three stages of 100 ms, and beside them work whose parts take 20 ms of a thread and end at these times. */
function threeStages(begins: number, ends: readonly number[]): readonly StageTime[] {
  now = 0;
  const watch = new Stopwatch(SILENT);
  let spent: Spent = () => expect.unreachable();
  for (const [name, startsAt] of [
    ['search', 0],
    ['compare', 100],
    ['chance', 200],
  ] as const) {
    for (; now < startsAt; now++) step();
    watch.start(name);
  }
  for (; now < 300; now++) step();
  return watch.stages();

  function step(): void {
    if (now === begins) void watch.beside('chance', async (told) => void (spent = told));
    if (ends.includes(now)) spent(0.02);
  }
}

const own = (stages: readonly StageTime[], of: 'seconds' | 'cpuSeconds'): number =>
  stages.reduce((sum, stage) => sum + stage[of] - (stage.beside?.[of] ?? 0), 0);

describe('a stage that goes on beside others', () => {
  test('is told by its own clock and with the names of those, and adds nothing twice', () => {
    const stages = threeStages(40, [90, 130]);
    expect(stages.map(({ name }) => name)).toEqual(['search', 'compare', 'chance']);
    expect(stages[0]!.beside).toBeUndefined();
    // 90 ms beside the two, and the hundred that its own stage took.
    expect(stages[2]!.beside!.stages).toEqual(['search', 'compare']);
    expect(stages[2]!.beside!.seconds).toBeCloseTo(0.09, 9);
    expect(stages[2]!.seconds).toBeCloseTo(0.19, 9);
    expect(stages[2]!.beside!.cpuSeconds).toBeCloseTo(0.04, 9);
    expect(stages[2]!.cpuSeconds).toBeCloseTo(0.14, 9);
    expect(own(stages, 'seconds')).toBeCloseTo(0.3, 9);
    expect(own(stages, 'cpuSeconds')).toBeCloseTo(0.3, 9);
  });

  test('names only those that it was beside', () => {
    expect(threeStages(20, [60])[2]!.beside!.stages).toEqual(['search']);
    expect(threeStages(120, [160])[2]!.beside!.stages).toEqual(['compare']);
  });

  test('that is not ready in time is beside the others until it is waited for', () => {
    const { seconds, beside } = threeStages(150, [190, 250])[2]!;
    expect(beside!.seconds).toBeCloseTo(0.05, 9);
    expect(beside!.cpuSeconds).toBeCloseTo(0.02, 9);
    expect(seconds).toBeCloseTo(0.15, 9);
  });

  test('is beside nothing where it begins when it is waited for, or has nothing to do', () => {
    const stages = threeStages(220, [290]);
    expect(stages[2]).toEqual({ name: 'chance', seconds: expect.closeTo(0.1, 9), cpuSeconds: expect.closeTo(0.1, 9) });
    expect(threeStages(40, [])[2]!.beside).toBeUndefined();
  });
});
