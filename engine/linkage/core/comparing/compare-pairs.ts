/** Compares pairs field by field, a batch at a time: each comparison keeps its caches warm over the batch. */
import type { ComparisonSpec, MeasureKind, PairBatch, PairMeasure, UnrelatedShares } from '../comparison.ts';
import type { LinkTable } from '../table.ts';
import { TwinError } from '../../../kernel/errors.ts';
import { layOut, type AllRows, type FactLayout, type FactSizes } from './fact-rows.ts';
import { batchAtHand, type Batch } from './pairs-at-hand.ts';
import { inOrderOfMuting, mutingError } from './muting.ts';
import { paddedWidth } from './pattern-book.ts';

export type MeasureRegistry = Readonly<Record<string, MeasureKind>>;

interface ReadyComparison {
  readonly measure: PairMeasure;
  /** Place of its numbers in a row. */
  readonly at: number;
  /** Which one it is. */
  readonly comparison: number;
  readonly mutedBy: number;
  readonly mutedLevel: number;
}

/** The rows of so many records stay near the processor while one comparison after the other looks at them. */
const BATCH = 512;
/** The same where rows are written. */
const RECORDS_AT_ONCE = 2048;

export class PairComparer {
  readonly width: number;
  readonly #measures: readonly PairMeasure[];
  readonly #layout: FactLayout;
  readonly #comparisons: readonly ReadyComparison[];
  #batch: PairBatch;
  /** Left rows of the batch, blank where a comparison is muted. */
  #heard: Uint32Array = new Uint32Array(BATCH);
  /** Where the batch lies once rows of all records were compared by. */
  #atHand: Batch | undefined;
  /** What reading ahead read, so that nobody leaves it out. */
  #seen = 0;

