/** Remembers what was found for pairs of values: the pair met last in each place, nothing older. */
import { placePairs, type PlacePairs, type RowComparer } from './row-comparer.ts';

/** Bits of a place; places are some hundred kilobytes that stay near the processor. */
const PLACE_BITS = 13;
const FEWEST_PLACE_BITS = 6;
/** Places for each of few values: a small table, made for a few pairs, is not to cost a large memory. */
const PLACES_A_VALUE = 8;

export class PairMemory {
  readonly #shift: number;
  /** [place] the smaller value, the larger one (0, the blank, where free), and what was found. */
  readonly #smaller: Uint32Array;
  readonly #larger: Uint32Array;
  readonly #level: Uint8Array;
  readonly #bits: Float64Array;
  #unknown = placePairs(0);
  #pairOf = new Uint32Array(0);

  /** @param values how many there are */
  constructor(values: number) {
    const bits = Math.min(PLACE_BITS, Math.max(FEWEST_PLACE_BITS, Math.ceil(Math.log2(values * PLACES_A_VALUE))));
    this.#shift = 32 - bits;
    this.#smaller = new Uint32Array(1 << bits);
    this.#larger = new Uint32Array(1 << bits);
    this.#level = new Uint8Array(1 << bits);
    this.#bits = new Float64Array(1 << bits);
  }

  /** As `compare` of the comparer. */
  compare(comparer: RowComparer, rows: Uint32Array, pairs: PlacePairs): void {
    if (this.#pairOf.length < pairs.count) {
      this.#unknown = placePairs(pairs.count);
      this.#pairOf = new Uint32Array(pairs.count);
    }
    this.#recall(rows, pairs);
    comparer.compare(rows, this.#unknown);
    this.#keep(rows, pairs);
  }

  /** Tells the pairs that are known, and lists the others. */
  #recall(rows: Uint32Array, { count, left, right, level, bits }: PlacePairs): void {
    const unknown = this.#unknown;
    const [smaller, larger] = [this.#smaller, this.#larger];
    let listed = 0;
    for (let pair = 0; pair < count; pair++) {
      const one = rows[left[pair]!]!;
      const other = rows[right[pair]!]!;
      const low = one < other ? one : other;
      const high = one < other ? other : one;
      const place = this.#placeOf(low, high);
      if (larger[place] === high && smaller[place] === low) {
        level[pair] = this.#level[place]!;
        bits[pair] = this.#bits[place]!;
      } else {
        unknown.left[listed] = left[pair]!;
        unknown.right[listed] = right[pair]!;
        this.#pairOf[listed++] = pair;
      }
    }
    unknown.count = listed;
  }

  #keep(rows: Uint32Array, { level, bits }: PlacePairs): void {
    const unknown = this.#unknown;
    for (let i = 0; i < unknown.count; i++) {
      const pair = this.#pairOf[i]!;
      const one = rows[unknown.left[i]!]!;
      const other = rows[unknown.right[i]!]!;
      const low = one < other ? one : other;
      const high = one < other ? other : one;
      const place = this.#placeOf(low, high);
      this.#smaller[place] = low;
      this.#larger[place] = high;
      level[pair] = this.#level[place] = unknown.level[i]!;
      bits[pair] = this.#bits[place] = unknown.bits[i]!;
    }
  }

  #placeOf(low: number, high: number): number {
    return (Math.imul(low, 0x9e3779b1) ^ Math.imul(high, 0x85ebca6b)) >>> this.#shift;
  }
}
