/** Parts a component of very many records by the pairs at hand, so that each part is small enough to look at whole. */

export interface SparseScores {
  readonly size: number;
  /** Pairs of records of the component, by their numbers within it. */
  readonly left: Uint32Array;
  readonly right: Uint32Array;
  /** [pair] above 0 speaks for one entity. */
  readonly scores: Float32Array;
}

interface Edge {
  readonly score: number;
  readonly left: number;
  readonly right: number;
}

/** What a pair counts that blocking did not find: unlikely to be one entity. */
const SCORE_OF_UNFOUND = -2;

/**
 * Joins the two clusters with the highest average score while it is above 0 and the joined one is not too large.
 *
 * @param same [record] first of the records that it is one with, whatever the scores
 * @returns [record] first record of its cluster
 */
export function agglomerateSparse(
  { size, left, right, scores }: SparseScores,
  mostMembers: number,
  same?: Uint32Array,
): Uint32Array {
  const parent = Uint32Array.from({ length: size }, (_, i) => i);
  const members = new Uint32Array(size).fill(1);
  /** [cluster] others it has pairs with: their sum and how many. */
  const near = Array.from({ length: size }, () => new Map<number, { sum: number; pairs: number }>());
  const heap = new EdgeHeap();
  const scoreOf = (a: number, b: number): number => {
    const { sum, pairs } = near[a]!.get(b)!;
    const all = members[a]! * members[b]!;
    return (sum + (all - pairs) * SCORE_OF_UNFOUND) / all;
  };
  const offer = (a: number, b: number): void => {
    const score = scoreOf(a, b);
    if (score > 0 && members[a]! + members[b]! <= mostMembers) {
      heap.push({ score, left: Math.min(a, b), right: Math.max(a, b) });
    }
  };
  for (let pair = 0; pair < left.length; pair++) {
    near[left[pair]!]!.set(right[pair]!, { sum: scores[pair]!, pairs: 1 });
    near[right[pair]!]!.set(left[pair]!, { sum: scores[pair]!, pairs: 1 });
  }
  const join = (kept: number, gone: number): void => {
    parent[gone] = kept;
    members[kept]! += members[gone]!;
    near[kept]!.delete(gone);
    for (const [other, { sum, pairs }] of near[gone]!) {
      near[other]!.delete(gone);
      if (other === kept) continue;
      const known = near[kept]!.get(other);
      const joined = { sum: sum + (known?.sum ?? 0), pairs: pairs + (known?.pairs ?? 0) };
      near[kept]!.set(other, joined);
      near[other]!.set(kept, joined);
    }
    near[gone]!.clear();
  };
  same?.forEach((first, record) => {
    if (first !== record) join(first, record);
  });
  for (let cluster = 0; cluster < size; cluster++) {
    for (const other of near[cluster]!.keys()) if (cluster < other) offer(cluster, other);
  }
  for (let edge = heap.pop(); edge !== undefined; edge = heap.pop()) {
    const { left: kept, right: gone, score } = edge;
    // An edge whose clusters have changed since was offered anew.
    if (parent[kept] !== kept || parent[gone] !== gone || scoreOf(kept, gone) !== score) continue;
    if (members[kept]! + members[gone]! > mostMembers) continue;
    join(kept, gone);
    for (const other of near[kept]!.keys()) offer(kept, other);
  }
  return parent.map((_, record) => rootOf(parent, record));
}

function rootOf(parent: Uint32Array, record: number): number {
  let at = record;
  while (parent[at] !== at) at = parent[at]!;
  return at;
}

/** The edge with the highest score first; of equal ones that of the earlier records. */
class EdgeHeap {
  readonly #edges: Edge[] = [];

  push(edge: Edge): void {
    const edges = this.#edges;
    let at = edges.push(edge) - 1;
    for (let up = (at - 1) >> 1; at > 0 && isBefore(edge, edges[up]!); up = (at - 1) >> 1) {
      edges[at] = edges[up]!;
      at = up;
    }
    edges[at] = edge;
  }

  pop(): Edge | undefined {
    const edges = this.#edges;
    const first = edges[0];
    const last = edges.pop();
    if (last === undefined || edges.length === 0) return first;
    let at = 0;
    for (let down = 1; down < edges.length; down = 2 * at + 1) {
      if (down + 1 < edges.length && isBefore(edges[down + 1]!, edges[down]!)) down++;
      if (!isBefore(edges[down]!, last)) break;
      edges[at] = edges[down]!;
      at = down;
    }
    edges[at] = last;
    return first;
  }
}

const isBefore = (a: Edge, b: Edge): boolean =>
  a.score !== b.score ? a.score > b.score : a.left !== b.left ? a.left < b.left : a.right < b.right;
