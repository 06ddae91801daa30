/** Opens the zip of a workbook with its guards up: nothing is unpacked before its size is known to be bearable. */
import { pipeline, type Readable } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import { openPromise, type Entry, type ZipFile, type ZipFileOptions } from 'yauzl';
import { systemCode, TwinError } from '../kernel/errors.ts';
import { encryptedWorkbook } from './format-errors.ts';
import type { ReadingCaps } from './source.ts';

const MEBIBYTE = 1 << 20;
const PIECE_BYTES = 1 << 18;
const STORED = 0;
const DEFLATED = 8;

export class GuardedZip {
  readonly file: string;
  readonly #zip: ZipFile;
  readonly #entries: ReadonlyMap<string, Entry>;
  readonly #caps: ReadingCaps;
  #unpacked = 0;

  private constructor(file: string, zip: ZipFile, entries: ReadonlyMap<string, Entry>, caps: ReadingCaps) {
    this.file = file;
    this.#zip = zip;
    this.#entries = entries;
    this.#caps = caps;
  }

  /** @throws TwinError input `workbook-damaged`, `workbook-encrypted`, `workbook-bomb` */
  static async open(path: string, file: string, caps: ReadingCaps): Promise<GuardedZip> {
    const zip = await openPromise(path, { autoClose: false }).catch((error: unknown) => {
      throw zipError(error, file);
    });
    try {
      return new GuardedZip(file, zip, await entriesOf(zip, file, caps), caps);
    } catch (error) {
      zip.close();
      throw zipError(error, file);
    }
  }

  has(name: string): boolean {
    return this.#entries.has(name);
  }

  get names(): Iterable<string> {
    return this.#entries.keys();
  }

  sizeOf(name: string): { readonly packed: number; readonly unpacked: number } {
    const entry = this.#entries.get(name)!;
    return { packed: entry.compressedSize, unpacked: entry.uncompressedSize };
  }

  /**
   * Unpacks one entry, piece by piece; an entry that is longer or shorter than it says, or whose bytes changed, stops it.
   *
   * @throws TwinError input `workbook-bomb`, `workbook-damaged`
   */
  async *read(name: string): AsyncGenerator<Buffer, void, undefined> {
    const entry = this.#entries.get(name)!;
    this.#guard(entry);
    let unpacked: Readable | undefined;
    let bytes = 0;
    let checksum = 0;
    try {
      unpacked = await this.#unpack(entry);
      for await (const piece of unpacked as AsyncIterable<Buffer>) {
        bytes += piece.length;
        if (bytes > entry.uncompressedSize) throw damaged(this.file);
        checksum = crc32(piece, checksum);
        yield piece;
      }
    } catch (error) {
      throw zipError(error, this.file);
    } finally {
      unpacked?.destroy();
    }
    if (bytes !== entry.uncompressedSize || checksum !== entry.crc32) throw damaged(this.file);
  }

  /** Large pieces: the zip reader's own are of 16 KB, and cost more than their unpacking. */
  async #unpack(entry: Entry): Promise<Readable> {
    const packed = await this.#zip.openReadStreamPromise(entry, { decodeFileData: false } as ZipFileOptions);
    if (entry.compressionMethod === STORED) return packed;
    if (entry.compressionMethod !== DEFLATED) throw damaged(this.file);
    return pipeline(packed, createInflateRaw({ chunkSize: PIECE_BYTES }), () => {});
  }

  close(): void {
    this.#zip.close();
  }

  #guard({ uncompressedSize, compressedSize }: Entry): void {
    const { entryBytes, workbookBytes, zipRatio } = this.#caps;
    this.#unpacked += uncompressedSize;
    const isOversized = uncompressedSize > entryBytes || this.#unpacked > workbookBytes;
    const isInflated = uncompressedSize > MEBIBYTE && uncompressedSize > compressedSize * zipRatio;
    if (isOversized || isInflated) throw bomb(this.file);
  }
}

async function entriesOf(zip: ZipFile, file: string, caps: ReadingCaps): Promise<Map<string, Entry>> {
  if (zip.entryCount > caps.zipEntries) throw bomb(file);
  const entries = new Map<string, Entry>();
  for await (const entry of zip.eachEntry()) {
    if ((entry.generalPurposeBitFlag & 1) !== 0) throw encryptedWorkbook(file);
    entries.set(entry.fileName, entry);
  }
  return entries;
}

/** What the zip reader and zlib say, in words for people. Errors of the file system pass. */
function zipError(error: unknown, file: string): unknown {
  const code = systemCode(error);
  if (error instanceof TwinError || (code !== undefined && !code.startsWith('Z_'))) return error;
  return damaged(file, error);
}

/** The workbook is cut off, or its content is not what a workbook has. */
export const damaged = (file: string, cause?: unknown): TwinError =>
  new TwinError(
    'input',
    {
      code: 'workbook-damaged',
      what: 'The workbook is damaged or was cut off on its way.',
      where: { file },
      todo: 'Copy or export it again; if it opens in Excel, save it there as a new workbook.',
    },
    { cause },
  );

const bomb = (file: string): TwinError =>
  new TwinError('input', {
    code: 'workbook-bomb',
    what: 'The workbook unpacks to far more than a register holds, and was not opened further.',
    where: { file },
    expected: 'a workbook of at most one gigabyte unpacked',
    todo: 'Find out where it comes from. If it is a true register, export it as CSV.',
  });
