/** The shapes of what is told of a what-if, and of what it is told from. */
import type { Answer } from '../../assistance/what-if/ask.ts';
import type { NamedGroups } from '../../assistance/what-if/groups.ts';
import type { Intervals } from '../../assistance/what-if/bootstrap.ts';
import type { Interval } from '../../assistance/what-if/intervals.ts';
import type { WelfareMeasures } from '../../assistance/what-if/poverty.ts';
import type { Bilingual } from '../../kernel/bilingual.ts';

/** Both ends included; a number that is known is a span of one. */
export type Span = readonly [low: number, high: number];

/** null where it may not be told. */
export interface ToldChange {
  readonly before: Span | null;
  readonly change: Span | null;
}

export interface ToldEffect {
  /** Families. */
  readonly recipients: ToldChange;
  readonly inclusionErrors: ToldChange;
  readonly exclusionErrors: ToldChange;
  readonly undetermined: ToldChange;
  readonly winners: Span | null;
  readonly losers: Span | null;
  /** What is sure to be paid, and the most that it can come to. Null also where no source tells the amount. */
  readonly costRupiahPerYear: ToldChange;
  readonly mostCostRupiahPerYear: ToldChange;
  /** Of 95 %, of the changes and of who gains and loses. */
  readonly intervals: ToldIntervals;
}

export interface ToldGroups {
  readonly key: string;
  readonly name: Bilingual;
  readonly names: readonly Bilingual[];
  readonly effects: readonly ToldEffect[];
}

export type ToldWelfare = Readonly<Record<keyof WelfareMeasures, ToldMeasure>>;

export interface ToldMeasure {
  readonly before: number;
  readonly after: number;
  readonly change: number;
  /** Of 95 %; null until they were drawn. */
  readonly beforeInterval: Interval | null;
  readonly afterInterval: Interval | null;
  readonly changeInterval: Interval | null;
}

export interface ToldUse {
  readonly families: Span | null;
  readonly costRupiahPerYear: Span | null;
  readonly gapShare: number;
}

export interface ToldAnswer {
  readonly version: string;
  readonly city: ToldEffect;
  /** [kelurahan] */
  readonly byKelurahan: readonly ToldEffect[];
  readonly byGroup: readonly ToldGroups[];
  readonly persons: Span | null;
  readonly alikeAtCut: Span | null;
  /** Families on the list of now, and on the one that is tried, of which nobody can tell yet how much they get. */
  readonly amountUnknownNow: Span | null;
  readonly amountUnknown: Span | null;
  /** Null where nobody has estimated spending, or no source tells an amount. */
  readonly welfare: ToldWelfare | null;
  /** The width of a span of rupiah: a change by less is not told. */
  readonly costStepRupiah: number;
  /** The step to which shares of welfare are rounded. */
  readonly shareStep: number;
  readonly bestNow: ToldUse | null;
  readonly best: ToldUse | null;
  readonly needed: (ToldUse & { readonly kind: 'enough' | 'out-of-reach' }) | null;
}

/** Counts of now that may be seen. [kelurahan] null where hidden. */
export interface ShownNow {
  readonly recipients: readonly (number | null)[];
  /** Undefined where they are counted in something else than families. */
  readonly inclusionErrors: readonly (number | null)[] | undefined;
  readonly exclusionErrors: readonly (number | null)[] | undefined;
  /** The same of the city: what is hidden there stays hidden here, for it would tell of a hidden kelurahan. */
  readonly city: {
    readonly recipients: number | null;
    readonly inclusionErrors: number | null | undefined;
    readonly exclusionErrors: number | null | undefined;
    readonly undetermined: number | null | undefined;
  };
}

export interface TellInputs {
  readonly answer: Answer;
  readonly groups: readonly NamedGroups[];
  readonly now: ShownNow;
  /** Without a list nobody receives, as everybody may know. */
  readonly hasList: boolean;
  /** Counts under it are hidden. */
  readonly limit: number;
  /** Persons of the city, as the measures of welfare count them. */
  readonly persons: number;
  /** What the question leaves as it is, whatever the facts: who is on the list, or everything. */
  readonly kept: 'all' | 'list' | 'nothing';
  /** Whether by the question alone the rules fit whom they fit now. */
  readonly isSameDue: boolean;
  /** By the question alone: of the most that a family can get, the most that one gains or loses. */
  readonly mostMovedShare: number;
  readonly intervals: Intervals | undefined;
}

export interface ToldIntervals {
  readonly recipients: Span | null;
  readonly inclusionErrors: Span | null;
  readonly exclusionErrors: Span | null;
  readonly undetermined: Span | null;
  readonly winners: Span | null;
  readonly losers: Span | null;
  readonly costRupiahPerYear: Span | null;
  readonly mostCostRupiahPerYear: Span | null;
}

export interface Rulers {
  /** Width of a span of families, and of rupiah. */
  readonly families: number;
  readonly rupiah: number;
  /** Whether the rules fit whom they fit now: then errors change only with the list. */
  readonly isSameDue: boolean;
  /** By the question alone: of the most that a family can get, the most that one gains or loses. */
  readonly mostMovedShare: number;
}
