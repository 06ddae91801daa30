/** Parts a component of very many records by the pairs at hand, so that each part is small enough to look at whole. */
import { PairHeap } from './pair-heap.ts';

export interface SparseScores {
  readonly size: number;
  /** Pairs of records of the component, by their numbers within it; each pair once. */
  readonly left: Uint32Array;
  readonly right: Uint32Array;
  /** [pair] above 0 speaks for one entity. */
  readonly scores: Float32Array;
}

/** What a pair counts that blocking did not find: unlikely to be one entity. */
const SCORE_OF_UNFOUND = -2;

/**
 * Joins the two clusters with the highest average score while it is above 0 and the joined one is not too large; of equal
 * ones those of the earlier records.
 *
 * @param same [record] first of the records that it is one with, whatever the scores
 * @returns [record] first record of its cluster
 */
export function agglomerateSparse(given: SparseScores, mostMembers: number, same?: Uint32Array): Uint32Array {
  const near = new Neighbours(given);
  const { members, ends } = near;
  const heap = new PairHeap(ends);
  const offer = (pair: number): void => {
    const score = near.scoreOf(pair);
    const isSmall = members[ends[2 * pair]!]! + members[ends[2 * pair + 1]!]! <= mostMembers;
    if (score > 0 && isSmall) heap.set(pair, score);
    else heap.remove(pair);
  };
  const leave = (pair: number): void => heap.remove(pair);
  same?.forEach((first, record) => {
    if (first !== record) near.join(first, record, leave);
  });
  for (let pair = 0; pair < given.left.length; pair++) if (near.isThere(pair)) offer(pair);
  for (let pair = heap.pop(); pair >= 0; pair = heap.pop()) {
    const [one, other] = [ends[2 * pair]!, ends[2 * pair + 1]!];
    const kept = Math.min(one, other);
    near.join(kept, Math.max(one, other), leave);
    near.visit(kept, offer);
  }
  return near.clusters();
}

const NONE = -1;

/**
 * Clusters and the pairs between them: two clusters have one pair at most, that counts all pairs of their records. Each pair
 * has two ends, 2 × pair and 2 × pair + 1, and the ends that lie in one cluster hang together in a list.
 */
class Neighbours {
  /** [cluster] records. */
  readonly members: Uint32Array;
  /** [end] its cluster. */
  readonly ends: Uint32Array;
  readonly #parent: Uint32Array;
  /** [pair] scores of all its pairs of records together, and how many they are: none where it is no more. */
  readonly #sums: Float64Array;
  readonly #counts: Uint32Array;
  /** [cluster] first end of its list, and [end] the one behind it. */
  readonly #first: Int32Array;
  readonly #next: Int32Array;
  /** [cluster] its pair with the cluster under way. */
  readonly #pairWith: Int32Array;

  constructor({ size, left, right, scores }: SparseScores) {
    const pairs = left.length;
    this.#parent = Uint32Array.from({ length: size }, (_, i) => i);
    this.members = new Uint32Array(size).fill(1);
    this.ends = new Uint32Array(2 * pairs);
    this.#sums = Float64Array.from(scores);
    this.#counts = new Uint32Array(pairs).fill(1);
    this.#first = new Int32Array(size).fill(NONE);
    this.#next = new Int32Array(2 * pairs);
    this.#pairWith = new Int32Array(size).fill(NONE);
    for (let pair = 0; pair < pairs; pair++) {
      this.#hang(2 * pair, left[pair]!);
      this.#hang(2 * pair + 1, right[pair]!);
    }
  }

  #hang(end: number, cluster: number): void {
    this.ends[end] = cluster;
    this.#next[end] = this.#first[cluster]!;
    this.#first[cluster] = end;
  }

  isThere(pair: number): boolean {
    return this.#counts[pair] !== 0;
  }

  /** Average over all pairs of records of the two clusters. */
  scoreOf(pair: number): number {
    const all = this.members[this.ends[2 * pair]!]! * this.members[this.ends[2 * pair + 1]!]!;
    return (this.#sums[pair]! + (all - this.#counts[pair]!) * SCORE_OF_UNFOUND) / all;
  }

  /** Pairs of a cluster. Those that are no more leave its list. */
  visit(cluster: number, visit: (pair: number, other: number) => void): void {
    let before = NONE;
    for (let end = this.#first[cluster]!; end !== NONE; end = this.#next[end]!) {
      if (this.isThere(end >> 1)) {
        visit(end >> 1, this.ends[end ^ 1]!);
        before = end;
      } else if (before === NONE) this.#first[cluster] = this.#next[end]!;
      else this.#next[before] = this.#next[end]!;
    }
  }

  /** @param leave called for each pair of the cluster that goes, while it is as it was */
  join(kept: number, gone: number, leave: (pair: number) => void): void {
    this.#parent[gone] = kept;
    this.members[kept]! += this.members[gone]!;
    this.visit(kept, (pair, other) => (this.#pairWith[other] = pair));
    for (let end = this.#first[gone]!, next = end; end !== NONE; end = next) {
      next = this.#next[end]!;
      const pair = end >> 1;
      if (!this.isThere(pair)) continue;
      leave(pair);
      const other = this.ends[end ^ 1]!;
      const known = this.#pairWith[other]!;
      if (other === kept) this.#counts[pair] = 0;
      else if (known === NONE) this.#hang(end, kept);
      else {
        this.#sums[known]! += this.#sums[pair]!;
        this.#counts[known]! += this.#counts[pair]!;
        this.#counts[pair] = 0;
      }
    }
    this.#first[gone] = NONE;
    this.visit(kept, (_, other) => (this.#pairWith[other] = NONE));
    this.#pairWith[gone] = NONE;
  }

  /** [record] first record of its cluster. */
  clusters(): Uint32Array {
    // Who is kept is before who is gone.
    this.#parent.forEach((parent, record) => (this.#parent[record] = this.#parent[parent]!));
    return this.#parent;
  }
}
