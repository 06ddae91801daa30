import { expect, test } from 'vitest';
import { projectPath } from '../../kernel/files.ts';
import { notesIn, sourcesUnder } from '../indonesian/test-said.ts';
import { noteIn, NOTES } from './notes.ts';

/** Their texts come from who made them, in both languages. */
const GIVEN = new Set(['{}', '{}: {}']);

test('every note that the code says is told in English where that is asked for', () => {
  const files = sourcesUnder(projectPath('engine')).filter((file) => !/\/(bench|tests)\/|\/test-/.test(file));
  const notes = files.flatMap(notesIn).filter((note) => !GIVEN.has(note));
  expect(notes.length).toBeGreaterThan(10);
  expect(notes.filter((note) => noteIn('en', note.replaceAll('{}', 'X')) === note.replaceAll('{}', 'X'))).toEqual([]);
  const holes = (text: string): number => text.split('{}').length;
  expect(NOTES.filter(([indonesian, english]) => holes(indonesian) !== holes(english))).toEqual([]);
});

test('a note in both languages is told in one', () => {
  const both =
    'live.bin rusak: semua baris ditautkan sekali lagi. / live.bin is damaged: all rows are linked once more.';
  expect(noteIn('id', both)).toBe('live.bin rusak: semua baris ditautkan sekali lagi.');
  expect(noteIn('en', both)).toBe('live.bin is damaged: all rows are linked once more.');
  expect(noteIn('en', 'pkh.xlsx: pkh (Daftar BNBA PKH), 3.166 baris, 235 dengan catatan, 2 ditolak')).toBe(
    'pkh.xlsx: pkh (Daftar BNBA PKH), 3.166 rows, 235 with findings, 2 refused',
  );
});
