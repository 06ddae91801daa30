/** Which texts have which words: read as bytes, since a string of each would take longer than all else. */
import type { TextArena } from '../../core/values/text-arena.ts';

const SPACE = 32;

interface Wanted {
  readonly word: number;
  readonly bytes: Uint8Array;
  lastText: number;
}

/**
 * @param words words as they stand between spaces, each once
 * @param visit called once for each text that has the word
 */
export function visitWords(
  { count, bytes, starts }: TextArena,
  words: readonly string[],
  visit: (word: number, text: number) => void,
): void {
  const byHash = new Map<number, Wanted[]>();
  words.forEach((text, word) => {
    const of = Buffer.from(text);
    const hash = hashOf(of, 0, of.length);
    const wanted = { word, bytes: of, lastText: -1 };
    byHash.set(hash, [...(byHash.get(hash) ?? []), wanted]);
  });
  for (let text = 0; text < count; text++) {
    const end = starts[text + 1]!;
    let start = starts[text]!;
    // A blank text has no word.
    if (start === end) continue;
    for (let at = start; at <= end; at++) {
      if (at < end && bytes[at] !== SPACE) continue;
      for (const wanted of byHash.get(hashOf(bytes, start, at)) ?? []) {
        if (wanted.lastText === text || !isWord(bytes, start, at, wanted.bytes)) continue;
        wanted.lastText = text;
        visit(wanted.word, text);
      }
      start = at + 1;
    }
  }
}

function hashOf(bytes: Uint8Array, from: number, to: number): number {
  let hash = to - from;
  for (let at = from; at < to; at++) hash = (Math.imul(hash, 31) + bytes[at]!) | 0;
  return hash;
}

function isWord(bytes: Uint8Array, from: number, to: number, word: Uint8Array): boolean {
  if (to - from !== word.length) return false;
  for (let i = 0; i < word.length; i++) if (bytes[from + i] !== word[i]) return false;
  return true;
}
