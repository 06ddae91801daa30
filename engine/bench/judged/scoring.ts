/** Clusters against the truth, pair by pair. */

/** A record that the truth tells of. */
export interface ScoredRecord {
  /** Number of its file. */
  readonly source: number;
  readonly entity: string;
  readonly cluster: string;
}

export interface PairScore {
  /** Pairs of one entity, of one cluster, and of both. */
  readonly truePairs: number;
  readonly linkedPairs: number;
  readonly correctPairs: number;
  /** 0 to 1; 1 where nothing was linked, or nothing is to be. */
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/** @param isAsked whether pairs of two files, or of one, count: those that the model asks for */
export function scorePairs(
  records: readonly ScoredRecord[],
  isAsked: (left: number, right: number) => boolean,
): PairScore {
  const truePairs = pairsOfOne(records, isAsked, ({ entity }) => entity);
  const linkedPairs = pairsOfOne(records, isAsked, ({ cluster }) => cluster);
  const correctPairs = pairsOfOne(records, isAsked, ({ entity, cluster }) => `${cluster}\n${entity}`);
  return scoreOf(truePairs, linkedPairs, correctPairs);
}

export function scoreOf(truePairs: number, linkedPairs: number, correctPairs: number): PairScore {
  const precision = linkedPairs === 0 ? 1 : correctPairs / linkedPairs;
  const recall = truePairs === 0 ? 1 : correctPairs / truePairs;
  const f1 = truePairs + linkedPairs === 0 ? 1 : (2 * correctPairs) / (truePairs + linkedPairs);
  return { truePairs, linkedPairs, correctPairs, precision, recall, f1 };
}

/** Pairs whose records have one key, counted by how many records of each file have it. */
function pairsOfOne(
  records: readonly ScoredRecord[],
  isAsked: (left: number, right: number) => boolean,
  keyOf: (record: ScoredRecord) => string,
): number {
  const groups = new Map<string, Map<number, number>>();
  for (const record of records) {
    const key = keyOf(record);
    const counts = groups.get(key) ?? new Map<number, number>();
    groups.set(key, counts.set(record.source, (counts.get(record.source) ?? 0) + 1));
  }
  let pairs = 0;
  for (const counts of groups.values()) {
    for (const [left, inLeft] of counts) {
      for (const [right, inRight] of counts) {
        if (left < right && isAsked(left, right)) pairs += inLeft * inRight;
        if (left === right && isAsked(left, left)) pairs += (inLeft * (inLeft - 1)) / 2;
      }
    }
  }
  return pairs;
}
