/** Sorts numbers of 32 bits with what belongs to them, in three passes over 11 bits each. */

const BITS = 11;
const BUCKETS = 1 << BITS;
const PASSES = 3;

/** Sorts `keys` ascending and takes `payload` along, both in place; equal keys keep their order. */
export function sortByKey(keys: Uint32Array, payload: Uint32Array): void {
  const counts = countDigits(keys);
  let [fromKeys, fromPayload]: [Uint32Array, Uint32Array] = [keys, payload];
  let [toKeys, toPayload]: [Uint32Array, Uint32Array] = [new Uint32Array(keys.length), new Uint32Array(keys.length)];
  for (let pass = 0; pass < PASSES; pass++) {
    moveByDigit(fromKeys, fromPayload, toKeys, toPayload, counts.subarray(pass * BUCKETS, (pass + 1) * BUCKETS), pass);
    [fromKeys, toKeys] = [toKeys, fromKeys];
    [fromPayload, toPayload] = [toPayload, fromPayload];
  }
  // An odd number of passes ends in the other arrays.
  keys.set(fromKeys);
  payload.set(fromPayload);
}

function countDigits(keys: Uint32Array): Uint32Array {
  const counts = new Uint32Array(PASSES * BUCKETS);
  for (const key of keys) {
    counts[key & (BUCKETS - 1)]!++;
    counts[BUCKETS + ((key >>> BITS) & (BUCKETS - 1))]!++;
    counts[2 * BUCKETS + (key >>> (2 * BITS))]!++;
  }
  return counts;
}

function moveByDigit(
  keys: Uint32Array,
  payload: Uint32Array,
  toKeys: Uint32Array,
  toPayload: Uint32Array,
  counts: Uint32Array,
  pass: number,
): void {
  let sum = 0;
  for (let bucket = 0; bucket < BUCKETS; bucket++) {
    const count = counts[bucket]!;
    counts[bucket] = sum;
    sum += count;
  }
  const shift = pass * BITS;
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i]!;
    const slot = counts[(key >>> shift) & (BUCKETS - 1)]!++;
    toKeys[slot] = key;
    toPayload[slot] = payload[i]!;
  }
}
