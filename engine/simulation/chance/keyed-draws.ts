/**
 * Chance of the simulation: a draw is a function of (seed, process, year, identity of the person, number of the draw) and
 * of nothing else. Threads, the order of rows, shards and what other processes draw change no bit, and two scenarios that
 * differ in one thing meet the same luck in all others.
 *
 * It stands beside kernel/random.ts, which names rows by an index of 32 bits: a person needs an identity that survives sorting,
 * births and years, and among 284 million of them two would share 32 bits. Here the identity has 64 bits, and so has the key
 * of each (seed, process, year).
 */
import { createHash } from 'node:crypto';

/** Key of one process in one year: 64 bits of SHA-256, so that no two keys have anything in common. */
export interface DrawKey {
  readonly low: number;
  readonly high: number;
}

/**
 * Costs microseconds: made once for each process and year, not once a person.
 *
 * @param seed    of the run; replicates have seeds of their own
 * @param process stable name: 'death', 'birth', 'move'
 */
export function drawKey(seed: number | bigint, process: string, year: number): DrawKey {
  const digest = createHash('sha256').update(`${seed}\n${process}\n${year}`).digest();
  return { low: digest.readInt32LE(0), high: digest.readInt32LE(4) };
}

/**
 * 32 bits, each as likely 0 as 1, as an unsigned integer.
 *
 * Two rounds of two multiplications: the first mixes the lower half of the identity with the lower half of the key, the
 * second mixes the upper halves into it. What went into the second round is added to what comes out, so that it is no
 * permutation of either half and persons share a draw as often as chance would have it. Only the draws of one person in
 * one process and year never repeat; nobody draws the 60,000 times at which that would show.
 *
 * Draws are a golden ratio (as an odd number) apart: consecutive ones of a person start far from each other. Numbers stand
 * within the function, as loops look a name outside of it up at every turn.
 *
 * @param low, high halves of the identity, any 32 bits each
 * @param draw      which draw of this person in this process and year, from 0
 * Source of the constants: Wellons and TheIronBorn, "hash prospector", 32-bit mixers of two rounds.
 */
export function drawBits(key: DrawKey, low: number, high: number, draw: number): number {
  let first = low ^ key.low;
  first = Math.imul(first ^ (first >>> 16), 0x21f0aaad);
  first = Math.imul(first ^ (first >>> 15), 0x735a2d97);
  first ^= first >>> 15;
  let second = first ^ high ^ (key.high + Math.imul(draw, 0x9e3779b9));
  second = Math.imul(second ^ (second >>> 16), 0x21f0aaad);
  second = Math.imul(second ^ (second >>> 15), 0x735a2d97);
  return ((second ^ (second >>> 15)) + first - high) >>> 0;
}

/**
 * Another 32 bits that follow from those of a draw, at half the price: for a second question to the same person, process and
 * year. Each answer has its own probability, and both together the product of the two.
 */
export function moreBits(bits: number): number {
  let mixed = Math.imul(bits ^ (bits >>> 16), 0x7feb352d);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x846ca68b);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/**
 * One draw of many persons, the same bits as drawBits gives one by one.
 *
 * @param low, high [person] halves of the identities
 * @param bits      [person] filled from `from` to before `to`
 */
export function fillDrawBits(
  key: DrawKey,
  draw: number,
  low: Uint32Array,
  high: Uint32Array,
  bits: Uint32Array,
  from = 0,
  to = bits.length,
): void {
  const lowKey = key.low;
  const highKey = (key.high + Math.imul(draw, 0x9e3779b9)) | 0;
  for (let i = from; i < to; i++) {
    let first = low[i]! ^ lowKey;
    first = Math.imul(first ^ (first >>> 16), 0x21f0aaad);
    first = Math.imul(first ^ (first >>> 15), 0x735a2d97);
    first ^= first >>> 15;
    let second = first ^ high[i]! ^ highKey;
    second = Math.imul(second ^ (second >>> 16), 0x21f0aaad);
    second = Math.imul(second ^ (second >>> 15), 0x735a2d97);
    bits[i] = (second ^ (second >>> 15)) + first - high[i]!;
  }
}

const TWO_TO_32 = 4294967296;

/** Between 0 and 1, never either. */
export const uniformOf = (bits: number): number => (bits + 0.5) / TWO_TO_32;

/**
 * What bits are compared with: `bits < thresholdOf(probability)` happens with that probability, rounded to 2^-32. A lower
 * probability makes a subset happen: who dies in the better scenario dies in the worse one too.
 */
export const thresholdOf = (probability: number): number => Math.round(probability * TWO_TO_32);
