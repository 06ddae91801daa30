/** Hashes of text: the same for the same text in every run, whatever else is there. */

/** 32 bits made of a text and of nothing else (FNV-1a, then mixed); never 0, which stands for blank. */
export function textHash(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return spread(hash);
}

/** As `textHash`, of bytes that are plain ASCII; 0 where one is not. */
export function textHashOfAscii(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let i = start; i < end; i++) {
    if (bytes[i]! > 127) return 0;
    hash = Math.imul(hash ^ bytes[i]!, 0x01000193);
  }
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

function spread(value: number): number {
  let hash = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0 || 1;
}
