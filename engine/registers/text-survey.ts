/** Finds out what a text is encoded in, while its bytes go by. */
import { isAscii, isUtf8 } from 'node:buffer';
import { basename } from 'node:path';
import { TwinError } from '../kernel/errors.ts';
import type { Encoding } from './declaration.ts';
import { chunksOf } from './file-chunks.ts';
import { foreignFormat } from './format-errors.ts';

/** Bytes that Windows-1252 leaves undefined, and control characters that no table has. */
const NOT_IN_WINDOWS_1252: ReadonlySet<number> = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);

/** Watches the bytes of a text go by. */
export class TextSurvey {
  readonly #mark: Encoding | undefined;
  isBlank = true;
  #tail = Buffer.alloc(0);
  #hasNul = false;
  /** Where the first byte that is not Windows-1252 stands; -1 while there is none. */
  #oddAt = -1;
  /** Where the piece with the first byte that is not UTF-8 starts; -1 while there is none. */
  #brokenAt = -1;

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
    const whole = text.length - unfinishedLetter(text);
    this.#tail = Buffer.from(text.subarray(whole));
    if (this.#brokenAt < 0 && !isUtf8(text.subarray(0, whole))) this.#brokenAt = at;
    if (this.#oddAt >= 0) return;
    for (let i = 0; i < piece.length; i++) {
      if (piece[i]! > 127 && NOT_IN_WINDOWS_1252.has(piece[i]!)) {
        this.#oddAt = at + i;
        return;
      }
    }
  }

  /** @throws TwinError input `encoding-unknown`, `encoding-wrong`, `format-unknown` */
  async encoding(path: string, declared: Encoding | undefined): Promise<Encoding> {
    const name = basename(path);
    if (this.#mark !== undefined && declared !== undefined && declared !== this.#mark) {
      throw encodingWrong(name, declared, 1, `The file begins with the mark of ${this.#mark}.`);
    }
    const encoding = declared ?? this.#mark ?? (await this.#guess(path));
    if (encoding.startsWith('utf-16')) return encoding;
    if (this.#hasNul) throw foreignFormat(name);
    if (encoding === 'utf-8' && !this.#isUtf8) {
      throw encodingWrong(name, encoding, await rowAt(path, this.#brokenAt), 'It holds bytes that are not UTF-8.');
    }
    if (encoding === 'windows-1252' && this.#oddAt >= 0) {
      const row = await rowAt(path, this.#oddAt);
      throw encodingWrong(name, encoding, row, 'It holds bytes that Windows-1252 does not have.');
    }
    return encoding;
  }

  get #isUtf8(): boolean {
    return this.#brokenAt < 0 && this.#tail.length === 0;
  }

  async #guess(path: string): Promise<Encoding> {
    if (this.#hasNul) throw foreignFormat(basename(path));
    if (this.#isUtf8) return 'utf-8';
    if (this.#oddAt < 0) return 'windows-1252';
    throw encodingUnknown(basename(path), await rowAt(path, this.#oddAt));
  }
}

/** 1-based line in which a byte stands. */
async function rowAt(path: string, position: number): Promise<number> {
  let row = 1;
  let at = 0;
  for await (const piece of chunksOf(path)) {
    const end = Math.min(piece.length, Math.max(0, position - at));
    for (let i = 0; i < end; i++) if (piece[i] === 10) row++;
    at += piece.length;
    if (at >= position) break;
  }
  return row;
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

function encodingUnknown(file: string, row: number): TwinError {
  return new TwinError('input', {
    code: 'encoding-unknown',
    what: 'The file holds bytes that are neither UTF-8 nor Windows-1252.',
    where: { file, row },
    todo: 'Export it as UTF-8 ("CSV UTF-8" in Excel), or declare its encoding in registers.yaml.',
  });
}
