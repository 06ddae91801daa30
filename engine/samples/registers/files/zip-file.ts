/**
 * A zip of streamed, deflated entries whose bytes depend on their content alone: every entry carries the same date.
 * Sizes and checksum of an entry follow it (data descriptor), as streaming writers do.
 * Source: PKWARE, ".ZIP File Format Specification" 6.3.
 */
import { once } from 'node:events';
import { crc32, createDeflateRaw, type DeflateRaw } from 'node:zlib';
import { ByteFile, type WrittenFile } from './table-file.ts';

/** 1 January 2026, 00:00, in the form of MS-DOS. */
const DATE = ((2026 - 1980) << 9) | (1 << 5) | 1;
const VERSION = 20;
/** Sizes after the entry, names in UTF-8. */
const FLAGS = 0x0808;
const DEFLATED = 8;

interface Entry {
  readonly name: Buffer;
  readonly offset: number;
  crc: number;
  packed: number;
  size: number;
}

export class ZipFile {
  readonly #file: ByteFile;
  readonly #entries: Entry[] = [];
  #deflate: DeflateRaw | undefined;
  #mustDrain = false;

  constructor(path: string) {
    this.#file = new ByteFile(path);
  }

  /** Begins an entry; the one before must be ended. */
  begin(name: string): void {
    const entry = { name: Buffer.from(name), offset: this.#file.bytes, crc: 0, packed: 0, size: 0 };
    this.#entries.push(entry);
    this.#file.write(Buffer.concat([localHeader(entry), entry.name]));
    // Level 1: the files are large, and read once.
    this.#deflate = createDeflateRaw({ level: 1, chunkSize: 1 << 16 });
    this.#deflate.on('data', (bytes: Buffer) => {
      entry.packed += bytes.length;
      this.#file.write(bytes);
    });
  }

  write(text: string): void {
    const bytes = Buffer.from(text, 'utf8');
    const entry = this.#entries.at(-1)!;
    entry.crc = crc32(bytes, entry.crc);
    entry.size += bytes.length;
    this.#mustDrain = !this.#deflate!.write(bytes);
  }

  async drained(): Promise<void> {
    if (!this.#mustDrain) return;
    await once(this.#deflate!, 'drain');
    this.#mustDrain = false;
  }

  async end(): Promise<void> {
    const deflate = this.#deflate!;
    deflate.end();
    await once(deflate, 'end');
    this.#mustDrain = false;
    this.#file.write(descriptor(this.#entries.at(-1)!));
  }

  /** One small entry whole. */
  async add(name: string, text: string): Promise<void> {
    this.begin(name);
    this.write(text);
    await this.end();
  }

  close(): WrittenFile {
    const start = this.#file.bytes;
    for (const entry of this.#entries) this.#file.write(Buffer.concat([centralHeader(entry), entry.name]));
    this.#file.write(endOfDirectory(this.#entries.length, start, this.#file.bytes - start));
    return this.#file.close();
  }

  abandon(): void {
    this.#deflate?.destroy();
    this.#file.abandon();
  }
}

function localHeader(entry: Entry): Buffer {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(VERSION, 4);
  header.writeUInt16LE(FLAGS, 6);
  header.writeUInt16LE(DEFLATED, 8);
  header.writeUInt16LE(DATE, 12);
  header.writeUInt16LE(entry.name.length, 26);
  return header;
}

function descriptor(entry: Entry): Buffer {
  const bytes = Buffer.alloc(16);
  bytes.writeUInt32LE(0x08074b50, 0);
  bytes.writeUInt32LE(entry.crc, 4);
  bytes.writeUInt32LE(entry.packed, 8);
  bytes.writeUInt32LE(entry.size, 12);
  return bytes;
}

function centralHeader(entry: Entry): Buffer {
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt16LE(VERSION, 4);
  header.writeUInt16LE(VERSION, 6);
  header.writeUInt16LE(FLAGS, 8);
  header.writeUInt16LE(DEFLATED, 10);
  header.writeUInt16LE(DATE, 14);
  header.writeUInt32LE(entry.crc, 16);
  header.writeUInt32LE(entry.packed, 20);
  header.writeUInt32LE(entry.size, 24);
  header.writeUInt16LE(entry.name.length, 28);
  header.writeUInt32LE(entry.offset, 42);
  return header;
}

function endOfDirectory(entries: number, start: number, length: number): Buffer {
  const bytes = Buffer.alloc(22);
  bytes.writeUInt32LE(0x06054b50, 0);
  bytes.writeUInt16LE(entries, 8);
  bytes.writeUInt16LE(entries, 10);
  bytes.writeUInt32LE(length, 12);
  bytes.writeUInt32LE(start, 16);
  return bytes;
}
