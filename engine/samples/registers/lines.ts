/** Which people stand in a register, in which order, and who of them twice. */
import type { City } from '../city.ts';
import type { Mishaps } from './mishaps.ts';

/** Entry i of every array is one line. */
export interface Entries {
  readonly count: number;
  readonly person: Uint32Array;
  /** Household whose card the line belongs to. */
  readonly household: Uint32Array;
  /** The person, or the person plus the count of persons on a second line. */
  readonly key: Float64Array;
  /** What the register remembers beside the person; its meaning is the register's own. */
  readonly remark: Uint16Array;
}

/** Gathers lines; the second lines of `listed-twice` come at the end, as what is entered later does. */
export class EntryList {
  readonly #person: number[] = [];
  readonly #household: number[] = [];
  readonly #remark: number[] = [];

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
    const first = this.#person.length;
    const order = Array.from({ length: first }, (_, i) => i);
    if (mishaps !== undefined) {
      for (let i = 0; i < first; i++) if (mishaps.happens('listed-twice', this.#person[i]!)) order.push(i);
    }
    return {
      count: order.length,
      person: Uint32Array.from(order, (i) => this.#person[i]!),
      household: Uint32Array.from(order, (i) => this.#household[i]!),
      key: Float64Array.from(order, (i, at) => this.#person[i]! + (at < first ? 0 : city.persons.count)),
      remark: Uint16Array.from(order, (i) => this.#remark[i]!),
    };
  }
}

/** 0 … count - 1 in the order of a key; equal keys stay in their order. */
export function orderBy(count: number, key: (i: number) => number): Uint32Array {
  const keys = Float64Array.from({ length: count }, (_, i) => key(i));
  return Uint32Array.from({ length: count }, (_, i) => i).sort((a, b) => keys[a]! - keys[b]! || a - b);
}
