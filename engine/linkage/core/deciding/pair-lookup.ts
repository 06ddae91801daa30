/** Finds a pair by its records among pairs in ascending order of left, then right. */
import type { PairEnds } from './components.ts';

export class PairLookup {
  readonly #right: Uint32Array;
  /** [record + 1] where the pairs of a left record begin. */
  readonly #starts: Uint32Array;

  constructor(records: number, { count, left, right }: PairEnds) {
    this.#right = right;
    this.#starts = new Uint32Array(records + 1);
    for (let pair = 0; pair < count; pair++) this.#starts[left[pair]! + 1]!++;
    for (let record = 0; record < records; record++) this.#starts[record + 1]! += this.#starts[record]!;
  }

  /** The pair of two records in either order, or -1. */
  find(one: number, other: number): number {
    const [left, right] = one < other ? [one, other] : [other, one];
    let low = this.#starts[left]!;
    let high = this.#starts[left + 1]!;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#right[middle]! < right) low = middle + 1;
      else high = middle;
    }
    return low < this.#starts[left + 1]! && this.#right[low] === right ? low : -1;
  }
}
