/** A linkage model complete: `auto` resolved, every comparison and rule spelled out. Plain data. */
import type { ComparisonSpec } from './comparison.ts';
import type { FieldKind } from './table.ts';

/** One key of a rule: some part of a field that two records must share. */
export interface BlockingKeySpec {
  /** Which part; see blocking-keys.ts: `value`, `sound`, `words`, `year`, `day-month`, `prefix-3`, `rarest-word` … */
  readonly part: string;
  readonly fields: readonly string[];
}

export interface BlockingRuleSpec {
  readonly name: string;
  readonly keys: readonly BlockingKeySpec[];
  /** Keys that more records share than this open no pair. */
  readonly maximumPerKey?: number;
}

export interface FieldSpec {
  readonly name: string;
  readonly kind: FieldKind;
  /** How its values are written, where that is not plain: the order of a date, `nik`, `place` … */
  readonly format?: string;
  /** Of names: words, each with other writings of it (MUHAMMAD: MOH, MOCH) that are the same word spelled otherwise. */
  readonly spelling?: Readonly<Record<string, readonly string[]>>;
  /**
   * A value that stands beside more than so many different values of another field is a stand-in that somebody typed to
   * get past a form, and is read as blank: a NIK beside a dozen names.
   */
  readonly hub?: { readonly beside: string; readonly most: number };
  /** False for a field that says nothing of who is who: it is read, and may keep rows apart or date them. */
  readonly isCompared?: boolean;
}

/** Two rows of a source that tell the same of a field, or any two rows of it, are never one entity. */
export interface NeverTogether {
  /** Name of the source. */
  readonly source: string;
  /** Any two rows where left out. */
  readonly field?: string;
}

export interface LinkModel {
  readonly fields: readonly FieldSpec[];
  /** `auto` lets the engine choose after a look at the values. */
  readonly comparisons: readonly ComparisonSpec[] | 'auto';
  readonly rules: readonly BlockingRuleSpec[] | 'auto';
  readonly maximumPerKey: number;
  /** A rule that would make more pairs than this stops the run before memory does. */
  readonly maximumPairs: number;
  /** [source] true where records of one source may be one entity. */
  readonly deduplicate: readonly boolean[];
  /** Pairs of sources that are linked, by name; `auto` looks whether records have one partner each. */
  readonly between: readonly {
    readonly left: string;
    readonly right: string;
    readonly isOneToOne: boolean | 'auto';
    /** As a trained model says it: bits by which it speaks for a pair that neither record has another partner. */
    readonly partnerlessBits?: number | undefined;
  }[];
  /** Rows that are kept apart whatever they tell, unless people say that they are one. */
  readonly neverTogether?: readonly NeverTogether[];
  /** `auto`: chosen without labels, where F1 is highest in expectation. */
  readonly threshold: number | 'auto';
  readonly training: {
    readonly maximumRounds: number;
    readonly tolerance: number;
    /** Matches that the start counts as. */
    readonly priorMatches: number;
  };
}

/** All of a model but its comparisons. */
export type OpenModel = Omit<LinkModel, 'comparisons'>;

/** A model whose comparisons are spelled out. */
export type ReadyModel = OpenModel & { readonly comparisons: readonly ComparisonSpec[] };

/** A model whose comparisons may have to be chosen yet: of a million records a second's work. */
export type AskedModel = OpenModel & {
  readonly comparisons: readonly ComparisonSpec[] | (() => readonly ComparisonSpec[]);
};

export const comparisonsOf = ({ comparisons }: AskedModel): readonly ComparisonSpec[] =>
  typeof comparisons === 'function' ? comparisons() : comparisons;
