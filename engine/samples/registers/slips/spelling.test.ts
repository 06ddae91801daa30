import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseNik } from '../../../kernel/ids.ts';
import { dayOf, isoDate } from '../../../kernel/time.ts';
import * as dates from './dates.ts';
import * as names from './names.ts';
import * as numbers from './numbers.ts';

const always =
  (number: number): names.Draw =>
  (count) =>
    Math.min(number, count - 1);
const draws = fc.func(fc.nat(1000)).map(
  (f): names.Draw =>
    (count, draw) =>
      f(count, draw) % count,
);
const words = fc.array(fc.stringMatching(/^[A-Z]{2,9}$/), { minLength: 1, maxLength: 4 }).map((list) => list.join(' '));
const digits16 = fc.stringMatching(/^3[0-9]{15}$/);

test.each([
  [names.variantOf, 'MUHAMMAD ALI', 'MUHAMAD ALI'],
  [names.variantOf, 'SITI AMINAH', 'ST. AMINAH'],
  [names.oldSpellingOf, 'SUHARTO', 'SOEHARTO'],
  [names.spacingOf, 'SITI AMINAH', 'SITIAMINAH'],
  [names.spacingOf, 'SUPRIYADI', 'SUP RIYADI'],
  [names.partDroppedOf, 'BUDI SANTOSO PUTRA', 'SANTOSO PUTRA'],
  [names.abbreviatedOf, 'BUDI SANTOSO', 'BUDI S.'],
  [names.reorderedOf, 'BUDI SANTOSO PUTRA', 'PUTRA BUDI SANTOSO'],
])('%o writes %s as %s', (change, name, expected) => {
  expect(change(name, always(0))).toBe(expected);
});

test.each([
  ['SLAMET', 'H.', 'H. SLAMET'],
  ['SLAMET', 'S.PD', 'SLAMET, S.PD'],
  ['SLAMET', 'H. S.PD', 'H. SLAMET, S.PD'],
  ['SLAMET', 'DRS. M.M', 'DRS. SLAMET, M.M'],
])('the titles of %s, %s: %s', (name, title, expected) => {
  expect(names.withTitle(name, title)).toBe(expected);
});

test('a name in small letters keeps the capitals of its parts', () => {
  expect(names.capitalised("SITI NUR'AINI, S.PD")).toBe("Siti Nur'Aini, S.Pd");
});

test('a slip of the pen changes a name and leaves its first letter', () => {
  fc.assert(
    fc.property(words, draws, (name, draw) => {
      const slip = names.typoOf(name, draw);
      expect(slip).not.toBe(name);
      expect(slip[0]).toBe(name[0]);
    }),
  );
});

test('a name without such a word has no variant, and one with it has', () => {
  expect(names.hasVariant('BUDI SANTOSO')).toBe(false);
  expect(names.hasVariant('MUHAMMADIYAH')).toBe(false);
  expect(names.hasVariant('ALI MUHAMMAD')).toBe(true);
  fc.assert(
    fc.property(words, draws, (name, draw) => {
      const withWord = `NUR ${name}`;
      expect(names.variantOf(withWord, draw)).not.toBe(withWord);
    }),
  );
});

test('a damaged number is another number, of the length that its damage leaves', () => {
  fc.assert(
    fc.property(digits16, draws, (nik, draw) => {
      expect(numbers.wrongDigit(nik, draw)).not.toBe(nik);
      expect(numbers.wrongDigit(nik, draw)).toHaveLength(16);
      expect(numbers.transposedDigits(nik, draw)).not.toBe(nik);
      expect(numbers.lostDigit(nik, draw)).toHaveLength(15);
      expect(numbers.oldKkNumber(nik, draw)).toMatch(/^\d{16}$/);
      expect(numbers.secondNik(nik, draw).slice(6, 12)).toBe(nik.slice(6, 12));
    }),
  );
});

test('a spreadsheet keeps 15 digits, or shows six', () => {
  expect(numbers.roundedNumber('3577015512900017')).toBe('3577015512900010');
  expect(numbers.scientificNumber('3577015512900017')).toBe('3,57702E+15');
});

test('a number in groups is still read as the number', () => {
  for (const at of [0, 1]) {
    expect(parseNik(numbers.spacedDigits('3577015512900017', always(at)))).toEqual({
      ok: true,
      value: '3577015512900017',
    });
  }
});

test('numbers of a system are unique and do not rise with the rows', () => {
  const made = Array.from({ length: 5000 }, (_, row) => numbers.systemNumber(row, 0));
  expect(new Set(made).size).toBe(made.length);
  expect(made.toSorted()).not.toEqual(made);
});

const day = (text: string): number => {
  const [y, m, d] = text.split('-').map(Number);
  return dayOf(y!, m!, d!)!;
};

test.each([
  ['1999-03-04', '1999-04-03'],
  ['1999-03-13', undefined],
  ['1999-03-03', undefined],
])('day and month of %s changed round: %s', (right, wrong) => {
  expect(dates.swapped(day(right))).toBe(wrong === undefined ? undefined : day(wrong));
});

test('wrong years and days are other days that the calendar has', () => {
  const anyDay = fc.integer({ min: day('1930-01-01'), max: day('2024-12-31') });
  fc.assert(
    fc.property(anyDay, draws, (right, draw) => {
      expect(dates.wrongYear(right, day('2025-12-31'), draw)).not.toBe(right);
      expect(dates.wrongYear(right, day('2025-12-31'), draw)).toBeLessThanOrEqual(day('2025-12-31'));
      const wrong = dates.wrongDay(right, draw);
      expect(wrong).not.toBe(right);
      expect(isoDate(wrong).slice(0, 7)).toBe(isoDate(right).slice(0, 7));
      expect(isoDate(dates.firstOfMonth(right, draw))).toMatch(/-(01|07)-01$/);
    }),
  );
});

test('Excel counts days from 30 December 1899', () => {
  expect(dates.excelSerial(day('2026-01-01'))).toBe(46023);
  expect(dates.impossibleDate(day('1987-06-05'), 'DD/MM/YYYY')).toBe('31/02/1987');
});
