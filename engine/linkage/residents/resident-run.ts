/** What the steps of linking residents hand on to each other. */
import type { SourcePairs } from '../core/blocking/source-pairs.ts';
import type { ComparedEnds } from '../core/comparing/compare-candidates.ts';
import type { UnrelatedShares } from '../core/comparison.ts';
import type { PairEnds } from '../core/deciding/components.ts';
import type { Stopwatch } from '../core/stopwatch.ts';
import type { AnchorPersons } from './anchors.ts';
import type { Decided } from './decided/decided.ts';
import type { ResidentModel } from './resident-model.ts';
import type { ResidentTable } from './resident-table.ts';
import type { SettledRows } from './settle-by-number.ts';

export interface ResidentRun {
  readonly residents: ResidentTable;
  readonly anchors: AnchorPersons;
  /** What people decided; goes before numbers and evidence. */
  readonly decided: Decided;
  readonly byNumber: SettledRows;
  readonly model: ResidentModel;
  /** Rows against residents. */
  readonly sources: SourcePairs;
  /** [comparison] how often unrelated rows agree. */
  readonly unrelated: readonly UnrelatedShares[];
  readonly threads: number;
  readonly watch: Stopwatch;
  /** Compares pairs of records, whose ends lie in shared memory. */
  compare(pairs: PairEnds, onPairs?: (done: number) => void): Promise<ComparedEnds>;
}
