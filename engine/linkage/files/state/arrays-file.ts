/** Columns of numbers in one file: a heading in JSON, then the numbers as they lie in memory, lowest byte first. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { z } from 'zod';
import { TwinError } from '../../../kernel/errors.ts';

type NumberArray = Uint8Array | Uint16Array | Uint32Array | Float32Array | Float64Array;

const TYPES = {
  u8: Uint8Array,
  u16: Uint16Array,
  u32: Uint32Array,
  f32: Float32Array,
  f64: Float64Array,
} as const;
type TypeName = keyof typeof TYPES;

export interface ArraysFile<Heading> {
  readonly heading: Heading;
  readonly arrays: Readonly<Record<string, NumberArray>>;
}

const MAGIC = 'KEMBARAN';
const ALIGNED_TO = 8;
const padded = (length: number): number => Math.ceil(length / ALIGNED_TO) * ALIGNED_TO;

const typeOf = (array: NumberArray): TypeName =>
  (Object.keys(TYPES) as TypeName[]).find((name) => array instanceof TYPES[name])!;

/** The same bytes for the same content. */
export function packArrays(heading: unknown, arrays: Readonly<Record<string, NumberArray>>): Uint8Array {
  const columns = Object.entries(arrays).map(([name, array]) => ({ name, type: typeOf(array), length: array.length }));
  const json = new TextEncoder().encode(JSON.stringify({ heading, columns }));
  const first = padded(MAGIC.length + 4 + json.length);
  const total = Object.values(arrays).reduce((sum, { byteLength }) => sum + padded(byteLength), first);
  const bytes = new Uint8Array(total);
  bytes.set(new TextEncoder().encode(MAGIC));
  new DataView(bytes.buffer).setUint32(MAGIC.length, json.length, true);
  bytes.set(json, MAGIC.length + 4);
  let at = first;
  for (const array of Object.values(arrays)) {
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), at);
    at += padded(array.byteLength);
  }
  return bytes;
}

const HEADING = z.object({
  heading: z.unknown(),
  columns: z.array(
    z.object({
      name: z.string(),
      type: z.enum(Object.keys(TYPES) as [TypeName, ...TypeName[]]),
      length: z.int().min(0),
    }),
  ),
});

/**
 * @param lieInBytes arrays are views of the bytes where they can be: who writes into one, or hands it on, copies it first
 * @throws TwinError input: not such a file, cut off, or with a heading of another shape
 */
export function unpackArrays<S extends z.ZodType>(
  bytes: Uint8Array,
  file: string,
  shape: S,
  todo: string,
  lieInBytes = false,
): ArraysFile<z.infer<S>> {
  const damaged = (what: string, cause?: unknown): TwinError =>
    new TwinError(
      'input',
      { code: 'state-damaged', what, where: { file }, expected: 'a file as linking wrote it', todo },
      { cause },
    );
  const text = new TextDecoder();
  if (text.decode(bytes.subarray(0, MAGIC.length)) !== MAGIC) throw damaged('It is not a file of this program.');
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(MAGIC.length, true);
  const first = MAGIC.length + 4;
  let parsed;
  let heading;
  try {
    parsed = HEADING.parse(JSON.parse(text.decode(bytes.subarray(first, first + length))));
    heading = shape.parse(parsed.heading);
  } catch (error) {
    throw damaged('Its heading cannot be read.', error);
  }
  const arrays: Record<string, NumberArray> = {};
  let at = padded(first + length);
  for (const { name, type, length: count } of parsed.columns) {
    const size = count * TYPES[type].BYTES_PER_ELEMENT;
    if (at + size > bytes.length) throw damaged('It ends too early.');
    const start = bytes.byteOffset + at;
    // A copy lies at a place where numbers of any width may begin.
    arrays[name] =
      lieInBytes && start % TYPES[type].BYTES_PER_ELEMENT === 0
        ? new TYPES[type](bytes.buffer as ArrayBuffer, start, count)
        : new TYPES[type](Uint8Array.from(bytes.subarray(at, at + size)).buffer);
    at += padded(size);
  }
  return { heading, arrays };
}

/** Arrays are views of the bytes of the file. @throws TwinError input: no such file, or as `unpackArrays` */
export function readArrays<S extends z.ZodType>(path: string, shape: S, todo: string): ArraysFile<z.infer<S>> {
  const file = basename(path);
  let bytes;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw new TwinError(
      'input',
      { code: 'state-missing', what: 'The file cannot be read.', where: { file }, todo },
      { cause: error },
    );
  }
  return unpackArrays(bytes, file, shape, todo, true);
}
