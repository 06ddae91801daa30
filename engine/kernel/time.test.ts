import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ageYears, anniversary, calendarDate, dayOf, isoDate, NO_DATE, parseIsoDate } from './time.ts';

test('days count from 1 January 1970', () => {
  expect(dayOf(1970, 1, 1)).toBe(0);
  expect(dayOf(1969, 12, 31)).toBe(-1);
  expect(dayOf(2000, 3, 1)! - dayOf(2000, 2, 28)!).toBe(2);
  expect(dayOf(45, 8, 17)).toBeLessThan(dayOf(1945, 8, 17)!);
});

test.each([
  [2023, 2, 29],
  [2025, 2, 31],
  [2025, 13, 1],
  [2025, 0, 10],
  [2025, 4, 31],
])('the calendar has no %i-%i-%i', (year, month, day) => {
  expect(dayOf(year, month, day)).toBeUndefined();
});

test('a day goes to its date and back', () => {
  fc.assert(
    fc.property(fc.integer({ min: -60_000, max: 60_000 }), (day) => {
      const date = calendarDate(day);
      expect(dayOf(date.year, date.month, date.day)).toBe(day);
      expect(parseIsoDate(isoDate(day))).toBe(day);
    }),
  );
});

test('no date is written as nothing, and only ISO dates are read', () => {
  expect(isoDate(NO_DATE)).toBe('');
  expect(parseIsoDate('31/12/2025')).toBeUndefined();
  expect(parseIsoDate('2025-02-30')).toBeUndefined();
});

test('an anniversary is the same day; that of 29 February the 28th, but in leap years', () => {
  const later = (text: string, years: number): string => isoDate(anniversary(parseIsoDate(text)!, years));
  expect([later('2025-12-31', 25), later('2024-02-29', 1), later('2024-02-29', 4), later('2025-03-01', 0)]).toEqual([
    '2050-12-31',
    '2025-02-28',
    '2028-02-29',
    '2025-03-01',
  ]);
});

test('age counts completed years; 29 February turns older on 1 March', () => {
  const on = (text: string): number => parseIsoDate(text)!;
  expect(ageYears(on('1990-06-15'), on('2025-06-14'))).toBe(34);
  expect(ageYears(on('1990-06-15'), on('2025-06-15'))).toBe(35);
  expect(ageYears(on('2004-02-29'), on('2025-02-28'))).toBe(20);
  expect(ageYears(on('2004-02-29'), on('2025-03-01'))).toBe(21);
});
