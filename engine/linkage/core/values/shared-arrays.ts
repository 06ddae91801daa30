/** Arrays on shared memory, so that threads read the same bytes without a copy. */
export const sharedU8 = (length: number): Uint8Array => new Uint8Array(new SharedArrayBuffer(length));
export const sharedU16 = (length: number): Uint16Array => new Uint16Array(new SharedArrayBuffer(length * 2));
export const sharedU32 = (length: number): Uint32Array => new Uint32Array(new SharedArrayBuffer(length * 4));

/** Copies numbers to shared memory. */
export function sharedCopy(numbers: ArrayLike<number>): Uint32Array {
  const shared = sharedU32(numbers.length);
  shared.set(numbers);
  return shared;
}
