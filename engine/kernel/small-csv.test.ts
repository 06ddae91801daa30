import { describe, expect, test } from 'vitest';
import { readSmallCsv } from './small-csv.ts';

describe('a small table', () => {
  test.each([
    ['commas', 'kelurahan,places\n35.77.01.1001,12\n'],
    ['semicolons, as spreadsheets in Indonesian save it', '\uFEFFKelurahan;Places\r\n35.77.01.1001;12\r\n'],
    ['tabs', 'kelurahan\tplaces\n35.77.01.1001\t12'],
    ['quotes around cells', '"kelurahan";"places"\n"35.77.01.1001";"12"'],
  ])('is read with %s', (_, text) => {
    const { headings, rows } = readSmallCsv(text);
    expect(headings).toEqual(['kelurahan', 'places']);
    expect(rows).toEqual([{ row: 2, cells: ['35.77.01.1001', '12'] }]);
  });

  test('keeps the numbers of its rows, blank ones between them left out', () => {
    expect(readSmallCsv('a;b\n1;2\n;\n\n3;4\n;;\n').rows.map(({ row }) => row)).toEqual([2, 5]);
  });

  test.each([
    ['a;b', '12', 12],
    ['a;b', '12,0', 12],
    ['a;b', '12.0', undefined],
    ['a;b', '1.000', undefined],
    ['a;b', '12,5', undefined],
    ['a,b', '12.0', 12],
    ['a,b', '1.000', undefined],
    ['a,b', '-1', undefined],
    ['a,b', '', undefined],
  ])('in one with the heading row %s %s is the whole number %s', (heading, cell, number) =>
    expect(readSmallCsv(heading).wholeNumber(cell)).toBe(number),
  );
});
