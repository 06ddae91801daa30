/** Text without what people write differently: case, accents, punctuation, spaces. */

const IS_PLAIN = /^[A-Z0-9]+(?: [A-Z0-9]+)*$/;
const APOSTROPHES = /['"`´‘’ʼʻ]/g;
/** Marks are letters where they are not accents: the vowels of Devanagari and Thai, the voice of a kana. */
const NEITHER_LETTER_NOR_DIGIT = /[^\p{L}\p{M}\p{N}]+/gu;
const IS_ASCII = /^[\0-\x7f]*$/;

/** The combining marks that Latin, Greek and Cyrillic share. */
const SHARED_MARKS = '\\u0300-\\u036f\\u1ab0-\\u1aff\\u1dc0-\\u1dff\\u20d0-\\u20ff\\ufe20-\\ufe2f';
/**
 * Marks that one writer sets and another leaves out. Latin and Greek lose all of theirs; Cyrillic the dots of Ё and marks
 * of stress alone, as Й is another letter than И; Arabic its short vowels, hamza and madda on a letter, and the stroke that
 * stretches words; Hebrew its points. Variation selectors are nothing that is read.
 */
const ACCENTS = new RegExp(
  [
    `(?<!\\p{Script=Cyrillic})[${SHARED_MARKS}]+`,
    '(?<=[Ее])\\u0308',
    '(?<=[АЕИОУЫЭЮЯІЄаеиоуыэюяіє])[\\u0300\\u0301]+',
    '[\\u0610-\\u061a\\u0640\\u064b-\\u065f\\u0670\\u06d6-\\u06dc\\u06df-\\u06e8\\u06ea-\\u06ed]+',
    '[\\u0591-\\u05bd\\u05bf\\u05c1\\u05c2\\u05c4\\u05c5\\u05c7]+',
    '[\\ufe00-\\ufe0f]+',
    // Joiners and marks of direction, between which nothing stands.
    '\\p{Cf}+',
  ].join('|'),
  'gu',
);
/** Korean stays in its letters, so that a slip in one is a slip in one. */
const NOT_KOREAN = /\P{Script=Hangul}+/gu;
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
  return IS_PLAIN.test(upper) ? upper : wordsOnly(withoutAccents(upper.replace(APOSTROPHES, '')));
}

/** Upper case without accents, see ACCENTS; punctuation stays. */
export function withoutAccents(text: string): string {
  if (IS_ASCII.test(text)) return text.toUpperCase();
  const bare = text.normalize('NFKD').replace(ACCENTS, '');
  const upper = bare.replace(NOT_KOREAN, (letters) => letters.normalize('NFC')).toUpperCase();
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
