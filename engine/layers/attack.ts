/**
 * Works out hidden cells from shown ones, as somebody outside could: bounds that follow from each sum, carried on until
 * nothing narrows, and elimination over all sums at once.
 */
import type { Cells } from './cells.ts';

/** What an attacker knows of each cell: it lies between the two, both included. */
export interface Bounds {
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** [cell] equation that gave the upper bound; -1 where none did. */
  readonly cause: Int32Array;
}

/**
 * Carries bounds through the sums until nothing narrows. Counts are whole and not negative; a shown cell is its number.
 *
 * @param isKnown [cell] 1 for cells whose number can be read
 */
export function propagate(cells: Cells, isKnown: Uint8Array): Bounds {
  const low = new Float64Array(cells.values.length);
  const high = new Float64Array(cells.values.length).fill(Infinity);
  const cause = new Int32Array(cells.values.length).fill(-1);
  for (let c = 0; c < low.length; c++) if (isKnown[c] === 1) low[c] = high[c] = cells.values[c]!;
  const queue = new Queue(cells.starts.length - 1);
  for (let e = 0; e + 1 < cells.starts.length; e++) queue.add(e);
  for (let e = queue.take(); e >= 0; e = queue.take()) narrow(cells, e, isKnown, { low, high, cause }, queue);
  return { low, high, cause };
}

/** What the others of the sum leave for each: sign × cell = constant - others. */
function narrow(cells: Cells, e: number, isKnown: Uint8Array, bounds: Bounds, queue: Queue): void {
  const { starts, members, signs, constants } = cells;
  const { low, high, cause } = bounds;
  // Least and most of the whole sum, with how many terms are unbounded.
  let least = 0;
  let most = 0;
  let leastOpen = 0;
  let mostOpen = 0;
  for (let i = starts[e]!; i < starts[e + 1]!; i++) {
    const c = members[i]!;
    const isPlus = signs[i]! > 0;
    if (high[c] === Infinity) {
      if (isPlus) mostOpen++;
      else leastOpen++;
      if (isPlus) least += low[c]!;
      else most -= low[c]!;
    } else {
      least += isPlus ? low[c]! : -high[c]!;
      most += isPlus ? high[c]! : -low[c]!;
    }
  }
  if (leastOpen > 1 && mostOpen > 1) return;
  for (let i = starts[e]!; i < starts[e + 1]!; i++) {
    const c = members[i]!;
    if (isKnown[c] === 1) continue;
    const isPlus = signs[i]! > 0;
    const isOpen = high[c] === Infinity;
    const othersLeast =
      leastOpen - (isOpen && !isPlus ? 1 : 0) > 0 ? -Infinity : least - (isPlus ? low[c]! : isOpen ? 0 : -high[c]!);
    const othersMost =
      mostOpen - (isOpen && isPlus ? 1 : 0) > 0 ? Infinity : most - (isPlus ? (isOpen ? 0 : high[c]!) : -low[c]!);
    const newHigh = isPlus ? constants[e]! - othersLeast : othersMost - constants[e]!;
    const newLow = isPlus ? constants[e]! - othersMost : othersLeast - constants[e]!;
    const isNarrower = newHigh < high[c]! || newLow > low[c]!;
    if (newHigh < high[c]!) {
      high[c] = newHigh;
      cause[c] = e;
    }
    low[c] = Math.max(low[c]!, newLow);
    if (isNarrower) for (let j = cells.ofStarts[c]!; j < cells.ofStarts[c + 1]!; j++) queue.add(cells.of[j]!);
  }
}

/** First in, first out; each equation waits once. */
class Queue {
  readonly #ring: Int32Array;
  readonly #isWaiting: Uint8Array;
  #first = 0;
  #length = 0;

  constructor(capacity: number) {
    this.#ring = new Int32Array(capacity);
    this.#isWaiting = new Uint8Array(capacity);
  }

  add(e: number): void {
    if (this.#isWaiting[e] === 1) return;
    this.#isWaiting[e] = 1;
    this.#ring[(this.#first + this.#length++) % this.#ring.length] = e;
  }

  take(): number {
    if (this.#length === 0) return -1;
    const e = this.#ring[this.#first]!;
    this.#first = (this.#first + 1) % this.#ring.length;
    this.#length--;
    this.#isWaiting[e] = 0;
    return e;
  }
}
