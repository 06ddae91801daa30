/** New content of a file of which most is as it was: what stays is copied as it lies, and only the rest was made anew. */
import { readFileSync } from 'node:fs';
import { sha256 } from '../../../kernel/checksum.ts';
import { writeFileAtomic } from '../../../kernel/files.ts';

/** Rows, in the order of what they are of: a heading, then a piece of each. */
export interface SpliceInput {
  readonly heading: Uint8Array;
  /** The file as it was, undefined where nothing of it stays. */
  readonly old: { readonly bytes: Uint8Array; readonly lengths: Uint32Array } | undefined;
  /** Rows made anew, one piece behind the other. */
  readonly fresh: Uint8Array;
  /** [piece] bytes of the new file. */
  readonly lengths: Uint32Array;
  /** [piece] what it was in the old file, undefined where it is made anew. */
  readonly was: (piece: number) => number | undefined;
}

/** @throws TwinError storage. @returns checksum of the file */
export function writeSpliced(path: string, input: SpliceInput): string {
  const content = splice(input);
  writeFileAtomic(path, content);
  return sha256(content);
}

export function splice({ heading, old, fresh, lengths, was }: SpliceInput): Uint8Array {
  const oldStarts = old && startsOf(old.lengths, heading.length);
  const pieces: Uint8Array[] = [heading];
  let [of, from, to, freshEnd] = [heading, 0, 0, 0];
  const flush = (): void => void (to > from && pieces.push(of.subarray(from, to)));
  for (let piece = 0; piece < lengths.length; piece++) {
    const length = lengths[piece]!;
    if (length === 0) continue;
    const there = was(piece);
    const bytes = there === undefined ? fresh : old!.bytes;
    const start = there === undefined ? freshEnd : oldStarts![there]!;
    if (there === undefined) freshEnd += length;
    if (bytes !== of || start !== to) {
      flush();
      [of, from] = [bytes, start];
    }
    to = start + length;
  }
  flush();
  return Buffer.concat(pieces);
}

/** Where each piece begins that lies behind those before it. */
function startsOf(lengths: Uint32Array, first: number): Float64Array {
  const starts = new Float64Array(lengths.length + 1);
  starts[0] = first;
  for (let i = 0; i < lengths.length; i++) starts[i + 1] = starts[i]! + lengths[i]!;
  return starts;
}

/** The bytes of a file with that checksum; undefined where it is not there or is another. */
export function readAsTold(path: string, checksum: string): Uint8Array | undefined {
  let bytes;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  return sha256(bytes) === checksum ? bytes : undefined;
}
