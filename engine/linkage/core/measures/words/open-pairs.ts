/**
 * Pairs of words that may have something in common, a bit each: all of them to begin with, and a pair no longer once its
 * words were looked at in vain. Few words make up most names and addresses, so that the bits of those lie near the processor.
 */

/** Words after so many, which are rare, share one place, whose bits stay set: half a megabyte in all. */
const MOST_PLACES = 2048;
const BITS_A_NUMBER = 5;

/** Words of a text that are looked at together: their places stand side by side, 0 where there are fewer. */
export const FEW_WORDS = 4;

export class OpenPairs {
  /** Last place, and the first that words share. */
  readonly last: number;
  readonly shared: number;
  /** Numbers of the bits of a place. */
  readonly stride: number;
  #bits: Uint32Array;

  /** @param words how many there are, the blank word 0 among them; the most frequent ones come first */
  constructor(words: number, mostPlaces = MOST_PLACES) {
    const places = Math.min(words, mostPlaces);
    this.last = places - 1;
    this.shared = words > places ? places - 1 : places;
    this.stride = (places + 31) >>> BITS_A_NUMBER;
    this.#bits = new Uint32Array(this.stride * places).fill(-1);
    // The blank word has nothing in common with any other.
    this.#bits.fill(0, 0, this.stride);
    for (let place = 0; place < places; place++) this.#bits[place * this.stride]! &= ~1;
  }

  /** [place × stride] */
  get bits(): Uint32Array {
    return this.#bits;
  }

  /** Keeps its bits there from now on, where others may close pairs as well. */
  moveTo(bits: Uint32Array): void {
    bits.set(this.#bits);
    this.#bits = bits;
  }

  /**
   * Pairs of the few words that stand from `l` on in `left`, `m` of them, and from `r` on in `right`, `n` of them.
   *
   * @returns bit 4 i + j: word i of the left and word j of the right may have something in common
   */
  among(left: Uint32Array, l: number, m: number, right: Uint32Array, r: number, n: number): number {
    const bits = this.#bits;
    const stride = this.stride;
    const last = this.last;
    const first = Math.min(right[r]!, last);
    const second = Math.min(right[r + 1]!, last);
    let open = 0;
    for (let i = 0; i < m; i++) {
      const row = Math.min(left[l + i]!, last) * stride;
      const ofWord =
        ((bits[row + (first >>> BITS_A_NUMBER)]! >>> first) & 1) |
        (((bits[row + (second >>> BITS_A_NUMBER)]! >>> second) & 1) << 1);
      open |= ofWord << (4 * i);
    }
    return n > 2 ? open | (this.among(left, l, m, right, r + 2, 2) << 2) : open;
  }

  /** Two words have nothing in common. */
  close(one: number, other: number): void {
    if (one >= this.shared || other >= this.shared) return;
    this.#bits[one * this.stride + (other >>> BITS_A_NUMBER)]! &= ~(1 << other);
    this.#bits[other * this.stride + (one >>> BITS_A_NUMBER)]! &= ~(1 << one);
  }
}
