/** Finds out what a text is encoded in, while its bytes go by. */
import { isAscii, isUtf8 } from 'node:buffer';
import { TwinError } from '../kernel/errors.ts';
import { rowOfByte } from './byte-row.ts';
import type { Encoding } from './encodings.ts';
import { shownFileName } from './file-name.ts';
import { foreignFormat } from './format-errors.ts';
import { LatinLetters } from './latin-letters.ts';
import { encodingByLetters, NeighbourBytes } from './letters-seen.ts';

/** Bytes that Windows-1252 leaves undefined. */
const NOT_IN_WINDOWS_1252: ReadonlySet<number> = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);

/**
 * A text of Windows-1252 hardly ever holds bytes that happen to be a letter of UTF-8. One sound letter for so many broken
 * bytes, or more, and the text was put together from both encodings.
 */
const BROKEN_PER_LETTER = 10;

/** What a text is encoded in. */
export interface TextEncoding {
  readonly encoding: Encoding;
  /**
   * Windows-1252 has a letter for nearly every byte, so that a text of any old encoding may be taken for it. `likely`: its
   * letters stand as in Latin names; `doubtful`: they do not. `by-letters`: of another encoding, whose letters they are by
   * far rather. Undefined where it is declared or sure.
   */
  readonly guess?: 'likely' | 'doubtful' | 'by-letters';
}

/** Watches the bytes of a text go by. */
export class TextSurvey {
  readonly #mark: Encoding | undefined;
  isBlank = true;
  #tail = Buffer.alloc(0);
  /** Where the kept bytes stand in the file. */
  #tailAt = 0;
  #hasNul = false;
  /** Where the first byte that is not Windows-1252 stands; -1 while there is none. */
  #oddAt = -1;
  /** Letters of several bytes that are sound UTF-8. */
  #letters = 0;
  /** Bytes beyond ASCII that belong to no letter of UTF-8, and where the first stands; -1 while there is none. */
  #broken = 0;
  #brokenAt = -1;
  readonly #latin = new LatinLetters();
  readonly #neighbours = new NeighbourBytes();

  constructor(head: Buffer) {
    this.#mark = markOf(head);
  }

