/** How a name comes to be written otherwise. Every function takes an upper-case name and numbers from a draw. */

/** Ways of writing one word; any stands for any. */
const VARIANTS: readonly (readonly string[])[] = [
  ['MUHAMMAD', 'MUHAMAD', 'MOHAMMAD', 'MOHAMAD', 'MOCHAMMAD', 'MOCHAMAD', 'MOH.', 'MOH', 'MUH.', 'MOCH.', 'MOCH', 'M.'],
  ['ACHMAD', 'AHMAD', 'AKHMAD', 'AHMAT'],
  ['ABDUL', 'ABD.', 'ABDOEL'],
  ['ABDULLAH', 'ABDULAH', 'ABDULLOH'],
  ['SITI', 'ST.', 'SITTI'],
  ['NUR', 'NOER', 'NOOR'],
  ['SRI', 'SRIE'],
  ['DWI', 'DWIE'],
  ['TRI', 'TRIE'],
  ['AGUS', 'AGOES'],
  ['YULI', 'JULI'],
  ['WAHYU', 'WAHJU'],
  ['KHOIRUL', 'CHOIRUL', 'HOIRUL'],
  ['KHUSNUL', 'CHUSNUL', 'HUSNUL'],
  ['RAHMAT', 'RACHMAT', 'ROHMAT', 'ROCHMAT', 'RAHMAD', 'RACHMAD'],
  ['FATIMAH', 'FATIMA', 'FATHIMAH'],
  ['AISYAH', 'AISAH', 'AISYA'],
  ['RIZKI', 'RIZKY', 'RIZQI', 'RISKI'],
  ['PUTRI', 'PUTERI'],
  ['LESTARI', 'LESTARIE'],
  ['ZAENAL', 'ZAINAL', 'JAENAL'],
  ['SYAIFUL', 'SAIFUL', 'SYAEFUL', 'SAEFUL'],
  ['KRISTIANI', 'CHRISTIANI'],
  ['KUSUMA', 'KOESOEMA'],
];
const GROUP_OF_WORD = new Map(VARIANTS.flatMap((group) => group.map((word) => [word, group] as const)));
/** Asked of every name: one pattern is faster than parting the name. */
const WORD_WITH_VARIANT = new RegExp(`(?:^| )(?:${VARIANTS.flat().join('|').replaceAll('.', '\\.')})(?= |$)`);

/** Spellings before 1947 and 1972, and the habits that stayed of them. */
const OLD_SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/SU(?=[A-Z])/, 'SOE'],
  [/(?<!D)J(?=[AEIOU])/, 'DJ'],
  [/C(?=[AEIOU])/, 'TJ'],
  [/\bY(?=[AEIOU])/, 'J'],
  [/(?<=[A-Z])I\b/, 'Y'],
  [/(?<=[B-DF-HJ-NP-TV-Z])Y\b/, 'I'],
  [/U(?=[MNRTL][A-Z])/, 'OE'],
];

/** Keys beside each other on the keyboard, one for each letter. */
const BESIDE: Readonly<Record<string, string>> = Object.fromEntries(
  [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].map((letter, i) => [letter, 'SVXSRDFJUKJKNBPOWTDRYBECTX'[i]!]),
);

/** Draws whole numbers below a count; each call with another `draw` is another number. */
export type Draw = (count: number, draw: number) => number;

export const wordsOf = (name: string): string[] => name.split(' ');

export const hasVariant = (name: string): boolean => WORD_WITH_VARIANT.test(name);

/** MUHAMMAD ALI: MOCH. ALI. */
export function variantOf(name: string, draw: Draw): string {
  const words = wordsOf(name);
  const places = words.map((word, i) => (GROUP_OF_WORD.has(word) ? i : -1)).filter((i) => i >= 0);
  const place = places[draw(places.length, 1)]!;
  const others = GROUP_OF_WORD.get(words[place]!)!.filter((word) => word !== words[place]);
  words[place] = others[draw(others.length, 2)]!;
  return words.join(' ');
}

export const hasOldSpelling = (name: string): boolean => OLD_SPELLINGS.some(([pattern]) => pattern.test(name));

/** SUHARTO: SOEHARTO. */
export function oldSpellingOf(name: string, draw: Draw): string {
  const possible = OLD_SPELLINGS.filter(([pattern]) => pattern.test(name));
  const [pattern, instead] = possible[draw(possible.length, 1)]!;
  return name.replace(pattern, instead);
}

/** A letter doubled, lost, hit beside, or changed round with the next; never the first letter. */
export function typoOf(name: string, draw: Draw): string {
  const letters = Array.from(name, (_, i) => i).filter(
    (i) => i > 0 && BESIDE[name[i]!] !== undefined && name[i - 1] !== ' ',
  );
  if (letters.length === 0) return `${name}${name.at(-1)!}`;
  const at = letters[draw(letters.length, 1)]!;
  const letter = name[at]!;
  const next = name[at + 1];
  const [before, after] = [name.slice(0, at), name.slice(at + 1)];
  const mistake = draw(4, 2);
  if (mistake === 0 && letters.length > 2) return before + after;
  if (mistake === 1) return before + BESIDE[letter]! + after;
  if (mistake === 2 && next !== undefined && next !== letter && BESIDE[next] !== undefined)
    return before + next + letter + name.slice(at + 2);
  return before + letter + letter + after;
}

export const hasSpacing = (name: string): boolean => name.includes(' ') || name.length >= 6;

/** SITI AMINAH: SITIAMINAH; SUPRIYADI: SUPRI YADI. */
export function spacingOf(name: string, draw: Draw): string {
  const words = wordsOf(name);
  if (words.length > 1) {
    const at = draw(words.length - 1, 1);
    return [...words.slice(0, at), words[at]! + words[at + 1]!, ...words.slice(at + 2)].join(' ');
  }
  const cut = 3 + draw(name.length - 5, 1);
  return `${name.slice(0, cut)} ${name.slice(cut)}`;
}

/** One word left out, the first only now and then. */
export function partDroppedOf(name: string, draw: Draw): string {
  const words = wordsOf(name);
  const dropsFirst = draw(10, 1) === 0;
  const at = dropsFirst ? 0 : 1 + draw(words.length - 1, 2);
  return words.filter((_, i) => i !== at).join(' ');
}

/** BUDI SANTOSO: BUDI S. */
export function abbreviatedOf(name: string, draw: Draw): string {
  const words = wordsOf(name);
  const at = 1 + draw(words.length - 1, 1);
  words[at] = `${words[at]![0]!}.`;
  return words.join(' ');
}

/** The last word first. */
export function reorderedOf(name: string): string {
  const words = wordsOf(name);
  return [words.at(-1)!, ...words.slice(0, -1)].join(' ');
}

const BEFORE_THE_NAME = /^(K\.?H\.?|H\.?|HJ\.?|DR\.?|DRS\.?|DRA\.?|DRG\.?|IR\.?|PROF\.?|R\.?|RR\.?|RM\.?|RADEN)$/;

/** H. SLAMET; SLAMET, S.PD; each title where custom puts it. */
export function withTitle(name: string, title: string): string {
  const titles = title.split(/[ ,]+/).filter((part) => part !== '');
  const before = titles.filter((part) => BEFORE_THE_NAME.test(part));
  const after = titles.filter((part) => !BEFORE_THE_NAME.test(part));
  return [[...before, name].join(' '), ...after].join(', ');
}

/** Siti Aminah, S.Pd. */
export const capitalised = (name: string): string =>
  name
    .toLowerCase()
    .replace(/(^|[\s.'-])([a-z])/g, (_, before: string, letter: string) => before + letter.toUpperCase());
