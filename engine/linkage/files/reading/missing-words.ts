/** Words that programs write where a cell is blank: missing is missing, never a value that two records share. */
import { settleAnew, type ColumnPlace, type Note } from '../../core/values/standardise.ts';
import { textAt, withBlanks, type TextArena } from '../../core/values/text-arena.ts';
import { ReadColumn } from './text-column.ts';

/** Written by programs and by nobody who means a value. */
const ALWAYS: ReadonlySet<string> = new Set([
  '-',
  '--',
  '.',
  '?',
  '#N/A',
  'N/A',
  '<NA>',
  'NAN',
  'NULL',
  '(NULL)',
  '\\N',
  'NONE',
  'UNKNOWN',
  'TIDAK DIKETAHUI',
]);
/** R and pandas write it in every column where a value is missing; alone in a column it may be somebody's name. */
const HABIT = 'NA';
const COLUMNS_OF_A_HABIT = 2;

/**
 * Makes them blank in place.
 *
 * @param settle   decides as a trained model remembers it
 * @param declared what MODEL.yaml names as blank; it stands in place of the usual words
 */
export function blankMissingWords(
  source: string,
  columns: Map<string, ReadColumn>,
  declared: readonly string[] | undefined,
  settle: ColumnPlace['settle'] = settleAnew,
): Note[] {
  const words = declared === undefined ? new Set(ALWAYS) : new Set(declared.map((word) => word.trim().toUpperCase()));
  const withHabit = [...columns.values()].filter(({ texts }) => holds(texts, HABIT)).length;
  const hasHabit = declared === undefined && settle('habit', () => withHabit >= COLUMNS_OF_A_HABIT);
  const mayBegin = firstLetters([...words, HABIT]);
  const isBlank = (text: string): boolean => words.has(text.toUpperCase()) || (hasHabit && text === HABIT);
  const found = new Set<string>();
  for (const [field, { texts, codes }] of columns) {
    const blank = blankIn(texts, mayBegin, isBlank, found);
    if (blank.size > 0) {
      columns.set(field, new ReadColumn({ texts: withBlanks(texts, (code) => blank.has(code)), codes }));
    }
  }
  if (found.size === 0) return [];
  const list = [...found].sort().join(' ');
  return [
    {
      id: `${source}: sel yang berisi ${list} dibaca sebagai kosong.`,
      en: `${source}: cells that hold ${list} are read as blank.`,
    },
  ];
}

/** True for a byte with which a text may begin that is one of the words in upper or lower case: most texts do not. */
function firstLetters(words: readonly string[]): (byte: number) => boolean {
  const isFirst = new Uint8Array(256);
  for (const word of words) {
    for (const letter of [word.charAt(0), word.charAt(0).toLowerCase()]) {
      if (letter.charCodeAt(0) < 128) isFirst[letter.charCodeAt(0)] = 1;
    }
  }
  // Beyond ASCII one letter may be two in upper case.
  return (byte) => byte > 127 || isFirst[byte] === 1;
}

const LONGEST_WORD = 20;
/** A letter, or half of one, takes no more of UTF-8. */
const BYTES_A_UNIT = 3;

/** Codes of the texts that are blank. */
function blankIn(
  texts: TextArena,
  mayBegin: (byte: number) => boolean,
  isBlank: (text: string) => boolean,
  found: Set<string>,
): Set<number> {
  const { count, bytes, starts } = texts;
  const blank = new Set<number>();
  for (let code = 1; code < count; code++) {
    const length = starts[code + 1]! - starts[code]!;
    if (length === 0 || length > LONGEST_WORD * BYTES_A_UNIT || !mayBegin(bytes[starts[code]!]!)) continue;
    const text = textAt(texts, code);
    if (text.length > LONGEST_WORD || !isBlank(text)) continue;
    blank.add(code);
    found.add(text.toUpperCase());
  }
  return blank;
}

function holds(texts: TextArena, wanted: string): boolean {
  const { count, starts } = texts;
  for (let code = 0; code < count; code++) {
    if (starts[code + 1]! - starts[code]! === wanted.length && textAt(texts, code) === wanted) return true;
  }
  return false;
}
