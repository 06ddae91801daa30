/** Facts of all comparisons side by side, a row a record, in memory that all threads share. */
import type { PairMeasure, RecordFacts } from '../comparison.ts';

/** Rows begin at multiples of this, so that few of them lie in more cache lines than they need. */
const ALIGNED = 4;

export interface FactLayout {
  /** Numbers a row has. */
  readonly width: number;
  /** [comparison] facts and where they begin in a row; undefined where the comparison has none. */
  readonly columns: readonly (FactColumn | undefined)[];
}

export interface FactColumn {
  readonly facts: RecordFacts;
  readonly at: number;
}

export function layOut(measures: readonly PairMeasure[]): FactLayout {
  let width = 0;
  const columns = measures.map(({ facts }) => {
    if (facts === undefined) return undefined;
    const at = width;
    width += facts.width;
    return { facts, at };
  });
  return { width: Math.ceil(width / ALIGNED) * ALIGNED, columns };
}

/** Writes the rows of the records from `from` to before `to`. */
export function writeRows({ width, columns }: FactLayout, rows: Uint32Array, from: number, to: number): void {
  for (const column of columns) {
    if (column === undefined) continue;
    const { facts, at } = column;
    for (let record = from; record < to; record++) facts.write(record, rows, record * width + at);
  }
}
