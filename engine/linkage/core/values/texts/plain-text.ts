/** Text without what people write differently: case, accents, punctuation, spaces. */

const IS_PLAIN = /^[A-Z0-9]+(?: [A-Z0-9]+)*$/;
const ACCENTS = /\p{M}+/gu;
const APOSTROPHES = /['"`´‘’ʼʻ]/g;
const NEITHER_LETTER_NOR_DIGIT = /[^\p{L}\p{N}]+/gu;
const HAS_SPECIAL_LETTER = /[ÆŒØŁĐÐÞı]/;
/** Letters that Unicode does not take apart. */
const SPECIAL_LETTERS: Readonly<Record<string, string>> = {
  Æ: 'AE',
  Œ: 'OE',
  Ø: 'O',
  Ł: 'L',
  Đ: 'D',
  Ð: 'D',
  Þ: 'TH',
  ı: 'I',
};

/** `  Núr'aini,  O-Brien ` is `NURAINI O BRIEN`: words of letters and digits in upper case, one space between them. */
export function plainText(text: string): string {
  const upper = text.trim().toUpperCase();
  return IS_PLAIN.test(upper) ? upper : wordsOnly(withoutAccents(upper).replace(APOSTROPHES, ''));
}

/** Upper case without accents; punctuation stays. */
export function withoutAccents(text: string): string {
  const upper = text.normalize('NFKD').replace(ACCENTS, '').toUpperCase();
  return HAS_SPECIAL_LETTER.test(upper) ? upper.replace(/[ÆŒØŁĐÐÞı]/g, (letter) => SPECIAL_LETTERS[letter]!) : upper;
}

const wordsOnly = (text: string): string => text.replace(NEITHER_LETTER_NOR_DIGIT, ' ').trim();

const IS_CODE = /^[A-Z0-9]+$/;

/**
 * Letters and digits alone, in upper case: `35-77.01 ` is `357701`. A number that passed through a spreadsheet or a data
 * frame as `4560.0` is `4560`.
 */
export function plainCode(text: string): string {
  const upper = text.trim().toUpperCase();
  if (IS_CODE.test(upper)) return upper;
  return withoutAccents(upper)
    .replace(/^(\d+)[.,]0+$/, '$1')
    .replace(NEITHER_LETTER_NOR_DIGIT, '');
}
