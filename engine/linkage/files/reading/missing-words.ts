/** Words that programs write where a cell is blank: missing is missing, never a value that two records share. */
import { settleAnew, type ColumnPlace, type Note } from '../../core/values/standardise.ts';
import type { TextColumn } from './text-column.ts';

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
  columns: ReadonlyMap<string, TextColumn>,
  declared: readonly string[] | undefined,
  settle: ColumnPlace['settle'] = settleAnew,
): Note[] {
  const words = declared === undefined ? new Set(ALWAYS) : new Set(declared.map((word) => word.trim().toUpperCase()));
  const withHabit = [...columns.values()].filter(({ dictionary }) => dictionary.includes(HABIT)).length;
  const hasHabit = declared === undefined && settle('habit', () => withHabit >= COLUMNS_OF_A_HABIT);
  const mayBegin = firstLetters([...words, HABIT]);
  const isBlank = (text: string): boolean =>
    mayBegin(text.charCodeAt(0)) && (words.has(text.toUpperCase()) || (hasHabit && text === HABIT));
  const found = new Set<string>();
  for (const { dictionary } of columns.values()) blankIn(dictionary, isBlank, found);
  if (found.size === 0) return [];
  const list = [...found].sort().join(' ');
  return [
    {
      id: `${source}: sel yang berisi ${list} dibaca sebagai kosong.`,
      en: `${source}: cells that hold ${list} are read as blank.`,
    },
  ];
}

/** True for a UTF-16 unit with which a text may begin that is one of the words in upper or lower case: most texts do not. */
function firstLetters(words: readonly string[]): (unit: number) => boolean {
  const isFirst = new Uint8Array(128);
  for (const word of words) {
    for (const letter of [word.charAt(0), word.charAt(0).toLowerCase()]) {
      if (letter.charCodeAt(0) < isFirst.length) isFirst[letter.charCodeAt(0)] = 1;
    }
  }
  // Beyond ASCII one letter may be two in upper case.
  return (unit) => unit >= isFirst.length || isFirst[unit] === 1;
}

const LONGEST_WORD = 20;

function blankIn(dictionary: string[], isBlank: (text: string) => boolean, found: Set<string>): void {
  for (let code = 1; code < dictionary.length; code++) {
    const text = dictionary[code]!;
    if (text.length > LONGEST_WORD || !isBlank(text)) continue;
    dictionary[code] = '';
    found.add(text.toUpperCase());
  }
}
