import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ByteTable, ParseCache } from './byte-table.ts';

test('equal bytes are one entry and different bytes are two, whatever came before', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 4 }), { maxLength: 200 }), (texts) => {
      const table = new ByteTable();
      const entries = new Map<string, number>();
      for (const text of texts) {
        const bytes = Buffer.from(`<${text}>`);
        const entry = table.entry(bytes, 1, bytes.length - 1);
        const key = bytes.toString();
        expect(entry).toBe(entries.get(key) ?? entries.size);
        entries.set(key, entry);
      }
      expect(table.count).toBe(entries.size);
    }),
    { seed: 3 },
  );
});

// Among so many entries some dozen share all 32 bits of their hash.
test('a third of a million entries keep their values while the table grows', () => {
  const table = new ByteTable();
  const bytes = (i: number): Buffer => Buffer.from(`number ${i}`);
  for (let i = 0; i < 333_333; i++) table.setValue(table.entry(bytes(i), 0, bytes(i).length), i * 2);
  for (let i = 0; i < 333_333; i += 7)
    if (table.value(table.entry(bytes(i), 0, bytes(i).length)) !== i * 2) throw new Error(`entry ${i}`);
  expect(table.count).toBe(333_333);
});

test('a parse cache works each writing out once, and stays small by forgetting', () => {
  let parsed = 0;
  const cache = new ParseCache((bytes, start, end) => {
    parsed++;
    return bytes.toString('utf8', start, end);
  }, 100);
  const get = (text: string): string => cache.get(Buffer.from(text), 0, Buffer.byteLength(text));
  for (const text of ['1', '12', 'LAKI-LAKI', '1', '12', 'LAKI-LAKI']) expect(get(text)).toBe(text);
  expect(parsed).toBe(3);
  for (let i = 0; i < 1000; i++) expect(get(`value ${i}`)).toBe(`value ${i}`);
  expect(get('LAKI-LAKI')).toBe('LAKI-LAKI');
});
