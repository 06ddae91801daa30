/** Puts pairs of ranges of records one behind the other as they come, in memory that grows where it lies: none is held twice. */
import type { FoundPairs } from './find-pairs.ts';

export class PairJoiner {
  readonly #left: SharedArrayBuffer;
  readonly #right: SharedArrayBuffer;
  readonly #rule: SharedArrayBuffer;
  readonly #foundBy: SharedArrayBuffer;
  /** Ranges that came before one that goes before them. */
  readonly #waiting = new Map<number, FoundPairs>();
  #next = 0;
  #count = 0;

  /** @param mostPairs that may come in all: so many addresses are kept free, and no memory is taken for them */
  constructor(mostPairs: number) {
    const numbers = (bytes: number) => new SharedArrayBuffer(0, { maxByteLength: mostPairs * bytes });
    [this.#left, this.#right, this.#foundBy, this.#rule] = [numbers(4), numbers(4), numbers(4), numbers(1)];
  }

  /** Ranges come in any order, each once. @param range from 0 on */
  add(range: number, pairs: FoundPairs): void {
    this.#waiting.set(range, pairs);
    for (let next; (next = this.#waiting.get(this.#next)) !== undefined; this.#waiting.delete(this.#next++)) {
      this.#append(next);
    }
  }

  done(): FoundPairs {
    const count = this.#count;
    return {
      count,
      left: new Uint32Array(this.#left, 0, count),
      right: new Uint32Array(this.#right, 0, count),
      rule: new Uint8Array(this.#rule, 0, count),
      foundBy: new Uint32Array(this.#foundBy, 0, count),
    };
  }

  #append({ count, left, right, rule, foundBy }: FoundPairs): void {
    const from = this.#count;
    this.#count += count;
    for (const numbers of [this.#left, this.#right, this.#foundBy]) numbers.grow(this.#count * 4);
    this.#rule.grow(this.#count);
    new Uint32Array(this.#left, from * 4, count).set(left);
    new Uint32Array(this.#right, from * 4, count).set(right);
    new Uint32Array(this.#foundBy, from * 4, count).set(foundBy);
    new Uint8Array(this.#rule, from, count).set(rule);
  }
}
