import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arenaOfBytes, arenaOfTexts, hashAt, isBlankAt, textAt, textsOfArena, withBlanks } from './text-arena.ts';
import { textHash } from './text-hash.ts';

const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme-ascii' }), fc.constant(''));

describe('texts as bytes', () => {
  test('are the texts they were made of, with their hashes', () => {
    fc.assert(
      fc.property(fc.array(text), (texts) => {
        const arena = arenaOfTexts(texts);
        expect(textsOfArena(arena)).toEqual(texts);
        expect(texts.map((_, i) => textAt(arena, i))).toEqual(texts);
        expect(texts.map((_, i) => isBlankAt(arena, i))).toEqual(texts.map((each) => each === ''));
        expect(texts.map((_, i) => hashAt(arena, i))).toEqual(texts.map(textHash));
        expect(arena.bytes.buffer).toBeInstanceOf(SharedArrayBuffer);
      }),
    );
  });

  test('stay in their places where some are made blank', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(text, fc.boolean())), (some) => {
        const arena = withBlanks(arenaOfTexts(some.map(([each]) => each)), (i) => some[i]![1]);
        expect(textsOfArena(arena)).toEqual(some.map(([each, isBlank]) => (isBlank ? '' : each)));
      }),
    );
  });

  test('that are no UTF-8 are what strings make of them', () => {
    const [broken, whole] = [Uint8Array.of(65, 0xff, 66), new TextEncoder().encode('é')];
    const bytes = Uint8Array.of(...broken, ...whole);
    const arena = arenaOfBytes(bytes, Uint32Array.of(0, broken.length, bytes.length));
    expect(textsOfArena(arena)).toEqual(['A\ufffdB', 'é']);
    expect([...arena.bytes]).toEqual([...new TextEncoder().encode('A\ufffdBé')]);
  });
});
