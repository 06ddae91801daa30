/** Dates that tell a year and no day: agreeing on it is not agreeing on a day. */
import { describe, expect, test } from 'vitest';
import { levelName, specOf, tableOf } from '../test-table.ts';
import { autoComparisons } from './auto-comparisons.ts';
import { MEASURES } from './measures.ts';

const BIRTHS = ['1950', '1950', '1950-05', '05/1950', '1950-05-12', '12/05/1950', 'born about 1950'];
const table = tableOf({ born: ['date', BIRTHS], nik: ['national-id', BIRTHS.map(() => '')] });
const FIELDS = [{ name: 'born', kind: 'date' as const }];
const startOf = (texts: readonly string[]) =>
  autoComparisons(tableOf({ born: ['date', texts] }), FIELDS).comparisons[0]!.levels;

describe.each([
  ['date', ['born']],
  ['birth-date', ['born', 'nik']],
] as const)('%s', (measure, fields) => {
  const spec = specOf(measure, fields);

  test.each([
    [0, 1, 'year'],
    [0, 6, 'year'],
    [2, 3, 'month'],
    [4, 5, 'same'],
    [0, 4, 'year'],
    [2, 4, 'month'],
  ])('rows %d and %d agree on the %s', (left, right, level) => {
    expect(levelName(table, spec, left, right)).toBe(level);
  });

  test('what agrees by chance is counted where it is told', () => {
    const { u } = MEASURES[measure]!.unrelated(table, spec);
    const at = (name: string): number => u[1 + spec.levels.findIndex((level) => level.name === name)]!;
    // Of 21 pairs of 1950 one tells a day on both sides, and one of the others a month on both but for it.
    expect(at('same')).toBeLessThan(at('month'));
    expect(at('month')).toBeLessThan(at('year'));
  });
});

test('where a comparison knows no level of years, the field is one of years', () => {
  const levels = ['different', 'near', 'same'].map((name) => ({ name, m: 0.3, isLearnt: true }));
  expect(levelName(table, { ...specOf('date', ['born']), levels }, 0, 1)).toBe('same');
});

describe('learning starts', () => {
  const dates = Array.from({ length: 40 }, (_, i) => `19${String(40 + i)}-05-12`);
  const years = Array.from({ length: 40 }, (_, i) => `19${String(40 + i)}`);

  test('from levels of years where a field tells no day', () => {
    expect(startOf(years).map(({ name }) => name)).toEqual(['different', 'near', 'same']);
  });

  test('from as many agreements on a year as there are pairs without a day', () => {
    const m = (texts: readonly string[], name: string): number =>
      startOf(texts).find((level) => level.name === name)!.m;
    const [mixed, whole] = [[...dates, ...years], dates];
    expect(m(mixed, 'same')).toBeCloseTo(m(whole, 'same') / 4, 5);
    expect(m(mixed, 'year') - m(whole, 'year')).toBeCloseTo((m(whole, 'same') * 3) / 4, 5);
  });
});
