/** The records of each key of one rule, live: keys that one record has take the least room. */
import { sortByKey } from '../blocking/radix-sort.ts';
import { KeysWriter, type KeptKeys, type KeyHolders } from './kept-keys.ts';

const FEWEST_SLOTS = 1 << 10;
/** Marks a slot that holds the number of a list in place of a record. */
const LIST = 0x80000000;
const FREE = 0xffffffff;

/** Open addressing; a key stays when its last record is gone, as an empty list. */
export class KeyIndex implements KeyHolders {
  #keys: Uint32Array<ArrayBuffer>;
  /** [slot] the only record of the key, or LIST and the number of its list; FREE where there is no key. */
  #holders: Uint32Array<ArrayBuffer>;
  #used = 0;
  readonly #lists: number[][] = [];

  /** @param keys about how many there will be */
  constructor(keys = 0) {
    const slots = Math.max(FEWEST_SLOTS, 2 ** Math.ceil(Math.log2(Math.max(1, keys) * 1.6)));
    this.#keys = new Uint32Array(slots);
    this.#holders = new Uint32Array(slots).fill(FREE);
  }

  /** Records that have the key, in no order. */
  size(key: number): number {
    const holder = this.#holders[this.#slotOf(key)]!;
    if (holder === FREE) return 0;
    return holder < LIST ? 1 : this.#lists[holder - LIST]!.length;
  }

  visit(key: number, visit: (record: number) => void): void {
    const holder = this.#holders[this.#slotOf(key)]!;
    if (holder === FREE) return;
    if (holder < LIST) visit(holder);
    else for (const record of this.#lists[holder - LIST]!) visit(record);
  }

  add(key: number, record: number): void {
    const slot = this.#slotOf(key);
    const holder = this.#holders[slot]!;
    if (holder === FREE) {
      this.#keys[slot] = key;
      this.#holders[slot] = record;
      if (++this.#used * 4 > this.#keys.length * 3) this.#spreadOut();
    } else if (holder < LIST) {
      this.#holders[slot] = LIST + this.#lists.length;
      this.#lists.push([holder, record]);
    } else {
      this.#lists[holder - LIST]!.push(record);
    }
  }

  remove(key: number, record: number): void {
    const slot = this.#slotOf(key);
    const holder = this.#holders[slot]!;
    if (holder === record) {
      this.#holders[slot] = LIST + this.#lists.length;
      this.#lists.push([]);
      return;
    }
    const list = this.#lists[holder - LIST]!;
    const at = list.lastIndexOf(record);
    list[at] = list.at(-1)!;
    list.pop();
  }

  keep(numberOf: Uint32Array): KeptKeys {
    const slots = Uint32Array.from(this.#keys.keys()).filter((slot) => this.#holders[slot] !== FREE);
    sortByKey(
      slots.map((slot) => this.#keys[slot]!),
      slots,
    );
    const listed = this.#lists.reduce((sum, list) => sum + list.length, 0);
    const out = new KeysWriter(slots.length, slots.length + listed);
    for (const slot of slots) {
      const key = this.#keys[slot]!;
      if (this.size(key) === 0) continue;
      const from = out.begin(key);
      this.visit(key, (record) => out.push(numberOf[record]!));
      out.sortFrom(from);
    }
    return out.done();
  }

  #slotOf(key: number): number {
    const mask = this.#keys.length - 1;
    let slot = (Math.imul(key, 0x9e3779b1) >>> 7) & mask;
    while (this.#holders[slot] !== FREE && this.#keys[slot] !== key) slot = (slot + 1) & mask;
    return slot;
  }

  #spreadOut(): void {
    const [keys, holders] = [this.#keys, this.#holders];
    this.#keys = new Uint32Array(keys.length * 2);
    this.#holders = new Uint32Array(keys.length * 2).fill(FREE);
    for (let slot = 0; slot < keys.length; slot++) {
      if (holders[slot] === FREE) continue;
      const to = this.#slotOf(keys[slot]!);
      this.#keys[to] = keys[slot]!;
      this.#holders[to] = holders[slot]!;
    }
  }
}
