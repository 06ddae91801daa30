/** What people type where there is nothing to type, and how a column gives away that it means nothing. */
import type { ColumnPlace, DistinctTexts } from '../standardise.ts';

/** Never a value. Compared in upper case, without the spaces around. */
const NEVER_A_VALUE: ReadonlySet<string> = new Set([
  ...['', '-', '--', '---', '.', '..', '...', '_', '?', '??', '???', '*', '/', "'", '#', '0000-00-00', '00/00/0000'],
  ...[
    'N/A',
    'N.A.',
    '#N/A',
    '#N/A!',
    '#NAME?',
    '#REF!',
    '#VALUE!',
    '<NA>',
    'NAN',
    'NULL',
    '(NULL)',
    '<NULL>',
    '\\N',
    'NAT',
  ],
  ...[
    'UNKNOWN',
    '(UNKNOWN)',
    'UNKN',
    'UNK.',
    'NOT KNOWN',
    'UNKOWN',
    'NOT STATED',
    'NOT GIVEN',
    'NOT AVAILABLE',
    'NOT APPLICABLE',
  ],
  ...[
    'UNDEFINED',
    'MISSING',
    '(BLANK)',
    'BLANK',
    'ILLEGIBLE',
    'NOT RECORDED',
    'UNNAMED',
    'ANONYMOUS',
    'NO NAME',
    'NOT REPORTED',
  ],
  ...[
    'TIDAK DIKETAHUI',
    'TDK DIKETAHUI',
    'TIDAK ADA',
    'TDK ADA',
    'BELUM ADA',
    'KOSONG',
    'NIHIL',
    'TANPA NAMA',
    'INCONNU',
  ],
]);

/** A name, a code or an abbreviation now and then; nothing at all where a column is full of it. */
const OFTEN_NO_VALUE: ReadonlySet<string> = new Set(
  'NA UNK NK NN NONE NIL NAD X XX XXX XXXX ZZ ZZZ ZZZZ TEST TBA TBD BABY INFANT CHILD STILLBORN ANON'.split(' '),
);

/** Rows, and share of the rows that tell something, from which on such a word is no value. */
const FEWEST_ROWS = 5;
const LEAST_SHARE = 0.01;

export const isNeverAValue = (text: string): boolean => !beginsLikeANumber(text) && isAmong(NEVER_A_VALUE, text);

const isAmong = (words: ReadonlySet<string>, text: string): boolean =>
  text.length <= LONGEST_WORD && words.has(text.trim().toUpperCase());
const LONGEST_WORD = 20;

/** Most numbers need no closer look: no placeholder begins with one of 1 to 9. */
function beginsLikeANumber(text: string): boolean {
  const first = text.charCodeAt(0);
  return first > 48 && first <= 57;
}

/** [text] true for one that says nothing; whether `NA` or `XX` does, the column as a whole shows. */
export function blankWords(
  { texts, counts }: DistinctTexts,
  { settle }: Pick<ColumnPlace, 'settle'>,
): (text: number) => boolean {
  const isBlank = new Uint8Array(texts.length);
  let told = 0;
  for (let i = 0; i < texts.length; i++) {
    if (isNeverAValue(texts[i]!)) isBlank[i] = 1;
    else told += counts[i]!;
  }
  const fewest = Math.max(FEWEST_ROWS, told * LEAST_SHARE);
  const noValues = settle('no-values', () =>
    texts.filter((text, i) => counts[i]! >= fewest && isAmong(OFTEN_NO_VALUE, text)).sort(),
  );
  if (noValues.length > 0) {
    for (let i = 0; i < texts.length; i++) if (noValues.includes(texts[i]!)) isBlank[i] = 1;
  }
  return (text) => isBlank[text] === 1;
}

/** One digit again and again, or a count up or down: 0000, 99999, 123456, 9876543210. */
export function isFillerNumber(code: string): boolean {
  const first = code.charCodeAt(0);
  const step = code.charCodeAt(1) - first;
  if (code.length < 2 || first < 48 || first > 57) return false;
  // Most numbers are told from a filler by their first three digits.
  if (code.length > 2 && (code.charCodeAt(2) - code.charCodeAt(1) - step) % 10 !== 0) return false;
  if (/^(\d)\1*$/.test(code)) return true;
  return code.length >= 6 && ('12345678901234567890'.startsWith(code) || '98765432109876543210'.startsWith(code));
}

/** Times the average that a filler must occur to be one, where real codes may look the same: postcode 2222. */
const TIMES_THE_AVERAGE = 5;

/**
 * [text] true for a filler number that occurs far more often than the other values of its column.
 *
 * @param standard [text] standard text of each of the distinct texts
 */
export function fillersThatStandOut(
  standard: readonly string[],
  { texts, counts }: DistinctTexts,
  { settle }: Pick<ColumnPlace, 'settle'>,
): (text: number) => boolean {
  let [rows, values] = [0, 0];
  for (let i = 0; i < standard.length; i++) {
    if (standard[i] === '' || isFillerNumber(standard[i]!)) continue;
    rows += counts[i]!;
    values++;
  }
  const fewest = Math.max(FEWEST_ROWS, (TIMES_THE_AVERAGE * rows) / Math.max(1, values));
  const fillers = new Set(
    settle('fillers', () =>
      texts.filter((_, text) => counts[text]! >= fewest && isFillerNumber(standard[text]!)).sort(),
    ),
  );
  return (text) => fillers.size > 0 && fillers.has(texts[text]!);
}
