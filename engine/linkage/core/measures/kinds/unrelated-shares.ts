/**
 * How often unrelated records reach a level, from how often values occur. Where there are few values each is compared
 * with each. Where there are many, the most frequent are compared with each other, and a fixed part of the others, taken
 * in the order of their hashes, stands for all of them: no draws, no seed, and the same whatever the order of rows.
 */
import type { UnrelatedShares } from '../../comparison.ts';

export interface ValuePairs {
  /** [value] records that hold it; value 0 is blank. */
  readonly counts: Uint32Array;
  /** Compares a value with others that differ from it; what it says holds until it is asked again. */
  readonly levelsOf: (value: number, others: Uint32Array) => ValueLevels;
  readonly levels: number;
  /** Level of a value with itself. */
  readonly same: number;
  /** [value] the same, where it is not one level for all. */
  readonly equal?: Uint8Array | undefined;
  /** [level] whether the rarity of the values counts. */
  readonly isRarityKnown: readonly boolean[];
  /** Pairs of values that may be compared. */
  readonly mostPairs: number;
}

export interface ValueLevels {
  /** [other] any level is from 1. */
  readonly level: Uint8Array;
  /** [other] bits of rarity of the pair; those of the more common value where left out. */
  readonly bits: Float64Array | undefined;
}

/** Sums over pairs of values, in pairs of records. */
interface Sums {
  /** Records that tell the field. */
  readonly told: number;
  /** [level] pairs of records. */
  readonly pairs: Float64Array;
  /**
   * [level] the same with each pair of records worth as many times the usual as its value is rare: what makes the
   * evidence of all values together that of the level.
   */
  readonly byRarer: Float64Array;
  /** [level] 4 standard errors. */
  readonly error: Float64Array;
}

/** Standard errors within which a share that was not counted in full lies, as good as certainly. */
const STANDARD_ERRORS = 4;

export function unrelatedShares(of: ValuePairs): UnrelatedShares {
  const values = valuesByFrequency(of.counts);
  const told = values.reduce((sum, value) => sum + of.counts[value]!, 0);
  const sums = emptySums(of.levels, told);
  addSame(of, values, sums);
  const all = Math.floor(Math.sqrt(of.mostPairs * 2));
  if (values.length <= all) addEachWithEach(of, values, sums);
  else addHeadAndTail(of, values, Math.floor(all / 2), sums);
  return asShares(of, sums);
}

/**
 * Most frequent first; values are numbered by hash, so equal ones stand in the order of their hashes. Of a field that
 * tells persons apart nearly all values occur once: these are in order as they are.
 */
function valuesByFrequency(counts: Uint32Array): Uint32Array {
  let [once, repeated] = [0, 0];
  for (let value = 1; value < counts.length; value++) {
    if (counts[value] === 1) once++;
    else if (counts[value]! > 1) repeated++;
  }
  const values = new Uint32Array(repeated + once);
  let [first, last] = [0, repeated];
  for (let value = 1; value < counts.length; value++) {
    if (counts[value] === 1) values[last++] = value;
    else if (counts[value]! > 1) values[first++] = value;
  }
  values.subarray(0, repeated).sort((left, right) => counts[right]! - counts[left]! || left - right);
  return values;
}

/** Ascending. */
function valuesBeside(head: Uint32Array, counts: Uint32Array, count: number): Uint32Array {
  const isInHead = new Uint8Array(counts.length);
  for (let i = 0; i < head.length; i++) isInHead[head[i]!] = 1;
  const values = new Uint32Array(count);
  for (let value = 1, at = 0; value < counts.length; value++) {
    if (counts[value]! > 0 && isInHead[value] === 0) values[at++] = value;
  }
  return values;
}

function addSame({ counts, same, equal }: ValuePairs, values: Uint32Array, sums: Sums): void {
  for (const value of values) {
    const level = equal === undefined ? same : equal[value]!;
    sums.pairs[level]! += (counts[value]! * (counts[value]! - 1)) / 2;
    // As of any pair: twice the pairs, each worth told / counts[value], by the records told.
    sums.byRarer[level]! += counts[value]! - 1;
  }
}

function addEachWithEach(of: ValuePairs, values: Uint32Array, sums: Sums): void {
  for (let i = 0; i + 1 < values.length; i++) addPairs(of, values[i]!, values.subarray(i + 1), sums);
}

/** Adds the pairs of one value with others. */
function addPairs({ counts, levelsOf }: ValuePairs, value: number, others: Uint32Array, sums: Sums): void {
  const { level: levels, bits } = levelsOf(value, others);
  const records = counts[value]!;
  for (let i = 0; i < others.length; i++) {
    const level = levels[i]!;
    const beside = counts[others[i]!]!;
    const pairs = records * beside;
    sums.pairs[level]! += pairs;
    const byRarer = bits === undefined ? Math.min(records, beside) : (pairs * 2 ** bits[i]!) / sums.told;
    sums.byRarer[level]! += 2 * byRarer;
  }
}

