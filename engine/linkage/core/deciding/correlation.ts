/** Parts records into clusters so that what speaks for and against each pair within them adds up to the most. */

/** Records of one component and what speaks for each pair of them being one entity; -Infinity forbids it. */
export interface ScoreMatrix {
  readonly size: number;
  /** [record × record] symmetric; above 0 speaks for one entity, below 0 for two. */
  readonly scores: Float32Array;
  /** [record] how many records it stands for; 1 where left out. */
  readonly weights?: Float64Array;
}

/** More rounds of moves than this change nothing worth the time. */
const MOST_ROUNDS = 12;

/**
 * Greedy agglomeration, then moves of single records, until neither gains. Ties go to the earlier records, so that whoever
 * orders the records decides.
 *
 * @returns [record] number of its cluster, clusters numbered by their first record
 * Source: Bansal, Blum and Chawla (2004), "Correlation Clustering", Machine Learning 56, for the sum that is made large;
 *         Elsner and Schudy (2009) for greedy starts with moves of one element.
 */
export function clusterByScores(matrix: ScoreMatrix): Uint32Array {
  const clusters = agglomerate(matrix);
  for (let round = 0; round < MOST_ROUNDS && moveRecords(matrix, clusters); round++);
  return renumbered(clusters);
}

/** Joins the two clusters with the highest average score while it is above 0. */
function agglomerate({ size, scores, weights }: ScoreMatrix): Uint32Array {
  const clusterOf = Uint32Array.from({ length: size }, (_, i) => i);
  const sums = Float64Array.from(scores);
  const members = weights?.slice() ?? new Float64Array(size).fill(1);
  const nearest = new BestPartners(size, sums, members);
  for (let best = nearest.best(); best !== undefined; best = nearest.best()) {
    const [kept, gone] = best;
    for (let other = 0; other < size; other++) {
      sums[kept * size + other]! += sums[gone * size + other]!;
      sums[other * size + kept] = sums[kept * size + other]!;
    }
    members[kept]! += members[gone]!;
    members[gone] = 0;
    for (let i = 0; i < size; i++) if (clusterOf[i] === gone) clusterOf[i] = kept;
    nearest.joined(kept, gone);
  }
  return clusterOf;
}

/** Remembers for each cluster its best later partner, so that a join looks at few others. */
class BestPartners {
  readonly #size: number;
  readonly #sums: Float64Array;
  readonly #members: Float64Array;
  readonly #partner: Int32Array;
  readonly #score: Float64Array;

  constructor(size: number, sums: Float64Array, members: Float64Array) {
    this.#size = size;
    this.#sums = sums;
    this.#members = members;
    this.#partner = new Int32Array(size).fill(-1);
    this.#score = new Float64Array(size);
    for (let i = 0; i < size; i++) this.#seek(i);
  }

  /** The two clusters to join next, the earlier first. */
  best(): [number, number] | undefined {
    let at = -1;
    for (let i = 0; i < this.#size; i++) {
      if (this.#members[i] !== 0 && this.#partner[i]! >= 0 && (at < 0 || this.#score[i]! > this.#score[at]!)) at = i;
    }
    return at < 0 ? undefined : [at, this.#partner[at]!];
  }

  joined(kept: number, gone: number): void {
    this.#seek(kept);
    for (let i = 0; i < this.#size; i++) {
      if (this.#members[i] === 0 || i === kept) continue;
      // Whoever looked at one of the two looks anew, and the joined one may now be better than what others had.
      if (this.#partner[i] === kept || this.#partner[i] === gone || i < kept) this.#seek(i);
    }
  }

  #seek(from: number): void {
    this.#partner[from] = -1;
    this.#score[from] = 0;
    for (let to = from + 1; to < this.#size; to++) {
      if (this.#members[to] === 0) continue;
      const score = this.#sums[from * this.#size + to]! / (this.#members[from]! * this.#members[to]!);
      if (score > this.#score[from]!) [this.#partner[from], this.#score[from]] = [to, score];
    }
  }
}

/** Moves each record to where it fits best, a cluster of its own included; true when one was moved. */
function moveRecords({ size, scores }: ScoreMatrix, clusters: Uint32Array): boolean {
  let isMoved = false;
  const sums = new Float64Array(size);
  const members = new Uint32Array(size);
  for (const cluster of clusters) members[cluster]!++;
  for (let record = 0; record < size; record++) {
    sums.fill(0);
    for (let other = 0; other < size; other++) {
      if (other !== record) sums[clusters[other]!]! += scores[record * size + other]!;
    }
    const now = clusters[record]!;
    const best = bestCluster(sums, members, now);
    if (best === now) continue;
    members[now]!--;
    members[best]!++;
    clusters[record] = best;
    isMoved = true;
  }
  return isMoved;
}

/** Gains below this are rounding. */
const LEAST_GAIN = 1e-3;

function bestCluster(sums: Float64Array, members: Uint32Array, now: number): number {
  let best = now;
  for (let cluster = 0; cluster < sums.length; cluster++) {
    if (members[cluster]! > 0 && sums[cluster]! > sums[best]! + LEAST_GAIN) best = cluster;
  }
  if (sums[best]! >= -LEAST_GAIN || members[now] === 1) return best;
  return members.indexOf(0);
}

function renumbered(clusters: Uint32Array): Uint32Array {
  const first = new Map<number, number>();
  return clusters.map((cluster, record) => {
    const known = first.get(cluster);
    if (known === undefined) first.set(cluster, record);
    return known ?? record;
  });
}
