/** Columns in memory that threads share, so that a city is there once and not once a thread. */

type Column = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float32Array | Float64Array;

/** The same values; every column stands in shared memory, once however often it is met. Nobody may write into them. */
export function sharedCopy<T>(value: T): T {
  const known = new Map<unknown, unknown>();
  const copy = (each: unknown): unknown => {
    if (typeof each !== 'object' || each === null) return each;
    const before = known.get(each);
    if (before !== undefined) return before;
    const made = copyOf(each, copy);
    known.set(each, made);
    return made;
  };
  return copy(value) as T;
}

function copyOf(value: object, copy: (value: unknown) => unknown): unknown {
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) return columnOf(value as Column);
  if (Array.isArray(value)) return value.map(copy);
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, copy(each)]));
}

function columnOf(column: Column): Column {
  const Kind = column.constructor as new (buffer: SharedArrayBuffer) => Column;
  const shared = new Kind(new SharedArrayBuffer(column.byteLength));
  shared.set(column);
  return shared;
}
