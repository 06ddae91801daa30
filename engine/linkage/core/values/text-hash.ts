/** Hashes of text: the same for the same text in every run, whatever else is there. */

/** 32 bits made of a text and of nothing else (FNV-1a, then mixed); never 0, which stands for blank. */
export function textHash(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return spread(hash);
}

/** As `textHash`, of letters in an arena. */
export function lettersHash(letters: Uint16Array, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ letters[i]!, 0x01000193);
  return spread(hash);
}

/** A second hash of letters, which has nothing to do with the first. */
export function checkHash(letters: Uint16Array, start: number, end: number): number {
  let hash = 0x2f0b4c47;
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ letters[i]!, 0x5bd1e995) + 0x6b43a9b5;
  return spread(hash);
}

/** Mixes two hashes into a third; order matters. */
export const joinHash = (first: number, second: number): number => spread(Math.imul(first ^ 0x9e3779b9, 31) + second);

/** The second of two hashes that were joined, out of both together and the first. */
export function secondOfJoined(joined: number, first: number): number {
  let hash = joined ^ (joined >>> 16);
  hash = Math.imul(hash, UNDO_LAST);
  hash = Math.imul(hash ^ (hash >>> 13) ^ (hash >>> 26), UNDO_FIRST);
  return ((hash ^ (hash >>> 16)) - Math.imul(first ^ 0x9e3779b9, 31)) >>> 0;
}

/** What undoes a multiplication by an odd number of 32 bits (Newton: each round doubles the bits that are right). */
function undoing(factor: number): number {
  let inverse = factor;
  for (let round = 0; round < 5; round++) inverse = Math.imul(inverse, 2 - Math.imul(factor, inverse));
  return inverse;
}
const [UNDO_FIRST, UNDO_LAST] = [undoing(0x85ebca6b), undoing(0xc2b2ae35)];

function spread(value: number): number {
  let hash = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0 || 1;
}
