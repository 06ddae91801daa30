/** pairs.csv and clusters.csv. */
import type { LinkResult } from '../../core/pairs.ts';
import { textAt, type TextArena } from '../../core/values/text-arena.ts';
import { CsvFile, type CsvRows } from './csv-file.ts';
import type { RecordOrder } from './record-order.ts';

/** What a record is called, and where it stands in order. */
export interface RecordNames {
  /** [source] name. */
  readonly sources: readonly string[];
  /** [source + 1] first record of each source. */
  readonly sourceStart: Uint32Array;
  /** [source] ids of its rows. */
  readonly ids: readonly TextArena[];
  readonly order: RecordOrder;
}

export function sourceOf({ sourceStart }: RecordNames, record: number): number {
  let source = 0;
  while (sourceStart[source + 1]! <= record) source++;
  return source;
}

export const idOf = (names: RecordNames, record: number, source = sourceOf(names, record)): string =>
  textAt(names.ids[source]!, record - names.sourceStart[source]!);

/** Writes the cells of a record: its source, and its id. */
export function writeRecord(file: CsvRows, names: RecordNames, record: number, source = sourceOf(names, record)): void {
  const { bytes, starts } = names.ids[source]!;
  const row = record - names.sourceStart[source]!;
  file.text(names.sources[source]!);
  file.utf8(bytes, starts[row]!, starts[row + 1]!);
}

export const PAIR_HEADINGS = ['left_source', 'left_id', 'right_source', 'right_id', 'probability', 'weight_bits'];
const PROBABILITY_DECIMALS = 6;
const BITS_DECIMALS = 3;

/**
 * Pairs in the order of their records, the one that comes first on the left.
 *
 * @param isLinked 1 for the pairs of one cluster, 0 for those that were looked at and not linked
 * @returns how many were written
 */
export function writePairs(
  path: string,
  { pairs }: Pick<LinkResult, 'pairs'>,
  names: RecordNames,
  isLinked: 0 | 1,
): number {
  const file = new CsvFile(path, PAIR_HEADINGS);
  const chosen = orderPairs(pairs, names.order.place, isLinked);
  try {
    for (const pair of chosen) writePair(file, pairs, names, pair);
    file.close();
  } finally {
    file.abandon();
  }
  return chosen.length;
}

/** The row of a pair. */
export function writePair(file: CsvRows, pairs: LinkResult['pairs'], names: RecordNames, pair: number): void {
  const { place } = names.order;
  const [one, other] = [pairs.left[pair]!, pairs.right[pair]!];
  const isInOrder = place[one]! < place[other]!;
  writeRecord(file, names, isInOrder ? one : other);
  writeRecord(file, names, isInOrder ? other : one);
  file.fixed(pairs.probability[pair]!, PROBABILITY_DECIMALS);
  file.fixed(pairs.weightBits[pair]!, BITS_DECIMALS);
  file.endRow();
}

/** Pairs by the place of their first record, then of the other. @param isLinked all pairs where it is left out */
export function orderPairs(
  { count, left, right, isLinked: linked }: Pick<LinkResult['pairs'], 'count' | 'left' | 'right' | 'isLinked'>,
  place: Uint32Array,
  isLinked?: 0 | 1,
): Uint32Array {
  const starts = new Uint32Array(place.length + 1);
  const isAsked = (pair: number): boolean => isLinked === undefined || linked[pair] === isLinked;
  const first = (pair: number): number => Math.min(place[left[pair]!]!, place[right[pair]!]!);
  const second = (pair: number): number => Math.max(place[left[pair]!]!, place[right[pair]!]!);
  for (let pair = 0; pair < count; pair++) if (isAsked(pair)) starts[first(pair) + 1]!++;
  for (let i = 0; i < place.length; i++) starts[i + 1]! += starts[i]!;
  const order = new Uint32Array(starts[place.length]!);
  const next = starts.slice();
  for (let pair = 0; pair < count; pair++) if (isAsked(pair)) order[next[first(pair)]!++] = pair;
  for (let i = 0; i < place.length; i++) {
    const [from, to] = [starts[i]!, starts[i + 1]!];
    if (to - from > FEW_PAIRS) order.subarray(from, to).sort((a, b) => second(a) - second(b));
    else if (to - from > 1) sortFew(order, from, to, second);
  }
  return order;
}

/** The pairs of most records are so few that calling a sort takes longer than sorting. */
const FEW_PAIRS = 16;

function sortFew(order: Uint32Array, from: number, to: number, keyOf: (pair: number) => number): void {
  for (let end = from + 1; end < to; end++) {
    const pair = order[end]!;
    const key = keyOf(pair);
    let at = end;
    for (; at > from && keyOf(order[at - 1]!) > key; at--) order[at] = order[at - 1]!;
    order[at] = pair;
  }
}

/** Clusters numbered from 1 on in the order of their first records. */
export interface Clusters {
  readonly count: number;
  /** [record] number of its cluster. */
  readonly number: Uint32Array;
  /** [cluster number] records; entry 0 is unused. */
  readonly size: Uint32Array;
}

export function numberClusters(clusterOf: Uint32Array, { records }: RecordOrder): Clusters {
  const numberOf = new Uint32Array(clusterOf.length);
  const number = new Uint32Array(clusterOf.length);
  const size = new Uint32Array(clusterOf.length + 1);
  let count = 0;
  for (const record of records) {
    const cluster = clusterOf[record]!;
    if (numberOf[cluster] === 0) numberOf[cluster] = ++count;
    number[record] = numberOf[cluster]!;
    size[number[record]!]!++;
  }
  return { count, number, size: size.slice(0, count + 1) };
}

export const CLUSTER_HEADINGS = ['source', 'id', 'cluster'];

/** The row of a record with its cluster. */
export function writeMember(
  file: CsvRows,
  { number }: Pick<Clusters, 'number'>,
  names: RecordNames,
  record: number,
): void {
  writeRecord(file, names, record);
  file.whole(number[record]!);
  file.endRow();
}

/** Every record with its cluster, cluster by cluster. */
export function writeClusters(path: string, clusters: Clusters, names: RecordNames): void {
  const file = new CsvFile(path, CLUSTER_HEADINGS);
  try {
    for (const record of recordsByCluster(clusters, names.order)) writeMember(file, clusters, names, record);
    file.close();
  } finally {
    file.abandon();
  }
}

export function recordsByCluster({ count, number, size }: Clusters, { records }: RecordOrder): Uint32Array {
  const next = new Uint32Array(count + 2);
  for (let cluster = 1; cluster <= count; cluster++) next[cluster + 1] = next[cluster]! + size[cluster]!;
  const sorted = new Uint32Array(records.length);
  for (const record of records) sorted[next[number[record]!]!++] = record;
  return sorted;
}
