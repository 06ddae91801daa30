import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { textOfValue, type FieldKind, type LinkTable } from '../table.ts';
import { tableOf } from '../test-table.ts';
import { frequenciesOf, wordFrequenciesOf, wordsOf } from './features.ts';
import { makeTable } from './make-table.ts';

const textsOf = (table: LinkTable, name: string): string[] => {
  const { values, book } = table.fields.get(name)!;
  return Array.from(values, (value) => textOfValue(book, value));
};
const standard = (kind: FieldKind, ...texts: string[]): string[] => textsOf(tableOf({ field: [kind, texts] }), 'field');

describe('texts are read as', () => {
  test.each<readonly [FieldKind, string, string]>([
    ['name-part', "  Núr'aini ", 'NURAINI'],
    ['name-part', 'Søren', 'SOREN'],
    ['name-part', 'Łukasz-Jan', 'LUKASZ JAN'],
    ['name-part', 'Мария', 'МАРИЯ'],
    ['name-part', 'Mrs. Mary', 'MARY'],
    ['name-part', 'Dr', 'DR'],
    ['full-name', 'Smith, Mr. John Jr.', 'SMITH MR JOHN'],
    ['full-name', 'R. H. Smith', 'R H SMITH'],
    ['full-name', 'UNKNOWN', ''],
    ['full-name', '-', ''],
    ['national-id', ' 35-77.01 ', '357701'],
    ['national-id', '1804974.0', '1804974'],
    ['national-id', '3,57701E+15', ''],
    ['national-id', '1234567890', ''],
    ['household-id', '000000', ''],
    ['code', 'n/a', ''],
    ['code', 'ab-12', 'AB12'],
    ['postcode', 'sw1a 1aa', 'SW1A1AA'],
    ['number', '1.234,5', '1234.5'],
    ['number', '12A', '12A'],
    ['address', 'Jalan Serayu No. 012 RT 03 / RW 02', 'JL SERAYU 12 RT3 RW2'],
    ['address', 'RT/RW: 003/005 Jln. Kenanga', 'RT3 RW5 JL KENANGA'],
    ['address', '7 Wallaby Place', '7 WALLABY PL'],
    ['coordinate', '-7.62990 , 111.523912', '-7.6299,111.52391'],
    ['coordinate', '0,0', ''],
    ['coordinate', '-7,62991', '-7.62991'],
    ['coordinate', '-7,62991; 111,523912', '-7.62991,111.52391'],
    ['coordinate', '-7,62991, 111,523912', '-7.62991,111.52391'],
    ['coordinate', '-7, 111', '-7,111'],
    ['coordinate', '(-7.6299,111.5239)', '-7.6299,111.5239'],
  ])('%s %j: %j', (kind, text, expected) => {
    expect(standard(kind, text)).toEqual([expected]);
  });

  test('Indonesian titles where the column shows them, and initials elsewhere', () => {
    const titled = ['Hj. Siti, S.Pd', 'Aminah, A.Md.Keb', 'Drg. Wati', 'H. Budi', 'R. Slamet'];
    expect(standard('full-name', ...titled)).toEqual(['SITI', 'AMINAH', 'WATI', 'BUDI', 'SLAMET']);
    expect(standard('full-name', 'H. Budi', 'R. Slamet')).toEqual(['H BUDI', 'R SLAMET']);
  });

  test('sex, however each file writes it, and other short lists as they stand', () => {
    expect(standard('category', 'L', 'Perempuan', 'male', 'F', 'U', '')).toEqual(['M', 'F', 'M', 'F', '', '']);
    expect(standard('category', 'L', 'P', 'X9')).toEqual(['L', 'P', 'X9']);
  });
});

describe('placeholders', () => {
  const some = (text: string, times: number): string[] => Array<string>(times).fill(text);
  const others = Array.from({ length: 40 }, (_, row) => String(2000 + row));

  test('a filler that stands out is blank, one that does not is a postcode like others', () => {
    expect(standard('postcode', ...some('9999', 10), ...others)[0]).toBe('');
    expect(standard('postcode', '2222', ...others)[0]).toBe('2222');
    expect(standard('postcode', ...some('2119', 10), ...others)[0]).toBe('2119');
  });

  test('a word that may be a name is blank where the column is full of it', () => {
    expect(standard('name-part', ...some('BABY', 6), 'JOHN')[0]).toBe('');
    expect(standard('name-part', 'BABY', 'JOHN')[0]).toBe('BABY');
  });

  test('the first day of a calendar is blank where it stands out', () => {
    const days = Array.from({ length: 40 }, (_, row) => `19${String(40 + row)}-05-12`);
    expect(standard('date', ...some('1900-01-01', 50), ...days)[0]).toBe('');
    expect(standard('date', '1900-01-01', ...days)[0]).toBe('19000101');
  });
});

