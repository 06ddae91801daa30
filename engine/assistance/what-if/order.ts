/** Rows in the order of their numbers, without a comparison for each pair: a what-if would spend half its time on those. */

const DIGIT_BITS = 11;
const DIGITS = 1 << DIGIT_BITS;

/**
 * Rows whose number is known, the lowest first; equal ones in the order of `rows`, or of the rows themselves.
 * Source: radix sort, least significant digit first, over the bits of the numbers.
 */
export function ascending(values: Float64Array, rows?: Uint32Array): Uint32Array {
  let order = new Uint32Array(values.length);
  let count = 0;
  for (let i = 0; i < values.length; i++) {
    const row = rows === undefined ? i : rows[i]!;
    if (values[row]! === values[row]!) order[count++] = row;
  }
  order = order.subarray(0, count);
  let other = new Uint32Array(count);
  const [low, high] = orderedBits(values);
  for (const key of [low, high])
    for (let shift = 0; shift < 32; shift += DIGIT_BITS) {
      sortByDigit(order, other, key, shift);
      [order, other] = [other, order];
    }
  return order;
}

/** [row] lower and upper half of a whole number without a sign that stands in the order of the values. */
function orderedBits(values: Float64Array): [Uint32Array, Uint32Array] {
  // Nought has two signs, and is one number.
  const bits = new Uint32Array(values.map((value) => value + 0).buffer);
  const low = new Uint32Array(values.length);
  const high = new Uint32Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const isNegative = bits[2 * i + 1]! >>> 31 === 1;
    low[i] = isNegative ? ~bits[2 * i]! : bits[2 * i]!;
    high[i] = isNegative ? ~bits[2 * i + 1]! : bits[2 * i + 1]! ^ 0x80000000;
  }
  return [low, high];
}

function sortByDigit(from: Uint32Array, into: Uint32Array, key: Uint32Array, shift: number): void {
  const next = new Uint32Array(DIGITS + 1);
  for (let i = 0; i < from.length; i++) next[((key[from[i]!]! >>> shift) & (DIGITS - 1)) + 1]!++;
  for (let digit = 0; digit < DIGITS; digit++) next[digit + 1]! += next[digit]!;
  for (let i = 0; i < from.length; i++) into[next[(key[from[i]!]! >>> shift) & (DIGITS - 1)]!++] = from[i]!;
}
