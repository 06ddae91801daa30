/** Measures of what Indonesian registers tell: births in a NIK, kelurahan with RW and RT. */
import { describe, expect, test } from 'vitest';
import { levelName, measureOf, specOf, tableOf } from '../test-table.ts';
import { MEASURES } from './measures.ts';

describe('the birth part of a NIK stands in for a blank date', () => {
  const born = ['', '1980-03-12', '1980-03-21'];
  test.each([
    ['3519085203800777', 'same'],
    ['3577015203800002', 'same'],
    ['3577015203800001', ''],
    ['3577015203810001', ''],
    ['3577010101990001', ''],
    ['', ''],
  ])('%s beside 12 March 1980: %s', (nik, expected) => {
    const table = tableOf({
      born: ['date', born],
      nik: ['national-id', [nik, '3577015203800001', '']],
    });
    const spec = specOf('birth-date', ['born', 'nik']);
    expect(levelName(table, spec, 0, 1)).toBe(expected);
    expect(levelName(table, spec, 1, 0)).toBe(expected);
    expect(levelName(table, spec, 1, 2)).toBe('slip');
    expect(levelName(table, spec, 0, 0)).toBe('');
  });

  test.each([
    ['3577015203800009', ''],
    ['3519085203800777', ''],
    ['3577015203810001', 'same'],
    ['3577015203800001', 'same'],
    ['', 'same'],
  ])('equal dates beside 3577015203800001 and %s: %s', (nik, expected) => {
    const table = tableOf({
      born: ['date', ['1980-03-12', '1980-03-12', '1980-03-21']],
      nik: ['national-id', [nik, '3577015203800001', '3577015203800001']],
    });
    const spec = specOf('birth-date', ['born', 'nik']);
    expect(levelName(table, spec, 0, 1)).toBe(expected);
    expect(levelName(table, spec, 0, 2)).toBe('slip');
  });

  test('dates a slip apart that are each in their own NIK are not one date with a slip', () => {
    const spec = specOf('birth-date', ['born', 'nik']);
    const tableFor = (nik: string) =>
      tableOf({ born: ['date', ['1965-07-20', '1965-02-20']], nik: ['national-id', [nik, '3577032002650001']] });
    expect(levelName(tableFor('3577032007650001'), spec, 0, 1)).toBe('');
    expect(levelName(tableFor('3577032002650001'), spec, 0, 1)).toBe('slip');
    expect(levelName(tableFor(''), spec, 0, 1)).toBe('slip');
  });

  test('and is worth what that date is worth', () => {
    const table = tableOf({
      born: ['date', ['', '1980-03-12', '1980-03-12', '1980-03-12', '1999-09-09', '']],
      nik: ['national-id', ['3519085203800777', '', '', '', '', '3519084909990001']],
    });
    const measure = measureOf(table, specOf('birth-date', ['born', 'nik']));
    measure.level(0, 1);
    const common = measure.rarityBits;
    measure.level(5, 4);
    expect(measure.rarityBits - common).toBeCloseTo(Math.log2(3), 6);
  });
});

describe('where somebody lives', () => {
  const HOME = ['1001', '5', '3', 'Serayu 12'];
  const spec = specOf('neighbourhood', ['kelurahan', 'rw', 'rt', 'address']);
  const tableFor = (homes: readonly (readonly string[])[]) =>
    tableOf({
      kelurahan: ['code', homes.map(([kelurahan]) => kelurahan!)],
      rw: ['code', homes.map(([, rw]) => rw!)],
      rt: ['code', homes.map(([, , rt]) => rt!)],
      address: ['address', homes.map(([, , , address]) => address!)],
    });

  test.each([
    ['the address', ['1001', '5', '3', 'SERAYU NO. 12'], 'address'],
    ['the RT', ['1001', '5', '3', 'Merak 1'], 'rt'],
    ['the RW', ['1001', '5', '4', 'Merak 1'], 'rw'],
    ['the kelurahan, and nothing finer told', ['1001', '', '', ''], 'kelurahan'],
    ['another RW of the kelurahan', ['1001', '6', '3', ''], 'elsewhere'],
    ['another kelurahan, with a street of the same name', ['1002', '5', '3', 'Serayu 12'], 'different'],
    ['the address, no kelurahan told', ['', '', '', 'Serayu 12'], 'address'],
    ['another address, no kelurahan told', ['', '', '', 'Merak 1'], ''],
    ['nothing told', ['', '', '', ''], ''],
  ])('%s', (_, other, expected) => {
    const table = tableFor([HOME, other]);
    expect(levelName(table, spec, 0, 1)).toBe(expected);
    expect(levelName(table, spec, 1, 0)).toBe(expected);
  });

  test('unrelated pairs are counted in full, level by level', () => {
    const homes = Array.from({ length: 60 }, (_, i) => [
      String(1001 + (i % 4)),
      i % 5 === 0 ? '' : String(1 + (i % 3)),
      String(1 + (i % 2)),
      `Serayu ${String(i % 7)}`,
    ]);
    const table = tableFor(homes);
    const measure = measureOf(table, spec);
    const counts = new Float64Array(spec.levels.length + 1);
    for (let i = 0; i < 60; i++) for (let j = 0; j < i; j++) counts[measure.level(i, j)]!++;
    const { u } = MEASURES['neighbourhood']!.unrelated(table, spec);
    u.forEach((share, level) => {
      if (level > 0 && counts[level]! > 0) expect(share).toBeCloseTo(counts[level]! / (30 * 59), 3);
    });
  });

  test('a small place is worth more than a large one', () => {
    const homes = [
      ...Array<string[]>(6).fill(['1001', '1', '1', '']),
      ...Array<string[]>(2).fill(['1002', '1', '1', '']),
    ];
    const measure = measureOf(tableFor(homes), spec);
    measure.level(0, 1);
    const large = measure.rarityBits;
    measure.level(6, 7);
    expect(measure.rarityBits - large).toBeCloseTo(Math.log2(3), 6);
  });
});
