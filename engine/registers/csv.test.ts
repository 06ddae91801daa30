import fc from 'fast-check';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { TwinError } from '../kernel/errors.ts';
import { rowTexts } from './cells.ts';
import { CsvParser } from './csv.ts';

const CAPS = { rowBytes: 1 << 20, columns: 4096 };

/** Rows of a text that arrives in pieces of these lengths, over and over. */
function rowsOf(text: string, delimiter: string, pieces: readonly number[], caps = CAPS): string[][] {
  const bytes = Buffer.from(text);
  const rows: string[][] = [];
  const parser = new CsvParser({ file: 'a.csv', delimiter }, caps, (row) => rows.push(rowTexts(row)));
  for (let at = 0, i = 0; at < bytes.length; i++) {
    const end = at + pieces[i % pieces.length]!;
    parser.push(Buffer.from(bytes.subarray(at, end)));
    at = end;
  }
  parser.end();
  return rows;
}

const codeOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof TwinError) return error.text.code;
    throw error;
  }
  return 'no error';
};

const cell = fc.string({
  unit: fc.constantFrom('A', 'é', '1', ' ', '"', ';', ',', '\t', '\n', '\r', "'", '€'),
  maxLength: 6,
});
const written = (value: string, isQuoted: boolean): string =>
  isQuoted || /[",;\t\n\r]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;

describe('a CSV is parted as csv-parse parts it', () => {
  test('whatever the cells, the delimiter, the line ends and the pieces in which it arrives', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.tuple(cell, fc.boolean()), { minLength: 1, maxLength: 5 }), {
          minLength: 1,
          maxLength: 6,
        }),
        fc.constantFrom(';', ',', '\t'),
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 }),
        (rows, delimiter, lineEnd, isEnded, pieces) => {
          const lines = rows.map((cells) => cells.map(([value, isQuoted]) => written(value, isQuoted)).join(delimiter));
          const text = lines.join(lineEnd) + (isEnded ? lineEnd : '');
          const expected: unknown = parse(text, {
            delimiter,
            record_delimiter: lineEnd,
            relax_column_count: true,
            relax_quotes: true,
          });
          expect(rowsOf(text, delimiter, pieces)).toEqual(expected);
        },
      ),
      { numRuns: 800, seed: 7 },
    );
  });

  const cases: [name: string, text: string, rows: string[][]][] = [
    [
      'a line end inside quotes',
      'a;"b\r\nc"\r\nd;e',
      [
        ['a', 'b\r\nc'],
        ['d', 'e'],
      ],
    ],
    ['doubled quotes', '"a ""b"" c";d\n', [['a "b" c', 'd']]],
    ['a quote inside a bare cell', 'SITI "TI" AMINAH;x\n', [['SITI "TI" AMINAH', 'x']]],
    ['letters after a closing quote', '"SITI" AMINAH;x\n', [['SITI AMINAH', 'x']]],
    [
      'line ends of an old Macintosh',
      'a;b\rc;d\r',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['blank lines, which keep their number', 'a\n\nb\n', [['a'], [''], ['b']]],
    ['blank cells', ';;\n', [['', '', '']]],
    ['quoted blanks', '"";""\n', [['', '']]],
  ];
  test.each(cases)('%s', (_, text, rows) => {
    for (const piece of [1, 2, 3, 1000]) expect(rowsOf(text, ';', [piece])).toEqual(rows);
  });
});

describe('a CSV that is none stops with a reason', () => {
  test('a row without an end', () => {
    expect(codeOf(() => rowsOf('A'.repeat(50_000), ';', [1000], { ...CAPS, rowBytes: 10_000 }))).toBe('row-too-long');
  });

  test('a quote that is never closed, at the end and before it', () => {
    expect(codeOf(() => rowsOf('a;"b\nc;d\n', ';', [5]))).toBe('quote-not-closed');
    const long = `a;"b${'\nc;d'.repeat(5000)}`;
    expect(codeOf(() => rowsOf(long, ';', [1000], { ...CAPS, rowBytes: 10_000 }))).toBe('quote-not-closed');
  });

  test('more columns than any register has', () => {
    expect(codeOf(() => rowsOf(';'.repeat(9000), ';', [500], { ...CAPS, columns: 1000 }))).toBe('too-many-columns');
  });
});
