/** Whatever a text is and whatever language a spreadsheet has, no cell of a CSV opens as a formula; and texts come back. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvLine } from './csv-line.ts';
import { asInCsv, asWritten, harmlessInCsv } from './harmless.ts';

const LANGUAGES = ['id', 'en'] as const;

/** Cells as a spreadsheet sees them that parts at one mark: quotes count where they open a cell, else they are letters. */
function cellsParted(text: string, mark: string): string[] {
  const cells: string[] = [];
  let [cell, isQuoted, isNew] = ['', false, true];
  for (let i = 0; i < text.length; i++) {
    const letter = text[i]!;
    if (isQuoted) {
      if (letter !== '"') cell += letter;
      else if (text[i + 1] === '"') cell += text[i++]!;
      else isQuoted = false;
    } else if (letter === '"' && isNew) [isQuoted, isNew] = [true, false];
    else if (letter === mark || letter === '\r' || letter === '\n') {
      cells.push(cell);
      [cell, isNew] = ['', true];
    } else [cell, isNew] = [cell + letter, false];
  }
  return [...cells, cell];
}
const isFormula = (cell: string): boolean => /^\t*[=+@-]/.test(cell);
const formulas = (line: string): string[] =>
  [';', ',', '\t'].flatMap((mark) => cellsParted(line, mark)).filter(isFormula);

const wild = fc.string({
  unit: fc.constantFrom('a', ' ', '=', '+', '-', '@', ';', ',', '"', "'", '\t', '\r', '\n', '1'),
});

describe.each(LANGUAGES)('a line for a spreadsheet in %s', (language) => {
  test.each(['a;=1+1', 'a,=1+1;b', 'a;"=1+1', 'x\n=1+1', 'a\t@SUM(1)', 'a; =1+1;', '=1+1', ';=1+1', "a;'=1+1"])(
    '%j opens no formula, whatever mark it is parted by',
    (text) => expect(formulas(csvLine(['b', text, 'c'], language))).toEqual([]),
  );

  test('of any texts opens no formula, and each comes back as it was', () => {
    const mark = language === 'id' ? ';' : ',';
    fc.assert(
      fc.property(fc.array(wild, { minLength: 1, maxLength: 4 }), (texts) => {
        const line = csvLine(texts, language);
        expect(formulas(line)).toEqual([]);
        expect(cellsParted(line, mark).map((cell) => asWritten(asInCsv(cell)))).toEqual(texts);
      }),
      { numRuns: 2000 },
    );
  });
});

test('a check that sees formulas', () => {
  expect(formulas('b,a;=1+1')).toEqual(['=1+1']);
  expect(formulas('b,"a;=1+1;"')).toEqual(['=1+1']);
});

test('numbers have the decimal mark of the language, and an unknown one is blank', () => {
  expect(LANGUAGES.map((language) => csvLine([1234.5, NaN, -2], language))).toEqual(['1234,5;;-2', '1234.5,,-2']);
});

test('texts without a formula stay as they are', () => {
  for (const text of ['Jl. Ahmad Yani 12, RT 3', '2025-12-31', "d'Or", 'a;b', '12', ''])
    expect(harmlessInCsv(text)).toBe(text);
});
