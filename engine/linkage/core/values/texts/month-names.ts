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

let known: ReadonlyMap<string, number> | undefined;

function namesOfMonths(): ReadonlyMap<string, number> {
  const months = new Map<string, number>();
  for (const locale of LOCALES) {
    for (const form of FORMS) {
      const format = new Intl.DateTimeFormat(`${locale}-u-ca-gregory-nu-latn`, { ...form, timeZone: 'UTC' });
      for (let month = 1; month <= 12; month++) {
        const name = format.formatToParts(Date.UTC(2001, month - 1, 15)).find(({ type }) => type === 'month')!.value;
        // Numbers with a word beside them: 8月, tháng 8.
        if (/\p{N}/u.test(name) || !/\p{L}/u.test(name)) continue;
        const words = dateWords(name).join(' ');
        const other = months.get(words);
        months.set(words, other === undefined || other === month ? month : AMBIGUOUS);
      }
    }
  }
  return months;
}

/** Words and numbers of a text that tells a date. */
export const dateWords = (text: string): string[] => withoutAccents(text).match(/[\p{L}\p{M}]+|\d+/gu) ?? [];

/** The month that words name, two words together (تشرين الأول, 'de gener') before one; undefined where they name none. */
export function monthOfWords(words: readonly string[]): number | undefined {
  const names = words.filter((word) => !/\d/.test(word));
  const quick = names.map(monthAtHand).find(Number.isFinite);
  if (quick !== undefined || names.length === 0) return quick;
  known ??= namesOfMonths();
  const pairs = names.slice(1).map((word, i) => `${names[i]!} ${word}`);
  const named = [...pairs, ...names].map((name) => known!.get(name)).find(Number.isFinite);
  if (named !== undefined) return named === AMBIGUOUS ? undefined : named;
  return names.map((name) => BEGINNINGS.get(name.slice(0, 3))).find(Number.isFinite);
}

const FEWEST_LETTERS = 3;

function monthAtHand(word: string): number | undefined {
  if (word.length < FEWEST_LETTERS) return undefined;
  const month = NEAR_AT_HAND.findIndex((names) => names.some((name) => name.startsWith(word)));
  return month < 0 ? undefined : month + 1;
}
