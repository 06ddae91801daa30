/** Measures that look at one value of each record: equality first, then what a comparer says of two different values. */
import type { PairMeasure } from '../../comparison.ts';
import { ValueRows, type RowPlaces } from '../../comparing/value-rows.ts';
import { fewValues, heldValues } from './few-values.ts';
import type { RowMeasure } from './row-comparer.ts';

export function rowMeasure(of: RowMeasure): PairMeasure {
  const { values, comparer } = of;
  const count = of.frequencies.counts.length;
  const held = heldValues(values, count);
  if (held !== undefined) return fewValues(of, held);
  const { width } = comparer;
  const compare = batchComparer(of);
  if (width === 1) return { width, write: (from, to, out) => comparer.write(values, from, to, out), compare };
  const known = new ValueRows(count, width, comparer.write);
  return { width, values: known, write: (from, to, out) => copyRows(known, values, from, to, out), compare };
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

function batchComparer(of: RowMeasure): PairMeasure['compare'] {
  const { comparer, levels, equal } = of;
  const { averageBits } = of.unrelated;
  const { rarityBits: rarity } = of.frequencies;
  const same = levels.at(-1)!;
  const { tellsBits } = comparer;
  return (rows, at, { count, left, right, levels: found, levelsWidth, rarityBits }, comparison) => {
    for (let pair = 0; pair < count; pair++) {
      const l = left[pair]! + at;
      const r = right[pair]! + at;
      const one = rows[l]!;
      const other = rows[r]!;
      if (one === 0 || other === 0) continue;
      const isEqual = one === other;
      const told = isEqual ? (equal === undefined ? same : equal[one]!) : levels[comparer.level(rows, l, r)]!;
      found[pair * levelsWidth + comparison] = told;
      const average = averageBits[told]!;
      if (average !== average) continue;
      // The more common of the two is the likelier one to have been meant.
      rarityBits[pair]! += average + (tellsBits && !isEqual ? comparer.bits : Math.min(rarity[one]!, rarity[other]!));
    }
  };
}
