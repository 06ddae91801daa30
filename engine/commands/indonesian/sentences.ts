/** Sentences in two languages: an English one as it was said, put into Indonesian with the values that stand in it. */

/** An English sentence and its Indonesian; `{}` stands for a value, and the values keep their order. */
export type Sentences = readonly (readonly [english: string, indonesian: string])[];

export interface SentenceBook {
  /** @returns undefined where no sentence of the book says that */
  readonly find: (english: string) => string | undefined;
  /** @returns what stands as a value in Indonesian, as it is where it is no piece and no sentence */
  readonly value: (english: string) => string;
}

const HOLE = '{}';
/** A text as a pattern that it alone fits. */
export const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

interface Pattern {
  readonly english: RegExp;
  /** The text between its values. */
  readonly indonesian: readonly string[];
}

/** What is the same in every case, and what has values in it: what leaves least to them first. */
function readied(sentences: Sentences) {
  const isOpen = ([english]: Sentences[number]): boolean => english.includes(HOLE);
  const fixed = ([english]: Sentences[number]): number => english.replaceAll(HOLE, '').length;
  const open = sentences.filter(isOpen).sort((a, b) => fixed(b) - fixed(a));
  return {
    exact: new Map(sentences.filter((each) => !isOpen(each))),
    open: open.map(([english, indonesian]): Pattern => ({
      english: new RegExp(`^${english.split(HOLE).map(escaped).join('([^]*?)')}$`),
      indonesian: indonesian.split(HOLE),
    })),
  };
}

/** @param pieces what stands as a value in sentences, and is put into Indonesian there alone */
export function sentenceBook(sentences: Sentences, pieces: Sentences): SentenceBook {
  const whole = readied(sentences);
  const part = readied(pieces);
  const filled = (patterns: readonly Pattern[], said: string): string | undefined => {
    for (const { english, indonesian } of patterns) {
      const values = english.exec(said)?.slice(1);
      if (values === undefined) continue;
      return indonesian.map((text, i) => text + (i < values.length ? valueOf(values[i]!) : '')).join('');
    }
    return undefined;
  };
  /** What a person wrote is no piece, and stays as it is. */
  const valueOf = (value: string): string =>
    part.exact.get(value) ??
    whole.exact.get(value) ??
    listOf(value) ??
    filled(part.open, value) ??
    told(value) ??
    value;
  /** A sentence that stands in another, such as what contradicts itself. */
  const told = (value: string): string | undefined => (/ .* /.test(value) ? filled(whole.open, value) : undefined);
  return { find: (said) => whole.exact.get(said) ?? filled(whole.open, said), value: valueOf };
}

/** As errors list names and rows: "a", "b" and 3 more; 12 (as 3), 15 (as 4); nothing. */
function listOf(value: string): string | undefined {
  if (value === 'nothing') return 'tidak ada';
  const said = value.replace(/ and (\d+) more$/, ' dan $1 lagi').replace(/ \(as (\d+)\)/g, ' (sama dengan $1)');
  return said === value ? undefined : said;
}