  /** @param at where the piece starts in the file */
  add(piece: Buffer, at: number): void {
    if (this.isBlank) this.isBlank = /^[\s\u00ef\u00bb\u00bf\u00ff\u00fe\0]*$/.test(piece.toString('latin1'));
    if (this.#mark === 'utf-16le' || this.#mark === 'utf-16be') return;
    if (!this.#hasNul && piece.includes(0)) this.#hasNul = true;
    if (this.#tail.length > 0 || !isAscii(piece)) this.#look(piece, at);
  }

  /** Judges text beyond ASCII; a letter that lies across two pieces is kept for the next. */
  #look(piece: Buffer, at: number): void {
    const text = this.#tail.length === 0 ? piece : Buffer.concat([this.#tail, piece]);
    const textAt = at - this.#tail.length;
    const whole = text.length - unfinishedLetter(text);
    this.#tail = Buffer.from(text.subarray(whole));
    this.#tailAt = textAt + whole;
    this.#countLetters(text.subarray(0, whole), textAt);
    if (this.#broken > 0) {
      this.#latin.add(piece);
      this.#neighbours.add(piece);
    }
    if (this.#oddAt >= 0) return;
    for (let i = 0; i < piece.length; i++) {
      if (piece[i]! > 127 && NOT_IN_WINDOWS_1252.has(piece[i]!)) {
        this.#oddAt = at + i;
        return;
      }
    }
  }

  #countLetters(text: Buffer, textAt: number): void {
    const isSound = isUtf8(text);
    for (let i = 0; i < text.length;) {
      const length = text[i]! < 0x80 ? 1 : letterLength(text, i, isSound);
      if (length > 1) this.#letters++;
      if (length === 0) this.#break(textAt + i);
      i += Math.max(1, length);
    }
  }

  #break(at: number): void {
    this.#broken++;
    if (this.#brokenAt < 0) this.#brokenAt = at;
  }

  /** Asked once the whole text has gone by. @throws TwinError input `encoding-…`, `format-unknown` */
  async encoding(path: string, declared: Encoding | undefined): Promise<TextEncoding> {
    const name = shownFileName(path);
    if (this.#tail.length > 0) this.#break(this.#tailAt);
    this.#tail = Buffer.alloc(0);
    if (this.#mark !== undefined && declared !== undefined && declared !== this.#mark) {
      throw encodingWrong(name, declared, 1, `The file begins with the mark of ${this.#mark}.`);
    }
    const named = declared ?? this.#mark;
    const letters = named === undefined ? this.#byLetters() : undefined;
    if (letters !== undefined) return { encoding: letters, guess: 'by-letters' };
    const encoding = named ?? (await this.#guess(path));
    if (encoding.startsWith('utf-16')) return { encoding };
    if (this.#hasNul) throw foreignFormat(name);
    if (encoding === 'utf-8' && this.#broken > 0) {
      throw encodingWrong(name, encoding, await rowOfByte(path, this.#brokenAt), 'It holds bytes that are not UTF-8.');
    }
    if (encoding === 'windows-1252' && this.#oddAt >= 0) {
      const row = await rowOfByte(path, this.#oddAt);
      throw encodingWrong(name, encoding, row, 'It holds bytes that Windows-1252 does not have.');
    }
    if (encoding !== 'windows-1252' || declared !== undefined) return { encoding };
    return { encoding, guess: this.#latin.areLikely ? 'likely' : 'doubtful' };
  }

  #byLetters(): Encoding | undefined {
    return this.#hasNul || this.#broken === 0 ? undefined : encodingByLetters(this.#neighbours);
  }

  async #guess(path: string): Promise<Encoding> {
    const name = shownFileName(path);
    if (this.#hasNul) throw foreignFormat(name);
    if (this.#broken === 0) return 'utf-8';
    if (this.#letters > 0 && this.#letters * BROKEN_PER_LETTER >= this.#broken) {
      throw encodingMixed(name, await rowOfByte(path, this.#brokenAt), this.#letters, this.#broken);
    }
    if (this.#oddAt < 0) return 'windows-1252';
    throw encodingUnknown(name, await rowOfByte(path, this.#oddAt));
  }
}

/** Bytes of the letter that starts here; 0 where none does. @param isSound all of the text is UTF-8, so that the first byte tells */
function letterLength(text: Buffer, at: number, isSound: boolean): number {
  const first = text[at]!;
  if (first < 0xc2 || first > 0xf4) return 0;
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  return isSound || isUtf8(text.subarray(at, at + length)) ? length : 0;
}

function markOf(head: Buffer): Encoding | undefined {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8';
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  // Without a mark: ASCII letters of a heading leave every second byte zero.
  const sample = head.subarray(0, Math.min(64, head.length & ~1));
  if (sample.length < 8) return undefined;
  const zeros = [0, 0];
  sample.forEach((byte, i) => {
    if (byte === 0) zeros[i & 1]!++;
  });
  if (zeros[0] === 0 && zeros[1]! * 2 >= sample.length * 0.9) return 'utf-16le';
  return zeros[1] === 0 && zeros[0]! * 2 >= sample.length * 0.9 ? 'utf-16be' : undefined;
}

/** Bytes at the end that begin a letter of several bytes and do not finish it: 0 to 3. */
function unfinishedLetter(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!;
    if (byte < 0x80) return 0;
    if (byte < 0xc0) continue;
    const letter = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    return letter > back ? back : 0;
  }
  return 0;
}

function encodingWrong(file: string, encoding: Encoding, row: number, what: string): TwinError {
  return new TwinError('input', {
    code: 'encoding-wrong',
    what,
    where: { file, row },
    expected: encoding,
    todo: 'Correct the encoding in registers.yaml (encoding: windows-1252 or utf-8), or export the file as UTF-8.',
  });
}

function encodingMixed(file: string, row: number, letters: number, broken: number): TwinError {
  return new TwinError('input', {
    code: 'encoding-mixed',
    what: `The file is written in two encodings: ${letters} letters are UTF-8, and ${broken} bytes are not.`,
    where: { file, row },
    expected: 'one encoding throughout',
    todo:
      'Mend the letter that shows wrong in that row and save the file as UTF-8 ("CSV UTF-8" in Excel); where all of it ' +
      'is Windows-1252 after all, declare it in registers.yaml (encoding: windows-1252).',
  });
}

function encodingUnknown(file: string, row: number): TwinError {
  return new TwinError('input', {
    code: 'encoding-unknown',
    what: 'The file holds bytes that are neither UTF-8 nor Windows-1252.',
    where: { file, row },
    expected: 'text in UTF-8 or Windows-1252',
    todo:
      'Export it as UTF-8 ("CSV UTF-8" in Excel), or declare its encoding in registers.yaml (encoding: shift_jis, gbk, ' +
      'windows-1251 and the like).',
  });
}
