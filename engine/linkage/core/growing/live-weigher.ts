/** Weighs pairs of a live linkage and makes keys of its records: on a small table of the records at hand. */
import { keyName, keysOfRule, keysToMake, makePartKeys, type KeyBook } from '../blocking/key-columns.ts';
import { MOST_KEYS } from '../blocking/key-parts.ts';
import { PairComparer, type MeasureRegistry } from '../comparing/compare-pairs.ts';
import { PatternBook } from '../comparing/pattern-book.ts';
import type { UnrelatedShares } from '../comparison.ts';
import { bitsOf } from '../deciding/match-weights.ts';
import { ownBits } from '../deciding/own-bits.ts';
import type { PairWeights } from '../deciding/pair-weights.ts';
import type { LinkTable } from '../table.ts';
import type { FixedModel, TrainedParameters } from '../trained/parameters.ts';
import { unrelatedOf, weightsOf } from '../trained/trained-parameters.ts';
import { standardTable } from '../values/standard-table.ts';
import type { LiveRecords } from './live-records.ts';
import type { PairFacts } from './pair-lists.ts';

export type RecordPair = readonly [one: number, other: number];

/** Reads the standard text of a field of a record. */
export type TextReader = (record: number, field: string) => string;

/** [rule] keys of one record. */
export type RecordKeys = readonly Uint32Array[];

export class LiveWeigher {
  readonly patterns: PatternBook;
  readonly weights: PairWeights;
  readonly #trained: TrainedParameters;
  readonly #measures: MeasureRegistry;
  readonly #unrelated: readonly UnrelatedShares[];
  readonly #records: LiveRecords;
  readonly #compared: FixedModel['fields'];
  readonly #blocked: FixedModel['fields'];

  constructor(trained: TrainedParameters, measures: MeasureRegistry, records: LiveRecords) {
    const { model } = trained;
    this.#trained = trained;
    this.#measures = measures;
    this.#records = records;
    this.#unrelated = unrelatedOf(trained);
    this.patterns = new PatternBook(model.comparisons.length);
    this.weights = { ...weightsOf(trained), priorBits: bitsOf(trained.priorShare) };
    const compared = new Set(model.comparisons.flatMap(({ fields }) => fields));
    const blocked = new Set(model.rules.flatMap(({ keys }) => keys.flatMap(({ fields }) => fields)));
    this.#compared = model.fields.filter(({ name }) => compared.has(name));
    this.#blocked = model.fields.filter(({ name }) => blocked.has(name));
  }

  /** Facts of pairs, in their order. */
  weigh(pairs: readonly RecordPair[]): PairFacts[] {
    if (pairs.length === 0) return [];
    const { codes, rarity, local, bits } = this.#compare(
      Uint32Array.from(pairs, ([one]) => one),
      Uint32Array.from(pairs, ([, other]) => other),
    );
    return pairs.map((_, pair) => ({
      bits: bits[pair]!,
      pattern: this.patterns.codeOf(local.levels, codes[pair]! * local.width),
      rarityBits: rarity[pair]!,
    }));
  }

  /** [pair] match weight by itself alone: of very many pairs. */
  weighBits(one: Uint32Array, other: Uint32Array): Float32Array {
    return one.length === 0 ? new Float32Array() : this.#compare(one, other).bits;
  }

  #compare(
    one: Uint32Array,
    other: Uint32Array,
  ): { codes: Uint32Array; rarity: Float32Array; local: PatternBook; bits: Float32Array } {
    const rowOf = new Map<number, number>();
    const chosen: number[] = [];
    const row = (record: number): number => {
      let at = rowOf.get(record);
      if (at === undefined) {
        rowOf.set(record, (at = chosen.length));
        chosen.push(record);
      }
      return at;
    };
    const [left, right] = [new Uint32Array(one.length), new Uint32Array(one.length)];
    for (let pair = 0; pair < one.length; pair++) {
      left[pair] = row(Math.min(one[pair]!, other[pair]!));
      right[pair] = row(Math.max(one[pair]!, other[pair]!));
    }
    const table = this.#tableOf(this.#compared, chosen, (record, field) => this.#records.textOf(record, field));
    const comparer = new PairComparer(table, this.#trained.model.comparisons, this.#measures, this.#unrelated);
    const codes = new Uint32Array(one.length);
    const rarity = new Float32Array(one.length);
    const local = new PatternBook(comparer.width);
    comparer.compare(left, right, 0, one.length, (from, to) => {
      local.codesOf(comparer.paddedLevels, codes.subarray(from, to));
      rarity.set(comparer.rarityBits.subarray(0, to - from), from);
    });
    return { codes, rarity, local, bits: ownBits(codes, rarity, local, this.weights) };
  }

  /** Keys of each of the records, by the texts that `textOf` reads. */
  keysOf(records: readonly number[], textOf: TextReader): RecordKeys[] {
    const table = this.#tableOf(this.#blocked, records, textOf);
    const readers = keyReaders(table, this.#trained.model);
    return records.map((_, row) => readers.map((read) => read(row)));
  }

  #tableOf(fields: FixedModel['fields'], records: readonly number[], textOf: TextReader): LinkTable {
    return standardTable(
      { count: records.length, fields, textOf: (row, field) => textOf(records[row]!, field) },
      this.#trained.frequencies,
    );
  }
}

/** [rule] reads the keys of a record of the table. */
export function keyReaders(table: LinkTable, { rules }: FixedModel): ((record: number) => Uint32Array)[] {
  const book: KeyBook = new Map(keysToMake(rules).map((key) => [keyName(key), makePartKeys(table, key)]));
  const out = new Uint32Array(MOST_KEYS);
  return rules.map((rule) => {
    const keysOf = keysOfRule(rule, book);
    return (record) => out.slice(0, keysOf(record, out));
  });
}