const rows = fc.array(
  fc.tuple(fc.constantFrom('JOHN', 'Jon', 'Mary Ann', '', 'SMITH'), fc.constantFrom('SMITH', 'Jones', '')),
  {
    minLength: 1,
    maxLength: 12,
  },
);

test('the order of rows changes neither the books nor the value of a row', () => {
  fc.assert(
    fc.property(rows, (names) => {
      const made = (order: readonly (readonly [string, string])[]) =>
        tableOf({
          given: ['name-part', order.map(([given]) => given)],
          surname: ['name-part', order.map(([, surname]) => surname)],
        });
      const [there, back] = [made(names), made([...names].reverse())];
      expect(back.fields.get('given')!.book).toEqual(there.fields.get('given')!.book);
      expect([...back.fields.get('surname')!.values].reverse()).toEqual([...there.fields.get('surname')!.values]);
    }),
  );
});

test('texts and dictionaries with codes make the same table', () => {
  const source = { name: 'file', ids: ['a', 'b', 'c'] };
  const fields = [{ name: 'name', kind: 'full-name' as const }];
  const texts = makeTable({ sources: [{ ...source, columns: new Map([['name', ['Budi', '', 'Budi']]]) }], fields });
  const dictionary = { dictionary: ['', 'Never used', 'Budi'], codes: Uint32Array.of(2, 0, 2) };
  const coded = makeTable({ sources: [{ ...source, columns: new Map([['name', dictionary]]) }], fields });
  expect(coded).toEqual(texts);
});

test('sources stand one after the other; the same id in two of them is two records', () => {
  const source = (name: string, ids: string[]) => ({
    name,
    ids,
    columns: new Map([['name', ids.map((id) => `NAME ${id}`)]]),
  });
  const table = makeTable({
    sources: [source('left', ['1', '2']), source('right', ['1'])],
    fields: [{ name: 'name', kind: 'full-name' }],
  });
  expect([table.count, ...table.sourceStart]).toEqual([3, 0, 2, 3]);
  expect([...table.source]).toEqual([0, 0, 1]);
  expect(new Set(table.idHash).size).toBe(3);
  expect(textsOf(table, 'name')).toEqual(['NAME 1', 'NAME 2', 'NAME 1']);
});

test('a field that a source does not have is blank there', () => {
  const fields = [{ name: 'name', kind: 'full-name' as const }];
  const table = makeTable({ sources: [{ name: 'left', ids: ['1'], columns: new Map() }], fields });
  expect([...table.fields.get('name')!.values]).toEqual([0]);
});

test('all that threads need lies in shared memory and survives being sent', () => {
  const table = tableOf({ name: ['full-name', ['Siti Aminah', 'Budi']], born: ['date', ['1980-05-12', '']] });
  const sent = structuredClone({ ...table, notes: [] });
  expect(sent).toEqual({ ...table, notes: [] });
  for (const { values, book } of sent.fields.values()) {
    for (const array of [values, book.hash, book.starts, book.letters])
      expect(array.buffer).toBeInstanceOf(SharedArrayBuffer);
  }
});

test('words are counted once a record', () => {
  const table = tableOf({ name: ['full-name', ['Siti Siti Aminah', 'Siti', 'Siti', '']] });
  const column = table.fields.get('name')!;
  const words = wordsOf(column.book);
  const { counts, told } = wordFrequenciesOf(column);
  expect(told).toBe(3);
  expect(Object.fromEntries(Array.from(counts, (count, word) => [textOfValue(words.book, word), count]))).toEqual({
    '': 0,
    SITI: 3,
    AMINAH: 1,
  });
  expect(frequenciesOf(column).rarityBits[column.values[1]!]).toBeCloseTo(Math.log2(3 / 2), 5);
});
