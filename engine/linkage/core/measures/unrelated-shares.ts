/**
 * How often unrelated records reach a level, from how often values occur. Where there are few values each is compared
 * with each. Where there are many, the most frequent are compared with each other, and a fixed part of the others, taken
 * in the order of their hashes, stands for all of them: no draws, no seed, and the same whatever the order of rows.
 */
import type { UnrelatedShares } from '../comparison.ts';

export interface ValuePairs {
  /** [value] records that hold it; value 0 is blank. */
  readonly counts: Uint32Array;
  /** Level of two different values; any level is from 1. */
  readonly levelOf: (left: number, right: number) => number;
  readonly levels: number;
  /** Level of a value with itself. */
  readonly same: number;
  /** [level] whether the rarity of the values counts. */
  readonly isRarityKnown: readonly boolean[];
  /** Pairs of values that may be compared. */
  readonly mostPairs: number;
}

/** Sums over pairs of values, in pairs of records. */
interface Sums {
  /** [level] pairs of records. */
  readonly pairs: Float64Array;
  /** [level] the same with each pair of values counted by the rarer of the two alone. */
  readonly byRarer: Float64Array;
  /** [level] 4 standard errors. */
  readonly error: Float64Array;
}

/** Standard errors within which a share that was not counted in full lies, as good as certainly. */
const STANDARD_ERRORS = 4;

export function unrelatedShares(of: ValuePairs): UnrelatedShares {
  const values = valuesByFrequency(of.counts);
  const told = values.reduce((sum, value) => sum + of.counts[value]!, 0);
  const sums: Sums = {
    pairs: new Float64Array(of.levels + 1),
    byRarer: new Float64Array(of.levels + 1),
    error: new Float64Array(of.levels + 1),
  };
  addSame(of, values, sums);
  const all = Math.floor(Math.sqrt(of.mostPairs * 2));
  if (values.length <= all) addEachWithEach(of, values, sums);
  else addHeadAndTail(of, values, Math.floor(all / 2), sums);
  return asShares(of, sums, (told * (told - 1)) / 2, told);
}

/** Most frequent first; values are numbered by hash, so equal ones stand in the order of their hashes. */
function valuesByFrequency(counts: Uint32Array): Uint32Array {
  const values: number[] = [];
  for (let value = 1; value < counts.length; value++) if (counts[value]! > 0) values.push(value);
  return Uint32Array.from(values).sort((left, right) => counts[right]! - counts[left]! || left - right);
}

function addSame({ counts, same }: ValuePairs, values: Uint32Array, sums: Sums): void {
  for (const value of values) {
    sums.pairs[same]! += (counts[value]! * (counts[value]! - 1)) / 2;
    sums.byRarer[same]! += counts[value]!;
  }
}

function addEachWithEach(of: ValuePairs, values: Uint32Array, sums: Sums): void {
  for (let i = 0; i < values.length; i++) {
    for (let j = i + 1; j < values.length; j++) addPair(of, values[i]!, values[j]!, sums);
  }
}

function addPair({ counts, levelOf }: ValuePairs, left: number, right: number, sums: Sums): void {
  const level = levelOf(left, right);
  sums.pairs[level]! += counts[left]! * counts[right]!;
  sums.byRarer[level]! += 2 * Math.min(counts[left]!, counts[right]!);
}

/** The head in full; of the tail every n-th value in the order of hashes. */
function addHeadAndTail(of: ValuePairs, values: Uint32Array, width: number, sums: Sums): void {
  const head = values.subarray(0, width);
  const tail = values.slice(width).sort();
  const step = tail.length / width;
  const chosen = Uint32Array.from({ length: width }, (_, i) => tail[Math.floor(i * step)]!);
  addEachWithEach(of, head, sums);
  const [all, some] = [rowsOf(of, tail), rowsOf(of, chosen)];
  const cross = emptyLike(sums);
  for (const left of head) for (const right of chosen) addPair(of, left, right, cross);
  addScaled(sums, cross, all.rows / some.rows, all.rows / some.rows, width);
  const within = emptyLike(sums);
  addEachWithEach(of, chosen, within);
  const byPairs = (all.rows ** 2 - all.squares) / (some.rows ** 2 - some.squares);
  addScaled(sums, within, byPairs, step ** 2, width / 2);
}

function rowsOf({ counts }: ValuePairs, values: Uint32Array): { rows: number; squares: number } {
  let [rows, squares] = [0, 0];
  for (const value of values) {
    rows += counts[value]!;
    squares += counts[value]! ** 2;
  }
  return { rows, squares };
}

const emptyLike = ({ pairs }: Sums): Sums => ({
  pairs: new Float64Array(pairs.length),
  byRarer: new Float64Array(pairs.length),
  error: new Float64Array(pairs.length),
});

/** @param independent values behind the sums, none of which tells anything of another */
function addScaled(sums: Sums, part: Sums, byPairs: number, byValues: number, independent: number): void {
  const seen = part.pairs.reduce((sum, pairs) => sum + pairs, 0);
  for (let level = 1; level < sums.pairs.length; level++) {
    const share = part.pairs[level]! / seen;
    sums.pairs[level]! += part.pairs[level]! * byPairs;
    sums.byRarer[level]! += part.byRarer[level]! * byValues;
    // Unseen is not impossible: the last term is what one pair more or less makes.
    const error = STANDARD_ERRORS * Math.sqrt((share * (1 - share)) / independent) + STANDARD_ERRORS / seen;
    sums.error[level]! += error * seen * byPairs;
  }
}

/** A level that no pair shows is given half a pair, so that no weight is infinite. */
const UNSEEN_PAIRS = 0.5;

function asShares({ levels, isRarityKnown }: ValuePairs, sums: Sums, allPairs: number, told: number): UnrelatedShares {
  const u = new Float64Array(levels + 1);
  const error = new Float64Array(levels + 1);
  const averageBits = new Float64Array(levels + 1).fill(NaN);
  let total = 0;
  for (let level = 1; level <= levels; level++) total += u[level] = Math.max(UNSEEN_PAIRS, sums.pairs[level]!);
  for (let level = 1; level <= levels; level++) {
    u[level]! /= total;
    error[level] = Math.min(
      1,
      (sums.error[level]! + (sums.pairs[level]! === 0 ? UNSEEN_PAIRS : 0)) / Math.max(1, allPairs),
    );
    if (!isRarityKnown[level]) continue;
    const ofRarer = sums.byRarer[level]! / Math.max(1, told);
    // A level that no pair shows: as the value that one record holds.
    averageBits[level] =
      ofRarer > 0 && sums.pairs[level]! > 0 ? Math.log2(u[level]! / ofRarer) : -Math.log2(Math.max(1, told));
  }
  return { u, error, averageBits };
}