/** The head in full; of the tail every n-th value in the order of hashes. */
function addHeadAndTail(of: ValuePairs, values: Uint32Array, width: number, sums: Sums): void {
  const head = values.subarray(0, width);
  const tail = valuesBeside(head, of.counts, values.length - head.length);
  const step = tail.length / width;
  const chosen = Uint32Array.from({ length: width }, (_, i) => tail[Math.floor(i * step)]!);
  addEachWithEach(of, head, sums);
  const [all, some] = [rowsOf(of, tail), rowsOf(of, chosen)];
  const cross = emptySums(of.levels, sums.told);
  const shares = Array.from(chosen, (right) => sharesOfRow(of, head, right, cross));
  addScaled(sums, cross, all.rows / some.rows, all.rows / some.rows, shares, 1);
  const within = emptySums(of.levels, sums.told);
  const sharesWithin = Array.from(chosen, (right, i) => sharesOfRow(of, chosen.subarray(0, i), right, within));
  const byPairs = (all.rows ** 2 - all.squares) / (some.rows ** 2 - some.squares);
  addScaled(sums, within, byPairs, step ** 2, sharesWithin.slice(1), 2);
}

/** As `addPairs`, and says how they spread over the levels. */
function sharesOfRow(of: ValuePairs, others: Uint32Array, right: number, sums: Sums): Float64Array {
  const before = sums.pairs.slice();
  addPairs(of, right, others, sums);
  const row = sums.pairs.map((pairs, level) => pairs - before[level]!);
  const all = row.reduce((sum, pairs) => sum + pairs, 0);
  return row.map((pairs) => pairs / Math.max(1, all));
}

function rowsOf({ counts }: ValuePairs, values: Uint32Array): { rows: number; squares: number } {
  let [rows, squares] = [0, 0];
  for (const value of values) {
    rows += counts[value]!;
    squares += counts[value]! ** 2;
  }
  return { rows, squares };
}

const emptySums = (levels: number, told: number): Sums => ({
  told,
  pairs: new Float64Array(levels + 1),
  byRarer: new Float64Array(levels + 1),
  error: new Float64Array(levels + 1),
});

/**
 * Adds what a part of the values shows, for all of them.
 *
 * @param rows  [value of the part][level] how its pairs spread over the levels: how far the rows lie apart tells how far
 *              the part may lie from the whole
 * @param sides of a pair that are of the part
 */
function addScaled(
  sums: Sums,
  part: Sums,
  byPairs: number,
  byValues: number,
  rows: readonly Float64Array[],
  sides: number,
): void {
  const seen = part.pairs.reduce((sum, pairs) => sum + pairs, 0);
  for (let level = 1; level < sums.pairs.length; level++) {
    sums.pairs[level]! += part.pairs[level]! * byPairs;
    sums.byRarer[level]! += part.byRarer[level]! * byValues;
    const share = part.pairs[level]! / seen;
    const spread = rows.reduce((sum, row) => sum + (row[level]! - share) ** 2, 0) / rows.length;
    // The second term is that of single pairs: unseen is not impossible.
    const error = sides * Math.sqrt(spread / rows.length) + (Math.sqrt(part.pairs[level]!) + 1) / seen;
    sums.error[level]! += STANDARD_ERRORS * error * seen * byPairs;
  }
}

/** A level that no pair shows is given half a pair, so that no weight is infinite. */
const UNSEEN_PAIRS = 0.5;

function asShares({ levels, isRarityKnown }: ValuePairs, sums: Sums): UnrelatedShares {
  const told = Math.max(2, sums.told);
  const allPairs = (told * (told - 1)) / 2;
  const u = new Float64Array(levels + 1);
  const error = new Float64Array(levels + 1);
  const averageBits = new Float64Array(levels + 1).fill(NaN);
  let total = 0;
  for (let level = 1; level <= levels; level++) total += u[level] = Math.max(UNSEEN_PAIRS, sums.pairs[level]!);
  for (let level = 1; level <= levels; level++) {
    u[level]! /= total;
    error[level] = Math.min(1, (sums.error[level]! + (sums.pairs[level]! === 0 ? UNSEEN_PAIRS : 0)) / allPairs);
    if (!isRarityKnown[level]) continue;
    const ofRarer = sums.byRarer[level]! / told;
    // A level that no pair shows: as the value that one record holds.
    averageBits[level] = ofRarer > 0 && sums.pairs[level]! > 0 ? Math.log2(u[level]! / ofRarer) : -Math.log2(told);
  }
  return { u, error, averageBits };
}
