import { expect, test } from 'vitest';
import { BLANK, Dictionary, GrowingColumn } from './dictionary.ts';

test('a text has one code, the blank has code 0', () => {
  const names = new Dictionary();
  expect(names.code('')).toBe(BLANK);
  const siti = names.code('SITI');
  expect(names.code('BUDI')).not.toBe(siti);
  expect(names.code('SITI')).toBe(siti);
  expect(names.values[siti]).toBe('SITI');
  expect(names.find('AGUS')).toBeUndefined();
  expect(names.size).toBe(3);
});

test('texts appended by somebody who knows them to be new are found like the others', () => {
  const names = new Dictionary();
  const siti = names.append('SITI');
  expect(names.code('SITI')).toBe(siti);
  const budi = names.append('BUDI');
  expect([names.find('BUDI'), names.code('AGUS'), names.size]).toEqual([budi, budi + 1, 4]);
});

test('a growing column hands out what was pushed', () => {
  const column = new GrowingColumn((length) => new Uint32Array(length), 2);
  for (let i = 0; i < 1000; i++) column.push(i * 3);
  expect(column.done()).toEqual(Uint32Array.from({ length: 1000 }, (_, i) => i * 3));
});
