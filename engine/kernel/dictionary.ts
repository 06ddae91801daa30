/** Text stored once: a column holds small codes, and work on text is done once a distinct value. */

/** Code of the blank in every dictionary. */
export const BLANK = 0;

export class Dictionary {
  readonly #values: string[] = [''];
  /** Text to code; made when somebody first asks, since a million texts take a second to put into it. */
  #codes: Map<string, number> | undefined;

  /** Code of a text, given out in order of first sight; '' is BLANK. */
  code(text: string): number {
    return this.find(text) ?? this.append(text);
  }

  /** Code of a text that is not there yet, as the caller knows from a search of his own. */
  append(text: string): number {
    const code = this.#values.length;
    this.#values.push(text);
    this.#codes?.set(text, code);
    return code;
  }

  /** Code of a text already seen, or undefined. */
  find(text: string): number | undefined {
    this.#codes ??= new Map(this.#values.map((value, code) => [value, code]));
    return this.#codes.get(text);
  }

  /** [code] text; values[BLANK] is ''. */
  get values(): readonly string[] {
    return this.#values;
  }

  get size(): number {
    return this.#values.length;
  }
}

/** Grows as rows arrive; `done` hands out the filled part. */
export class GrowingColumn<A extends Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array> {
  #array: A;
  #length = 0;
  readonly #make: (length: number) => A;

  constructor(make: (length: number) => A, capacity = 4096) {
    this.#make = make;
    this.#array = make(capacity);
  }

  push(value: number): void {
    if (this.#length === this.#array.length) {
      const larger = this.#make(this.#array.length * 2);
      larger.set(this.#array);
      this.#array = larger;
    }
    this.#array[this.#length++] = value;
  }

  get length(): number {
    return this.#length;
  }

  done(): A {
    return this.#array.slice(0, this.#length) as A;
  }
}
