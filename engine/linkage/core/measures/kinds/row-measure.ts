/** Measures that look at one value of each record: equality first, then what a comparer says of two different values. */
import type { PairMeasure } from '../../comparison.ts';
import { ValueRows, type RowPlaces } from '../../comparing/value-rows.ts';
import { fewValues, heldValues } from './few-values.ts';
import type { RowMeasure, TellPair } from './row-comparer.ts';
import { screened } from './screened-measure.ts';

export function rowMeasure(of: RowMeasure): PairMeasure {
  const { values, comparer } = of;
  const count = of.frequencies.counts.length;
  const held = heldValues(values, count);
  if (held !== undefined) return fewValues(of, held);
  const { width, screen } = comparer;
  const tell = pairTeller(of);
  const compare = oneByOne(tell);
  if (width === 1) return { width, write: (from, to, out) => comparer.write(values, from, to, out), compare };
  const known = new ValueRows(count, width, comparer.write);
  return {
    width,
    values: known,
    write: (from, to, out) => copyRows(known, values, from, to, out),
    compare,
    loop: screen === undefined ? undefined : screened(of, screen(), tell),
  };
}

/**
 * Copies the rows of the values of records, which are made once a value, in the order of values: what is known of a record
 * lies in one place, and that is met once a pair.
 */
function copyRows(known: ValueRows, values: Uint32Array, from: number, to: number, { rows, at, stride }: RowPlaces) {
  const { width } = known;
  for (let record = from, place = at; record < to; record++, place += stride) {
    const row = known.placeOf(values[record]!);
    const source = known.rows;
    for (let i = 0; i < width; i++) rows[place + i] = source[row + i]!;
  }
}

function pairTeller(of: RowMeasure): TellPair {
  const { comparer, levels, equal } = of;
  const { averageBits } = of.unrelated;
  const { rarityBits: rarity } = of.frequencies;
  const same = levels.at(-1)!;
  const { tellsBits } = comparer;
  return (rows, l, r, { levels: found, levelsWidth, rarityBits }, pair, comparison) => {
    const one = rows[l]!;
    const other = rows[r]!;
    if (one === 0 || other === 0) return;
    const isEqual = one === other;
    const told = isEqual ? (equal === undefined ? same : equal[one]!) : levels[comparer.level(rows, l, r)]!;
    found[pair * levelsWidth + comparison] = told;
    const average = averageBits[told]!;
    if (average !== average) return;
    // The more common of the two is the likelier one to have been meant.
    rarityBits[pair]! += average + (tellsBits && !isEqual ? comparer.bits : Math.min(rarity[one]!, rarity[other]!));
  };
}

const oneByOne =
  (tell: TellPair): PairMeasure['compare'] =>
  (rows, at, batch, comparison) => {
    const { count, left, right } = batch;
    for (let pair = 0; pair < count; pair++) tell(rows, left[pair]! + at, right[pair]! + at, batch, pair, comparison);
  };
