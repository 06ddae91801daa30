/** An object with columns of numbers as JSON beside one file of bytes, and back. */

const KINDS = {
  Float64Array,
  Float32Array,
  Int32Array,
  Uint32Array,
  Int16Array,
  Uint16Array,
  Uint8Array,
} as const;
type Kind = keyof typeof KINDS;
type Column = InstanceType<(typeof KINDS)[Kind]>;

/** Stands in the JSON where a column was. */
interface Reference {
  readonly column: Kind;
  readonly offset: number;
  readonly length: number;
}

const ALIGNMENT = 8;
const kindOf = (value: unknown): Kind | undefined =>
  (Object.keys(KINDS) as Kind[]).find((kind) => value instanceof KINDS[kind]);
const aligned = (offset: number): number => Math.ceil(offset / ALIGNMENT) * ALIGNMENT;

export function pack(value: unknown): { readonly json: string; readonly bytes: Uint8Array } {
  const parts: { readonly offset: number; readonly column: Column }[] = [];
  let size = 0;
  const json = JSON.stringify(
    value,
    (_, inner: unknown) => {
      const kind = kindOf(inner);
      if (kind === undefined) return inner;
      const column = inner as Column;
      const offset = aligned(size);
      size = offset + column.byteLength;
      parts.push({ offset, column });
      return { column: kind, offset, length: column.length } satisfies Reference;
    },
    1,
  );
  const bytes = new Uint8Array(aligned(size));
  for (const { offset, column } of parts) {
    bytes.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), offset);
  }
  return { json, bytes };
}

/** @throws RangeError when the bytes are not those that belong to the JSON */
export function unpack(json: string, bytes: Uint8Array): unknown {
  const buffer = bytes.slice().buffer;
  return JSON.parse(json, (_, inner: unknown) => {
    if (!isReference(inner)) return inner;
    return new KINDS[inner.column](buffer, inner.offset, inner.length);
  }) as unknown;
}

function isReference(value: unknown): value is Reference {
  const reference = value as Partial<Reference> | null;
  return (
    typeof reference === 'object' &&
    reference !== null &&
    typeof reference.offset === 'number' &&
    typeof reference.length === 'number' &&
    (reference.column as string) in KINDS
  );
}
