import { expect, test } from 'vitest';
import { waterfallLines } from './waterfall.ts';

test('a step tells its bits and the sum so far; words that are too long are not cut', () => {
  const long = 'nama: '.padEnd(80, 'x');
  const lines = waterfallLines(
    [
      { id: 'NIK: sama', en: 'NIK: the same', bits: 12.25 },
      { id: long, en: 'name', bits: -2 },
    ],
    4,
  );
  expect(lines.slice(1, 6)).toEqual([
    `${'NIK: sama'.padEnd(64)}    +12.3    +12.3`,
    '  NIK: the same',
    long,
    `${' '.repeat(64)}     −2.0    +10.3`,
    '  name',
  ]);
});
