/** Looks for a few texts among many, by their bytes. */
import type { TextArena } from '../../core/values/text-arena.ts';

/** [wanted] place of a text among the others, or -1. */
export function findTexts({ count, bytes, starts }: TextArena, wanted: readonly string[]): Int32Array {
  const places = new Int32Array(wanted.length).fill(-1);
  const ofLength: { readonly at: number; readonly text: Uint8Array }[][] = [];
  wanted.forEach((each, at) => {
    const text = Buffer.from(each);
    (ofLength[text.length] ??= []).push({ at, text });
  });
  for (let place = 0; place < count; place++) {
    const candidates = ofLength[starts[place + 1]! - starts[place]!];
    if (candidates === undefined) continue;
    for (const { at, text } of candidates) if (isAt(bytes, starts[place]!, text)) places[at] = place;
  }
  return places;
}

function isAt(bytes: Uint8Array, start: number, text: Uint8Array): boolean {
  // Texts of one length differ at their ends as a rule: numbers begin with what many have in common.
  for (let i = text.length - 1; i >= 0; i--) if (bytes[start + i] !== text[i]) return false;
  return true;
}
