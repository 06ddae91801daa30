/**
 * Spellings and sounds of names. Folding undoes how one name is spelled differently (the Indonesian reform of 1972; PH
 * and F, C and K, Y and I, doubled letters); the sound keeps no more than consonants of a kind. Works on letters in
 * place: no text is made.
 */

const code = (letter: string): number => letter.charCodeAt(0);
const [A, C, E, F, H, I, J, K, O, P, Q, S, T, U, V, X, Y, Z] = [...'ACEFHIJKOPQSTUVXYZ'].map(code) as number[];
const [B, D, G, SPACE] = [...'BDG '].map(code) as number[];

const isVowel = (letter: number | undefined): boolean =>
  letter === A || letter === E || letter === I || letter === O || letter === U;
/** Takes an H after it without another sound: DHANI is DANI. */
const swallowsH = (letter: number): boolean =>
  letter === D || letter === T || letter === G || letter === B || letter === J;
const NONE = 0;

/**
 * Writes the folded spelling of letters to `out`; longer texts are cut where `out` ends.
 *
 * @returns number of letters written
 */
export function foldLetters(letters: Uint16Array, start: number, end: number, out: Uint16Array): number {
  let length = 0;
  for (let at = start; at < end && length + 2 < out.length; at++) {
    const letter = letters[at]!;
    const next = at + 1 < end ? letters[at + 1]! : NONE;
    const pair = foldedPair(letter, next, at + 2 < end ? letters[at + 2]! : NONE);
    const single = pair === NONE ? foldedLetter(letter) : pair;
    if (pair !== NONE) at++;
    if (letter === SPACE || (letter === H && at + 1 === end && length > 0)) continue;
    // Two of the same letter are one.
    if (single !== out[length - 1] || length === 0) out[length++] = single;
    if (letter === X) out[length++] = S!;
  }
  return length;
}

/** Letters and digits that folding neither changes nor leaves out, makes of no other letter, and never brings beside each other. */
const STEADY = Uint8Array.from({ length: 128 }, (_, letter) =>
  'ALMNRW0123456789'.includes(String.fromCharCode(letter)) ? 1 : 0,
);

/** Sixteen bits made of the steady letters in turn, doubled ones once: the same of texts that fold to one spelling. */
export function steadyLettersHash(letters: Uint16Array, start: number, end: number): number {
  let [hash, last] = [0, NONE];
  for (let at = start; at < end; at++) {
    const letter = letters[at]!;
    if (letter === SPACE) continue;
    if (letter < 128 && STEADY[letter] === 1 && letter !== last) hash = Math.imul(hash ^ letter, 0x9e3779b1);
    last = letter;
  }
  return hash >>> 16;
}

/** The one letter that two stand for; NONE where they are two. */
function foldedPair(letter: number, next: number, third: number): number {
  if (letter === O && next === E) return U!;
  if (letter === T && next === J) return K!;
  if (letter === D && next === J) return J!;
  if (letter === S && (next === J || next === Y || next === H)) return S!;
  if ((letter === C || letter === K) && next === H) return third !== NONE && !isVowel(third) ? H! : K!;
  if (letter === C && next === K) return K!;
  if (letter === P && next === H) return F!;
  if (letter === I && next === E) return I!;
  return next === H && swallowsH(letter) ? letter : NONE;
}

function foldedLetter(letter: number): number {
  if (letter === V) return F!;
  if (letter === Z) return S!;
  if (letter === Q || letter === C || letter === X) return K!;
  return letter === Y ? I! : letter;
}

/** Consonants that are heard and misspelled for each other share a class; a vowel, H and W have none. */
const CLASS_OF = new Uint16Array(128);
for (const group of ['BPF', 'DT', 'KG', 'SJ', 'L', 'MN', 'R'])
  for (const letter of group) CLASS_OF[code(letter)] = code(group[0]!);

const MOST_SOUNDS = 4;

/**
 * Replaces folded letters by their sounds: the first letter (any vowel is A), then consonants by class.
 *
 * @returns number of sounds
 */
export function soundOfLetters(folded: Uint16Array, length: number): number {
  let sounds = 0;
  let last = NONE;
  for (let at = 0; at < length && sounds < MOST_SOUNDS; at++) {
    const letter = folded[at]!;
    // Letters of other scripts and digits are their own sounds.
    const ofClass = letter < 128 && !isDigit(letter) ? CLASS_OF[letter]! : letter;
    const sound = sounds === 0 && ofClass === NONE ? (isVowel(letter) ? A! : letter) : ofClass;
    if (sound !== NONE && sound !== last) folded[sounds++] = sound;
    last = ofClass;
  }
  return sounds;
}

const isDigit = (letter: number): boolean => letter >= 48 && letter <= 57;
