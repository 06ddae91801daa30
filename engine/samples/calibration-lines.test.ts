import { expect, test } from 'vitest';
import { compareWithTargets } from './calibration.ts';
import { calibrationLines } from './calibration-lines.ts';
import type { Target } from './targets.ts';

const target = (key: string, given: Partial<Target>): Target => ({
  key,
  name: { id: key, en: key },
  value: 0.1,
  tolerance: 0.01,
  bound: 'about',
  unit: 'share',
  source: 'BPS',
  ...given,
});

const lines = calibrationLines(
  compareWithTargets(
    new Map([
      ['about', 0.1 - 2e-10],
      ['at most', 0.024],
      ['at least', 0.05],
      ['off', 0.25],
    ]),
    [
      target('about', {}),
      target('at most', { bound: 'at-most', tolerance: 0, source: 'assumption; none better' }),
      target('at least', { bound: 'at-least', tolerance: 0 }),
      target('off', {}),
    ],
  ),
);
const words = (start: string): string[] =>
  lines
    .find((line) => line.trim().startsWith(start))!
    .trim()
    .split(/\s{2,}/);

test('each figure has target, got, gap, tolerance, and whether it is within', () => {
  expect(words('off')).toEqual(['off', '0.1', '0.25', '0.15', '0.01', 'NO', 'share']);
});

test('a gap that is nothing but rounding is none', () => {
  expect(words('about')).toEqual(['about', '0.1', '0.1', '0', '0.01', 'yes', 'share']);
});

test('a target that is a bound only is shown as one', () => {
  expect(words('at most').slice(0, 4)).toEqual(['at most', '≤ 0.1', '0.024', '0']);
  expect(words('at least')).toEqual(['at least', '≥ 0.1', '0.05', '-0.05', '0', 'NO', 'share']);
});

test('a target that nobody has measured is told', () => {
  expect(lines.filter((line) => line.includes('assumption'))).toHaveLength(1);
  expect(words('at most').at(-1)).toBe('share (target is an assumption)');
});

test('the end counts what is within', () => {
  expect(lines.at(-1)).toMatch(/^ {2}2 of 4 figures/);
});
