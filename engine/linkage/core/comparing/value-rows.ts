/** What is known of values, a row a value: laid down for all of them at once, or for those alone that are asked for. */

/** Where rows are written to. */
export interface RowPlaces {
  readonly rows: Uint32Array;
  /** Where the numbers of the first row begin. */
  readonly at: number;
  /** From one row to the next. */
  readonly stride: number;
}

/** Writes what is known of `values` from `from` to before `to`; of blank all 0. */
export type WriteValues = (values: Uint32Array, from: number, to: number, out: RowPlaces) => void;

/** Rows that there is room for at first. */
const FIRST_ROWS = 16;

export class ValueRows {
  /** Values there are; value 0 is blank. */
  readonly count: number;
  /** Numbers of a row. */
  readonly width: number;
  readonly #write: WriteValues;
  /** [value] where its row begins, 0 where there is none yet; made with the first row. */
  #places = new Uint32Array();
  #areAllThere = false;
  #rows: Uint32Array;
  #end: number;

  constructor(count: number, width: number, write: WriteValues) {
    this.count = count;
    this.width = width;
    this.#write = write;
    this.#rows = new Uint32Array(width * FIRST_ROWS);
    this.#end = width;
  }

  /** May be another array once a new value was asked for. */
  get rows(): Uint32Array {
    return this.#rows;
  }

  /** Where the row of a value begins; 0 for blank. */
  placeOf(value: number): number {
    if (this.#areAllThere) return value * this.width;
    return value === 0 ? 0 : this.#places[value] || this.#add(value);
  }

  /** Takes the rows of all values, which `writeRange` wrote, in place of its own. */
  lay(rows: Uint32Array): void {
    this.#rows = rows;
    this.#areAllThere = true;
  }

  /** Writes the rows of the values from `from` to before `to` to where they stand among those of all values. */
  writeRange(rows: Uint32Array, from: number, to: number): void {
    const values = new Uint32Array(to - from);
    for (let i = 0; i < values.length; i++) values[i] = from + i;
    this.#write(values, 0, values.length, { rows, at: from * this.width, stride: this.width });
  }

  #add(value: number): number {
    if (this.#places.length === 0) this.#places = new Uint32Array(this.count);
    const place = this.#end;
    this.#end += this.width;
    if (this.#end > this.#rows.length) {
      const rows = new Uint32Array(this.#rows.length * 2);
      rows.set(this.#rows);
      this.#rows = rows;
    }
    this.#write(Uint32Array.of(value), 0, 1, { rows: this.#rows, at: place, stride: this.width });
    this.#places[value] = place;
    return place;
  }
}
