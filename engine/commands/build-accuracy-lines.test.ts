import { describe, expect, test } from 'vitest';
import type { LinkedRegisterQuality } from '../linkage/evaluation.ts';
import { ToldChances } from '../linkage/files/calibration.ts';
import { accuracyLines, calibrationLines, memoryLine } from './build-accuracy-lines.ts';

const quality = (registerId: string, one: [number, number], more: [number, number]): LinkedRegisterQuality => ({
  kind: 'linked',
  registerId,
  rows: one[1] + more[1],
  known: one[1] + more[1],
  right: one[0] + more[0],
  wrong: 0,
  knownInReview: 0,
  knownAlone: 0,
  precision: 1,
  recall: 0.99,
  f1: 0.995,
  oneWordRecall: one[0] / one[1],
  moreWordsRecall: more[0] / more[1],
  byWords: { one: { right: one[0], known: one[1] }, more: { right: more[0], known: more[1] } },
});

describe('names of one word', () => {
  test('are held against the others in all and in the worst register, and against what is asked', () => {
    const lines = accuracyLines(
      [quality('pkh', [99, 100], [995, 1000]), quality('bpnt', [98, 100], [970, 1000])],
      [],
      'en',
    );
    expect(lines.join('\n')).toContain(
      'Names of one word (200 of 2200 rows) are found 0.25 points more than the others, in the worst register 0.50 points less (pkh); asked: at most 1.00 less: kept',
    );
    const worse = accuracyLines(
      [quality('pkh', [97, 100], [999, 1000]), quality('bpnt', [100, 100], [900, 1000])],
      [],
      'en',
    );
    expect(worse.join('\n')).toMatch(/worst register 2\.90 points less \(pkh\); asked: at most 1\.00 less: NOT KEPT/);
  });

  test('are not compared where there are none, and registers that were changed are named', () => {
    const none = {
      ...quality('pkh', [1, 1], [1, 1]),
      byWords: { one: { right: 0, known: 0 }, more: { right: 1, known: 1 } },
    };
    const lines = accuracyLines([none], ['bpnt'], 'en').join('\n');
    expect(lines).not.toContain('Names of one word');
    expect(lines).toContain('files were changed since the sample was written: bpnt');
  });
});

test('chances are told bin by bin beside what came true, and those outside the interval are marked', () => {
  const told = (pairs: readonly (readonly [number, boolean])[]) => {
    const chances = new ToldChances();
    for (const [chance, isTrue] of pairs) chances.add(chance, isTrue);
    return chances.calibration()!;
  };
  const good = Array.from({ length: 1000 }, (_, i) => [0.95, i < 950] as const);
  const bad = Array.from({ length: 1000 }, (_, i) => [0.25, i < 900] as const);
  const lines = calibrationLines(
    [
      { registerId: undefined, calibration: told([...good, ...bad]) },
      { registerId: 'pkh', calibration: told(good) },
    ],
    'en',
  );
  const row = (range: string): string => lines.find((line) => line.includes(range))!;
  expect(row('90.0–99.0 %')).toMatch(/1000 {3}95\.00 % {3}95\.00 % {2}\[ *93\.\d+ %, *96\.\d+ %\]$/);
  expect(row('20.0–30.0 %')).toMatch(/25\.00 % {3}90\.00 % .*off$/);
  expect(lines.join('\n')).toContain('off by 32.50% on average');
  expect(lines.at(-1)).toMatch(/pkh +1000 +95\.00 % +95\.00 % +off by 0\.00 %/);
  expect(calibrationLines([], 'en')).toEqual([]);
});

test('memory is told beside what is asked', () => {
  expect(memoryLine(2048, 'en')).toBe('Memory at most: 2048 MiB; asked: at most 2048: kept');
  expect(memoryLine(2049, 'en')).toContain('NOT KEPT');
});
