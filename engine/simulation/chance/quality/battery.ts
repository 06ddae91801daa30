/** Tests of a generator. Each gives a deviate that is large only if the generator is bad: see statistics.ts. */
import { chiSquareDeviate, halfDeviate, poissonDeviate, straightLineDeviate } from './statistics.ts';

/** The i-th number of a stream, as 32 unsigned bits. */
export type Stream = (i: number) => number;

const TWO_TO_32 = 4294967296;

/** Bytes are even: the highest, and the lowest. */
export function byteUniformity(stream: Stream, draws: number, shift: 0 | 8 | 16 | 24): number {
  const counts = new Uint32Array(256);
  for (let i = 0; i < draws; i++) counts[(stream(i) >>> shift) & 255]!++;
  return chiSquareDeviate(counts);
}

/** All values together lie on the straight line. */
export function straightLine(stream: Stream, draws: number): number {
  return straightLineDeviate(Float64Array.from({ length: draws }, (_, i) => (stream(i) + 0.5) / TWO_TO_32).sort());
}

/** Correlation of two streams, number by number. */
export function correlation(one: Stream, other: Stream, draws: number): number {
  let sum = 0;
  for (let i = 0; i < draws; i++) sum += (one(i) / TWO_TO_32 - 0.5) * (other(i) / TWO_TO_32 - 0.5) * 12;
  return sum / Math.sqrt(draws);
}

/** The same for bits: how often bit i of one equals bit i of the other. The largest deviate of the 32. */
export function bitAgreement(one: Stream, other: Stream, draws: number): number {
  const flips = new Uint32Array(32);
  for (let i = 0; i < draws; i++) addBits(flips, one(i) ^ other(i));
  return largest(flips, draws);
}

/** Pairs fill a square evenly: catches what a correlation does not see. */
export function pairUniformity(one: Stream, other: Stream, draws: number): number {
  const counts = new Uint32Array(64 * 64);
  for (let i = 0; i < draws; i++) counts[(one(i) >>> 26) * 64 + (other(i) >>> 26)]!++;
  return chiSquareDeviate(counts);
}

/**
 * Every bit of the input turns every bit of the output in half of all cases.
 *
 * @param outputs [input bit] the draw of case i, and of the same case with that bit turned
 * @returns       the largest deviate over input bits × 32 output bits
 */
export function avalanche(
  pairOf: (bit: number, i: number) => readonly [number, number],
  bits: number,
  cases: number,
): number {
  let worst = 0;
  for (let bit = 0; bit < bits; bit++) {
    const flips = new Uint32Array(32);
    for (let i = 0; i < cases; i++) {
      const [plain, turned] = pairOf(bit, i);
      addBits(flips, plain ^ turned);
    }
    worst = Math.max(worst, largest(flips, cases));
  }
  return worst;
}

function addBits(flips: Uint32Array, bits: number): void {
  for (let output = 0; output < 32; output++) flips[output]! += (bits >>> output) & 1;
}

function largest(flips: Uint32Array, trials: number): number {
  return flips.reduce((worst, count) => Math.max(worst, Math.abs(halfDeviate(count, trials))), 0);
}

/** Marsaglia's birthdays: of 4096 days in a year of 2^32, four spacings come up twice on average. */
const BIRTHDAYS = 4096;
const EQUAL_SPACINGS = BIRTHDAYS ** 3 / (4 * TWO_TO_32);

export function birthdaySpacings(stream: Stream, years: number): number {
  let equal = 0;
  for (let year = 0; year < years; year++) {
    const days = Uint32Array.from({ length: BIRTHDAYS }, (_, i) => stream(year * BIRTHDAYS + i)).sort();
    const spacings = days.map((day, i) => day - (days[i - 1] ?? 0)).sort();
    for (let i = 1; i < BIRTHDAYS; i++) if (spacings[i] === spacings[i - 1]) equal++;
  }
  return poissonDeviate(equal, years * EQUAL_SPACINGS);
}

/** Two draws are equal as often as in a lottery of 2^32 tickets with replacement: a permutation never repeats one. */
export function collisions(stream: Stream, draws: number): number {
  const sorted = Uint32Array.from({ length: draws }, (_, i) => stream(i)).sort();
  let equal = 0;
  for (let i = 1; i < draws; i++) if (sorted[i] === sorted[i - 1]) equal++;
  return poissonDeviate(equal, (draws * (draws - 1)) / 2 / TWO_TO_32);
}

/** Ranks of 32 × 32 matrices of bits over the field of two: generators made of shifts and exclusive-ors fail. */
export function matrixRanks(stream: Stream, matrices: number): number {
  const counts = new Uint32Array(4);
  for (let matrix = 0; matrix < matrices; matrix++) {
    const rows = Array.from({ length: 32 }, (_, row) => stream(matrix * 32 + row));
    counts[Math.max(0, rank(rows) - 29)]!++;
  }
  return chiSquareDeviate(counts, [0.0052854502, 0.1283502644, 0.5775761902, 0.2887880952]);
}

function rank(rows: number[]): number {
  let found = 0;
  for (let bit = 0; bit < 32 && found < rows.length; bit++) {
    const pivot = rows.findIndex((row, i) => i >= found && (row >>> bit) & 1);
    if (pivot < 0) continue;
    [rows[found], rows[pivot]] = [rows[pivot]!, rows[found]!];
    for (let i = found + 1; i < rows.length; i++) if ((rows[i]! >>> bit) & 1) rows[i]! ^= rows[found]!;
    found++;
  }
  return found;
}
