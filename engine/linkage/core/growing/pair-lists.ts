/** Pairs of each record that matter, to be added and taken away one by one: side by side in a few large arrays. */

/** What is known of a pair besides its records. */
export interface PairFacts {
  /** Match weight by itself. */
  readonly bits: number;
  /** Number of its pattern of levels. */
  readonly pattern: number;
  readonly rarityBits: number;
}

/** Lists one after the other. */
export interface KeptPairs {
  /** [record + 1] where its list begins. */
  readonly starts: Uint32Array;
  readonly others: Uint32Array;
  readonly bits: Float32Array;
  readonly patterns: Uint32Array;
  readonly rarity: Float32Array;
}

const FEWEST_PLACES = 4;

/** Both records of a pair list each other. */
export class PairLists {
  /** [record] where its list begins, how long it is, and how long it may become. */
  #starts: Uint32Array<ArrayBuffer>;
  #lengths: Uint32Array<ArrayBuffer>;
  #rooms: Uint32Array<ArrayBuffer>;
  #others: Uint32Array<ArrayBuffer>;
  #bits: Float32Array<ArrayBuffer>;
  #patterns: Uint32Array<ArrayBuffer>;
  #rarity: Float32Array<ArrayBuffer>;
  #filled = 0;

  constructor(records: number, places: number) {
    this.#starts = new Uint32Array(records);
    this.#lengths = new Uint32Array(records);
    this.#rooms = new Uint32Array(records);
    this.#others = new Uint32Array(places);
    this.#bits = new Float32Array(places);
    this.#patterns = new Uint32Array(places);
    this.#rarity = new Float32Array(places);
  }

  /** Lists that an earlier run kept. */
  static of({ starts, others, bits, patterns, rarity }: KeptPairs): PairLists {
    const lists = new PairLists(starts.length - 1, 0);
    lists.#starts = starts.slice(0, -1);
    lists.#lengths = lists.#starts.map((start, record) => starts[record + 1]! - start);
    lists.#rooms = lists.#lengths.slice();
    lists.#others = others.slice();
    lists.#bits = bits.slice();
    lists.#patterns = patterns.slice();
    lists.#rarity = rarity.slice();
    lists.#filled = others.length;
    return lists;
  }

