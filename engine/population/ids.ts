/** Ids of residents, and the order that they give: it knows nothing of files and rows. */
export const ID_BYTES = 16;

export class IdBook {
  readonly #ids: Uint8Array;

  /** @param isResident [person]; the others have no id here */
  constructor(isResident: Uint8Array, idOf: (person: number) => Uint8Array) {
    this.#ids = new Uint8Array(isResident.length * ID_BYTES);
    isResident.forEach((is, person) => {
      if (is === 1) this.#ids.set(idOf(person), person * ID_BYTES);
    });
  }

  bytes(person: number): Uint8Array {
    return this.#ids.subarray(person * ID_BYTES, (person + 1) * ID_BYTES);
  }

  hex(person: number): string {
    return Buffer.from(this.bytes(person)).toString('hex');
  }

  compare(a: number, b: number): number {
    return Buffer.compare(this.bytes(a), this.bytes(b));
  }
}
