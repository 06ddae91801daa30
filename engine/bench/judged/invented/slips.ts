/** What goes wrong where a record is written again. */
import type { Draws } from './draws.ts';

/** A value written wrongly; the same where nothing can be wrong with it. */
export type Slip = (value: string, draws: Draws) => string;

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const another = (letter: string, draws: Draws): string =>
  /\d/.test(letter) ? String((Number(letter) + 1 + draws.below(9)) % 10) : LETTERS[draws.below(26)]!;

/** One key: another letter, one too many, one left out, or two in the wrong order. */
export const typo: Slip = (value, draws) => {
  if (value.length < 2) return value;
  const at = draws.below(value.length - 1);
  const [before, here, next, after] = [value.slice(0, at), value[at]!, value[at + 1]!, value.slice(at + 2)];
  const kind = draws.below(4);
  if (kind === 0) return before + another(here, draws) + next + after;
  if (kind === 1) return before + here + another(here, draws) + next + after;
  if (kind === 2) return before + next + after;
  return before + next + here + after;
};

/** One digit of a number or date is another. */
export const digit: Slip = (value, draws) => {
  const places = [...value].flatMap((letter, at) => (/\d/.test(letter) ? [at] : []));
  if (places.length === 0) return value;
  const at = draws.pick(places);
  return value.slice(0, at) + another(value[at]!, draws) + value.slice(at + 1);
};

/** Day and month of YYYY-MM-DD have changed places, where that is a date. */
export const monthDay: Slip = (value) => {
  const [year, month, day] = value.split('-');
  return Number(day) <= 12 ? `${year!}-${day!}-${month!}` : value;
};

/** First letter alone. */
export const initial: Slip = (value) => value.slice(0, 1);

/** One word of several is left out. */
export const wordLost: Slip = (value, draws) => {
  const words = value.split(' ');
  if (words.length < 2) return value;
  const lost = draws.below(words.length);
  return words.filter((_, at) => at !== lost).join(' ');
};

/** The words in another order. */
export const wordsTurned: Slip = (value) => value.split(' ').reverse().join(' ');

/** Letters for letters that sound alike, one place of several that could be. */
const respelled =
  (pairs: readonly (readonly [string, string])[]): Slip =>
  (value, draws) => {
    const folded = value.toLowerCase();
    const fitting = pairs.flatMap(([a, b]) => [
      ...(folded.includes(a) ? [[a, b] as const] : []),
      ...(folded.includes(b) ? [[b, a] as const] : []),
    ]);
    if (fitting.length === 0) return value;
    const [from, to] = draws.pick(fitting);
    const written = folded.replace(from, to);
    return written.charAt(0).toUpperCase() + written.slice(1);
  };

/** As parish clerks wrote. */
export const oldSpelling = respelled([
  ['c', 'k'],
  ['ck', 'k'],
  ['ph', 'f'],
  ['th', 't'],
  ['ll', 'l'],
  ['ai', 'ay'],
  ['ie', 'y'],
  ['v', 'w'],
  ['oo', 'u'],
  ['ea', 'e'],
]);

/** As Indonesian names are spelled before and after 1972, and by ear. */
export const indonesianSpelling = respelled([
  ['u', 'oe'],
  ['j', 'dj'],
  ['y', 'j'],
  ['i', 'ie'],
  ['di', 'dhi'],
  ['t', 'th'],
]);

/** Two ways of writing a Slavic name in Latin letters; the rest of the capitals of words.ts stands for itself. */
const SYSTEMS: readonly Readonly<Record<string, string>>[] = [
  { S: 'sh', C: 'ch', Z: 'zh', X: 'kh', H: 'shch', Y: 'yu', A: 'ya', V: 'ov' },
  { S: 's', C: 'c', Z: 'z', X: 'h', H: 'sc', Y: 'ju', A: 'ja', V: 'off' },
];
export const inLatin = (sounds: string, system: number): string => {
  const text = sounds.replace(/[SCZXHYAV]/g, (sound) => SYSTEMS[system]![sound]!).replaceAll('-', '');
  return text.charAt(0).toUpperCase() + text.slice(1);
};

/** What happens to one column where a record is written again. */
export interface ColumnErrors {
  /** Shares of values that are wrong, and left blank. */
  readonly wrong: number;
  readonly blank?: number;
  /** One of them, each as likely. */
  readonly slips: readonly Slip[];
}

export type Values = Readonly<Record<string, string>>;
export type Errors = Readonly<Record<string, ColumnErrors>>;

/** A record as it is written again. */
export function rewritten(values: Values, errors: Errors, draws: Draws): Values {
  return Object.fromEntries(
    Object.entries(values).map(([column, value]) => {
      const { wrong = 0, blank = 0, slips = [] } = errors[column] ?? {};
      if (draws.happens(blank)) return [column, ''];
      return [column, draws.happens(wrong) && slips.length > 0 ? draws.pick(slips)(value, draws) : value];
    }),
  );
}