  /**
   * @param records  that there are, in the order that they are to have
   * @param numberOf [record] number that each is to have
   */
  keep(records: Uint32Array, numberOf: Uint32Array): KeptPairs {
    const starts = new Uint32Array(records.length + 1);
    for (let i = 0; i < records.length; i++) starts[i + 1] = starts[i]! + this.count(records[i]!);
    const places = starts[records.length]!;
    const [others, patterns] = [new Uint32Array(places), new Uint32Array(places)];
    const [bits, rarity] = [new Float32Array(places), new Float32Array(places)];
    const keepAt = (to: number, at: number): void => {
      others[to] = numberOf[this.#others[at]!]!;
      bits[to] = this.#bits[at]!;
      patterns[to] = this.#patterns[at]!;
      rarity[to] = this.#rarity[at]!;
    };
    for (let i = 0; i < records.length; i++) {
      const [start, end] = [this.start(records[i]!), this.end(records[i]!)];
      // Lists grow in an order that tells how they came about; those that nothing touched are in order.
      if (this.#isInOrder(start, end, numberOf)) {
        for (let at = start, to = starts[i]!; at < end; at++, to++) keepAt(to, at);
        continue;
      }
      const order = Array.from({ length: end - start }, (_, k) => start + k);
      order.sort((a, b) => numberOf[this.#others[a]!]! - numberOf[this.#others[b]!]!);
      order.forEach((at, k) => keepAt(starts[i]! + k, at));
    }
    return { starts, others, bits, patterns, rarity };
  }

  #isInOrder(start: number, end: number, numberOf: Uint32Array): boolean {
    for (let at = start + 1; at < end; at++) {
      if (numberOf[this.#others[at - 1]!]! > numberOf[this.#others[at]!]!) return false;
    }
    return true;
  }

  /** Makes room for a record more than there are. */
  ensure(record: number): void {
    if (record < this.#starts.length) return;
    const records = Math.max(record + 1, Math.ceil(this.#starts.length * 1.5));
    this.#starts = enlarged(this.#starts, records);
    this.#lengths = enlarged(this.#lengths, records);
    this.#rooms = enlarged(this.#rooms, records);
  }

  count(record: number): number {
    return this.#lengths[record]!;
  }

  /** Facts of the pair at a place are read by the readers below. */
  start(record: number): number {
    return this.#starts[record]!;
  }
  end(record: number): number {
    return this.#starts[record]! + this.#lengths[record]!;
  }
  other(at: number): number {
    return this.#others[at]!;
  }
  bits(at: number): number {
    return this.#bits[at]!;
  }
  pattern(at: number): number {
    return this.#patterns[at]!;
  }
  rarityBits(at: number): number {
    return this.#rarity[at]!;
  }

  /** Place of a pair in the list of the first record, or -1. */
  find(record: number, other: number): number {
    const end = this.end(record);
    for (let at = this.#starts[record]!; at < end; at++) if (this.#others[at] === other) return at;
    return -1;
  }

  add(one: number, other: number, facts: PairFacts): void {
    this.#push(one, other, facts);
    this.#push(other, one, facts);
  }

  remove(one: number, other: number): void {
    this.#drop(one, other);
    this.#drop(other, one);
  }

  /** Takes away all pairs of a record. */
  clear(record: number): void {
    for (let at = this.start(record); at < this.end(record); at++) this.#drop(this.#others[at]!, record);
    this.#lengths[record] = 0;
  }

  #drop(record: number, other: number): void {
    const at = this.find(record, other);
    if (at < 0) return;
    const last = this.end(record) - 1;
    this.#others[at] = this.#others[last]!;
    this.#bits[at] = this.#bits[last]!;
    this.#patterns[at] = this.#patterns[last]!;
    this.#rarity[at] = this.#rarity[last]!;
    this.#lengths[record]!--;
  }

  #push(record: number, other: number, { bits, pattern, rarityBits }: PairFacts): void {
    if (this.#lengths[record] === this.#rooms[record]) this.#moveToMoreRoom(record);
    const at = this.#starts[record]! + this.#lengths[record]!++;
    this.#others[at] = other;
    this.#bits[at] = bits;
    this.#patterns[at] = pattern;
    this.#rarity[at] = rarityBits;
  }

  #moveToMoreRoom(record: number): void {
    const room = Math.max(FEWEST_PLACES, this.#rooms[record]! * 2);
    if (this.#filled + room > this.#others.length) this.#enlarge(room);
    const [from, to] = [this.#starts[record]!, this.#filled];
    const end = from + this.#lengths[record]!;
    this.#others.copyWithin(to, from, end);
    this.#bits.copyWithin(to, from, end);
    this.#patterns.copyWithin(to, from, end);
    this.#rarity.copyWithin(to, from, end);
    this.#starts[record] = to;
    this.#rooms[record] = room;
    this.#filled += room;
  }

  /** What lists left behind when they moved stays unused: at most as much as is used. */
  #enlarge(room: number): void {
    const places = Math.max(this.#filled + room, Math.ceil(this.#others.length * 1.5), 1024);
    this.#others = enlarged(this.#others, places);
    this.#bits = enlargedFloats(this.#bits, places);
    this.#patterns = enlarged(this.#patterns, places);
    this.#rarity = enlargedFloats(this.#rarity, places);
  }
}

function enlarged(numbers: Uint32Array, length: number): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(length);
  larger.set(numbers);
  return larger;
}

function enlargedFloats(numbers: Float32Array, length: number): Float32Array<ArrayBuffer> {
  const larger = new Float32Array(length);
  larger.set(numbers);
  return larger;
}
