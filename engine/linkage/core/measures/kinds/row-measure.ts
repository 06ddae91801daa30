/** Measures that look at one value of each record: equality first, then what a comparer says of two different values. */
import type { PairBatch, PairMeasure, UnrelatedShares } from '../../comparison.ts';
import { ValueRows, type RowPlaces } from '../../comparing/value-rows.ts';
import type { Frequencies } from '../../values/features.ts';
import { PairMemory } from './pair-memory.ts';
import { placePairs, writeNumbers, type PlacePairs, type RowComparer } from './row-comparer.ts';

export interface RowMeasure {
  /** [record] */
  readonly values: Uint32Array;
  readonly frequencies: Frequencies;
  readonly comparer: RowComparer;
  /** True where many records share a value of which much is known: they have the place of its row, not the row. */
  readonly areShared: boolean;
  /** True where what is found of two values is worth keeping: there are few of them. */
  readonly areFew: boolean;
  /** [level of the kind] level of the spec. */
  readonly levels: Uint8Array;
  /** [value] level of the spec of two records that hold it, where that is not the last one of all values. */
  readonly equal?: Uint8Array | undefined;
  readonly unrelated: UnrelatedShares;
}

export function rowMeasure(of: RowMeasure): PairMeasure {
  const { values, comparer } = of;
  const { width } = comparer;
  const compare = batchComparer(of);
  const compareInRows: PairMeasure['compare'] = (rows, at, batch, comparison) =>
    compare(rows, at, undefined, batch, comparison);
  if (width === 1) {
    const write = (from: number, to: number, out: RowPlaces): void => writeNumbers(values, from, to, out);
    return { width, write, compare: compareInRows };
  }
  const known = new ValueRows(of.frequencies.counts.length, width, comparer.write);
  if (!of.areShared) {
    const write = (from: number, to: number, out: RowPlaces): void => copyRows(known, values, from, to, out);
    return { width, values: known, write, compare: compareInRows };
  }
  return {
    width: 1,
    values: known,
    write(from, to, { rows, at, stride }) {
      for (let record = from, place = at; record < to; record++, place += stride) {
        rows[place] = known.placeOf(values[record]!);
      }
    },
    compare: (rows, at, batch, comparison) => compare(rows, at, known.rows, batch, comparison),
  };
}

/** Copies the rows of the values of records: what is known of a record lies in one place, and that is met once a pair. */
function copyRows(known: ValueRows, values: Uint32Array, from: number, to: number, { rows, at, stride }: RowPlaces) {
  const { width } = known;
  for (let record = from; record < to; record++) known.placeOf(values[record]!);
  const source = known.rows;
  for (let record = from, place = at; record < to; record++, place += stride) {
    const row = known.placeOf(values[record]!);
    for (let i = 0; i < width; i++) rows[place + i] = source[row + i]!;
  }
}

/** `valueRows` are those that the numbers of records are places in; where they are left out, the records have them themselves. */
type CompareBatch = (
  rows: Uint32Array,
  at: number,
  valueRows: Uint32Array | undefined,
  batch: PairBatch,
  comparison: number,
) => void;

