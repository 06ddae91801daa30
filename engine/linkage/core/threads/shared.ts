/** Typed arrays in shared memory: what one thread writes all others read, and no message carries a copy. */

export const sharedBytes = (length: number): Uint8Array => new Uint8Array(new SharedArrayBuffer(length));
export const sharedNumbers = (length: number): Uint32Array => new Uint32Array(new SharedArrayBuffer(length * 4));
export const sharedFloats = (length: number): Float32Array => new Float32Array(new SharedArrayBuffer(length * 4));

/** The first `length` numbers of an array, in shared memory. */
export function shareNumbers(numbers: Uint32Array, length = numbers.length): Uint32Array {
  const shared = sharedNumbers(length);
  shared.set(numbers.subarray(0, length));
  return shared;
}

export function shareBytes(bytes: Uint8Array, length = bytes.length): Uint8Array {
  const shared = sharedBytes(length);
  shared.set(bytes.subarray(0, length));
  return shared;
}
