/**
 * What people should look at first. Each question is one pair of records, and what an answer is worth is how much of the
 * result it is expected to change: the pairs of records that would become linked, or would cease to be, if the answer were
 * the other one than the result assumes, times the chance that it is.
 *
 * - Two records in two clusters of a and b records, one entity with chance p: the answer `same` links a × b pairs and comes
 *   with chance p: worth p × a × b. Where the clusters cannot be one (both have a record of a source that has no doubles),
 *   the answer is about which of them it is, and changes the pair itself: worth p.
 * - Two records in one cluster, one entity with chance p (their own, or that of the best way over a third record): the
 *   answer `different` parts the cluster into x and y records and comes with chance 1 - p: worth (1 - p) × x × y. A conflict
 *   (two numbers of identity, two records of a source without doubles) or a cluster that is too large is wrong more often
 *   than the weights say: there 1 - p counts at least LEAST_DOUBT.
 *
 * What was decided is not asked again; what was put off comes last.
 */
import { sha256 } from '../../kernel/checksum.ts';
import type { ID_LEVELS } from '../core/measures/id-levels.ts';
import type { TrainedParameters } from '../core/trained/parameters.ts';
import { recordIdOf, sourceOfRecord, type StoredLinks } from '../files/state/links-file.ts';
import { pairName, type InForce } from './binding.ts';
import { clustersOf, sidesOf, weakestBridge, type ReviewCluster } from './clusters.ts';
import { recordName } from './decision.ts';

/** Why a pair or its cluster is doubtful. */
export const DOUBTS = ['near-threshold', 'weak-bridge', 'too-large', 'two-numbers', 'two-of-one-source'] as const;
export type Doubt = (typeof DOUBTS)[number];

export interface ReviewItem {
  /** The same in every run for the same two records. */
  readonly item: string;
  readonly left: number;
  readonly right: number;
  /** Pair of the result that tells the evidence; -1 where the two were not compared. */
  readonly pair: number;
  readonly isLinked: boolean;
  /** Chance that the two are one. */
  readonly probability: number;
  readonly doubts: readonly Doubt[];
  /** Pairs of records whose link an answer is expected to change. */
  readonly expectedChange: number;
  readonly isLater: boolean;
}

export interface QueueInput {
  readonly links: StoredLinks;
  readonly parameters: TrainedParameters;
  readonly decisions: InForce;
}

/** Share of conflicts and of too large clusters that are wrong, at the least. */
export const LEAST_DOUBT = 0.05;
/** Pairs between these chances are doubtful by themselves. */
const [LEAST_CHANCE, MOST_CHANCE] = [0.02, 0.98];
/** A pair that holds a cluster together with less than this chance is a weak bridge. */
const STURDY = 0.95;
/** A person is in few files more often than this. */
export const MOST_RECORDS_OF_ONE = 12;

/** Hexadecimal digits: that two of a million pairs share a name has a chance of less than one in ten million. */
const ITEM_DIGITS = 16;

export const itemOf = (left: string, right: string): string => sha256(pairName(left, right)).slice(0, ITEM_DIGITS);

/** All questions worth asking, the most telling first. */
export function reviewQueue(input: QueueInput): ReviewItem[] {
  const { links, decisions } = input;
  const clusters = clustersOf(links);
  const found = new Map<string, Omit<ReviewItem, 'item' | 'isLater'>>();
  const add = (question: Omit<ReviewItem, 'item' | 'isLater'>): void => {
    const key = `${String(question.left)} ${String(question.right)}`;
    const known = found.get(key);
    const doubts = [...new Set([...(known?.doubts ?? []), ...question.doubts])].sort(
      (a, b) => DOUBTS.indexOf(a) - DOUBTS.indexOf(b),
    );
    const expectedChange = Math.max(known?.expectedChange ?? 0, question.expectedChange);
    found.set(key, { ...question, doubts, expectedChange });
  };
  questionsBetween(input, sizesOf(links), add);
  for (const cluster of clusters) questionsWithin(input, cluster, add);
  const decided = new Set(decisions.pairs.map(({ left, right }) => pairName(left, right)));
  const items: ReviewItem[] = [];
  for (const question of found.values()) {
    const left = recordName(recordIdOf(links, question.left));
    const right = recordName(recordIdOf(links, question.right));
    const name = pairName(left, right);
    if (decided.has(name)) continue;
    items.push({ item: itemOf(left, right), ...question, isLater: decisions.later.has(name) });
  }
  return items.sort(
    (a, b) =>
      Number(a.isLater) - Number(b.isLater) ||
      b.expectedChange - a.expectedChange ||
      a.left - b.left ||
      a.right - b.right,
  );
}

