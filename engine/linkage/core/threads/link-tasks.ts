/** What a thread can be asked to do for linkage. Tasks and results are plain data on shared memory. */
import type { ComparisonSpec, UnrelatedShares } from '../comparison.ts';
import type { BlockingKeySpec, BlockingRuleSpec } from '../link-model.ts';
import type { LinkTable } from '../table.ts';
import { makePartKeys, type KeyBook, type PartKeys } from '../blocking/key-columns.ts';
import { PairFinder, type FoundPairs } from '../blocking/find-pairs.ts';
import { indexRule, type RuleIndex } from '../blocking/rule-index.ts';
import type { SourcePairs } from '../blocking/source-pairs.ts';
import { kindOf, PairComparer, type MeasureRegistry } from '../comparing/compare-pairs.ts';
import { writeRows } from '../comparing/fact-rows.ts';
import { PatternBook } from '../comparing/pattern-book.ts';
import { unlinkableAmong, type UnlinkableTask } from '../deciding/unlinkable.ts';

/** What every thread knows from its start. */
export interface LinkContext {
  readonly table: LinkTable;
  readonly sources: SourcePairs;
  readonly comparisons: readonly ComparisonSpec[];
  /** Module that exports MEASURES, as a URL. */
  readonly measuresModule: string;
}

export interface LinkTasks {
  keys: { task: BlockingKeySpec; result: PartKeys };
  index: {
    task: { rule: BlockingRuleSpec; book: KeyBook; maximumPerKey: number };
    result: RuleIndex;
  };
  /** Pairs of a range of records; the indexes are the same for all of them. */
  find: { task: { indexes: readonly RuleIndex[]; from: number; to: number }; result: FoundPairs };
  /** How often unrelated records reach the levels of one comparison. */
  unrelated: { task: { comparison: number }; result: UnrelatedShares };
  /** Numbers that a row of facts has; see FactLayout. */
  'row-width': { task: { unrelated: readonly UnrelatedShares[] }; result: number };
  rows: { task: RowsTask; result: undefined };
  /** Compares pairs from `from` to before `to`; patterns are numbered within the range. */
  compare: { task: CompareTask; result: { count: number; levels: Uint8Array } };
  /** How many records cannot be linked. */
  unlinkable: { task: UnlinkableTask; result: number };
}

/** Writes the facts of the records from `from` to before `to`. */
export interface RowsTask {
  /** [comparison] the same in all tasks of a run. */
  readonly unrelated: readonly UnrelatedShares[];
  readonly rows: Uint32Array;
  readonly from: number;
  readonly to: number;
}

export interface CompareTask {
  readonly unrelated: readonly UnrelatedShares[];
  /** Facts of all records; each comparison reads its columns where they are left out. */
  readonly rows: Uint32Array | undefined;
  readonly left: Uint32Array;
  readonly right: Uint32Array;
  readonly from: number;
  readonly to: number;
  /** [pair] to be written: pattern within the range, and bits of rarity. */
  readonly pattern: Uint32Array;
  readonly rarityBits: Float32Array;
}

export type TaskName = keyof LinkTasks;
export type TaskOf<N extends TaskName> = LinkTasks[N]['task'];
export type ResultOf<N extends TaskName> = LinkTasks[N]['result'];

/** Does tasks one after the other, keeping what several of them need. */
export class LinkWork {
  readonly #context: LinkContext;
  readonly #measures: MeasureRegistry;
  #comparer: PairComparer | undefined;
  #finder: PairFinder | undefined;

  constructor(context: LinkContext, measures: MeasureRegistry) {
    this.#context = context;
    this.#measures = measures;
  }

  do<N extends TaskName>(name: N, task: TaskOf<N>): ResultOf<N> {
    const doers: { [K in TaskName]: (task: TaskOf<K>) => ResultOf<K> } = {
      keys: (key) => makePartKeys(this.#context.table, key),
      index: ({ rule, book, maximumPerKey }) =>
        indexRule(this.#context.table, rule, book, maximumPerKey, this.#context.sources),
      find: ({ indexes, from, to }) => {
        this.#finder ??= new PairFinder(this.#context.table, indexes, this.#context.sources);
        return this.#finder.find(from, to);
      },
      unrelated: ({ comparison }) => {
        const { table, comparisons } = this.#context;
        return kindOf(comparisons[comparison]!, this.#measures).unrelated(table, comparisons[comparison]!);
      },
      'row-width': ({ unrelated }) => this.#comparerOf(unrelated).layout.width,
      rows: ({ unrelated, rows, from, to }) => void writeRows(this.#comparerOf(unrelated).layout, rows, from, to),
      compare: (compare) => this.#compare(compare),
      unlinkable: ({ unrelated, ...task }) => unlinkableAmong(this.#comparerOf(unrelated), task),
    };
    return doers[name](task);
  }

  #comparerOf(unrelated: readonly UnrelatedShares[]): PairComparer {
    const { table, comparisons } = this.#context;
    return (this.#comparer ??= new PairComparer(table, comparisons, this.#measures, unrelated));
  }

  #compare(task: CompareTask): { count: number; levels: Uint8Array } {
    const { left, right, from, to, pattern, rarityBits } = task;
    const comparer = this.#comparerOf(task.unrelated);
    const book = new PatternBook(comparer.width);
    const keep = (start: number, end: number): void => {
      for (let pair = start, row = 0; pair < end; pair++, row++) {
        pattern[pair] = book.codeOf(comparer.levels, row * comparer.width);
        rarityBits[pair] = comparer.rarityBits[row]!;
      }
    };
    comparer.compare(left, right, from, to, keep, task.rows);
    return { count: book.count, levels: book.levels.slice() };
  }
}
