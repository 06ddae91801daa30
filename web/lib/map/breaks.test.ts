import { expect, test } from 'vitest';
import { formatterOf, type ShownAs } from '../format.ts';
import { readBreaks, writeBreaks } from './breaks.ts';

const COUNT: ShownAs = { format: 'count', decimals: 0 };
const SHARE: ShownAs = { format: 'share', decimals: 1 };

test.each([
  ['whole numbers', '100; 2000', COUNT, 'id', [100, 2000]],
  ['any order and spaces', ' 30 10;20 ', COUNT, 'id', [10, 20, 30]],
  ['percent with a comma', '5; 12,5 %', SHARE, 'id', [0.05, 0.125]],
  ['percent with a point in English', '5; 12.5%', SHARE, 'en', [0.05, 0.125]],
] as const)('%s are read', (_, text, shownAs, language, expected) => {
  expect(readBreaks(text, shownAs, language)).toEqual(expected);
});

test.each([
  ['nothing', ''],
  ['words', '5; banyak'],
  ['a mark of thousands, which could be a decimal', '1.500; 2.000'],
  ['more breaks than there are classes', '1;2;3;4;5;6;7'],
])('%s is not taken for breaks', (_, text) => {
  expect(readBreaks(text, COUNT, 'id')).toBeUndefined();
});

test('breaks are written as they are read', () => {
  const written = writeBreaks([0.05, 0.125], SHARE, formatterOf('id'));
  expect(written).toBe('5; 12,5');
  expect(readBreaks(written, SHARE, 'id')).toEqual([0.05, 0.125]);
});
