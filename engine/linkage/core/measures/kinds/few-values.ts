/** Columns of few values: what is found of two of them is kept, and looked up for every pair of records after that. */
import type { PairMeasure } from '../../comparison.ts';
import { ValueRows } from '../../comparing/value-rows.ts';
import type { RowMeasure } from './row-comparer.ts';

/** Values that records hold; what is found of pairs of more than these does not stay near the processor. */
const MOST_VALUES = 256;

export interface HeldValues {
  /** [number] value, the blank 0 among them. */
  readonly values: Uint32Array;
  /** [value] its number. */
  readonly numberOf: Uint16Array;
}

/**
 * The values that records hold, numbered as they come.
 *
 * @param count how many values there are
 * @returns     undefined where records hold more than a few
 */
export function heldValues(values: Uint32Array, count: number, most = MOST_VALUES): HeldValues | undefined {
  const numberOf = new Uint16Array(count);
  const held = new Uint32Array(Math.min(count, most) + 1);
  let told = 1;
  for (const value of values) {
    if (value === 0 || numberOf[value] !== 0) continue;
    if (told === held.length) return undefined;
    numberOf[value] = told;
    held[told++] = value;
  }
  return { values: held.slice(0, told), numberOf };
}

/** Stands in place of a level where two values have not met. */
const UNKNOWN = 0xff;

export function fewValues(of: RowMeasure, { values: held, numberOf }: HeldValues): PairMeasure {
  const { values } = of;
  const width = held.length;
  // [number of the left × numbers + number of the right]; nothing is told of blank.
  const level = new Uint8Array(width * width).fill(UNKNOWN);
  const bits = new Float64Array(width * width);
  for (let number = 0; number < width; number++) level[number] = level[number * width] = 0;
  const compareValues = valueComparer(of);

  function meet(left: number, right: number): number {
    const found = compareValues(held[left]!, held[right]!);
    const [there, back] = [left * width + right, right * width + left];
    bits[there] = bits[back] = found.bits;
    return (level[there] = level[back] = found.level);
  }

  return {
    width: 1,
    write(from, to, { rows, at, stride }) {
      for (let record = from, place = at; record < to; record++, place += stride) {
        rows[place] = numberOf[values[record]!]!;
      }
    },
    compare(rows, at, { count, left, right, levels, levelsWidth, rarityBits }, comparison) {
      for (let pair = 0, to = comparison; pair < count; pair++, to += levelsWidth) {
        const one = rows[left[pair]! + at]!;
        const other = rows[right[pair]! + at]!;
        const both = one * width + other;
        const found = level[both]!;
        levels[to] = found === UNKNOWN ? meet(one, other) : found;
        rarityBits[pair]! += bits[both]!;
      }
    },
  };
}

/** Level and bits of two values that are told. */
function valueComparer(of: RowMeasure): (left: number, right: number) => { level: number; bits: number } {
  const { comparer, levels, frequencies, unrelated } = of;
  const known = new ValueRows(frequencies.counts.length, comparer.width, comparer.write);
  const told = (level: number, rarity: number): { level: number; bits: number } => {
    const average = unrelated.averageBits[level]!;
    return { level, bits: Number.isNaN(average) ? 0 : average + rarity };
  };
  return (left, right) => {
    const { rarityBits } = frequencies;
    if (left === right) return told(of.equal?.[left] ?? levels.at(-1)!, rarityBits[left]!);
    const [one, other] = [known.placeOf(left), known.placeOf(right)];
    const level = levels[comparer.level(known.rows, one, other)]!;
    // The more common of the two is the likelier one to have been meant.
    return told(level, comparer.tellsBits ? comparer.bits : Math.min(rarityBits[left]!, rarityBits[right]!));
  };
}
