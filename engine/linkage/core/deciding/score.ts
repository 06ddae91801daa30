/** Weighs compared pairs: their bits, the prior, the threshold, and what is expected of them. */
import { blockingRecall, matchesByRules } from '../learning/blocking-recall.ts';
import { weightsOfLearnt, type Learnt } from '../learning/learn.ts';
import { chooseThreshold, countByChance, expectedOf } from '../learning/threshold.ts';
import type { LinkModel } from '../link-model.ts';
import type { Estimate } from '../estimate.ts';
import type { ComparedPairs } from '../pairs.ts';
import type { SourcePairs } from '../blocking/source-pairs.ts';
import type { LinkTable } from '../table.ts';
import { applyCompetition, partnerlessBetween } from './competition.ts';
import { seeOneToOne, type OneToOneSeen } from './one-to-one.ts';
import { priorShareOf } from './learn-one-partner.ts';
import { PairLookup } from './pair-lookup.ts';
import { learnPartnerless, partnerlessAsTrained } from './partnerless.ts';
import { keepApart, settleBits, type Settled } from './settled-pairs.ts';
import { bitsOf, probabilityOf } from './match-weights.ts';
import { ownBits } from './own-bits.ts';

export interface Scores {
  /** [pair] match weight, prior included. */
  readonly bits: Float32Array;
  readonly priorBits: number;
  readonly priorShare: number;
  readonly threshold: { readonly probability: number; readonly weightBits: number };
  /** Which records have one partner each, as the model says or as was seen. */
  readonly oneToOne: OneToOneSeen;
}

export interface ScoringInput {
  readonly compared: ComparedPairs;
  readonly foundBy: Uint32Array;
  readonly learnt: Learnt;
  readonly allPairs: number;
  readonly model: Pick<LinkModel, 'threshold' | 'deduplicate' | 'between'>;
  readonly table: LinkTable;
  readonly sources: SourcePairs;
  /** True where some rule brings every pair. */
  readonly findsAll: boolean;
  /** What people settled: it changes weights, and neither prior nor threshold. */
  readonly settled: Settled;
  /** As a trained model says them; estimated and chosen where it is left out. */
  readonly fixed?: Pick<Scores, 'priorShare' | 'threshold'> | undefined;
}

const ALL_FOUND: Estimate = { value: 1, low: 1, high: 1 };

/** Pairs less likely than this say nothing about what rules miss: most of them are no matches. */
const LIKELY = 0.5;

export function scorePairs(input: ScoringInput): Scores {
  const { compared, learnt, allPairs, model, table, settled } = input;
  const priorShare = input.fixed?.priorShare ?? priorShareOf(learnt, allPairs);
  const priorBits = bitsOf(priorShare);
  const weights = weightsOfLearnt(learnt, priorBits);
  const own = ownBits(compared.pattern, compared.rarityBits, compared.patterns, weights);
  // What can never be is no match: neither threshold nor competition counts on it.
  keepApart(settled, compared, own);
  const bits = settled.pairs.length === 0 ? own : own.slice();
  const oneToOne = withPartnerless(input, seeOneToOne(table, input.sources, model, compared, own), own);
  const { sources } = oneToOne;
  applyCompetition({ table, sources, deduplicate: model.deduplicate, pairs: compared }, bits);
  const threshold = input.fixed?.threshold ?? thresholdOf(input, bits);
  if (bits !== own) settle({ ...input, sources }, own);
  return { bits: own, priorBits, priorShare, threshold, oneToOne };
}

/** What it is worth to have no other partner: learnt, or as a trained model says it. */
function withPartnerless({ table, model, compared, fixed }: ScoringInput, seen: OneToOneSeen, own: Float32Array) {
  if (fixed !== undefined) return { ...seen, sources: partnerlessAsTrained(table, seen.sources, model.between) };
  const { deduplicate } = model;
  const sources = learnPartnerless({ table, sources: seen.sources, deduplicate, pairs: compared }, own);
  const bitsOfNames = (left: string, right: string): number =>
    partnerlessBetween(sources, table.sources.indexOf(left), table.sources.indexOf(right));
  const between = seen.between.map((each) => {
    const partnerlessBits = bitsOfNames(each.left, each.right);
    return partnerlessBits === 0 ? each : { ...each, partnerlessBits };
  });
  return { ...seen, sources, between };
}

function thresholdOf({ foundBy, model, findsAll }: ScoringInput, bits: Float32Array): Scores['threshold'] {
  const chanceOf = (pair: number): number => probabilityOf(bits[pair]!);
  const likely = matchesByRules(foundBy, (pair) => (chanceOf(pair) >= LIKELY ? chanceOf(pair) : 0));
  const recall = findsAll ? ALL_FOUND : blockingRecall(likely);
  const byChance = countByChance(bits.length, chanceOf);
  const expectedMatches = expectedOf(byChance) / recall.value;
  const probability =
    model.threshold === 'auto' ? chooseThreshold(byChance, expectedMatches).probability : model.threshold;
  return { probability, weightBits: bitsOf(probability) };
}

/** Writes what people settled over the weights, and lets the pairs compete anew. */
function settle({ settled, table, sources, model, compared }: ScoringInput, bits: Float32Array): void {
  const lookup = new PairLookup(table.count, compared);
  const besides = settled.pairs.filter(({ left, right, kind }) => kind === 'same' && lookup.find(left, right) < 0);
  settleBits(settled, compared, bits);
  applyCompetition({ table, sources, deduplicate: model.deduplicate, pairs: compared, besides }, bits);
  settleBits(settled, compared, bits);
}
