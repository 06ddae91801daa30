/** The records of each key of one rule as an earlier run left them: read where they lie, and only what changes is copied. */

/** What live keys ask of the records of one rule. */
export interface KeyHolders {
  /** Records that have the key. */
  size(key: number): number;
  visit(key: number, visit: (record: number) => void): void;
  add(key: number, record: number): void;
  remove(key: number, record: number): void;
  /** @param numberOf [record] number that each record is to have */
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
    const { keys, starts, records } = this.#kept;
    const changed = [...this.#changed].sort(([a], [b]) => a - b);
    const added = changed.reduce((sum, [, list]) => sum + list.length, 0);
    const out = new KeysWriter(keys.length + changed.length, records.length + added);
    let next = 0;
    const writeChanged = (below: number): void => {
      for (; next < changed.length && changed[next]![0] < below; next++) {
        const [key, list] = changed[next]!;
        out.write(key, Uint32Array.from(list, (record) => numberOf[record]!).sort());
      }
    };
    for (let at = 0; at < keys.length; at++) {
      writeChanged(keys[at]!);
      if (this.#changed.has(keys[at]!)) continue;
      const from = out.begin(keys[at]!);
      for (let i = starts[at]!; i < starts[at + 1]!; i++) out.push(numberOf[records[i]!]!);
      out.sortFrom(from);
    }
    writeChanged(Infinity);
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

  #find(key: number): number {
    const { keys } = this.#kept;
    let [low, high] = [0, keys.length - 1];
    while (low <= high) {
      const middle = (low + high) >>> 1;
      if (keys[middle]! < key) low = middle + 1;
      else if (keys[middle]! > key) high = middle - 1;
      else return middle;
    }
    return -1;
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
