/** Words that are one word spelled otherwise, and what a column's format says of how it is written. */
import { describe, expect, test } from 'vitest';
import { textOfValue, type FieldKind } from '../table.ts';
import { measureOf, specOf } from '../test-table.ts';
import { foldHashes, soundHashes } from './features.ts';
import { makeTable } from './make-table.ts';

const SPELLING = { MUHAMMAD: ['MOH', 'MOCH', 'MUH'], YUSUF: ['JUSUF', 'YUSUP'] };

function columnOf(
  kind: FieldKind,
  texts: readonly string[],
  more: { format?: string; spelling?: typeof SPELLING } = {},
) {
  const table = makeTable({
    sources: [{ name: 'file', ids: texts.map((_, i) => String(i)), columns: new Map([['field', texts]]) }],
    fields: [{ name: 'field', kind, ...more }],
  });
  const { values, book } = table.fields.get('field')!;
  return { table, book, values, standard: Array.from(values, (value) => textOfValue(book, value)) };
}

describe('variants of a word', () => {
  const names = [
    'MOCH. ALI',
    'MUHAMMAD ALI',
    'MUHAMMADALI',
    'AHMAD ALI',
    'MUH LUTFI',
    'MUHLUTFI',
    'MOHAMMAD JUSUF',
    'MUHAMAD YUSUP',
  ];
  const { table, book, values, standard } = columnOf('full-name', names, { format: 'indonesian', spelling: SPELLING });
  const measure = measureOf(table, specOf('full-name', ['field']));
  const levels = specOf('full-name', ['field']).levels;
  const levelOf = (left: number, right: number): string => levels[measure.level(left, right) - 1]!.name;

  test('stay as written, and have spelling and sound in common', () => {
    expect(standard.slice(0, 2)).toEqual(['MOCH ALI', 'MUHAMMAD ALI']);
    expect(foldHashes(book)[values[0]!]).toBe(foldHashes(book)[values[1]!]);
    expect(foldHashes(book)[values[1]!]).toBe(foldHashes(book)[values[2]!]);
    const { starts, wordOf, book: words } = book.words!;
    const firstWord = (record: number): number => wordOf[starts[values[record]!]!]!;
    expect(foldHashes(words)[firstWord(0)]).toBe(foldHashes(words)[firstWord(1)]);
    expect(soundHashes(words)[firstWord(0)]).toBe(soundHashes(words)[firstWord(1)]);
    expect(foldHashes(words)[firstWord(0)]).not.toBe(foldHashes(words)[firstWord(3)]);
  });

  test.each([
    [0, 1, 'spelled'],
    [0, 2, 'spelled'],
    [4, 5, 'spelled'],
    [6, 7, 'spelled'],
    [0, 3, 'some'],
  ])('names %i and %i: %s', (left, right, level) => {
    expect(levelOf(left, right)).toBe(level);
    expect(levelOf(right, left)).toBe(level);
  });

  test('are nothing to a model that does not name them', () => {
    const plain = columnOf('full-name', names, { format: 'indonesian' });
    expect(plain.book.spelling).toBeUndefined();
    expect(foldHashes(plain.book)[plain.values[0]!]).not.toBe(foldHashes(plain.book)[plain.values[1]!]);
  });
});

describe('formats', () => {
  test.each<[FieldKind, string, string, string]>([
    ['address', 'place', 'KAB. MADIUN', 'MADIUN'],
    ['address', 'place', 'Kota Madiun', 'MADIUN'],
    ['address', 'place', 'KOTA', 'KOTA'],
    ['address', 'street', 'JL. SERAYU NO. 012 RT 03/RW 02', 'SERAYU 12'],
    ['address', 'street', 'Jalan Serayu 12', 'SERAYU 12'],
    ['address', 'street', 'Gg. Melati I No 3', 'MELATI I 3'],
    ['full-name', 'indonesian', 'Hj. Siti Aminah, S.Pd', 'SITI AMINAH'],
    ['full-name', 'indonesian', ' . ', ''],
    ['date', 'nik', '3577015203800001', '19800312'],
    ['date', 'nik', '3577011203200001', '20200312'],
    ['date', 'nik 2018', '3577011203200001', '19200312'],
    ['date', 'nik', '3577019903800001', ''],
    ['date', 'nik', '357701520380001', ''],
    ['national-id', 'nik', "'3577 0152 0380 0001", '3577015203800001'],
    ['national-id', 'nik', '3,57701E+15', ''],
  ])('%s, %s: %s is %s', (kind, format, text, expected) => {
    expect(columnOf(kind, [text], { format }).standard).toEqual([expected]);
  });
});
