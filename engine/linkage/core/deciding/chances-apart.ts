/** Matches in expectation among the pairs that clusters keep apart. */
import type { FoundPairs } from '../blocking/find-pairs.ts';
import type { LinkTable } from '../table.ts';
import { matchesByRules } from '../learning/blocking-recall.ts';
import { ChanceSums, STEPS } from './chance-sums.ts';
import type { Clusters } from './decide-clusters.ts';
import { probabilityOf } from './match-weights.ts';

/** A chance from which on it is looked what the other pairs of the two clusters say. */
const WORTH_A_LOOK = 0.01;

interface ApartInput {
  readonly table: Pick<LinkTable, 'count'>;
  readonly pairs: Pick<FoundPairs, 'count' | 'left' | 'right' | 'foundBy'>;
  /** [pair] match weight. */
  readonly bits: Float32Array;
  readonly clusters: Pick<Clusters, 'clusterOf'>;
}

interface ChancesApart {
  readonly sums: ChanceSums;
  /** [rules that find it] matches in expectation. */
  readonly byRules: Float64Array;
}

/**
 * Pairs that rules found and clusters keep apart. Of two clusters all pairs are matches or none is, and they share the
 * errors of their records: what they say is their average, by which clusters are joined as well.
 */
export function chancesApart({ table, pairs, bits, clusters: { clusterOf } }: ApartInput): ChancesApart {
  const sums = new ChanceSums();
  const isSeveral = new Uint8Array(table.count);
  clusterOf.forEach((cluster, record) => {
    if (cluster !== record) isSeveral[cluster] = 1;
  });
  /** By two clusters, one of which has several records. */
  const between = new Map<number, { pairs: number; bits: number }>();
  const chances = new Float64Array(pairs.count);
  const keyOf = (pair: number): number => {
    const [one, other] = [clusterOf[pairs.left[pair]!]!, clusterOf[pairs.right[pair]!]!];
    return isSeveral[one] === 0 && isSeveral[other] === 0 ? -1 : Math.min(one, other) * 2 ** 26 + Math.max(one, other);
  };
  const isApart = (pair: number): boolean => clusterOf[pairs.left[pair]!] !== clusterOf[pairs.right[pair]!];
  for (let pair = 0; pair < pairs.count; pair++) {
    if (!isApart(pair) || probabilityOf(bits[pair]!) < WORTH_A_LOOK) continue;
    const key = keyOf(pair);
    if (key >= 0) between.set(key, { pairs: 0, bits: 0 });
  }
  for (let pair = 0; pair < pairs.count; pair++) {
    if (!isApart(pair)) continue;
    const of = between.size === 0 ? undefined : between.get(keyOf(pair));
    if (of === undefined) sums.add((chances[pair] = probabilityOf(bits[pair]!)));
    else [of.pairs, of.bits] = [of.pairs + 1, of.bits + Math.round(bits[pair]! * STEPS)];
  }
  for (const of of between.values()) {
    const chance = probabilityOf(of.bits / of.pairs / STEPS);
    for (let pair = 0; pair < of.pairs; pair++) sums.add(chance);
  }
  for (let pair = 0; between.size > 0 && pair < pairs.count; pair++) {
    const of = isApart(pair) ? between.get(keyOf(pair)) : undefined;
    if (of !== undefined) chances[pair] = probabilityOf(of.bits / of.pairs / STEPS);
  }
  return { sums, byRules: matchesByRules(pairs.foundBy, (pair) => chances[pair]!) };
}
