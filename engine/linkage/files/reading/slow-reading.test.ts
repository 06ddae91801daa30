/** Reading against its slow, obvious form: the file as one text, parted by a plain reader of CSV, every cell trimmed. */
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readAll, textsOf } from '../test-folder.ts';

const HEADINGS = ['id', 'given name', 'born', 'note'];

// Words that stand for nothing are read as blank, and have a test of their own.
const cell = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    'SITI',
    ' siti ',
    'Ani "Putri"',
    'a,b',
    'a;b',
    '\tBUDI',
    'x\r\ny',
    'José',
    '007',
    "O'Neil",
    'ø é 中',
  ),
  fc.string({ unit: fc.constantFrom(...'AB ,;"\'\n12é'), maxLength: 6 }),
);

interface Dialect {
  readonly delimiter: string;
  readonly lineEnd: string;
  readonly hasMark: boolean;
  readonly endsWithLine: boolean;
}
const dialect: fc.Arbitrary<Dialect> = fc.record({
  delimiter: fc.constantFrom(',', ';', '\t', '|'),
  lineEnd: fc.constantFrom('\n', '\r\n'),
  hasMark: fc.boolean(),
  endsWithLine: fc.boolean(),
});

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

function textOf(rows: readonly (readonly string[])[], { delimiter, lineEnd, hasMark, endsWithLine }: Dialect): string {
  const lines = [HEADINGS, ...rows].map((row) =>
    row.map((text) => (/[",;|\t\n\r]/.test(text) ? quoted(text) : text)).join(delimiter),
  );
  return `${hasMark ? '\ufeff' : ''}${lines.join(lineEnd)}${endsWithLine ? lineEnd : ''}`;
}

test('ids and columns are what a plain reader of the whole text takes them for', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 12 }),
      dialect,
      async (cells, how) => {
        const text = textOf(
          cells.map((row, i) => [`r${i}`, ...row]),
          how,
        );
        const slow = parse(text, { bom: true, delimiter: how.delimiter, relax_column_count: true }) as string[][];
        const column = (at: number): string[] => slow.slice(1).map((row) => row[at]!.trim());
        const [source] = await readAll({ files: { '*': { id: 'id', columns: 'all' } } }, { 'a.csv': text });
        expect(source!.ids).toEqual(column(0));
        expect([...source!.columns.keys()]).toEqual(HEADINGS.slice(1));
        HEADINGS.forEach((heading, at) => {
          if (at > 0) expect(textsOf(source!.columns.get(heading))).toEqual(column(at));
        });
      },
    ),
    { numRuns: 150 },
  );
});
