/** How often families count in a draw: Poisson numbers, and sums of them. */
import type { Chance } from '../../kernel/random.ts';

const DRAWS = 65_536;

/** [16 random bits] how often one family counts: Poisson with mean 1. */
const TIMES = (() => {
  const times = new Uint8Array(DRAWS);
  let [probability, cumulative, count] = [Math.exp(-1), Math.exp(-1), 0];
  for (let i = 0; i < DRAWS; i++) {
    while ((i + 0.5) / DRAWS > cumulative) {
      count++;
      probability /= count;
      cumulative += probability;
    }
    times[i] = count;
  }
  return times;
})();

/** Fills in how often each family counts. @param times of an even number of families */
export function drawTimes(times: Uint8Array, draw: Chance): void {
  for (let i = 0; i < times.length; i += 2) {
    const bits = draw.bits(i);
    times[i] = TIMES[bits & 0xffff]!;
    times[i + 1] = TIMES[bits >>> 16]!;
  }
}

/** Parts of a distribution that are smaller, beside its largest, no uniform number of 32 bits would ever meet. */
const NOTHING = 1e-12;

/** How often so many families count together: what independent Poisson numbers of mean 1 add up to is Poisson with their number as mean. */
export class FamiliesTogether {
  readonly #lowest: number;
  readonly #cumulative: Float64Array;

  constructor(families: number) {
    // From the middle outwards, where the largest is 1: neither end is ever too small for a number.
    const above = [1];
    for (let k = families + 1; above.at(-1)! > NOTHING; k++) above.push((above.at(-1)! * families) / k);
    const below: number[] = [];
    for (let k = families; k > 0 && (below.at(-1) ?? 1) > NOTHING; k--)
      below.push(((below.at(-1) ?? 1) * k) / families);
    this.#lowest = families - below.length;
    let sum = 0;
    this.#cumulative = Float64Array.from([...below.reverse(), ...above], (part) => (sum += part));
  }

  draw(chance: Chance, index: number): number {
    return this.#lowest + chance.pick(this.#cumulative, index);
  }
}
