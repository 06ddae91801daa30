/** What the steps of linking hand on to each other. */
import type { PartingLimits } from './deciding/part-components.ts';
import type { Settled } from './deciding/settled-pairs.ts';
import type { SourcePairs } from './blocking/source-pairs.ts';
import type { ReadyModel } from './link-model.ts';
import type { Stopwatch } from './stopwatch.ts';
import type { LinkTable } from './table.ts';
import type { LinkThreads } from './threads/threads.ts';
import type { TrainedParameters } from './trained/parameters.ts';

/** What the steps hand on. */
export interface LinkRun {
  readonly table: LinkTable;
  readonly model: ReadyModel;
  readonly sources: SourcePairs;
  readonly allPairs: number;
  readonly threads: LinkThreads;
  readonly watch: Stopwatch;
  /** What a run before learnt, and is not learnt again. */
  readonly trained?: TrainedParameters | undefined;
  readonly settled: Settled;
  readonly partingLimits?: PartingLimits | undefined;
}
