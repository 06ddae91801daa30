/** All that a run learnt and chose, so that a later run on other or more rows weighs exactly as this one did. */
import type { Estimate } from '../estimate.ts';
import type { SilentLevel } from '../learning/silent-level.ts';
import type { Together } from '../learning/together.ts';
import type { BlockingRuleSpec, LinkModel, ReadyModel } from '../link-model.ts';
import type { KnownFrequencies } from '../table.ts';

/** A model in which nothing is left open. */
export type FixedModel = Omit<ReadyModel, 'rules' | 'between'> & {
  readonly rules: readonly BlockingRuleSpec[];
  readonly between: readonly (LinkModel['between'][number] & { readonly isOneToOne: boolean })[];
};

export interface TrainedLevel {
  readonly u: number;
  readonly uError: number;
  readonly isLearnt: boolean;
  /** log2(m / u); 0 where the comparison was left out or the level says nothing. */
  readonly weightBits: number;
  /** See UnrelatedShares; NaN where the level knows no values. */
  readonly averageBits: number;
  /** Why it says nothing by itself; left out where it does. */
  readonly silent?: SilentLevel | undefined;
}

/** What pairs were weighed by: known before links are judged. */
export type WeighedBy = Pick<TrainedParameters, 'model' | 'levels' | 'dropped'>;

export interface TrainedParameters {
  readonly model: FixedModel;
  /** [comparison][level from 1 on] */
  readonly levels: readonly (readonly TrainedLevel[])[];
  /** [comparison] why it was left out. */
  readonly dropped: readonly (string | undefined)[];
  /** Matches first; shares of levels are [comparison][level from 1 on]. */
  readonly classes: readonly {
    readonly name: string;
    readonly share: number;
    readonly levels: readonly (readonly number[])[];
    /** Comparisons, by their places, on which its pairs agree as strangers do. */
    readonly byChance: readonly number[];
  }[];
  /** What strangers agree on together. */
  readonly together: readonly Together[];
  readonly priorShare: number;
  readonly threshold: { readonly probability: number; readonly weightBits: number };
  readonly expectedMatches: number;
  readonly blockingRecall: Estimate;
  readonly rounds: number;
  readonly frequencies: KnownFrequencies;
}
