/**
 * Pairs whose rows are copied to where loops of WebAssembly find them, a batch at a time: many rows are fetched at once,
 * and all that is asked of them after that lies near the processor.
 */
import { copyShared } from '../../../kernel/loops/fours.ts';
import { bytesOfColumn, handOf, type Hand, type SharedMemory } from '../../../kernel/loops/loop.ts';
import { at, plus, times, type Place } from '../../../kernel/loops/values.ts';
import type { CompareAtHand, PairBatch, PairMeasure, PairsAtHand } from '../comparison.ts';

export interface Batch {
  readonly rows: Uint32Array;
  readonly batch: PairBatch;
  /** Left places of the batch where a comparison is muted. */
  readonly heard: Uint32Array;
  /** Where the columns of left places, and of those that are heard, begin. */
  readonly leftAt: number;
  readonly heardAt: number;
  /** Place of the blank row. */
  readonly blank: number;
  /** [comparison] undefined where there is no loop. */
  readonly loops: readonly (CompareAtHand | undefined)[];
  /** Copies the rows of so many pairs from `start` on. */
  fetch(left: Uint32Array, right: Uint32Array, start: number, count: number): void;
}

export interface BatchSizes {
  readonly pairs: number;
  readonly levelsWidth: number;
  /** Numbers of a row, a multiple of four. */
  readonly rowWidth: number;
  /** [comparison] where its numbers begin in a row. */
  readonly places: readonly number[];
}

/** @param memory of the rows of all records */
export function batchAtHand(measures: readonly PairMeasure[], sizes: BatchSizes, memory: SharedMemory): Batch {
  const { pairs, levelsWidth, rowWidth, places } = sizes;
  const blank = 2 * pairs * rowWidth;
  const columns = [
    ['word', blank + rowWidth],
    ...Array.from({ length: 5 }, () => ['word', pairs] as const),
    ['byte', pairs * levelsWidth],
    ['short', pairs],
  ] as const;
  const ofLoops = measures.reduce((sum, { loop }) => sum + (loop?.bytes(pairs) ?? 0), 0);
  const hand = handOf(
    columns.reduce((sum, [kind, length]) => sum + bytesOfColumn(kind, length), ofLoops),
    memory,
  );
  const bytes = hand.bytes();
  const [rows, left, right, heard, records, others, levels, rarityBits] = columns.map(([kind, length]) =>
    hand.column(kind, length),
  ) as [Place, Place, Place, Place, Place, Place, Place, Place];
  const numbers = ({ offset }: Place, length = pairs): Uint32Array => new Uint32Array(bytes, offset, length);
  const atHand: PairsAtHand = { hand, pairs, rows, right, levels, levelsWidth, rarityBits };
  const loops = measures.map(({ loop }, comparison) => loop?.make(atHand, places[comparison]!, comparison));
  if (hand.bytes() !== bytes) throw new RangeError('Loops of comparisons made more columns than they said.');
  const run = fetchLoop(hand, rows, { left: records, right: others }, rowWidth);
  const everyRow = (column: Uint32Array, first: number): Uint32Array => {
    for (let pair = 0; pair < pairs; pair++) column[pair] = first + 2 * pair * rowWidth;
    return column;
  };
  const [leftRecords, rightRecords] = [numbers(records), numbers(others)];
  return {
    rows: numbers(rows, blank + rowWidth),
    batch: {
      count: 0,
      left: everyRow(numbers(left), 0),
      right: everyRow(numbers(right), rowWidth),
      levels: new Uint8Array(bytes, levels.offset, pairs * levelsWidth),
      levelsWidth,
      rarityBits: new Float32Array(bytes, rarityBits.offset, pairs),
    },
    heard: numbers(heard),
    ...{ leftAt: left.offset, heardAt: heard.offset, blank, loops },
    fetch(ofLeft, ofRight, start, count) {
      leftRecords.set(ofLeft.subarray(start, start + count));
      rightRecords.set(ofRight.subarray(start, start + count));
      run(count);
    },
  };
}

/** Row 2 i is that of the left record of pair i, the next that of the right one. */
function fetchLoop(hand: Hand, rows: Place, records: { left: Place; right: Place }, rowWidth: number) {
  const bytes = rowWidth * 4;
  return hand.loop(1, (writer, [count]) => {
    writer.repeat(count!, (pair) => {
      const to = writer.hold(plus(times(pair, 2 * bytes), rows.offset));
      const [left, right] = [records.left, records.right].map((column) => writer.hold(times(at(column, pair), bytes)));
      copyShared(writer, rowWidth, left!, to);
      copyShared(writer, rowWidth, right!, writer.hold(plus(to, bytes)));
    });
    return 0;
  });
}
