/** A file of rows, written as it grows, with its checksum. */
import { createHash, type Hash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { FOR_OWNER } from '../../../kernel/files.ts';

/** Text, or a number where a workbook holds one. */
export type Cell = string | number;

export interface WrittenFile {
  readonly bytes: number;
  readonly sha256: string;
}

/** Rows go in with `row`, after `nextSheet`; a CSV has one sheet. */
export interface TableFile {
  /** Begins the first sheet, or ends one and begins the next; rows are counted from 1 again. */
  nextSheet(): Promise<void>;
  /** @returns 1-based row in the sheet */
  row(cells: readonly Cell[]): number;
  /** Passes a row of empty cells; @returns its 1-based row in the sheet */
  emptyRow(): number;
  /** Resolves when what was written is on its way; await it every now and then, so that memory does not grow. */
  drained(): Promise<void>;
  close(): Promise<WrittenFile>;
  /** Lets go of the file after a failure. */
  abandon(): void;
}

/** Bytes in order to a new file, hashed on the way. */
export class ByteFile {
  readonly #file: number;
  readonly #hash: Hash = createHash('sha256');
  #isOpen = true;
  bytes = 0;

  constructor(path: string) {
    this.#file = openSync(path, 'w', FOR_OWNER);
  }

  write(bytes: Uint8Array): void {
    for (let offset = 0; offset < bytes.length;) offset += writeSync(this.#file, bytes, offset);
    this.#hash.update(bytes);
    this.bytes += bytes.length;
  }

  close(): WrittenFile {
    fsyncSync(this.#file);
    this.abandon();
    return { bytes: this.bytes, sha256: this.#hash.digest('hex') };
  }

  abandon(): void {
    if (this.#isOpen) closeSync(this.#file);
    this.#isOpen = false;
  }
}
