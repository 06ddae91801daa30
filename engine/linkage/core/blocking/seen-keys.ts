/** Which keys were seen twice, as far as a few bits a key can tell: never wrong about those that were. */

/** Few keys fall on the place of another, and the places of a million lie near the processor. */
const PLACES_A_KEY = 8;
const LEAST_PLACE_BITS = 10;
const MOST_PLACE_BITS = 31;
/** Two bits a place, of which a number holds sixteen: seen, and seen again. */
const PLACES_A_WORD_BITS = 4;

export class SeenKeys {
  readonly #shift: number;
  readonly #words: Uint32Array;

  /** @param keys how many will be added, by and large */
  constructor(keys: number) {
    const wanted = Math.ceil(Math.log2(Math.max(1, keys) * PLACES_A_KEY));
    const bits = Math.min(MOST_PLACE_BITS, Math.max(LEAST_PLACE_BITS, wanted));
    this.#shift = 32 - bits;
    this.#words = new Uint32Array(2 ** (bits - PLACES_A_WORD_BITS));
  }

  add(key: number): void {
    const place = key >>> this.#shift;
    const bit = 1 << ((place & 15) * 2);
    const word = this.#words[place >>> PLACES_A_WORD_BITS]!;
    this.#words[place >>> PLACES_A_WORD_BITS] = word | bit | ((word & bit) << 1);
  }

  isShared(key: number): boolean {
    const place = key >>> this.#shift;
    return (this.#words[place >>> PLACES_A_WORD_BITS]! & (2 << ((place & 15) * 2))) !== 0;
  }
}
