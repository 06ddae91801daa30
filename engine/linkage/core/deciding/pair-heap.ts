/** Pairs of clusters by their scores, each at most once: what they cost does not grow with how often they change. */

const OUT = -1;

/** The pair with the highest score first; of equal ones that of the earlier clusters. */
export class PairHeap {
  /** [2 × pair], [2 × pair + 1] clusters of the pair, which change only while it is out. */
  readonly #ends: Uint32Array;
  /** [pair] */
  readonly #scores: Float64Array;
  /** [pair] its place in the heap, or OUT. */
  readonly #places: Int32Array;
  readonly #pairs: Uint32Array;
  #count = 0;

  constructor(ends: Uint32Array) {
    const pairs = ends.length / 2;
    this.#ends = ends;
    this.#scores = new Float64Array(pairs);
    this.#places = new Int32Array(pairs).fill(OUT);
    this.#pairs = new Uint32Array(pairs);
  }

  /** Puts a pair in, or gives it another score. */
  set(pair: number, score: number): void {
    this.#scores[pair] = score;
    const place = this.#places[pair]!;
    this.#settle(pair, place === OUT ? this.#count++ : place);
  }

  /** Takes a pair out if it is in. */
  remove(pair: number): void {
    const place = this.#places[pair]!;
    if (place === OUT) return;
    this.#places[pair] = OUT;
    const last = this.#pairs[--this.#count]!;
    if (last !== pair) this.#settle(last, place);
  }

  /** Takes the first pair out; -1 where there is none. */
  pop(): number {
    if (this.#count === 0) return -1;
    const first = this.#pairs[0]!;
    this.remove(first);
    return first;
  }

  /** Moves a pair from a place that is free to where it belongs. */
  #settle(pair: number, place: number): void {
    let at = place;
    for (let up = (at - 1) >> 1; at > 0 && this.#isBefore(pair, this.#pairs[up]!); up = (at - 1) >> 1) {
      this.#put(this.#pairs[up]!, at);
      at = up;
    }
    for (let down = 2 * at + 1; down < this.#count; down = 2 * at + 1) {
      if (down + 1 < this.#count && this.#isBefore(this.#pairs[down + 1]!, this.#pairs[down]!)) down++;
      if (!this.#isBefore(this.#pairs[down]!, pair)) break;
      this.#put(this.#pairs[down]!, at);
      at = down;
    }
    this.#put(pair, at);
  }

  #put(pair: number, at: number): void {
    this.#pairs[at] = pair;
    this.#places[pair] = at;
  }

  #isBefore(a: number, b: number): boolean {
    const difference = this.#scores[a]! - this.#scores[b]!;
    if (difference !== 0) return difference > 0;
    const [a0, a1, b0, b1] = [this.#ends[2 * a]!, this.#ends[2 * a + 1]!, this.#ends[2 * b]!, this.#ends[2 * b + 1]!];
    const first = Math.min(a0, a1) - Math.min(b0, b1);
    return first !== 0 ? first < 0 : Math.max(a0, a1) < Math.max(b0, b1);
  }
}
