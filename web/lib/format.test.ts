import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatterOf, fromSteps, toSteps, unbroken } from './format.ts';

const id = formatterOf('id');
const en = formatterOf('en');
/** A no-break space is written as a plain one here. */
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

test.each([
  ['a count', id.count(201_733), '201.733'],
  ['a count in English', en.count(201_733), '201,733'],
  ['rupiah', id.rupiah(1_234_567), 'Rp1.234.567'],
  ['a debt in rupiah', id.rupiah(-1500), '-Rp1.500'],
  ['rupiah in English', en.rupiah(1_234_567), 'Rp1,234,567'],
  ['a share', id.share(0.1237), '12,4 %'],
  ['a share in English', en.share(0.1237), '12.4%'],
  ['a share without decimals', id.share(0.18, 0), '18 %'],
  ['a few of very many', id.portion(26 / 567_870), '<0,1 %'],
  ['none of them', id.portion(0), '0,0 %'],
  ['a portion', id.portion(0.0213), '2,1 %'],
  ['a date', id.date('2025-11-24'), '24 Nov 2025'],
  ['a date in English', en.date('2025-12-31'), '31 Dec 2025'],
  ['a date in the month that the languages name differently', id.date('2025-08-17'), '17 Agu 2025'],
  ['a moment in the time of the city', id.moment('2025-11-24T17:05:00Z'), '25 Nov 2025 00.05 WIB'],
  ['a moment in English', en.moment('2025-11-24T02:15:00Z'), '24 Nov 2025 09:15 WIB'],
  ['bytes', id.bytes(512), '512 B'],
  ['megabytes', id.bytes(12_345_678), '12,3 MB'],
  ['a decimal', id.value(3.525, { format: 'decimal', decimals: 2 }), '3,53'],
  [
    'a small negative number does not read as minus nought',
    id.value(-0.001, { format: 'decimal', decimals: 1 }),
    '0,0',
  ],
])('%s', (_, written, expected) => {
  expect(plain(written)).toBe(expected);
});

test('a no-break space keeps a number and its percent sign together', () => {
  expect(id.share(0.5)).toBe('50,0\u00a0%');
});

test('texts of data keep them together too', () => {
  expect(unbroken('turun 8,15 % pada 2021; 100% tetap')).toBe('turun 8,15\u00a0% pada 2021; 100% tetap');
});

test('what is written is what is compared: equal steps are written alike and different steps differ', () => {
  const shownAs = fc.record({ format: fc.constantFrom('count', 'share', 'decimal'), decimals: fc.nat(3) } as const);
  fc.assert(
    fc.property(shownAs, fc.double({ min: 0, max: 1e6, noNaN: true }), fc.nat(3), (card, value, apart) => {
      const steps = toSteps(value, card);
      expect(toSteps(fromSteps(steps, card), card)).toBe(steps);
      expect(id.value(fromSteps(steps, card), card) === id.steps(steps + apart, card)).toBe(apart === 0);
    }),
  );
});
