/**
 * Chance that is named and seeded: each draw is a function of (seed, process, index, draw) and of nothing else, so a
 * result does not depend on the order of the rows, on threads, or on what other processes of chance drew.
 */

/** Mixes 32 bits so that each bit of the input reaches each bit of the output (Wellons, "triple32"). */
function mix(value: number): number {
  let x = value | 0;
  x = Math.imul(x ^ (x >>> 17), 0xed5ad4bb);
  x = Math.imul(x ^ (x >>> 11), 0xac4c1b51);
  x = Math.imul(x ^ (x >>> 15), 0x31848bab);
  return (x ^ (x >>> 14)) | 0;
}

function hashText(text: string, start: number): number {
  let hash = start | 0;
  for (let i = 0; i < text.length; i++) hash = mix(hash ^ Math.imul(text.charCodeAt(i), 0x9e3779b1));
  return hash;
}

const TWO_TO_32 = 4294967296;

/** One process of chance: `chance(seed, 'birth', '2025')`. */
export class Chance {
  readonly #low: number;
  readonly #high: number;

  constructor(seed: number, process: string) {
    this.#low = mix(hashText(process, mix(seed | 0)) ^ 0x2545f491);
    this.#high = hashText(process, mix(Math.floor(seed / TWO_TO_32) ^ (seed | 0) ^ 0x6a09e667));
  }

  /** 32 bits for one draw of one index, as an unsigned integer. */
  bits(index: number, draw = 0): number {
    const first = mix(index + Math.imul(draw, 0x9e3779b9) + this.#low);
    return mix(first ^ this.#high ^ Math.imul(draw + 1, 0x85ebca6b) ^ Math.imul(index, 0xc2b2ae35)) >>> 0;
  }

  /** Uniform on [0, 1), with 32 bits. */
  uniform(index: number, draw = 0): number {
    return this.bits(index, draw) / TWO_TO_32;
  }

  /** Uniform whole number from 0 to below `count`. */
  below(count: number, index: number, draw = 0): number {
    return Math.floor(this.uniform(index, draw) * count);
  }

  /** Standard normal (Box and Muller); uses draws `draw` and `draw + 1`. */
  normal(index: number, draw = 0): number {
    const radius = Math.sqrt(-2 * Math.log((this.bits(index, draw) + 1) / (TWO_TO_32 + 1)));
    return radius * Math.cos(2 * Math.PI * this.uniform(index, draw + 1));
  }

  /** Index into cumulative weights that end at their total. */
  pick(cumulative: ArrayLike<number>, index: number, draw = 0): number {
    const target = this.uniform(index, draw) * cumulative[cumulative.length - 1]!;
    let low = 0;
    let high = cumulative.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (cumulative[middle]! > target) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

export const chance = (seed: number, ...process: (string | number)[]): Chance => new Chance(seed, process.join('/'));
