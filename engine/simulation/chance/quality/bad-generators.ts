/** Generators that are known to be bad, each in a way of its own: tests that let them pass would show nothing. */
import { drawBits, drawKey } from '../keyed-draws.ts';
import type { Stream } from './battery.ts';

const KEY = drawKey(1, 'bad', 0);

/** Good bits, bent: a little less often high. */
export const bent: Stream = (i) => Math.floor((drawBits(KEY, i, 0, 0) / 2 ** 32) ** 1.03 * 2 ** 32);

/** Even over the whole range, but each number near the one before. */
export const weyl: Stream = (i) => Math.imul(i, 0x00010dcd) >>> 0;

/** Multiples of a large odd number: even, uncorrelated, and with few distinct spacings. */
export const lattice: Stream = (i) => Math.imul(i, 0x9e3779b1) >>> 0;

/** Shifts and exclusive-ors alone. */
export const shifts: Stream = (i) => {
  let bits = Math.imul(i, 1) ^ 0x2545f491;
  bits ^= bits << 13;
  bits ^= bits >>> 17;
  bits ^= bits << 5;
  return bits >>> 0;
};

/** Mixes so well that no two inputs give one output. */
export const permutation: Stream = (i) => {
  let bits = i ^ KEY.low;
  bits = Math.imul(bits ^ (bits >>> 16), 0x21f0aaad);
  bits = Math.imul(bits ^ (bits >>> 15), 0x735a2d97);
  return (bits ^ (bits >>> 15)) >>> 0;
};

/** One round alone: some bits of the output hardly feel some bits of the input. */
export const oneRound = (input: number): number => Math.imul(input ^ (input >>> 16), 0x21f0aaad) >>> 0;

/** A key that is put on at the end: all processes meet the same luck, with other names. */
export const keyedAtTheEnd =
  (key: number): Stream =>
  (i) =>
    (permutation(i) ^ key) >>> 0;
