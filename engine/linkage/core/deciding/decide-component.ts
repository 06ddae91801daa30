/** Decides on the records of one component, which may be looked at whole: all their pairs are weighed. */
import type { SourcePairs } from '../blocking/source-pairs.ts';
import type { LinkModel } from '../link-model.ts';
import { assignOneToOne } from './assignment.ts';
import { clusterByScores, type ScoreMatrix } from './correlation.ts';
import { sameMembers, type Settled } from './settled-pairs.ts';
import { agglomerateSparse } from './sparse-agglomeration.ts';

/** What decisions rest on besides weights. */
export interface DecidingRules {
  /** [record] */
  readonly source: Uint8Array;
  readonly sources: SourcePairs;
  readonly deduplicate: LinkModel['deduplicate'];
  /** Pairs from here on are worth joining. */
  readonly thresholdBits: number;
  /** Weight of a pair that tells nothing. */
  readonly priorBits: number;
  readonly settled: Settled;
}

/** Components of more records are parted by the pairs at hand before all their pairs are looked at. */
export const MOST_RECORDS_WHOLE = 300;

/** What speaks for a pair grows no more beyond this, so that one pair never outweighs all others. */
const MOST_FOR = 10;
const MOST_AGAINST = 20;
/** A pair below the threshold that nothing speaks against only has little to tell, and counts this much of what it lacks. */
const SHARE_OF_LACK = 0.2;

/**
 * What a pair says in its cluster. Weights hold the prior of two records taken at random, which records that hang together
 * are not: below the threshold, evidence against the pair counts in full and want of evidence for it hardly.
 */
function scoreOf(
  bits: number,
  { thresholdBits, priorBits }: Pick<DecidingRules, 'thresholdBits' | 'priorBits'>,
): number {
  const above = bits - thresholdBits;
  if (above >= 0) return Math.min(MOST_FOR, above);
  const against = Math.max(0, priorBits - bits);
  return Math.max(-MOST_AGAINST, (above + against) * SHARE_OF_LACK - against);
}

/**
 * @param members     in the order of their id hashes
 * @param bitsBetween match weight of two of them
 * @returns           [member] a member of its cluster, the same for all of them
 */
export function decideComponent(
  rules: DecidingRules,
  members: Uint32Array,
  bitsBetween: (one: number, other: number) => number,
): Uint32Array {
  const matrix = scoresOf(rules, members, bitsBetween);
  const same = sameMembers(rules.settled, members);
  const assigned = oneToOneClusters(rules, members, matrix, same);
  if (assigned !== undefined) return assigned;
  return same === undefined ? clusterByScores(matrix) : clusterContracted(matrix, same);
}

/** Records that are one for sure are clustered as one. */
function clusterContracted({ size, scores }: ScoreMatrix, same: Uint32Array): Uint32Array {
  const firsts = [...same.keys()].filter((member) => same[member] === member);
  const nodeOf = new Map(firsts.map((member, node) => [member, node]));
  const node = same.map((first) => nodeOf.get(first)!);
  const weights = new Float64Array(firsts.length);
  const sums = new Float64Array(firsts.length ** 2);
  for (let i = 0; i < size; i++) {
    weights[node[i]!]!++;
    for (let j = 0; j < size; j++) {
      if (node[i] !== node[j]) sums[node[i]! * firsts.length + node[j]!]! += scores[i * size + j]!;
    }
  }
  const clusters = clusterByScores({ size: firsts.length, scores: Float32Array.from(sums), weights });
  return node.map((each) => firsts[clusters[each]!]!);
}

function scoresOf(
  rules: DecidingRules,
  members: Uint32Array,
  bitsBetween: (one: number, other: number) => number,
): ScoreMatrix {
  const { source, sources, deduplicate, settled } = rules;
  const size = members.length;
  const scores = new Float32Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = i + 1; j < size; j++) {
      const [s, t] = [source[members[i]!]!, source[members[j]!]!];
      const isForbidden =
        (s === t && deduplicate[s] !== true && isInOneToOne(sources, s)) ||
        settled.kindOf(members[i]!, members[j]!) === 'different';
      const score = isForbidden ? -Infinity : scoreOf(bitsBetween(members[i]!, members[j]!), rules);
      scores[i * size + j] = scores[j * size + i] = score;
    }
  }
  return { size, scores };
}

const isInOneToOne = ({ sources, isOneToOne }: SourcePairs, source: number): boolean =>
  isOneToOne.subarray(source * sources, (source + 1) * sources).includes(1);

/** Outweighs all other pairs of a component together. */
const SETTLED_SCORE = 1e6;

/** Two sources without duplicates of their own: the best assignment of one to the other. */
function oneToOneClusters(
  { source, sources, deduplicate }: DecidingRules,
  members: Uint32Array,
  { size, scores }: ScoreMatrix,
  same: Uint32Array | undefined,
): Uint32Array | undefined {
  const own = source[members[0]!]!;
  const others = new Set(members.filter((record) => source[record] !== own).map((record) => source[record]!));
  const [other] = others;
  if (others.size !== 1 || sources.isOneToOne[own * sources.sources + other!] === 0) return undefined;
  if (deduplicate[own] === true || deduplicate[other!] === true) return undefined;
  // People may say that two records of one source are one: then it is no longer one to one.
  if (same !== undefined && hasTwoOfOneSource(source, members, same)) return undefined;
  const rows = placesWhere(members, (record) => source[record] === own);
  const columns = placesWhere(members, (record) => source[record] !== own);
  const between = new Float64Array(rows.length * columns.length);
  rows.forEach((row, r) =>
    columns.forEach((column, c) => {
      const isSame = same !== undefined && same[row] === same[column];
      between[r * columns.length + c] = isSame ? SETTLED_SCORE : scores[row * size + column]!;
    }),
  );
  const assigned = assignOneToOne(between, rows.length, columns.length);
  const clusters = Uint32Array.from({ length: size }, (_, i) => i);
  assigned.forEach((column, r) => {
    if (column >= 0) clusters[columns[column]!] = rows[r]!;
  });
  return clusters;
}

function hasTwoOfOneSource(source: Uint8Array, members: Uint32Array, same: Uint32Array): boolean {
  const seen = Array.from(same, (first, i) => first * 256 + source[members[i]!]!);
  return new Set(seen).size < seen.length;
}

function placesWhere(members: Uint32Array, holds: (record: number) => boolean): number[] {
  return [...members.keys()].filter((place) => holds(members[place]!));
}

/** Candidate pairs within a component, by places of its records. */
export interface ComponentPairs {
  readonly left: Uint32Array;
  readonly right: Uint32Array;
  /** [pair] match weight. */
  readonly bits: Float32Array;
}

/**
 * Parts the records of a large component so that each part can be looked at whole.
 *
 * @returns [member] a member of its part, the same for all of them
 */
export function partMembers(
  rules: DecidingRules,
  members: Uint32Array,
  { left, right, bits }: ComponentPairs,
  mostRecords = MOST_RECORDS_WHOLE,
): Uint32Array {
  const { settled } = rules;
  const same = sameMembers(settled, members);
  const isApart = (i: number): boolean => settled.kindOf(members[left[i]!]!, members[right[i]!]!) === 'different';
  const scores = bits.map((each, i) => (isApart(i) ? -Infinity : scoreOf(each, rules)));
  return agglomerateSparse({ size: members.length, left, right, scores }, mostRecords, same);
}