function batchComparer(of: RowMeasure): CompareBatch {
  const { comparer, levels } = of;
  const { averageBits } = of.unrelated;
  const { rarityBits: rarity, counts } = of.frequencies;
  const same = levels.at(-1)!;
  const averageOfSame = averageBits[same]!;
  const isSameRare = !Number.isNaN(averageOfSame);
  const memory = of.areFew ? new PairMemory(counts.length) : undefined;
  let lists = emptyLists(0);

  function tellEqual(
    rows: Uint32Array,
    at: number,
    valueRows: Uint32Array | undefined,
    batch: PairBatch,
    comparison: number,
  ): void {
    const { equal, equalCount } = lists;
    const { left, levels: found, levelsWidth, rarityBits } = batch;
    for (let i = 0; i < equalCount; i++) {
      const pair = equal[i]!;
      found[pair * levelsWidth + comparison] = same;
      if (!isSameRare) continue;
      const value = rows[left[pair]! + at]!;
      rarityBits[pair]! += averageOfSame + rarity[valueRows === undefined ? value : valueRows[value]!]!;
    }
  }

  /** The same where some values tell too little. */
  function tellEqualByValue(
    levelOf: Uint8Array,
    rows: Uint32Array,
    at: number,
    valueRows: Uint32Array | undefined,
    batch: PairBatch,
    comparison: number,
  ): void {
    const { equal, equalCount } = lists;
    const { left, levels: found, levelsWidth, rarityBits } = batch;
    for (let i = 0; i < equalCount; i++) {
      const pair = equal[i]!;
      const place = rows[left[pair]! + at]!;
      const value = valueRows === undefined ? place : valueRows[place]!;
      const told = (found[pair * levelsWidth + comparison] = levelOf[value]!);
      const average = averageBits[told]!;
      if (average === average) rarityBits[pair]! += average + rarity[value]!;
    }
  }

  function tellDifferent(rows: Uint32Array, batch: PairBatch, comparison: number): void {
    const { pairs, different } = lists;
    const { count, left, right, level, bits } = pairs;
    const { levels: found, levelsWidth, rarityBits } = batch;
    for (let i = 0; i < count; i++) {
      const pair = different[i]!;
      const told = levels[level[i]!]!;
      found[pair * levelsWidth + comparison] = told;
      const average = averageBits[told]!;
      if (average !== average) continue;
      // The more common of the two is the likelier one to have been meant.
      rarityBits[pair]! +=
        average + (comparer.tellsBits ? bits[i]! : Math.min(rarity[rows[left[i]!]!]!, rarity[rows[right[i]!]!]!));
    }
  }

  return (rows, at, valueRows, batch, comparison) => {
    if (lists.equal.length < batch.count) lists = emptyLists(batch.count);
    if (valueRows === undefined) listInRows(rows, at, batch, lists);
    else listByPlace(rows, at, valueRows, batch, lists);
    if (of.equal === undefined) tellEqual(rows, at, valueRows, batch, comparison);
    else tellEqualByValue(of.equal, rows, at, valueRows, batch, comparison);
    const rowsOfValues = valueRows ?? rows;
    if (memory === undefined) comparer.compare(rowsOfValues, lists.pairs);
    else memory.compare(comparer, rowsOfValues, lists.pairs);
    tellDifferent(rowsOfValues, batch, comparison);
  };
}

/** Pairs of a batch in which both tell a value: those of the same one, and those of two. */
interface PairLists {
  readonly equal: Uint16Array;
  equalCount: number;
  readonly different: Uint16Array;
  /** The latter, by the places of what is known of their values. */
  readonly pairs: PlacePairs;
  /** What reading ahead read, so that nobody leaves it out. */
  seen: number;
}

const emptyLists = (most: number): PairLists => ({
  equal: new Uint16Array(most + 1),
  equalCount: 0,
  different: new Uint16Array(most + 1),
  pairs: placePairs(most + 1),
  seen: 0,
});

/** 1 for a number that is not 0. */
const isSet = (number: number): number => (number | -number) >>> 31;

/** Lists the pairs of a batch; each is written to both lists and counts in one or none: no guess at what comes next fails. */
function listInRows(rows: Uint32Array, at: number, batch: PairBatch, lists: PairLists): void {
  const { count, left, right } = batch;
  const { equal, different, pairs } = lists;
  const { left: leftPlace, right: rightPlace } = pairs;
  let [equalCount, differentCount] = [0, 0];
  for (let pair = 0; pair < count; pair++) {
    const l = left[pair]! + at;
    const r = right[pair]! + at;
    const one = rows[l]!;
    const other = rows[r]!;
    equal[equalCount] = pair;
    different[differentCount] = pair;
    leftPlace[differentCount] = l;
    rightPlace[differentCount] = r;
    const isDifferent = isSet(one ^ other);
    equalCount += isSet(one) & (isDifferent ^ 1);
    differentCount += isSet(one) & isSet(other) & isDifferent;
  }
  lists.equalCount = equalCount;
  pairs.count = differentCount;
}

/** The same of records that have the places of their values. */
function listByPlace(rows: Uint32Array, at: number, valueRows: Uint32Array, batch: PairBatch, lists: PairLists): void {
  listInRows(rows, at, batch, lists);
  const { left, right, count } = lists.pairs;
  let seen = 0;
  for (let i = 0; i < count; i++) {
    const one = (left[i] = rows[left[i]!]!);
    const other = (right[i] = rows[right[i]!]!);
    // Reading ahead brings many rows near at once, which is several times as fast as one by one.
    seen ^= valueRows[one]! ^ valueRows[other]!;
  }
  lists.seen ^= seen;
}
