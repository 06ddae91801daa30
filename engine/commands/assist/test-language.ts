/** For tests: whether a text for people is in one language alone. */
import type { Language } from '../../kernel/bilingual.ts';

/** Words without which hardly anything can be said, and that the other language does not have. */
const WORDS: Readonly<Record<Language, RegExp>> = {
  id: /(?<![-\w])(yang|dan|dari|atau|tidak|belum|keluarga|orang|aturan|menurut|perlu|sekarang|anggota|daftar|baris|ya|memenuhi|kursi|penyaluran|diberikan|diminta|ditemukan)\b/gi,
  en: /(?<![-\w])(the|of|and|or|is|are|not|for|with|rules|families|family|persons|rows|unknown|now|needs|seats|found|told|payment|given|asked|yes|no|years|decile)\b/gi,
};

/** Lines that have words of the language. */
export const linesIn = (language: Language, lines: readonly string[]): string[] =>
  lines.filter((line) => line.search(WORDS[language]) >= 0);
