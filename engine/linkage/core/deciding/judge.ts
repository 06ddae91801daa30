/** How good the links are, judged without truth: from the chances of the pairs and from what clusters add to them. */
import type { FoundPairs } from '../blocking/find-pairs.ts';
import type { SourcePairs } from '../blocking/source-pairs.ts';
import { blockingRecall, rulesThatFind } from '../learning/blocking-recall.ts';
import { chanceOfNone } from '../learning/threshold.ts';
import type { Estimate } from '../estimate.ts';
import type { LinkTable } from '../table.ts';
import { groupRecords } from './components.ts';
import {
  between,
  ChanceSums,
  LEAST_ERROR,
  LEAST_LOSS,
  LOSS_MISJUDGED,
  STANDARD_ERRORS,
  STEPS,
  timesInOdds,
  UNSEEN_LINKS,
} from './chance-sums.ts';
import { chancesApart } from './chances-apart.ts';
import type { Clusters } from './decide-clusters.ts';
import type { Doubts } from './doubts.ts';
import { lostOfPoorRecords, lostPairs } from './poor-records.ts';
import { forEachChance } from './ways.ts';

export interface Judgement {
  readonly precision: Estimate;
  readonly recall: Estimate;
  readonly blockingRecall: Estimate;
  /** Matches in expectation, those that no rule finds included. */
  readonly expectedMatches: number;
}

export interface JudgingInput {
  readonly table: LinkTable;
  readonly sources: SourcePairs;
  readonly pairs: Pick<FoundPairs, 'count' | 'left' | 'right' | 'foundBy'>;
  /** [pair] match weight. */
  readonly bits: Float32Array;
  readonly clusters: Clusters;
  /** Pairs from here on are linked by themselves. */
  readonly thresholdBits: number;
  /** [record] bits that agreement on all it tells would be worth; where it is left out, nothing is said of records that tell little. */
  readonly toldBits?: Float32Array;
  /** How little pairs of a cluster may be worth; nothing is doubted where it is left out. */
  readonly doubts?: Doubts | undefined;
  /** True where some rule brings every pair. */
  readonly findsAll: boolean;
}

/**
 * Where it was seen on pairs of clusters it may be three times as much: the pairs of a cluster are those that are alike enough
 * to have come together.
 */
const SEEN_LOSS_MISJUDGED = 3;

const OPEN: Estimate = { value: 1, low: 0, high: 1 };

export function judge(input: JudgingInput): Judgement {
  const links = linkedChances(input);
  const { sums: apart, byRules: apartByRules } = chancesApart(input);
  const found = links.found.sum + apart.sum;
  const missed = missedByRules(
    input,
    links.byRules.map((linked, rules) => linked + apartByRules[rules]!),
  );
  const inClusters = links.found.sum + links.added.sum;
  /** Matches in all, given those among pairs kept apart and the share that rules find. */
  const expectedAt = (matchesApart: number, recall: number): number => {
    const ofRules = links.found.sum + matchesApart;
    // Where rules find nothing at all, no share of it tells how much there is.
    return Math.max(inClusters + matchesApart, ofRules === 0 ? 0 : ofRules / recall);
  };
  const expected = expectedAt(apart.sum, missed.value);
  const count = links.found.pairs + links.added.pairs;
  const linkedAt = (sum: 'low' | 'sum' | 'high'): number => (links.found[sum] + links.added[sum]) / count;
  const spread = STANDARD_ERRORS * Math.sqrt(links.found.variance + links.added.variance);
  const error = count === 0 ? 0 : LEAST_ERROR + spread / count;
  const unseen = count === 0 ? 0 : UNSEEN_LINKS * ((links.found.atOnce + links.added.atOnce) / count);
  const recallAt = (matches: number): number => (matches === 0 ? 1 : Math.min(1, inClusters / matches));
  const unsure = (STANDARD_ERRORS * Math.sqrt(apart.variance) + spread) / Math.max(1, expected);
  const lost = 1 - recallAt(expected);
  const recall = 1 - Math.max(lost, lostUnseen(input, links));
  const low = Math.min(
    recallAt(expectedAt(apart.high, missed.low)),
    1 - timesInOdds(lost, LOSS_MISJUDGED),
    1 - timesInOdds(links.hanging, SEEN_LOSS_MISJUDGED),
  );
  const high = recallAt(expectedAt(apart.low, missed.high)) + LEAST_ERROR + unsure;
  const foundAt = (matches: number): number => (matches === 0 ? 1 : Math.min(1, found / matches));
  return {
    // Of no link nothing is wrong, and nothing is known.
    precision:
      count === 0 ? OPEN : between(linkedAt('sum'), linkedAt('low') - error - unseen / count, linkedAt('high') + error),
    recall:
      count === 0
        ? recallOfNothing(expected, high)
        : between(recall, low - LEAST_LOSS - unsure, Math.max(recall, high)),
    blockingRecall: {
      value: foundAt(expected),
      // Of nothing found nothing is known.
      low: found === 0 ? missed.low : foundAt(expectedAt(apart.sum, missed.low)),
      high: foundAt(expectedAt(apart.sum, missed.high)),
    },
    expectedMatches: recall === 0 ? expected : Math.max(expected, inClusters / recall),
  };
}

