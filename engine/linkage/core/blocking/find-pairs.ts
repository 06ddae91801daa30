/** Candidate pairs of a range of records: every partner that some rule brings, once. */
import type { LinkTable } from '../table.ts';
import { sharedBytes, sharedNumbers } from '../threads/shared.ts';
import type { RuleIndex } from './rule-index.ts';
import type { SourcePairs } from './source-pairs.ts';

/** Bits of a number that say which rules find a pair; the last one stands for all rules from there on. */
const MOST_RULE_BITS = 31;
export const ruleBit = (rule: number): number => 1 << Math.min(rule, MOST_RULE_BITS);

/** Pairs in ascending order of left, then right; in shared memory. */
export interface FoundPairs {
  readonly count: number;
  readonly left: Uint32Array;
  readonly right: Uint32Array;
  /** [pair] first rule that finds it. */
  readonly rule: Uint8Array;
  /** [pair] `ruleBit` of every rule that finds it. */
  readonly foundBy: Uint32Array;
}

/** Places for the partners of one record, to begin with: they stay near the processor. */
const FEWEST_PLACES = 1 << 10;

/** Room to write pairs in, used again range after range. */
export class PairFinder {
  readonly #table: LinkTable;
  readonly #indexes: readonly RuleIndex[];
  readonly #sources: SourcePairs;
  /** Whether any two records may be compared. */
  readonly #isAllCompared: boolean;
  /** [place] partner met, the record + 1 that met it, and the pair that came of it: open addressing. */
  #met = new Uint32Array(FEWEST_PLACES);
  #metBy = new Uint32Array(FEWEST_PLACES);
  #metAt = new Uint32Array(FEWEST_PLACES);
  /** Where the pairs of the record under way begin. */
  #begin = 0;
  #left = new Uint32Array(1 << 16);
  #right = new Uint32Array(1 << 16);
  #rule = new Uint8Array(1 << 16);
  #foundBy = new Uint32Array(1 << 16);
  #count = 0;

  constructor(table: LinkTable, indexes: readonly RuleIndex[], sources: SourcePairs) {
    this.#table = table;
    this.#indexes = indexes;
    this.#sources = sources;
    this.#isAllCompared = sources.isCompared.every((isCompared) => isCompared === 1);
  }

  /** Pairs whose left record lies from `from` to before `to`. */
  find(from: number, to: number): FoundPairs {
    this.#count = 0;
    for (let record = from; record < to; record++) {
      this.#begin = this.#count;
      for (let rule = 0; rule < this.#indexes.length; rule++) this.#meetAll(record, rule);
      if (this.#count - this.#begin > 1) this.#sortByRight(this.#begin);
    }
    return this.#copy();
  }

  #meetAll(record: number, rule: number): void {
    const { members, runStarts, runs } = this.#indexes[rule]!;
    const last = runStarts[record + 1]!;
    for (let run = runStarts[record]!; run < last; run++) {
      const end = runs[run * 2 + 1]!;
      for (let at = runs[run * 2]!; at < end; at++) this.#meet(record, members[at]!, rule);
    }
  }

  #meet(record: number, other: number, rule: number): void {
    if (!this.#isAllCompared && !this.#isCompared(record, other)) return;
    const mask = this.#met.length - 1;
    let place = (Math.imul(other, 0x9e3779b1) >>> 12) & mask;
    for (; this.#metBy[place] === record + 1; place = (place + 1) & mask) {
      if (this.#met[place] !== other) continue;
      this.#foundBy[this.#metAt[place]!]! |= ruleBit(rule);
      return;
    }
    const at = this.#count++;
    if (at === this.#left.length) this.#enlarge();
    this.#left[at] = record;
    this.#right[at] = other;
    this.#rule[at] = rule;
    this.#foundBy[at] = ruleBit(rule);
    this.#met[place] = other;
    this.#metBy[place] = record + 1;
    this.#metAt[place] = at;
    if ((at - this.#begin + 1) * 2 > mask) this.#spreadOut(record);
  }

  #isCompared(record: number, other: number): boolean {
    const { source } = this.#table;
    return this.#sources.isCompared[source[record]! * this.#sources.sources + source[other]!] === 1;
  }

  /** More places, with the partners of the record under way in them. */
  #spreadOut(record: number): void {
    const length = this.#met.length * 2;
    [this.#met, this.#metBy, this.#metAt] = [new Uint32Array(length), new Uint32Array(length), new Uint32Array(length)];
    for (let at = this.#begin; at < this.#count; at++) {
      let place = (Math.imul(this.#right[at]!, 0x9e3779b1) >>> 12) & (length - 1);
      while (this.#metBy[place] === record + 1) place = (place + 1) & (length - 1);
      this.#met[place] = this.#right[at]!;
      this.#metBy[place] = record + 1;
      this.#metAt[place] = at;
    }
  }

  #enlarge(): void {
    const length = this.#left.length * 2;
    const numbers = (from: Uint32Array): Uint32Array<ArrayBuffer> => {
      const larger = new Uint32Array(length);
      larger.set(from);
      return larger;
    };
    [this.#left, this.#right, this.#foundBy] = [numbers(this.#left), numbers(this.#right), numbers(this.#foundBy)];
    const rules = new Uint8Array(length);
    rules.set(this.#rule);
    this.#rule = rules;
  }

  /** Sorts the pairs of one record, which are few: by insertion where very few, else by an order of their places. */
  #sortByRight(begin: number): void {
    const [right, rule, foundBy] = [this.#right, this.#rule, this.#foundBy];
    const end = this.#count;
    if (end - begin > 24) return this.#sortMany(begin);
    for (let i = begin + 1; i < end; i++) {
      const [r, u, f] = [right[i]!, rule[i]!, foundBy[i]!];
      let at = i;
      for (; at > begin && right[at - 1]! > r; at--) {
        right[at] = right[at - 1]!;
        rule[at] = rule[at - 1]!;
        foundBy[at] = foundBy[at - 1]!;
      }
      right[at] = r;
      rule[at] = u;
      foundBy[at] = f;
    }
  }

  #sortMany(begin: number): void {
    const end = this.#count;
    // Right record and place in one number: both are below 2^26 in all that fits in memory.
    const order = Float64Array.from({ length: end - begin }, (_, i) => this.#right[begin + i]! * 2 ** 26 + i).sort();
    const [rule, foundBy] = [this.#rule.slice(begin, end), this.#foundBy.slice(begin, end)];
    for (let i = 0; i < order.length; i++) {
      const place = order[i]! % 2 ** 26;
      this.#right[begin + i] = Math.floor(order[i]! / 2 ** 26);
      this.#rule[begin + i] = rule[place]!;
      this.#foundBy[begin + i] = foundBy[place]!;
    }
  }

  #copy(): FoundPairs {
    const count = this.#count;
    const pairs = { left: sharedNumbers(count), right: sharedNumbers(count), rule: sharedBytes(count) };
    const foundBy = sharedNumbers(count);
    pairs.left.set(this.#left.subarray(0, count));
    pairs.right.set(this.#right.subarray(0, count));
    pairs.rule.set(this.#rule.subarray(0, count));
    foundBy.set(this.#foundBy.subarray(0, count));
    return { count, ...pairs, foundBy };
  }
}
