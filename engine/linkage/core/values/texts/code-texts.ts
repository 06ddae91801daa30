/** Numbers that name persons, households, places and things: letters and digits alone. */
import { blankWords, fillersThatStandOut, isFillerNumber } from './placeholders.ts';
import { plainCode, plainText } from './plain-text.ts';
import type { ColumnPlace, DistinctTexts, Standardise } from '../standardise.ts';

/** What a spreadsheet makes of a long number, 3,57701E+15: the digits are lost. */
const SCIENTIFIC = /^\d+([.,]\d+)?E\+?\d+$/i;
/** Shorter than this, 111 may be somebody's number. */
const SHORTEST_FILLER = 6;

/** Numbers that belong to one person or one household: fillers and digits lost are blank. */
export const standardiseIds: Standardise = (distinct, place) => {
  const isBlank = blankWords(distinct, place);
  return distinct.texts.map((text, i) => {
    if (isBlank(i)) return '';
    const code = plainCode(text);
    const isLost = code !== text && SCIENTIFIC.test(text.trim());
    return isLost || (code.length >= SHORTEST_FILLER && isFillerNumber(code)) ? '' : code;
  });
};

const SHORTEST_NIK = 12;

/** Indonesian NIK and No. KK: digits alone; one that lost or won a digit is kept for comparison. */
export const standardiseNik: Standardise = (distinct) =>
  distinct.texts.map((text) => {
    if (SCIENTIFIC.test(text.trim())) return '';
    const digits = text.replace(/[.,]0+\s*$/, '').replace(/\D/g, '');
    return digits.length < SHORTEST_NIK || isFillerNumber(digits) || digits.startsWith('1234567890') ? '' : digits;
  });

/** Codes and postcodes: a filler is blank where it stands out. */
export const standardiseCodes: Standardise = (distinct, place) => {
  const isBlank = blankWords(distinct, place);
  const standard = distinct.texts.map((text, i) => (isBlank(i) ? '' : plainCode(text)));
  const isFiller = fillersThatStandOut(standard, distinct, place);
  return standard.map((code, i) => (isFiller(i) ? '' : code));
};

/** Every way in which sex is written, where the column holds hardly anything else. P is a woman in Indonesia (perempuan). */
const SEXES: ReadonlyMap<string, string> = new Map([
  ...['M', 'MALE', 'L', 'LK', 'LAKI', 'LAKI LAKI', 'PRIA', 'MAN'].map((word) => [word, 'M'] as const),
  ...['F', 'FEMALE', 'P', 'PR', 'PEREMPUAN', 'WANITA', 'WOMAN'].map((word) => [word, 'F'] as const),
]);

const UNKNOWN_SEX = 'U';
/** Share of the rows of a column of sex that say it in one of these ways: the others are slips, and read as blank. */
const LEAST_SEX_SHARE = 0.99;

/** Words of a short list; sex reads the same however it is written. */
export const standardiseCategories: Standardise = (distinct, place) => {
  const isBlank = blankWords(distinct, place);
  const standard = distinct.texts.map((text, i) => (isBlank(i) ? '' : plainText(text.replace(/^(\d+)[.,]0+$/, '$1'))));
  const isSex = place.settle('sex', () => isColumnOfSex(standard, distinct));
  if (!isSex) return standard;
  noteOddSexes(standard, distinct, place);
  return standard.map((word) => SEXES.get(word) ?? '');
};

/** Nothing else, or next to nothing beside both of them. */
function isColumnOfSex(standard: readonly string[], { counts }: DistinctTexts): boolean {
  const rows = { M: 0, F: 0, odd: 0 };
  standard.forEach((word, i) => {
    if (word === '' || word === UNKNOWN_SEX) return;
    rows[(SEXES.get(word) ?? 'odd') as keyof typeof rows] += counts[i]!;
  });
  if (rows.odd === 0) return true;
  const least = (1 - LEAST_SEX_SHARE) * (rows.M + rows.F + rows.odd);
  return rows.odd <= least && rows.M > least && rows.F > least;
}

function noteOddSexes(
  standard: readonly string[],
  { counts }: DistinctTexts,
  { field, source, note }: ColumnPlace,
): void {
  let rows = 0;
  standard.forEach((word, i) => (rows += word === '' || word === UNKNOWN_SEX || SEXES.has(word) ? 0 : counts[i]!));
  if (rows === 0) return;
  note({
    id: `${field} di ${source} dibaca sebagai jenis kelamin; ${String(rows)} baris yang berisi lain dibaca sebagai kosong.`,
    en: `${field} of ${source} is read as sex; ${String(rows)} rows that hold something else are read as blank.`,
  });
}
