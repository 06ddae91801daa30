import { expect, test } from 'vitest';
import { chanceWords, percentText, say } from './words.ts';

test('a text has its values in their places, whatever stands in them', () => {
  expect(say({ id: '{} dari {}', en: '{} of {}' }, 'id', '$&', '{}')).toBe('$& dari {}');
  expect(say({ id: '{} dari {}', en: '{} of {}' }, 'en', 1, 2)).toBe('1 of 2');
});

test('what is nearly certain does not read as certain', () => {
  expect(percentText(0.99996, 'id')).toBe('99,9 %');
  expect(percentText(1, 'en')).toBe('100.0 %');
  expect(percentText(0.5, 'en', 0)).toBe('50 %');
});

test.each([
  [0.9353, '93,5 %'],
  [0.9999994, '99,99994 %'],
  [0.5, '50,0 %'],
  [0.0004, '0,040 %'],
  [7e-16, 'kurang dari 0,001 %'],
])('a chance of %s is told as %s', (probability, told) => {
  expect(chanceWords(probability, 'id')).toBe(told);
});
