/** Clusters of a result as review looks at them: who is in them, how sure each pair is, and where they would part. */
import type { StoredLinks } from '../files/state/links-file.ts';

export interface ReviewCluster {
  readonly entity: number;
  /** Records, first ones first. */
  readonly members: readonly number[];
  /** [member × member] chance that two are one: their own, or that of the best way over a third record. */
  readonly chances: Float64Array;
  /** [member × member] pair of the result, -1 where it tells none. */
  readonly pairs: Int32Array;
}

/** Clusters of more records are looked at by their pairs alone. */
const MOST_RECORDS = 200;

export function clustersOf({ pairs, entity }: StoredLinks): ReviewCluster[] {
  const members = new Map<number, number[]>();
  entity.forEach((of, record) => {
    const known = members.get(of);
    if (known === undefined) members.set(of, [record]);
    else known.push(record);
  });
  const linked = new Map<number, number[]>();
  for (let pair = 0; pair < pairs.count; pair++) {
    if (pairs.isLinked[pair] !== 1) continue;
    const of = entity[pairs.left[pair]!]!;
    const known = linked.get(of);
    if (known === undefined) linked.set(of, [pair]);
    else known.push(pair);
  }
  return [...linked].map(([of, pairsOf]) => clusterOf(of, members.get(of)!, pairsOf, pairs));
}

function clusterOf(
  entity: number,
  members: readonly number[],
  linked: readonly number[],
  { left, right, probability }: StoredLinks['pairs'],
): ReviewCluster {
  const place = new Map(members.map((record, i) => [record, i]));
  const held = linked.map((pair): HeldPair => [place.get(left[pair]!)!, place.get(right[pair]!)!, pair]);
  return reviewCluster(entity, members, held, probability);
}

/** Places of two members, and the pair that holds them together. */
export type HeldPair = readonly [i: number, j: number, pair: number];

/** @param probability [pair] chance that the two are one */
export function reviewCluster(
  entity: number,
  members: readonly number[],
  held: Iterable<HeldPair>,
  probability: ArrayLike<number>,
): ReviewCluster {
  const size = members.length;
  const own = new Float64Array(size * size);
  const pairs = new Int32Array(size * size).fill(-1);
  for (const [i, j, pair] of held) {
    own[i * size + j] = own[j * size + i] = probability[pair]!;
    pairs[i * size + j] = pairs[j * size + i] = pair;
  }
  return { entity, members, chances: size > MOST_RECORDS ? own : withThirds(own, size), pairs };
}

function withThirds(own: Float64Array, size: number): Float64Array {
  const chances = own.slice();
  for (let i = 0; i < size; i++) {
    for (let j = i + 1; j < size; j++) {
      for (let k = 0; k < size; k++) {
        const way = own[i * size + k]! * own[k * size + j]!;
        if (way > chances[i * size + j]!) chances[i * size + j] = chances[j * size + i] = way;
      }
    }
  }
  return chances;
}

/**
 * The two sides into which a cluster would part if two of its members were two: every other member goes with the one that
 * it is likelier to be one with, the first one where both are as likely.
 *
 * @returns records on either side
 */
export function sidesOf({ members, chances }: ReviewCluster, one: number, other: number): [number, number] {
  const size = members.length;
  let first = 1;
  for (let member = 0; member < size; member++) {
    if (member === one || member === other) continue;
    if (chances[member * size + one]! >= chances[member * size + other]!) first++;
  }
  return [first, size - first];
}

/**
 * The weakest pair that holds a cluster together: of the pairs without which it would fall apart when the likeliest are
 * taken first, the least likely.
 *
 * @returns places of two members and their own chance; undefined for a cluster that no pairs hold together
 */
export function weakestBridge({ members, pairs }: ReviewCluster, probability: ArrayLike<number>) {
  const size = members.length;
  const edges: { i: number; j: number; chance: number }[] = [];
  for (let i = 0; i < size; i++) {
    for (let j = i + 1; j < size; j++) {
      const pair = pairs[i * size + j]!;
      if (pair >= 0) edges.push({ i, j, chance: probability[pair]! });
    }
  }
  edges.sort((a, b) => b.chance - a.chance || a.i - b.i || a.j - b.j);
  const group = Uint32Array.from({ length: size }, (_, i) => i);
  let bridge: (typeof edges)[number] | undefined;
  for (const edge of edges) {
    const [from, to] = [group[edge.j]!, group[edge.i]!];
    if (from === to) continue;
    for (let i = 0; i < size; i++) if (group[i] === from) group[i] = to;
    bridge = edge;
  }
  return bridge;
}
