/** The records of each key of one rule as an earlier run left them: read where they lie, and only what changes is copied. */

/** What live keys ask of the records of one rule. */
export interface KeyHolders {
  /** Records that have the key. */
  size(key: number): number;
  visit(key: number, visit: (record: number) => void): void;
  add(key: number, record: number): void;
  remove(key: number, record: number): void;
  /** @param numberOf [record] number that each record is to have; those that were there when it was opened keep their order */
  keep(numberOf: Uint32Array): KeptKeys;
}

/** Keys ascending, the records of each ascending: the same for the same records. */
export interface KeptKeys {
  readonly keys: Uint32Array;
  /** [key + 1] where its records begin. */
  readonly starts: Uint32Array;
  readonly records: Uint32Array;
}

export class KeptKeyIndex implements KeyHolders {
  readonly #kept: KeptKeys;
  readonly #changed = new Map<number, number[]>();

  constructor(kept: KeptKeys) {
    this.#kept = kept;
  }

  size(key: number): number {
    const changed = this.#changed.get(key);
    if (changed !== undefined) return changed.length;
    const at = this.#find(key);
    return at < 0 ? 0 : this.#kept.starts[at + 1]! - this.#kept.starts[at]!;
  }

  visit(key: number, visit: (record: number) => void): void {
    const changed = this.#changed.get(key);
    if (changed !== undefined) return changed.forEach((record) => visit(record));
    const at = this.#find(key);
    if (at < 0) return;
    const { starts, records } = this.#kept;
    for (let i = starts[at]!; i < starts[at + 1]!; i++) visit(records[i]!);
  }

  add(key: number, record: number): void {
    this.#open(key).push(record);
  }

  remove(key: number, record: number): void {
    const list = this.#open(key);
    const at = list.lastIndexOf(record);
    if (at < 0) return;
    list[at] = list.at(-1)!;
    list.pop();
  }

  keep(numberOf: Uint32Array): KeptKeys {
    const { keys, records } = this.#kept;
    const changed = [...this.#changed].sort(([a], [b]) => a - b);
    const added = changed.reduce((sum, [, list]) => sum + list.length, 0);
    const out = new KeysWriter(keys.length + changed.length, records.length + added);
    let from = 0;
    for (const [key, list] of changed) {
      const at = this.#find(key);
      // Where no record has it, the place before which it would stand.
      const to = at < 0 ? -1 - at : at;
      out.copy(this.#kept, from, to, numberOf);
      out.write(key, Uint32Array.from(list, (record) => numberOf[record]!).sort());
      from = at < 0 ? to : to + 1;
    }
    out.copy(this.#kept, from, keys.length, numberOf);
    return out.done();
  }

  #open(key: number): number[] {
    let list = this.#changed.get(key);
    if (list === undefined) {
      list = [];
      this.visit(key, (record) => list!.push(record));
      this.#changed.set(key, list);
    }
    return list;
  }

  /** Place of a key, or -1 less the place before which it would stand. */
  #find(key: number): number {
    const { keys } = this.#kept;
    let [low, high] = [0, keys.length - 1];
    while (low <= high) {
      const middle = (low + high) >>> 1;
      if (keys[middle]! < key) low = middle + 1;
      else if (keys[middle]! > key) high = middle - 1;
      else return middle;
    }
    return -1 - low;
  }
}

/** Writes keys in ascending order; those without a record are left out. */
export class KeysWriter {
  readonly #keys: Uint32Array;
  readonly #starts: Uint32Array;
  readonly #records: Uint32Array;
  #keyCount = 0;
  #count = 0;

  constructor(keys: number, records: number) {
    this.#keys = new Uint32Array(keys);
    this.#starts = new Uint32Array(keys + 1);
    this.#records = new Uint32Array(records);
  }

  /** @returns where its records begin */
  begin(key: number): number {
    this.#keys[this.#keyCount++] = key;
    this.#starts[this.#keyCount] = this.#count;
    return this.#count;
  }

  push(record: number): void {
    this.#records[this.#count++] = record;
    this.#starts[this.#keyCount] = this.#count;
  }

  sortFrom(from: number): void {
    if (this.#count - from > 1) this.#records.subarray(from, this.#count).sort();
  }

  /** Keys from one place on to before another, whose records keep their order. */
  copy({ keys, starts, records }: KeptKeys, from: number, to: number, numberOf: Uint32Array): void {
    if (from >= to) return;
    this.#keys.set(keys.subarray(from, to), this.#keyCount);
    const moved = this.#count - starts[from]!;
    for (let at = from; at < to; at++) this.#starts[++this.#keyCount] = starts[at + 1]! + moved;
    for (let i = starts[from]!; i < starts[to]!; i++) this.#records[i + moved] = numberOf[records[i]!]!;
    this.#count += starts[to]! - starts[from]!;
  }

  write(key: number, records: Uint32Array): void {
    if (records.length === 0) return;
    this.begin(key);
    for (const record of records) this.push(record);
  }

  done(): KeptKeys {
    return {
      keys: this.#keys.slice(0, this.#keyCount),
      starts: this.#starts.slice(0, this.#keyCount + 1),
      records: this.#records.slice(0, this.#count),
    };
  }
}
