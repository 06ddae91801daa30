/** Which of the old encodings of one byte a letter a text is in, by the letters that its bytes are in each of them. */
import type { Encoding } from './encodings.ts';

/** Bytes side by side, counted while a text goes by; those of ASCII alone are not. */
export class NeighbourBytes {
  /** [byte before × 256 + byte] times. */
  readonly counts = new Uint32Array(1 << 16);
  #before = 0;

  add(piece: Buffer): void {
    let before = this.#before;
    for (const byte of piece) {
      if (byte > 127 || before > 127) this.counts[(before << 8) | byte]!++;
      before = byte;
    }
    this.#before = before;
  }
}

/** Fewer letters beyond ASCII say too little. */
const FEWEST = 10;
/** Stand beside words: quotation marks, dashes, no-break space, the sign of numbers. */
const MARK = /[\p{P}\p{Z}§©®°№™€]/u;
const NO_MARKS = /[^\p{P}\p{Z}§©®°№™€]/u;

const signsOf = (encoding: Encoding): string[] =>
  Array.from({ length: 256 }, (_, byte) => new TextDecoder(encoding).decode(Uint8Array.of(byte)));

/** The encoding whose letters a text has far rather than those of Windows-1252; undefined where none stands out. */
export function encodingByLetters({ counts }: NeighbourBytes): Encoding | undefined {
  return isCyrillic(counts) ? 'windows-1251' : centralEuropean(counts);
}

/** Times that bytes side by side are of these kinds. */
function timesOf(counts: Uint32Array, test: (before: number, byte: number) => boolean): number {
  let times = 0;
  for (let pair = 0; pair < counts.length; pair++) {
    if (counts[pair]! > 0 && test(pair >> 8, pair & 255)) times += counts[pair]!;
  }
  return times;
}

const isAsciiLetter = (byte: number): boolean => (byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122);

const VOWELS = /^[аеёиоуыэюяіїє]$/iu;
const [FEWEST_VOWELS, MOST_VOWELS] = [0.28, 0.6];
const MOST_ODD = 0.03;
const FEWEST_CAPITALS = 0.25;

/**
 * Words of Windows-1251 are of Cyrillic letters alone, begin with a capital often and have none after a small letter, and
 * more than a quarter of their letters are vowels: Greek, Hebrew and KOI8 read as it fail in one of them.
 */
function isCyrillic(counts: Uint32Array): boolean {
  const signs = signsOf('windows-1251');
  const isLetter = signs.map((sign) => /^\p{Script=Cyrillic}$/u.test(sign));
  const isCapital = signs.map((sign) => /^\p{Lu}$/u.test(sign));
  const times = (test: (before: number, byte: number) => boolean): number =>
    timesOf(counts, (before, byte) => byte > 127 && test(before, byte));
  const letters = times((_, byte) => isLetter[byte]!);
  const others = times((_, byte) => !isLetter[byte]! && NO_MARKS.test(signs[byte]!));
  const mixed =
    times((before, byte) => isLetter[byte]! && isAsciiLetter(before)) +
    timesOf(counts, (before, byte) => isLetter[before]! && isAsciiLetter(byte));
  const late = times((before, byte) => isCapital[byte]! && isLetter[before]! && !isCapital[before]!);
  const begun = times((before, byte) => isLetter[byte]! && !isLetter[before]!);
  const capitals = times((before, byte) => isLetter[byte]! && !isLetter[before]! && isCapital[byte]!);
  const vowels = times((_, byte) => VOWELS.test(signs[byte]!)) / letters;
  return (
    letters >= FEWEST &&
    Math.max(others, mixed, late) <= letters * MOST_ODD &&
    capitals >= begun * FEWEST_CAPITALS &&
    vowels >= FEWEST_VOWELS &&
    vowels <= MOST_VOWELS
  );
}

/** Letters beyond ASCII by language: Polish, Czech, Slovak, Hungarian, Croatian and Slovenian, Romanian. */
const OF_CENTRAL_EUROPE = ['ąćęłńóśźż', 'áčďéěíňóřšťúůýž', 'áäčďéíĺľňóôŕšťúýž', 'áéíóöőúüű', 'čćđšž', 'ăâîşţ'];
/** Of neighbours whose names stand in one file: Iberia; France and Italy; Germany, the Netherlands and the North; Iceland. */
const OF_THE_WEST = ['áàâãçéêèíïóòôõúüñªº', 'àâæçéèêëîïôœùûüÿìíòóú', 'äöüßåæøéèëïáóô', 'áéíóúýþæöðø'];

const FEWEST_OF_LANGUAGE = 0.97;
const CLEARLY = 0.05;
const FEWEST_CLEAR = 3;
/** Letters beyond ASCII side by side: some in Latin names (Jiří), most in other alphabets. */
const MOST_IN_ROW = 0.45;

/** All letters are of one language of Central Europe, and in Windows-1252 they would be of no one country. */
function centralEuropean(counts: Uint32Array): Encoding | undefined {
  const times = Float64Array.from({ length: 256 }, (_, byte) =>
    byte < 128 ? 0 : timesOf(counts, (_before, at) => at === byte),
  );
  const inRow = timesOf(counts, (before, byte) => before > 127 && byte > 127);
  const western = signsOf('windows-1252');
  const [best] = (['windows-1250', 'iso-8859-2'] as const)
    .map((encoding) => {
      const signs = signsOf(encoding);
      const total = sum(times, (byte) => NO_MARKS.test(signs[byte]!) || NO_MARKS.test(western[byte]!));
      const here = mostOf(OF_CENTRAL_EUROPE, signs, times);
      const other = sum(times, (byte) => signs[byte] !== western[byte] && !MARK.test(signs[byte]!));
      return { encoding, total, here, other };
    })
    .sort((a, b) => b.here - a.here);
  const { encoding, total, here, other } = best!;
  const ahead = here - mostOf(OF_THE_WEST, western, times);
  const isOfLanguage = total >= FEWEST && here >= total * FEWEST_OF_LANGUAGE && inRow <= total * MOST_IN_ROW;
  const isClear = Math.min(ahead, other) >= Math.max(FEWEST_CLEAR, total * CLEARLY);
  return isOfLanguage && isClear ? encoding : undefined;
}

const sum = (times: Float64Array, test: (byte: number) => boolean): number =>
  times.reduce((total, count, byte) => (count > 0 && test(byte) ? total + count : total), 0);

/** Letters that the language has which has most of them. */
const mostOf = (languages: readonly string[], signs: readonly string[], times: Float64Array): number =>
  Math.max(...languages.map((letters) => sum(times, (byte) => letters.includes(signs[byte]!.toLowerCase()))));