function sizesOf({ entity }: StoredLinks): Map<number, number> {
  const sizes = new Map<number, number>();
  for (const of of entity) sizes.set(of, (sizes.get(of) ?? 0) + 1);
  return sizes;
}

type Add = (question: Omit<ReviewItem, 'item' | 'isLater'>) => void;

/** Pairs of two clusters that may be one entity. */
function questionsBetween({ links, parameters }: QueueInput, sizes: ReadonlyMap<number, number>, add: Add): void {
  const { pairs, entity } = links;
  for (let pair = 0; pair < pairs.count; pair++) {
    const probability = pairs.probability[pair]!;
    if (pairs.isLinked[pair] === 1 || probability < LEAST_CHANCE) continue;
    const [left, right] = [pairs.left[pair]!, pairs.right[pair]!];
    const size = (record: number): number => sizes.get(entity[record]!)!;
    const isExclusive = areExclusive(links, parameters, left, right);
    add({
      left,
      right,
      pair,
      isLinked: false,
      probability,
      doubts: ['near-threshold'],
      expectedChange: probability * (isExclusive ? 1 : size(left) * size(right)),
    });
  }
}

/** Of sources that are linked one to one and have no doubles of their own. */
function areExclusive(links: StoredLinks, { model }: TrainedParameters, left: number, right: number): boolean {
  const [s, t] = [sourceOfRecord(links, left), sourceOfRecord(links, right)];
  if (model.deduplicate[s] === true || model.deduplicate[t] === true) return false;
  const names = [links.sources[s]!, links.sources[t]!];
  return model.between.some(
    (pair) => pair.isOneToOne === true && names.includes(pair.left) && names.includes(pair.right) && s !== t,
  );
}

/** Pairs of one cluster that may be two entities. */
function questionsWithin(input: QueueInput, cluster: ReviewCluster, add: Add): void {
  const { links } = input;
  const { members, chances, pairs } = cluster;
  const size = members.length;
  const isTooLarge = size > MOST_RECORDS_OF_ONE;
  const ask = (i: number, j: number, doubts: readonly Doubt[], least: number): void => {
    const [x, y] = sidesOf(cluster, i, j);
    const probability = chances[i * size + j]!;
    add({
      left: Math.min(members[i]!, members[j]!),
      right: Math.max(members[i]!, members[j]!),
      pair: pairs[i * size + j]!,
      isLinked: true,
      probability,
      doubts,
      expectedChange: Math.max(1 - probability, least) * x * y,
    });
  };
  for (let i = 0; i < size; i++) {
    for (let j = i + 1; j < size; j++) {
      const conflicts = conflictsOf(input, members[i]!, members[j]!, pairs[i * size + j]!);
      if (conflicts.length > 0) ask(i, j, conflicts, LEAST_DOUBT);
      else if (pairs[i * size + j]! >= 0 && chances[i * size + j]! < MOST_CHANCE) ask(i, j, ['near-threshold'], 0);
    }
  }
  const bridge = weakestBridge(cluster, links.pairs.probability);
  if (bridge === undefined) return;
  if (bridge.chance < STURDY && size > 2) ask(bridge.i, bridge.j, ['weak-bridge'], 0);
  if (isTooLarge) ask(bridge.i, bridge.j, ['too-large'], LEAST_DOUBT);
}

/**
 * Levels of two numbers that were given out as two, and of which neither is a slip of the other: of twins, of siblings of one
 * birth part, of brother and sister.
 */
const TWO_NUMBERS: ReadonlySet<string> = new Set<(typeof ID_LEVELS)[number]>(['different', 'birth', 'serial', 'sex']);

function conflictsOf({ links, parameters }: QueueInput, left: number, right: number, pair: number): Doubt[] {
  const { model } = parameters;
  const doubts: Doubt[] = [];
  const width = model.comparisons.length;
  const hasTwoNumbers = model.comparisons.some(({ measure, levels }, c) => {
    if (measure !== 'national-id' || pair < 0) return false;
    const level = links.pairs.levels[pair * width + c]!;
    return level > 0 && TWO_NUMBERS.has(levels[level - 1]!.name);
  });
  if (hasTwoNumbers) doubts.push('two-numbers');
  const source = sourceOfRecord(links, left);
  if (source === sourceOfRecord(links, right) && model.deduplicate[source] !== true) doubts.push('two-of-one-source');
  return doubts;
}
