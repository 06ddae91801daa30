import { expect, test } from 'vitest';
import { FIELD_KINDS } from '../../core/table.ts';
import { KIND_WORDS } from './kind-words.ts';
import { notesInWords } from './note-words.ts';

const COMPARISONS = [
  { name: 'given', levels: [{ name: 'different' }, { name: 'part' }, { name: 'similar' }, { name: 'same' }] },
  { name: 'nik', levels: [{ name: 'one-slip' }, { name: 'same' }] },
];
const FIELDS = [
  { name: 'given', kind: 'name-part' as const },
  { name: 'born', kind: 'date' as const },
];
const told = (text: string): { id: string; en: string } =>
  notesInWords([{ id: text, en: text }], COMPARISONS, FIELDS)[0]!;

test('levels are told in words, with the name that MODEL.yaml has for them', () => {
  expect(told('Tingkat berikut: given: part (= similar), nik: one-slip.')).toEqual({
    id: 'Tingkat berikut: given: sebagian sama atau disingkat (part), seperti mirip (similar), nik: berbeda satu salah ketik (one-slip).',
    en: 'Tingkat berikut: given: partly the same, or cut short (part), as similar, nik: one slip apart (one-slip).',
  });
});

test('kinds are told in words', () => {
  expect(told('Kinds: given: name-part, born: date. Where').id).toBe(
    'Kinds: given: bagian nama (name-part), born: tanggal (date). Where',
  );
});

test.each(['given: nothing', 'other: part', 'part (= similar)', 'given: part-time', 'misgiven: part'])(
  'what is no level of that field stays as it is: %s',
  (text) => expect(told(text)).toEqual({ id: text, en: text }),
);

test('names with signs of patterns in them are taken as they are', () => {
  const comparisons = [{ name: 'a.b (c', levels: [{ name: 'same' }] }];
  const text = 'x: a.b (c: same';
  expect(notesInWords([{ id: text, en: text }], comparisons, [])[0]!.id).toBe('x: a.b (c: sama (same)');
  expect(notesInWords([{ id: text, en: text }], [], [])[0]!.id).toBe(text);
});

test.each(FIELD_KINDS)('the kind %s is said in both languages', (kind) => {
  const { id, en } = KIND_WORDS[kind];
  expect([id, en]).not.toContain(kind);
  expect(id).not.toBe(en);
});
