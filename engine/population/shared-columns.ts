/** Columns on shared memory, so that threads read them without a copy. */
export function sharedColumns(count: number) {
  const memory = (bytes: number): SharedArrayBuffer => new SharedArrayBuffer(count * bytes);
  return {
    /** `width` bytes a row. */
    bytes: (width: number): Uint8Array => new Uint8Array(memory(width)),
    u8: (): Uint8Array => new Uint8Array(memory(1)),
    u16: (): Uint16Array => new Uint16Array(memory(2)),
    u32: (): Uint32Array => new Uint32Array(memory(4)),
    i32: (): Int32Array => new Int32Array(memory(4)),
    f64: (): Float64Array => new Float64Array(memory(8)),
  };
}
