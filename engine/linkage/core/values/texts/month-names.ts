/** Months by their names, in the languages that the libraries of Unicode know (CLDR, which Intl reads). */
import { withoutAccents } from './plain-text.ts';

/** English and Indonesian, which need no library; a word that begins one of them, as Sept or Agust, is that month. */
const NEAR_AT_HAND: readonly (readonly string[])[] = [
  ['JANUARY', 'JANUARI'],
  ['FEBRUARY', 'FEBRUARI', 'PEBRUARI'],
  ['MARCH', 'MARET', 'MRT'],
  ['APRIL'],
  ['MAY', 'MEI'],
  ['JUNE', 'JUNI'],
  ['JULY', 'JULI'],
  ['AUGUST', 'AGUSTUS', 'AGT', 'AGS'],
  ['SEPTEMBER'],
  ['OCTOBER', 'OKTOBER'],
  ['NOVEMBER', 'NOPEMBER'],
  ['DECEMBER', 'DESEMBER'],
];

/** First three letters of the months in languages of Latin letters, for names that are misspelled. */
const BEGINNINGS: ReadonlyMap<string, number> = new Map(
  [
    'JAN ENE GEN',
    'FEB PEB FEV',
    'MAR MRT MAE',
    'APR AVR ABR',
    'MAY MEI MAI MAG',
    'JUN GIU',
    'JUL LUG',
    'AUG AGU AGT AGS AOU AGO',
    'SEP SET',
    'OCT OKT OTT',
    'NOV NOP',
    'DEC DES DEZ DIC',
  ].flatMap((line, month) => line.split(' ').map((letters) => [letters, month + 1] as const)),
);

const LOCALES: readonly string[] = (
  'en id ms jv su fil vi th lo km my ta te hi bn mr gu pa ml kn ne si ur fa ar ar-LB he tr az kk ky uz uz-Cyrl ru uk be bg ' +
  'mk sr sr-Latn hr bs sl cs sk pl lt lv et fi sv da nb is fo de de-AT nl af fr it es pt ca gl eu ro hu el sq mt ga cy ka ' +
  'hy am sw so zu ha mn ko ja zh lb'
).split(' ');

/** Numbers of months as words say them: alone, beside a day (мая), and shortened. */
const FORMS: readonly Intl.DateTimeFormatOptions[] = [
  { month: 'long' },
  { month: 'long', day: 'numeric' },
  { month: 'short' },
  { month: 'short', day: 'numeric' },
];

/** 0 for a name that is one month here and another there: listopad is October in Zagreb and November in Prague. */
const AMBIGUOUS = 0;

type Months = ReadonlyMap<string, number>;

function monthsOf(locale: string): Months {
  const months = new Map<string, number>();
  for (const form of FORMS) {
    const format = new Intl.DateTimeFormat(`${locale}-u-ca-gregory-nu-latn`, { ...form, timeZone: 'UTC' });
    for (let month = 1; month <= 12; month++) {
      const name = format.formatToParts(Date.UTC(2001, month - 1, 15)).find(({ type }) => type === 'month')!.value;
      // Numbers with a word beside them: 8月, tháng 8.
      if (/\p{N}/u.test(name) || !/\p{L}/u.test(name)) continue;
      months.set(dateWords(name).join(' '), month);
    }
  }
  return months;
}

interface Calendars {
  /** By language. */
  readonly months: readonly Months[];
  readonly ofAll: Months;
}

let calendars: Calendars | undefined;

function knownCalendars(): Calendars {
  if (calendars !== undefined) return calendars;
  const months = LOCALES.map(monthsOf);
  const ofAll = new Map<string, number>();
  for (const [name, month] of months.flatMap((each) => [...each])) {
    const other = ofAll.get(name);
    ofAll.set(name, other === undefined || other === month ? month : AMBIGUOUS);
  }
  return (calendars = { months, ofAll });
}

/** Words and numbers of a text that tells a date. */
export const dateWords = (text: string): string[] => withoutAccents(text).match(/[\p{L}\p{M}]+|\d+/gu) ?? [];

/** What names of months mean in one column that mean several in the world. */
export type SettledMonths = Readonly<Record<string, number>>;

/**
 * The month that words name, two words together (تشرين الأول, 'de gener') before one; undefined where they name none, or
 * one that is not settled.
 */
export function monthOfWords(words: readonly string[], settled: SettledMonths = {}): number | undefined {
  const names = words.filter((word) => !/\d/.test(word));
  const quick = names.map(monthAtHand).find(Number.isFinite);
  if (quick !== undefined || names.length === 0) return quick;
  const name = knownName(names);
  if (name === undefined) return names.map((each) => BEGINNINGS.get(each.slice(0, 3))).find(Number.isFinite);
  const month = knownCalendars().ofAll.get(name)!;
  return month === AMBIGUOUS ? settled[name] : month;
}

/** The one of these words, or two of them together, that some language has for a month. */
function knownName(names: readonly string[]): string | undefined {
  const { ofAll } = knownCalendars();
  return [...names.slice(1).map((word, i) => `${names[i]!} ${word}`), ...names].find((name) => ofAll.has(name));
}

/** Whether words name a month, settled or not. */
export const haveMonth = (words: readonly string[]): boolean =>
  monthOfWords(words) !== undefined || knownName(words.filter((word) => !/\d/.test(word))) !== undefined;

/** So many times as many rows must speak for one meaning as for another. */
const CLEAR = 3;

/**
 * What names of several meanings mean in a column: what they do in the language in which the other months of it are.
 *
 * @param counts [text] rows that hold it
 * @returns      undefined where all its months are near at hand, so that nothing is to be settled
 */
export function settledMonths(texts: readonly string[], counts: ArrayLike<number>): SettledMonths | undefined {
  const rowsByName = new Map<string, number>();
  texts.forEach((text, i) => {
    if (!/\p{L}/u.test(text)) return;
    const names = dateWords(text).filter((word) => !/\d/.test(word));
    if (names.length === 0 || names.some((word) => monthAtHand(word) !== undefined)) return;
    const name = knownName(names);
    if (name !== undefined) rowsByName.set(name, (rowsByName.get(name) ?? 0) + counts[i]!);
  });
  if (rowsByName.size === 0) return undefined;
  const { months, ofAll } = knownCalendars();
  const rowsIn = (language: Months): number =>
    [...rowsByName].reduce((sum, [name, rows]) => sum + (language.has(name) && ofAll.get(name)! > 0 ? rows : 0), 0);
  const languages = months.map((language) => ({ language, rows: rowsIn(language) }));
  const settled: Record<string, number> = {};
  for (const [name] of [...ofAll].filter(([, month]) => month === AMBIGUOUS)) {
    const told = languages.filter(({ language }) => language.has(name)).sort((a, b) => b.rows - a.rows);
    const best = told[0]!;
    const other = told.find(({ language }) => language.get(name) !== best.language.get(name))!;
    if (best.rows > 0 && best.rows >= other.rows * CLEAR) settled[name] = best.language.get(name)!;
  }
  return settled;
}

const FEWEST_LETTERS = 3;

function monthAtHand(word: string): number | undefined {
  if (word.length < FEWEST_LETTERS) return undefined;
  const month = NEAR_AT_HAND.findIndex((names) => names.some((name) => name.startsWith(word)));
  return month < 0 ? undefined : month + 1;
}
