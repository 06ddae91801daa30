/** Puts together what linking found. */
import { countByRule, type Candidates } from './blocking/find-candidates.ts';
import type { ComparedEnds } from './comparing/compare-candidates.ts';
import type { Clusters } from './deciding/decide-clusters.ts';
import { probabilityOf } from './deciding/match-weights.ts';
import { judge, type Judgement } from './deciding/judge.ts';
import { doubtsOf } from './deciding/doubts.ts';
import type { PatternedPairs } from './deciding/kin-doubt.ts';
import type { Scores } from './deciding/score.ts';
import { LEAST_OWN_BITS, type ToldByRecords } from './deciding/unlinkable.ts';
import type { UnrelatedShares } from './comparison.ts';
import { silentLevelOf } from './learning/drop-reasons.ts';
import type { Learnt } from './learning/learn.ts';
import { notesOf } from './link-notes.ts';
import type { LinkRun } from './link-run.ts';
import type { WeighedBy } from './trained/parameters.ts';
import { parametersOf, weighedBy } from './trained/trained-parameters.ts';
import type { ComparedPairs, LinkResult, RuleYield, TrainedModel } from './pairs.ts';

/** Candidate pairs, and what is to be said of the rules that bring them. */
export interface Blocked extends Candidates {
  readonly notes: LinkResult['notes'];
}

export interface Linked {
  readonly run: LinkRun;
  readonly candidates: Blocked;
  readonly compared: ComparedPairs;
  readonly learnt: Learnt;
  readonly unrelated: readonly UnrelatedShares[];
  readonly scores: Scores;
  readonly clusters: Clusters;
  readonly added: ComparedEnds | undefined;
}

interface LinkedAndTold extends Linked {
  readonly told: ToldByRecords;
}

/**
 * Links as they were decided: all that rows are written from. To judge them takes one thread a second or two of a million
 * records, and can wait until others write.
 */
export interface DecidedLinks extends Pick<LinkResult, 'pairs' | 'clusterOf' | 'stages'> {
  readonly weighed: WeighedBy;
  /** Judges the links, and puts together all that is told of them. */
  whole(): LinkResult;
}

/** @param telling what records tell, which other threads are looking at */
export async function decidedLinks(linked: Linked, telling: Promise<ToldByRecords>): Promise<DecidedLinks> {
  const { run, candidates, scores, clusters } = linked;
  const chances = chancesOf(scores.bits);
  const pairs = keptPairs(linked, chances);
  const told = await telling;
  const decided = {
    pairs,
    clusterOf: clusters.clusterOf,
    stages: run.watch.stages(),
    weighed: run.trained ?? weighedBy({ ...linked, model: withOneToOne(linked), rules: candidates.rules }),
  };
  return { ...decided, whole: () => resultOf({ ...linked, told }, decided, chances) };
}

function resultOf(
  linked: LinkedAndTold,
  { pairs, clusterOf, stages }: Omit<DecidedLinks, 'whole'>,
  chances: Float64Array,
): LinkResult {
  const { run, scores, clusters } = linked;
  const judgement = judge({
    table: run.table,
    sources: scores.oneToOne.sources,
    pairs: linked.candidates.pairs,
    bits: scores.bits,
    clusters,
    thresholdBits: scores.threshold.weightBits,
    toldBits: linked.told.toldBits,
    doubts: doubtsOf({
      ...run,
      fields: run.model.comparisons.map(({ fields }) => fields),
      learnt: linked.learnt,
      compared: patternedPairs(linked),
    }),
    findsAll: linked.candidates.rules.some(({ keys }) => keys.length === 0),
  });
  return {
    pairs,
    clusterOf,
    threshold: scores.threshold,
    trained: trainedOf(linked, judgement),
    parameters:
      run.trained ??
      parametersOf({ ...run, model: withOneToOne(linked), rules: linked.candidates.rules, ...linked, judgement }),
    rules: yieldsOf(linked, chances),
    precision: judgement.precision,
    recall: judgement.recall,
    weightHistogram: histogramOf(scores.bits, chances),
    unlinkable: linked.told.unlinkable,
    ownWeights: {
      fromBits: scores.threshold.weightBits + LEAST_OWN_BITS,
      binBits: 1,
      records: linked.told.byOwnBits,
    },
    stages,
    notes: [
      ...linked.candidates.notes,
      ...notesOf({
        ...linked,
        allPairs: run.allPairs,
        model: run.model,
        isTrained: run.trained !== undefined,
        seen: scores.oneToOne.seen,
      }),
    ],
  };
}

/** Pairs that rules found, and those that clusters asked for. */
const patternedPairs = ({ compared, clusters, added }: Linked): PatternedPairs[] => [
  { ...compared, ends: compared },
  ...(added === undefined ? [] : [{ ...added, ends: clusters.added }]),
];

/** [pair] chance that it is a match: asked for often, and reckoned once. */
function chancesOf(bits: Float32Array): Float64Array {
  const chances = new Float64Array(bits.length);
  for (let pair = 0; pair < bits.length; pair++) chances[pair] = probabilityOf(bits[pair]!);
  return chances;
}

const withOneToOne = ({ run: { model }, scores }: Linked) => ({
  ...model,
  between: scores.oneToOne.between,
});

/** Pairs less likely than this are not handed on. */
const LEAST_PROBABILITY = 0.001;

