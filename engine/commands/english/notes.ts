/** Notes beside the progress: as the code says them, in the language of who reads. */
import { sentenceBook, type Sentences } from '../indonesian/sentences.ts';

/** Indonesian, then English; `{}` stands for a value. */
export const NOTES: Sentences = [
  ['Tidak dibaca (bukan tabel): {}', 'Not read (no table): {}'],
  ['Tidak dibaca (tidak ada di {}): {}', 'Not read (not in {}): {}'],
  ['{}: isinya sama dengan {}, dilewati', '{}: the same content as {}, passed over'],
  ['{}: baris-barisnya sama dengan {}, dilewati', '{}: the same rows as {}, passed over'],
  ['{}: {} ({}), {} baris, {} dengan catatan, {} ditolak', '{}: {} ({}), {} rows, {} with findings, {} refused'],
  ['{}: kolom tidak dikenal dan tidak diambil: {}', '{}: columns that are not known and not taken: {}'],
  ['{}: lembar tanpa data register: {}', '{}: sheets without data of a register: {}'],
  [
    'Berkas snapshot {} hilang atau rusak ({}): dibangun ulang.',
    'Files of snapshot {} are missing or damaged ({}): it is built again.',
  ],
];

const BOOK = sentenceBook(NOTES, []);

/** Notes that the code says in both languages, Indonesian first. */
const BOTH = / \/ (?=\S)/;

/** @returns the part of one language of a note that is said in both */
export function noteIn(language: 'id' | 'en', note: string): string {
  const [indonesian, english, ...others] = note.split(BOTH);
  if (english !== undefined && others.length === 0) return language === 'id' ? indonesian! : english;
  return language === 'id' ? note : (BOOK.find(note) ?? note);
}
