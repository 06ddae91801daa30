/** Numbers that name persons, households, places and things: letters and digits alone. */
import { blankWords, fillersThatStandOut, isFillerNumber } from './placeholders.ts';
import { plainCode, plainText } from './plain-text.ts';
import type { Standardise } from '../standardise.ts';

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

/** Every way in which sex is written, where the column holds nothing else. P is a woman in Indonesia (perempuan). */
const SEXES: ReadonlyMap<string, string> = new Map([
  ...['M', 'MALE', 'L', 'LK', 'LAKI', 'LAKI LAKI', 'PRIA', 'MAN'].map((word) => [word, 'M'] as const),
  ...['F', 'FEMALE', 'P', 'PR', 'PEREMPUAN', 'WANITA', 'WOMAN'].map((word) => [word, 'F'] as const),
]);

/** Words of a short list; sex reads the same however it is written. */
export const standardiseCategories: Standardise = (distinct, place) => {
  const isBlank = blankWords(distinct, place);
  const standard = distinct.texts.map((text, i) => (isBlank(i) ? '' : plainText(text.replace(/^(\d+)[.,]0+$/, '$1'))));
  const isSex = place.settle('sex', () => standard.every((word) => word === '' || SEXES.has(word) || word === 'U'));
  return isSex ? standard.map((word) => SEXES.get(word) ?? '') : standard;
};