/** @param chances [pair] chance that it is a match */
function keptPairs({ run, compared, scores, clusters, added }: Linked, chances: Float64Array): LinkResult['pairs'] {
  const { clusterOf } = clusters;
  const width = run.model.comparisons.length;
  const { isCompared, sources } = run.sources;
  const isLinked = (left: number, right: number): boolean => clusterOf[left] === clusterOf[right];
  const keeps = (chance: number, left: number, right: number): boolean =>
    (chance >= LEAST_PROBABILITY || isLinked(left, right)) &&
    isCompared[run.table.source[left]! * sources + run.table.source[right]!] === 1;
  const own: number[] = [];
  for (let pair = 0; pair < compared.count; pair++) {
    if (keeps(chances[pair]!, compared.left[pair]!, compared.right[pair]!)) own.push(pair);
  }
  const besides: number[] = [];
  for (let pair = 0; pair < clusters.added.count; pair++) {
    if (keeps(probabilityOf(clusters.addedBits[pair]!), clusters.added.left[pair]!, clusters.added.right[pair]!))
      besides.push(pair);
  }
  const count = own.length + besides.length;
  const kept = {
    count,
    left: new Uint32Array(count),
    right: new Uint32Array(count),
    weightBits: new Float32Array(count),
    probability: new Float32Array(count),
    levels: new Uint8Array(count * width),
    rarityBits: new Float32Array(count),
    isLinked: new Uint8Array(count),
  };
  let [o, b] = [0, 0];
  for (let at = 0; at < count; at++) {
    const isOwn = b >= besides.length || (o < own.length && isBefore(compared, own[o]!, clusters.added, besides[b]!));
    const pair = isOwn ? own[o++]! : besides[b++]!;
    const ends = isOwn ? compared : clusters.added;
    const bits = isOwn ? scores.bits[pair]! : clusters.addedBits[pair]!;
    const [book, pattern] = isOwn
      ? [compared.patterns, compared.pattern[pair]!]
      : [added!.patterns, added!.pattern[pair]!];
    kept.left[at] = ends.left[pair]!;
    kept.right[at] = ends.right[pair]!;
    kept.weightBits[at] = bits;
    kept.probability[at] = isOwn ? chances[pair]! : probabilityOf(bits);
    kept.levels.set(book.levels.subarray(pattern * width, (pattern + 1) * width), at * width);
    kept.rarityBits[at] = isOwn ? compared.rarityBits[pair]! : added!.rarityBits[pair]!;
    kept.isLinked[at] = isLinked(ends.left[pair]!, ends.right[pair]!) ? 1 : 0;
  }
  return kept;
}

type Ends = { readonly left: Uint32Array; readonly right: Uint32Array };

const isBefore = (a: Ends, i: number, b: Ends, j: number): boolean =>
  a.left[i]! !== b.left[j]! ? a.left[i]! < b.left[j]! : a.right[i]! < b.right[j]!;

const SCALE = 2 ** 20;

function trainedOf({ run, learnt, scores }: Linked, judgement: Judgement): TrainedModel {
  const { space, estimation, u, uError, weightBits, isLearnt, dropped, silent } = learnt;
  return {
    comparisons: run.model.comparisons.map(({ name, levels }, c) => {
      const reasonToDrop = dropped[c];
      const first = space.first[c]! + 1;
      return {
        name,
        levels: levels.map((level, l) => {
          const reason = silentLevelOf(silent[first + l], space, c, levels);
          return {
            name: level.name,
            m: estimation.shares[0]![first + l]!,
            u: u[first + l]!,
            uError: uError[first + l]!,
            weightBits: weightBits[first + l]!,
            isLearnt: isLearnt[first + l] === 1,
            ...(reason && { silent: reason }),
          };
        }),
        ...(reasonToDrop === undefined ? {} : { dropped: reasonToDrop }),
      };
    }),
    priorShare: scores.priorShare,
    expectedMatches: judgement.expectedMatches,
    blockingRecall: judgement.blockingRecall,
    rounds: estimation.rounds,
  };
}

function yieldsOf({ candidates, compared }: Linked, chances: Float64Array): RuleYield[] {
  const { rules, indexes, seconds, pairs } = candidates;
  const counts = countByRule(pairs, rules.length);
  // Whole steps, so that the order of pairs does not change the sum.
  const matchesOfRule = new Float64Array(rules.length);
  for (let pair = 0; pair < compared.count; pair++) {
    matchesOfRule[compared.rule[pair]!]! += Math.round(chances[pair]! * SCALE);
  }
  return rules.map(({ name }, rule) => ({
    rule: name,
    pairs: counts.pairs[rule]!,
    firstFound: counts.firstFound[rule]!,
    unique: counts.unique[rule]!,
    expectedMatches: matchesOfRule[rule]! / SCALE,
    hubs: indexes[rule]!.hubs,
    recordsInHubs: indexes[rule]!.recordsInHubs,
    seconds: seconds[rule]!,
  }));
}

const FROM_BITS = -60;
const TO_BITS = 80;

function histogramOf(bits: Float32Array, chances: Float64Array): LinkResult['weightHistogram'] {
  const bins = TO_BITS - FROM_BITS;
  const histogram = { pairs: new Float64Array(bins), matches: new Float64Array(bins) };
  for (let pair = 0; pair < bits.length; pair++) {
    const bin = Math.min(bins - 1, Math.max(0, Math.floor(bits[pair]! - FROM_BITS)));
    histogram.pairs[bin]!++;
    histogram.matches[bin]! += Math.round(chances[pair]! * SCALE);
  }
  return {
    fromBits: FROM_BITS,
    binBits: 1,
    pairs: histogram.pairs,
    matches: histogram.matches.map((sum) => sum / SCALE),
  };
}
