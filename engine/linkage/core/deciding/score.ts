/** Weighs compared pairs: their bits, the prior, the threshold, and what is expected of them. */
import { blockingRecall, matchesByRules } from '../learning/blocking-recall.ts';
import type { Learnt } from '../learning/learn.ts';
import { chooseThreshold, countByChance } from '../learning/threshold.ts';
import type { LinkModel } from '../link-model.ts';
import type { ComparedPairs, Estimate } from '../pairs.ts';
import { bitsOf, pairBits, patternBits, probabilityOf, rivalBits, withRivals } from './match-weights.ts';

export interface Scores {
  /** [pair] match weight, prior included. */
  readonly bits: Float32Array;
  readonly priorBits: number;
  readonly priorShare: number;
  readonly blockingRecall: Estimate;
  /** Matches in expectation among all pairs, and among those that rules find. */
  readonly expectedMatches: number;
  readonly expectedFound: number;
  readonly threshold: { readonly probability: number; readonly weightBits: number };
}

export interface ScoringInput {
  readonly compared: ComparedPairs;
  readonly foundBy: Uint32Array;
  readonly learnt: Learnt;
  readonly allPairs: number;
  readonly threshold: LinkModel['threshold'];
  /** True where some rule brings every pair. */
  readonly findsAll: boolean;
}

const ALL_FOUND: Estimate = { value: 1, low: 1, high: 1 };

export function scorePairs({ compared, foundBy, learnt, allPairs, threshold, findsAll }: ScoringInput): Scores {
  const { space, estimation, weightBits } = learnt;
  const found = Math.max(0.5, estimation.matches);
  const evidence = pairBits(
    compared.pattern,
    compared.rarityBits,
    patternBits(compared.patterns, space, weightBits, 0),
  );
  const priorOf = (recall: number): number => bitsOf(Math.min(0.5, found / recall / Math.max(1, allPairs)));
  const chanceAt = (prior: number) => (pair: number) => probabilityOf(evidence[pair]! + prior);
  const recall = findsAll ? ALL_FOUND : blockingRecall(matchesByRules(foundBy, chanceAt(priorOf(1))));
  const priorBits = priorOf(recall.value);
  const rivals = rivalBits(compared.patterns, space, estimation.shares, estimation.classShares);
  const bits = evidence.map((each, pair) => withRivals(each + priorBits, rivals[compared.pattern[pair]!]!));
  const byChance = countByChance(bits.length, (pair) => probabilityOf(bits[pair]!));
  const expectedMatches = found / recall.value;
  const probability = threshold === 'auto' ? chooseThreshold(byChance, expectedMatches).probability : threshold;
  return {
    bits,
    priorBits,
    priorShare: probabilityOf(priorBits),
    blockingRecall: recall,
    expectedMatches,
    expectedFound: found,
    threshold: { probability, weightBits: bitsOf(probability) },
  };
}
