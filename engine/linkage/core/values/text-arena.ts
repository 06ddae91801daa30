/**
 * Texts as bytes of UTF-8 in shared memory: threads read the same ones without a copy, and a string is made of a text only
 * where one is needed. Plain data.
 */
import { isUtf8 } from 'node:buffer';
import { sharedU32, sharedU8 } from './shared-arrays.ts';
import { textHash, textHashOfAscii } from './text-hash.ts';

export interface TextArena {
  readonly count: number;
  /** UTF-8 of all texts, one behind the other. */
  readonly bytes: Uint8Array;
  /** [text + 1] where the bytes of a text begin. */
  readonly starts: Uint32Array;
}

const bufferOf = ({ buffer, byteOffset, byteLength }: Uint8Array): Buffer =>
  Buffer.from(buffer, byteOffset, byteLength);

/** One text as a string. */
export const textAt = ({ bytes, starts }: TextArena, text: number): string =>
  bufferOf(bytes).toString('utf8', starts[text], starts[text + 1]);

export const isBlankAt = ({ starts }: TextArena, text: number): boolean => starts[text] === starts[text + 1];

/** All of them as strings. */
export function textsOfArena({ count, bytes, starts }: TextArena): string[] {
  const buffer = bufferOf(bytes);
  const texts = new Array<string>(count);
  for (let text = 0; text < count; text++) texts[text] = buffer.toString('utf8', starts[text], starts[text + 1]);
  return texts;
}

/** Strings as bytes. */
export function arenaOfTexts(texts: readonly string[]): TextArena {
  const starts = sharedU32(texts.length + 1);
  for (let text = 0; text < texts.length; text++) starts[text + 1] = starts[text]! + Buffer.byteLength(texts[text]!);
  const bytes = sharedU8(starts[texts.length]!);
  const buffer = bufferOf(bytes);
  for (let text = 0; text < texts.length; text++) buffer.write(texts[text]!, starts[text]!);
  return { count: texts.length, bytes, starts };
}

/**
 * Bytes that stand elsewhere, copied to shared memory. What is no UTF-8 becomes what strings make of it.
 *
 * @param starts [text + 1] where the bytes of a text begin
 */
export function arenaOfBytes(bytes: Uint8Array, starts: Uint32Array): TextArena {
  const count = starts.length - 1;
  const own = { count, bytes, starts };
  if (!isUtf8(bytes)) return arenaOfTexts(textsOfArena(own));
  const shared = { bytes: sharedU8(bytes.length), starts: sharedU32(starts.length) };
  shared.bytes.set(bytes);
  shared.starts.set(starts);
  return { count, ...shared };
}

/** The same texts in the same places, some of them blank. */
export function withBlanks({ count, bytes, starts }: TextArena, isBlank: (text: number) => boolean): TextArena {
  const kept = { bytes: new Uint8Array(bytes.length), starts: new Uint32Array(count + 1) };
  let length = 0;
  for (let text = 0; text < count; text++) {
    if (!isBlank(text)) {
      kept.bytes.set(bytes.subarray(starts[text], starts[text + 1]), length);
      length += starts[text + 1]! - starts[text]!;
    }
    kept.starts[text + 1] = length;
  }
  return arenaOfBytes(kept.bytes.subarray(0, length), kept.starts);
}

/** As `textHash` of the string. */
export function hashAt(arena: TextArena, text: number): number {
  const hash = textHashOfAscii(arena.bytes, arena.starts[text]!, arena.starts[text + 1]!);
  return hash === 0 ? textHash(textAt(arena, text)) : hash;
}