  /** @param unrelated [comparison] counted anew where it is left out */
  constructor(
    table: LinkTable,
    specs: readonly ComparisonSpec[],
    measures: MeasureRegistry,
    unrelated?: readonly UnrelatedShares[],
  ) {
    this.width = specs.length;
    this.#measures = specs.map((spec, i) => kindOf(spec, measures).make(table, spec, unrelated?.[i]));
    this.#layout = layOut(this.#measures);
    this.#comparisons = inOrderOfMuting(specs).map((spec) => ready(spec, specs, this.#measures, this.#layout));
    const levelsWidth = paddedWidth(specs.length);
    const levels = new Uint8Array(BATCH * levelsWidth);
    this.paddedLevels = new Uint32Array(levels.buffer);
    this.#batch = {
      count: 0,
      left: new Uint32Array(BATCH),
      right: new Uint32Array(BATCH),
      levels,
      levelsWidth,
      rarityBits: new Float32Array(BATCH),
    };
  }

  /** Sizes of the rows that `writeRecords` and `writeValues` write. */
  get sizes(): FactSizes {
    return {
      width: this.#layout.width,
      values: this.#measures.map(({ values }) => ({ count: values?.count ?? 0, width: values?.width ?? 0 })),
    };
  }

  /** [pair of the batch × paddedWidth] levels, four in each number. */
  paddedLevels: Uint32Array;

  /** [pair of the batch] all comparisons together. */
  get rarityBits(): Float32Array {
    return this.#batch.rarityBits;
  }

  /** Takes the rows of all values in place of its own. */
  useValues(rows: AllRows['values']): void {
    this.#measures.forEach(({ values }, comparison) => values?.lay(rows[comparison]!));
  }

  /** Writes the rows of the values of one comparison from `from` to before `to`. */
  writeValues(rows: Uint32Array, comparison: number, from: number, to: number): void {
    this.#measures[comparison]!.values?.writeRange(rows, from, to);
  }

  /** Writes the rows of the records from `from` to before `to`, the first of them at `at`. */
  writeRecords(rows: Uint32Array, from: number, to: number, at: number): void {
    for (let start = from; start < to; start += RECORDS_AT_ONCE) {
      this.#writeFew(rows, start, Math.min(to, start + RECORDS_AT_ONCE), at + (start - from) * this.#layout.width);
    }
  }

  #writeFew(rows: Uint32Array, from: number, to: number, at: number): void {
    const { width, places } = this.#layout;
    this.#measures.forEach((measure, comparison) => {
      measure.write(from, to, { rows, at: at + places[comparison]!, stride: width });
    });
  }

  /**
   * Calls `visit` with each batch compared: the pairs from `from` to before `to`; results lie in the fields above.
   *
   * @param rows of all records; without them those of the records at hand are written
   */
  compare(
    left: Uint32Array,
    right: Uint32Array,
    from: number,
    to: number,
    visit: (from: number, to: number) => void,
    rows?: Omit<AllRows, 'values'>,
  ): void {
    if (rows?.memory !== undefined) this.#takeToHand(rows.memory);
    for (let start = from; start < to; start += BATCH) {
      const end = Math.min(to, start + BATCH);
      this.#batch.count = end - start;
      if (rows === undefined) this.#compareBatch(this.#writePairs(left, right, start, end));
      else if (rows.memory === undefined) {
        this.#findRows(rows.records, left, right, start);
        this.#compareBatch(rows.records);
      } else {
        this.#atHand!.fetch(left, right, start, end - start);
        this.#compareBatch(this.#atHand!.rows, this.#atHand);
      }
      visit(start, end);
    }
  }

  /** From now on batches lie where loops find them: the rows of all records are the same from the first to the last time. */
  #takeToHand(memory: NonNullable<AllRows['memory']>): void {
    if (this.#atHand !== undefined) return;
    const { width: rowWidth, places } = this.#layout;
    const { levelsWidth } = this.#batch;
    this.#atHand = batchAtHand(this.#measures, { pairs: BATCH, levelsWidth, rowWidth, places }, memory);
    ({ batch: this.#batch, heard: this.#heard } = this.#atHand);
    const { buffer, byteOffset, byteLength } = this.#batch.levels;
    this.paddedLevels = new Uint32Array(buffer, byteOffset, byteLength / 4);
  }

  /** Places of the rows of the pairs from `start` on; reads of each row what brings it near. */
  #findRows(rows: Uint32Array, left: Uint32Array, right: Uint32Array, start: number): void {
    const { width } = this.#layout;
    const { count, left: leftRow, right: rightRow } = this.#batch;
    let seen = 0;
    for (let pair = 0; pair < count; pair++) {
      leftRow[pair] = left[start + pair]! * width;
      const row = (rightRow[pair] = right[start + pair]! * width);
      // Many at once, which is several times as fast as one by one when it is needed.
      for (let at = 0; at < width; at += NUMBERS_A_LINE) seen ^= rows[row + at]!;
    }
    this.#seen ^= seen;
  }

  /** Writes the rows of the two records of each pair, and a blank one after them. */
  #writePairs(left: Uint32Array, right: Uint32Array, start: number, end: number): Uint32Array {
    const { width } = this.#layout;
    const rows = new Uint32Array((2 * (end - start) + 1) * width);
    for (let pair = start, at = 0; pair < end; pair++) {
      for (const [record, places] of [
        [left[pair]!, this.#batch.left],
        [right[pair]!, this.#batch.right],
      ] as const) {
        this.writeRecords(rows, record, record + 1, at);
        places[pair - start] = at;
        at += width;
      }
    }
    return rows;
  }

  /** @param rows the last of which is blank */
  #compareBatch(rows: Uint32Array, atHand?: Batch): void {
    const batch = this.#batch;
    batch.levels.fill(0, 0, batch.count * batch.levelsWidth);
    batch.rarityBits.fill(0, 0, batch.count);
    const { left } = batch;
    for (const comparison of this.#comparisons) {
      const isMuted = comparison.mutedBy >= 0;
      if (isMuted) batch.left = this.#hear(comparison, left, rows.length - this.#layout.width);
      const loop = atHand?.loops[comparison.comparison];
      if (loop === undefined) comparison.measure.compare(rows, comparison.at, batch, comparison.comparison);
      else loop(rows, batch, isMuted ? atHand!.heardAt : atHand!.leftAt);
      batch.left = left;
    }
  }

  /** Left rows of the batch as a comparison hears them that another one mutes. */
  #hear({ mutedBy, mutedLevel }: ReadyComparison, left: Uint32Array, blank: number): Uint32Array {
    const { count, levels, levelsWidth } = this.#batch;
    for (let pair = 0; pair < count; pair++) {
      this.#heard[pair] = levels[pair * levelsWidth + mutedBy] === mutedLevel ? blank : left[pair]!;
    }
    return this.#heard;
  }
}

/** Numbers of 32 bits in what memory hands over at once. */
const NUMBERS_A_LINE = 16;

function ready(
  spec: ComparisonSpec,
  specs: readonly ComparisonSpec[],
  measures: readonly PairMeasure[],
  { places }: FactLayout,
): ReadyComparison {
  const mutedBy = specs.findIndex(({ name }) => name === spec.mutedBy?.comparison);
  const mutedLevel = 1 + (specs[mutedBy]?.levels.findIndex(({ name }) => name === spec.mutedBy?.level) ?? -1);
  if (spec.mutedBy !== undefined && mutedLevel === 0) throw mutingError(spec);
  const comparison = specs.indexOf(spec);
  return { measure: measures[comparison]!, at: places[comparison]!, comparison, mutedBy, mutedLevel };
}

/** @throws TwinError when there is no such measure */
export function kindOf({ name, measure }: ComparisonSpec, measures: MeasureRegistry): MeasureKind {
  const kind = measures[measure];
  if (kind !== undefined) return kind;
  throw new TwinError('configuration', {
    code: 'link-measure-unknown',
    what: `The comparison "${name}" asks for the measure "${measure}", which does not exist.`,
    expected: Object.keys(measures).join(', '),
    todo: 'Name one of these measures in the model.',
  });
}
