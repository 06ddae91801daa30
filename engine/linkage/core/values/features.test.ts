import { describe, expect, test } from 'vitest';
import { tableOf } from '../test-table.ts';
import { dateParts, foldHashes, letterMasks, soundHashes, wordsOf } from './features.ts';

/** Whether a feature is the same for two names. */
function isShared(feature: typeof foldHashes, left: string, right: string): boolean {
  const { values, book } = tableOf({ name: ['name-part', [left, right]] }).fields.get('name')!;
  const features = feature(book);
  return features[values[0]!] === features[values[1]!];
}

describe('one spelling', () => {
  test.each([
    ['SOEPRIYANTO', 'SUPRIYANTO'],
    ['DJOKO', 'JOKO'],
    ['TJOKRO', 'COKRO'],
    ['ACHMAD', 'AHMAD'],
    ['PHILIP', 'FILIP'],
    ['NUR HAYATI', 'NURHAYATI'],
    ['SARAH', 'SARA'],
    ['DHANI', 'DANI'],
    ['MATTHEW', 'MATHEW'],
  ])('%s, %s', (left, right) => {
    expect(isShared(foldHashes, left, right)).toBe(true);
  });

  test.each([
    ['BUDI', 'RUDI'],
    ['ANNA', 'ANNE'],
    ['SITI', 'SATI'],
  ])('not of %s, %s', (left, right) => {
    expect(isShared(foldHashes, left, right)).toBe(false);
  });
});

describe('one sound', () => {
  test.each([
    ['CATHERINE', 'KATHRYN'],
    ['JOHN', 'JON'],
    ['ROBERT', 'RUPERT'],
    ['EVA', 'IVA'],
    ['SUPRAPTO', 'SOEPRAPTO'],
  ])('%s, %s', (left, right) => {
    expect(isShared(soundHashes, left, right)).toBe(true);
  });

  test.each([
    ['BUDI', 'RUDI'],
    ['JOHN', 'PETER'],
    ['МАРИЯ', 'ИВАН'],
  ])('not of %s, %s', (left, right) => {
    expect(isShared(soundHashes, left, right)).toBe(false);
  });
});

test('masks, parts of dates', () => {
  const table = tableOf({ name: ['name-part', ['AB', '']], born: ['date', ['1980-05-12', '1980']] });
  const { name, born } = Object.fromEntries(table.fields) as Record<
    string,
    NonNullable<ReturnType<typeof table.fields.get>>
  >;
  expect(letterMasks(name!.book)[name!.values[0]!]).toBe(0b110);
  const { year, month, day } = dateParts(born!.book);
  const parts = Array.from(born!.values, (value) => [year[value], month[value], day[value]]);
  expect(parts).toEqual([
    [1980, 5, 12],
    [1980, 0, 0],
  ]);
  expect(() => wordsOf(born!.book)).toThrow(RangeError);
});
