/** What a thread can be asked to do for linkage. Tasks and results are plain data on shared memory. */
import type { ComparisonSpec, UnrelatedShares } from '../comparison.ts';
import type { BlockingKeySpec, BlockingRuleSpec, OpenModel } from '../link-model.ts';
import type { LinkTable } from '../table.ts';
import { comparedOf, rulesOfModel, type ChosenRules } from '../blocking/automatic/rules-of-model.ts';
import { makePartKeys, type KeyBook, type PartKeys } from '../blocking/key-columns.ts';
import { PairFinder, type FoundPairs } from '../blocking/find-pairs.ts';
import { indexRule, type RuleIndex } from '../blocking/rule-index.ts';
import type { SourcePairs } from '../blocking/source-pairs.ts';
import { kindOf, PairComparer, type MeasureRegistry } from '../comparing/compare-pairs.ts';
import type { AllRows, FactSizes } from '../comparing/fact-rows.ts';
import { PatternBook } from '../comparing/pattern-book.ts';
import { jointAgreements, type JointAgreement } from '../measures/auto/joint-agreement.ts';
import { unlinkableAmong, type ToldByRecords, type UnlinkableTask } from '../deciding/unlinkable.ts';

/** What every thread knows from its start. */
export interface LinkContext {
  readonly table: LinkTable;
  readonly sources: SourcePairs;
  readonly comparisons: readonly ComparisonSpec[];
  /** Module that exports MEASURES, as a URL. */
  readonly measuresModule: string;
}

export interface LinkTasks {
  /** Comparisons that were chosen after the start, in place of those of the context. */
  comparisons: { task: readonly ComparisonSpec[]; result: undefined };
  rules: { task: Pick<OpenModel, 'fields' | 'rules' | 'maximumPerKey' | 'maximumPairs'>; result: ChosenRules };
  /** What strangers agree on together. */
  joint: { task: undefined; result: readonly JointAgreement[] };
  keys: { task: BlockingKeySpec; result: PartKeys };
  index: {
    task: { rule: BlockingRuleSpec; book: KeyBook; maximumPerKey: number };
    result: RuleIndex;
  };
  /** Pairs of a range of records; the indexes are the same for all of them. */
  find: { task: { indexes: readonly RuleIndex[]; from: number; to: number }; result: FoundPairs };
  /** How often unrelated records reach the levels of one comparison. */
  unrelated: { task: { comparison: number }; result: UnrelatedShares };
  'row-sizes': { task: { unrelated: readonly UnrelatedShares[] }; result: FactSizes };
  'value-rows': { task: ValueRowsTask; result: undefined };
  rows: { task: RowsTask; result: undefined };
  /** Compares pairs from `from` to before `to`; patterns are numbered within the range. */
  compare: { task: CompareTask; result: { count: number; levels: Uint8Array } };
  /** How many records cannot be linked. */
  unlinkable: { task: UnlinkableTask; result: ToldByRecords };
}

/** Writes the rows of the values of one comparison from `from` to before `to`. */
export interface ValueRowsTask {
  /** [comparison] the same in all tasks of a run. */
  readonly unrelated: readonly UnrelatedShares[];
  readonly rows: Uint32Array;
  readonly comparison: number;
  readonly from: number;
  readonly to: number;
}

/** Writes the rows of the records from `from` to before `to`. */
export interface RowsTask {
  readonly unrelated: readonly UnrelatedShares[];
  readonly rows: AllRows;
  readonly from: number;
  readonly to: number;
}

export interface CompareTask {
  readonly unrelated: readonly UnrelatedShares[];
  /** Of all records; those of the records at hand are written where they are left out. */
  readonly rows: AllRows | undefined;
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
  #context: LinkContext;
  readonly #measures: MeasureRegistry;
  #comparer: PairComparer | undefined;
  #finder: PairFinder | undefined;

  constructor(context: LinkContext, measures: MeasureRegistry) {
    this.#context = context;
    this.#measures = measures;
  }

  do<N extends TaskName>(name: N, task: TaskOf<N>): ResultOf<N> {
    const doers: { [K in TaskName]: (task: TaskOf<K>) => ResultOf<K> } = {
      comparisons: (comparisons) => void (this.#context = { ...this.#context, comparisons }),
      rules: (model) => rulesOfModel(comparedOf(this.#context.table, model), this.#context.sources, model),
      joint: () => jointAgreements(this.#context.table, this.#context.sources, this.#context.comparisons),
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
      'row-sizes': ({ unrelated }) => this.#comparerOf(unrelated).sizes,
      'value-rows': ({ unrelated, rows, comparison, from, to }) =>
        void this.#comparerOf(unrelated).writeValues(rows, comparison, from, to),
      rows: ({ unrelated, rows, from, to }) => {
        const comparer = this.#comparerOf(unrelated, rows);
        comparer.writeRecords(rows.records, from, to, from * comparer.sizes.width);
        return undefined;
      },
      compare: (compare) => this.#compare(compare),
      unlinkable: ({ unrelated, ...task }) => unlinkableAmong(this.#comparerOf(unrelated, task.rows), task),
    };
    return doers[name](task);
  }

  #comparerOf(unrelated: readonly UnrelatedShares[], rows?: AllRows): PairComparer {
    const { table, comparisons } = this.#context;
    this.#comparer ??= new PairComparer(table, comparisons, this.#measures, unrelated);
    if (rows !== undefined) this.#comparer.useValues(rows.values);
    return this.#comparer;
  }

  #compare(task: CompareTask): { count: number; levels: Uint8Array } {
    const { left, right, from, to, pattern, rarityBits } = task;
    const comparer = this.#comparerOf(task.unrelated, task.rows);
    const book = new PatternBook(comparer.width);
    const keep = (start: number, end: number): void => {
      book.codesOf(comparer.paddedLevels, pattern.subarray(start, end));
      rarityBits.set(comparer.rarityBits.subarray(0, end - start), start);
    };
    comparer.compare(left, right, from, to, keep, task.rows);
    return { count: book.count, levels: book.levels.slice() };
  }
}
