import { expect, test } from 'vitest';
import { waterfallLines } from './waterfall.ts';

const long = 'nama: '.padEnd(80, 'x');
const STEPS = [
  { id: 'NIK: sama', en: 'NIK: the same', bits: 12.25 },
  { id: long, en: 'name', bits: -2 },
];

test('a step tells its bits and the sum so far; words that are too long are not cut', () => {
  const lines = waterfallLines(STEPS, 4, 'id');
  expect(lines.slice(1, 4)).toEqual([
    `${'NIK: sama'.padEnd(64)}    +12,3    +12,3`,
    long,
    `${' '.repeat(64)}     −2,0    +10,3`,
  ]);
  expect(lines.at(-1)).toBe('Ambang: +4,0 bits');
});

test('English is told in English alone', () => {
  expect(waterfallLines(STEPS, 4, 'en')).toEqual([
    `${'Evidence'.padEnd(64)}     bits      sum`,
    `${'NIK: the same'.padEnd(64)}    +12.3    +12.3`,
    `${'name'.padEnd(64)}     −2.0    +10.3`,
    '',
    'Threshold: +4.0 bits',
  ]);
  expect(waterfallLines([], 4, 'en')[1]).toBe('The two were not compared.');
});
