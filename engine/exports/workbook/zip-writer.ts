/** A zip written from front to back: each entry is deflated by another thread while the next piece of it is made. */
import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32, createDeflateRaw } from 'node:zlib';

/** Where bytes go, in order. */
export interface ByteSink {
  write(bytes: Uint8Array): Promise<unknown>;
}

interface Entry {
  readonly name: Buffer;
  readonly at: number;
  readonly crc: number;
  readonly packed: number;
  readonly unpacked: number;
}

/** Half the work of the usual 6, and of as many bytes here: rows repeat one another, which low levels see as well. */
const LEVEL = 3;
/** Of what is packed at once, and of what waits to be packed while rows are written. */
const PIECE_BYTES = 1 << 18;
const WAITING_BYTES = 1 << 22;
const LARGEST = 0xffff_ffff;

const VERSION = 20;
/** Sizes stand behind the bytes; names are UTF-8. */
const FLAGS = 0x0808;
const DEFLATED = 8;
/** 1 January 1980, the first day that a zip can tell: the same content gives the same bytes. */
const FIRST_DAY = 0x0021;

/** Source: APPNOTE.TXT of PKWARE, version 6.3.10, sections 4.3.7 to 4.3.16. */
export class ZipWriter {
  readonly #sink: ByteSink;
  readonly #entries: Entry[] = [];
  #written = 0;

  constructor(sink: ByteSink) {
    this.#sink = sink;
  }

  /** @throws RangeError when the entry, or the file, is of 4 GiB or more */
  async add(name: string, pieces: Iterable<string>): Promise<void> {
    const nameBytes = Buffer.from(name);
    const at = this.#written;
    await this.#write(header(0x04034b50, [VERSION], { crc: 0, packed: 0, unpacked: 0 }, [nameBytes.length, 0]));
    await this.#write(nameBytes);
    let [crc, packed, unpacked] = [0, 0, 0];
    const counted = async function* (): AsyncGenerator<Buffer> {
      for (const piece of pieces) {
        const bytes = Buffer.from(piece);
        crc = crc32(bytes, crc);
        unpacked += bytes.length;
        yield bytes;
        // The rest of the program gets its turn.
        await new Promise(setImmediate);
      }
    };
    await pipeline(
      counted,
      new PassThrough({ highWaterMark: WAITING_BYTES }),
      createDeflateRaw({ level: LEVEL, chunkSize: PIECE_BYTES }),
      async (pieces: AsyncIterable<Buffer>) => {
        for await (const piece of pieces) {
          packed += piece.length;
          await this.#write(piece);
        }
      },
    );
    const sizes = Buffer.alloc(16);
    [0x08074b50, crc, whole(packed), whole(unpacked)].forEach((value, i) => sizes.writeUInt32LE(value, 4 * i));
    await this.#write(sizes);
    this.#entries.push({ name: nameBytes, at, crc, packed, unpacked });
  }

  /** Writes what stands at the end; nothing can be added afterwards. @throws RangeError as `add` does */
  async end(): Promise<void> {
    const first = this.#written;
    for (const entry of this.#entries) {
      const { name, at } = entry;
      const place = Buffer.alloc(4);
      place.writeUInt32LE(whole(at));
      await this.#write(header(0x02014b50, [VERSION, VERSION], entry, [name.length, 0, 0, 0, 0, 0, 0]));
      await this.#write(place);
      await this.#write(name);
    }
    const end = Buffer.alloc(22);
    end.writeUInt32LE(0x06054b50);
    end.writeUInt16LE(this.#entries.length, 8);
    end.writeUInt16LE(this.#entries.length, 10);
    end.writeUInt32LE(whole(this.#written - first), 12);
    end.writeUInt32LE(whole(first), 16);
    await this.#write(end);
  }

  async #write(bytes: Uint8Array): Promise<void> {
    this.#written += bytes.length;
    await this.#sink.write(bytes);
  }
}

/** What the header of an entry and its line at the end have in common; `first` and `last` are of 16 bits each. */
function header(
  signature: number,
  first: readonly number[],
  { crc, packed, unpacked }: Pick<Entry, 'crc' | 'packed' | 'unpacked'>,
  last: readonly number[],
): Buffer {
  const short = (values: readonly number[]): Buffer => Buffer.from(Uint16Array.from(values).buffer);
  const long = (values: readonly number[]): Buffer => Buffer.from(Uint32Array.from(values).buffer);
  return Buffer.concat([
    long([signature]),
    short([...first, FLAGS, DEFLATED, 0, FIRST_DAY]),
    long([crc, packed, unpacked]),
    short(last),
  ]);
}

function whole(bytes: number): number {
  if (bytes <= LARGEST) return bytes;
  throw new RangeError('A workbook of 4 GiB or more cannot be written: write the list as CSV.');
}
