/** Candidate pairs and what became of them: the shapes that the steps after blocking hand on. */

import type { Estimate } from './estimate.ts';
import type { SilentLevel } from './learning/silent-level.ts';
import type { TrainedParameters } from './trained/parameters.ts';

/** Entry i of every array is one pair, in ascending order of left, then right record; left < right. */
export interface CandidatePairs {
  readonly count: number;
  /** [pair] record in LinkTable. */
  readonly left: Uint32Array;
  readonly right: Uint32Array;
  /** [pair] index of the first rule that finds it, whichever threads found it. */
  readonly rule: Uint8Array;
}

/** Candidate pairs compared: which pattern of levels each shows. */
export interface ComparedPairs extends CandidatePairs {
  /** [pair] row in `patterns`. */
  readonly pattern: Uint32Array;
  /** [pair] bits that the rarity of the values agreed on adds, all comparisons together. */
  readonly rarityBits: Float32Array;
  readonly patterns: Patterns;
}

/** Distinct combinations of levels, in ascending order of their levels. */
export interface Patterns {
  readonly count: number;
  readonly comparisons: number;
  /** [pattern × comparison] level, row by row. */
  readonly levels: Uint8Array;
  readonly rules: number;
  /** [pattern × rule] pairs of that pattern that the rule was the first to find. */
  readonly pairs: Float64Array;
}

/** What a blocking rule gave and cost. */
export interface RuleYield {
  readonly rule: string;
  /** Pairs that share its keys, and those that no rule before it found. */
  readonly pairs: number;
  readonly firstFound: number;
  /** Pairs that no other rule finds. */
  readonly unique: number;
  /** Of those first found, matches in expectation. */
  readonly expectedMatches: number;
  /** Keys left out because too many records share them, and the records that they have. */
  readonly hubs: number;
  readonly recordsInHubs: number;
  readonly seconds: number;
}

/** What learning found. */
export interface TrainedModel {
  readonly comparisons: readonly {
    readonly name: string;
    readonly levels: readonly {
      readonly name: string;
      readonly m: number;
      readonly u: number;
      readonly uError: number;
      /** log2(m / u), before the rarity of the very value. */
      readonly weightBits: number;
      readonly isLearnt: boolean;
      /** Set where the level says nothing by itself, and why. */
      readonly silent?: SilentLevel;
    }[];
    /** Set when the comparison told nothing and was left out, and why. */
    readonly dropped?: string;
  }[];
  /** Chance that two records taken at random are one entity. */
  readonly priorShare: number;
  /** Entities' pairs in expectation, those that no rule finds included. */
  readonly expectedMatches: number;
  /** Share of them that the rules find, in expectation. */
  readonly blockingRecall: Estimate;
  readonly rounds: number;
}

/** What a step of linkage took. */
export interface StageTime {
  readonly name: string;
  /** By the clock, from its start to its end. */
  readonly seconds: number;
  readonly cpuSeconds: number;
  /**
   * Of a step that went on beside others: their names, and what of its time lies within theirs. Only the rest is its own,
   * so that whoever adds up steps leaves this out.
   */
  readonly beside?: { readonly stages: readonly string[]; readonly seconds: number; readonly cpuSeconds: number };
}

/** The result of linking any files. */
export interface LinkResult {
  /** Pairs worth keeping (from a probability of 0.001 on), in order of their records. */
  readonly pairs: {
    readonly count: number;
    readonly left: Uint32Array;
    readonly right: Uint32Array;
    readonly weightBits: Float32Array;
    /** 0 to 1. */
    readonly probability: Float32Array;
    /** [pair × comparison] levels, for the explanation. */
    readonly levels: Uint8Array;
    readonly rarityBits: Float32Array;
    /** [pair] 1 where both records are in one cluster. */
    readonly isLinked: Uint8Array;
  };
  /** [record] smallest record of its cluster, by idHash order of no matter: the cluster's name. */
  readonly clusterOf: Uint32Array;
  readonly threshold: { readonly probability: number; readonly weightBits: number };
  readonly trained: TrainedModel;
  /** The same complete, for runs that are to weigh as this one did. */
  readonly parameters: TrainedParameters;
  readonly rules: readonly RuleYield[];
  /** Of the links that were made (pairs of one cluster), judged without truth. */
  readonly precision: Estimate;
  readonly recall: Estimate;
  /** [bin] histogram of match weights, and within it the matches in expectation. */
  readonly weightHistogram: {
    readonly fromBits: number;
    readonly binBits: number;
    readonly pairs: Float64Array;
    readonly matches: Float64Array;
  };
  /** Records that could not be linked even to a copy of themselves: their weight against themselves is below the threshold. */
  readonly unlinkable: number;
  /** [bin] records by that weight, the best that they could reach; a bin begins at the threshold. The ends hold what is beyond. */
  readonly ownWeights: {
    readonly fromBits: number;
    readonly binBits: number;
    readonly records: Float64Array;
  };
  readonly stages: readonly StageTime[];
  /** Sentences about what was done differently than asked, such as a field left out because it is all missing. */
  readonly notes: readonly { readonly id: string; readonly en: string }[];
}
