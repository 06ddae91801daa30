import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tableOf } from '../test-table.ts';
import { dateParts, foldHashes, letterMasks, soundHashes, steadyHash, wordsOf } from './features.ts';

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

test('texts of one spelling have the same steady letters, others mostly not', () => {
  const piece = fc.constantFrom(
    ...'A AA N R RR L M W 1 2 22 S SH SY C K KH CH T TJ D DH DJ J U OE I IE Y G GH GHG B H HA P PH V X O E'.split(' '),
    ' ',
  );
  const other: Readonly<Record<string, string>> = {
    U: 'OE',
    OE: 'U',
    A: 'AA',
    R: 'RR',
    2: '22',
    C: 'K',
    Y: 'I',
    D: 'DH',
    V: 'F',
    ' ': '',
    PH: 'F',
  };
  const pieces = fc.array(fc.tuple(piece, fc.boolean()), { minLength: 1, maxLength: 12 });
  let [oneSpelling, told] = [0, 0];
  fc.assert(
    fc.property(pieces, fc.constantFrom('', 'H', 'A', 'S'), (parts, end) => {
      const left = parts.map(([text]) => text).join('');
      const right = parts.map(([text, isChanged]) => (isChanged ? (other[text] ?? text) : text)).join('') + end;
      const { values, book } = tableOf({ name: ['category', [left, right]] }).fields.get('name')!;
      fc.pre(values[0] !== values[1] && values[0] !== 0 && values[1] !== 0);
      const isOne = foldHashes(book)[values[0]!] === foldHashes(book)[values[1]!];
      const isSteady = steadyHash(book, values[0]!) === steadyHash(book, values[1]!);
      if (isOne) expect(isSteady).toBe(true);
      if (isOne) oneSpelling++;
      else if (!isSteady) told++;
    }),
    { numRuns: 2500, seed: 1 },
  );
  expect(oneSpelling).toBeGreaterThan(200);
  expect(told).toBeGreaterThan(200);
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
