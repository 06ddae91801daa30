/** Rows that the population register does not know, joined with each other where they are plainly about one person. */
import type { CandidatePairs } from './blocking.ts';

/** Sets of numbered things that grow by joining; the smallest member stands for its set. */
export class DisjointSets {
  readonly #parent: Uint32Array;

  constructor(count: number) {
    this.#parent = Uint32Array.from({ length: count }, (_, i) => i);
  }

  find(member: number): number {
    let root = member;
    while (this.#parent[root] !== root) root = this.#parent[root]!;
    while (this.#parent[member] !== root) {
      const next = this.#parent[member]!;
      this.#parent[member] = root;
      member = next;
    }
    return root;
  }

  join(left: number, right: number): void {
    const [l, r] = [this.find(left), this.find(right)];
    if (l < r) this.#parent[r] = l;
    else this.#parent[l] = r;
  }
}

export interface ClusterOptions {
  readonly pairs: CandidatePairs;
  /** [pair] match weight; -Infinity for pairs that must not be together. */
  readonly weightBits: Float32Array;
  /** Pairs from here on are joined. */
  readonly joinBits: number;
  /** A pair below this speaks against its cluster. */
  readonly contraryBits: number;
  /** What a join must have more where some pair of the cluster speaks against it. */
  readonly strictBits: number;
}

/**
 * Joins rows by their strong pairs. Where a cluster holds a pair that speaks against it, only its strongest joins stand;
 * where even these disagree, its rows stay apart. So a weak bridge never makes one person of two, and the order of rows
 * does not matter.
 *
 * @param count rows in all
 * @returns     [row] smallest row of its cluster, for the rows given
 */
export function clusterRows(options: ClusterOptions, count: number): DisjointSets {
  const { pairs, joinBits, strictBits } = options;
  const everyone = (): boolean => true;
  const first = joinPairs(options, count, joinBits, everyone);
  const doubtful = contradictedRoots(options, first);
  if (doubtful.size === 0) return first;
  const isClean = (pair: number): boolean => !doubtful.has(first.find(pairs.left[pair]!));
  const isDoubtful = (pair: number): boolean => !isClean(pair);
  const strict = joinPairs(options, count, joinBits + strictBits, isDoubtful);
  const stillDoubtful = contradictedRoots(options, strict);
  return joinPairs(
    options,
    count,
    joinBits,
    (pair) =>
      isClean(pair) ||
      (options.weightBits[pair]! >= joinBits + strictBits && !stillDoubtful.has(strict.find(pairs.left[pair]!))),
  );
}

function joinPairs(
  { pairs, weightBits }: ClusterOptions,
  count: number,
  leastBits: number,
  mayJoin: (pair: number) => boolean,
): DisjointSets {
  const sets = new DisjointSets(count);
  for (let pair = 0; pair < pairs.count; pair++) {
    if (weightBits[pair]! >= leastBits && mayJoin(pair)) sets.join(pairs.left[pair]!, pairs.right[pair]!);
  }
  return sets;
}

function contradictedRoots({ pairs, weightBits, contraryBits }: ClusterOptions, sets: DisjointSets): Set<number> {
  const roots = new Set<number>();
  for (let pair = 0; pair < pairs.count; pair++) {
    if (weightBits[pair]! >= contraryBits) continue;
    const root = sets.find(pairs.left[pair]!);
    if (root === sets.find(pairs.right[pair]!)) roots.add(root);
  }
  return roots;
}