/**
 * Pairs that are lost and leave no trace among pairs kept apart. Those that hang by a third record are more than are lost,
 * for a record of many has several chances; what records that tell little lose is less, for errors are not seen in what a
 * record tells: the truth lies between the two.
 */
function lostUnseen({ table, toldBits, clusters }: JudgingInput, { hanging, sizes }: ReturnType<typeof linkedChances>) {
  if (hanging === 0 || toldBits === undefined) return hanging;
  const isLinked = new Uint8Array(table.count);
  clusters.clusterOf.forEach((cluster, record) => {
    if (cluster !== record) isLinked[cluster] = isLinked[record] = 1;
  });
  const lost = lostOfPoorRecords({ table, toldBits, isLinked });
  return lost === undefined ? hanging : (hanging + lostPairs(lost, sizes)) / 2;
}

/** An end of a 95 % interval leaves out as much. */
const LEFT_OUT = 0.025;

/** Where nothing is linked recall is 1 if there is no match at all, and 0 else. */
function recallOfNothing(expected: number, high: number): Estimate {
  const value = chanceOfNone(expected);
  return between(value, 0, value < LEFT_OUT ? Math.max(value, high) : 1);
}

/**
 * Matches that one rule alone finds are mostly those that are unlike, and few of them are linked: what rules miss is told by
 * all that they find. Rules that are chosen to fill each other's gaps find less twice than rules that know nothing of each
 * other, so that nothing may be missed at all.
 */
function missedByRules({ findsAll }: JudgingInput, byRules: Float64Array): Estimate {
  if (findsAll) return { value: 1, low: 1, high: 1 };
  const { value, low } = blockingRecall(byRules);
  return { value, low, high: 1 };
}

/**
 * Two clusters are joined or are not: a wrong join makes all pairs between them wrong. A cluster comes of as many joins as it
 * has records but one, and so many pairs come of each.
 */
const pairsAJoin = (records: number): number => records / 2;

/** Pairs of clusters of three records and more below which nothing is said of those that hang by a third record. */
const FEWEST_PAIRS = 100;

/** A record of which rules do not find one pair is as often as not brought by another. */
const UNFOUND_LOSES = 0.5;

/**
 * Pairs of one cluster: those that rules found, those that came with the cluster, and how many rules found each.
 *
 * `hanging` is the share of pairs, of clusters of three records and more, that are one cluster by a third record alone:
 * rules or their weight would have missed them. Entities that have no such third record are missed as often: where
 * clusters are many, it is seen in them what cannot be seen outside.
 */
function linkedChances({ table, sources, pairs, clusters, thresholdBits, doubts }: JudgingInput) {
  const [found, added] = [new ChanceSums(), new ChanceSums()];
  let [ofThree, hanging] = [0, 0];
  const byRules = new Float64Array(33);
  const rulesOf = rulesThatFind(table.count, pairs);
  const groups = groupRecords(table.count, table.idHash, (record) => clusters.clusterOf[record]!);
  const sizes: number[] = [];
  for (let group = 0; group < groups.count; group++) {
    const members = groups.members.subarray(groups.starts[group], groups.starts[group + 1]);
    sizes.push(members.length);
    forEachChance(members, clusters.bitsBetween, doubts, (one, other, chance, least) => {
      if (sources.isCompared[table.source[one]! * sources.sources + table.source[other]!] === 0) return;
      const rules = rulesOf(one, other);
      (rules === 0 ? added : found).add(chance, least, pairsAJoin(members.length));
      if (rules > 0) byRules[rules]! += Math.round(chance * STEPS);
      if (members.length < 3) return;
      ofThree++;
      if (clusters.bitsBetween(one, other) < thresholdBits) hanging++;
      else if (rules === 0) hanging += UNFOUND_LOSES;
    });
  }
  return {
    found,
    added,
    byRules: byRules.map((sum) => sum / STEPS),
    hanging: ofThree < FEWEST_PAIRS ? 0 : hanging / ofThree,
    sizes,
  };
}
