/** Which people stand in a register, in which order, and who of them twice. */
import { GrowingColumn } from '../../../kernel/dictionary.ts';
import type { City } from '../../city.ts';
import type { Mishaps } from '../slips/mishaps.ts';

/** Entry i of every array is one line. */
export interface Entries {
  readonly count: number;
  readonly person: Uint32Array;
  /** Household whose card the line belongs to. */
  readonly household: Uint32Array;
  /** The person, or the person plus the count of persons on a second line. */
  readonly key: Uint32Array;
  /** What the register remembers beside the person; its meaning is the register's own. */
  readonly remark: Uint16Array;
}

const words = (length: number): Uint32Array => new Uint32Array(length);

/** Gathers lines; the second lines of `listed-twice` come at the end, as what is entered later does. */
export class EntryList {
  readonly #person = new GrowingColumn(words);
  readonly #household = new GrowingColumn(words);
  readonly #remark = new GrowingColumn((length) => new Uint16Array(length));

  add(person: number, household: number, remark = 0): void {
    this.#person.push(person);
    this.#household.push(household);
    this.#remark.push(remark);
  }

  get count(): number {
    return this.#person.length;
  }

  /** @param mishaps of the register; undefined where nobody is listed twice */
  entries(city: City, mishaps?: Mishaps): Entries {
    const [person, household, remark] = [this.#person.done(), this.#household.done(), this.#remark.done()];
    const twice: number[] = [];
    if (mishaps !== undefined) {
      for (let i = 0; i < person.length; i++) if (mishaps.happens('listed-twice', person[i]!)) twice.push(i);
    }
    return {
      count: person.length + twice.length,
      person: extended(person, twice),
      household: extended(household, twice),
      key: extended(person, twice).map((p, i) => (i < person.length ? p : p + city.persons.count)),
      remark: extended(remark, twice),
    };
  }
}

/** A column with some of its rows once more at its end. */
function extended<A extends Uint32Array | Uint16Array>(column: A, again: readonly number[]): A {
  const longer = new (column.constructor as new (length: number) => A)(column.length + again.length);
  longer.set(column);
  again.forEach((i, at) => (longer[column.length + at] = column[i]!));
  return longer;
}

/** 0 … count - 1 in the order of a key; equal keys stay in their order. */
export function orderBy(count: number, key: (i: number) => number): Uint32Array {
  const keys = Float64Array.from({ length: count }, (_, i) => key(i));
  return Uint32Array.from({ length: count }, (_, i) => i).sort((a, b) => keys[a]! - keys[b]! || a - b);
}
