/** Records that hang together by pairs worth joining, and where the pairs of each lie. */
import type { FoundPairs } from '../blocking/find-pairs.ts';
import { DisjointSets } from './disjoint-sets.ts';

/** Components of two records and more; records alone are in none. */
export interface Components {
  readonly count: number;
  /** [component + 1] where its records begin in `members`. */
  readonly starts: Uint32Array;
  /** Records of each component, ascending by idHash, then record. */
  readonly members: Uint32Array;
  /** [record] its component + 1, or 0. */
  readonly of: Uint32Array;
}

export type PairEnds = Pick<FoundPairs, 'count' | 'left' | 'right'>;

/** @param joins which pairs hold records together */
export function componentsOf(
  records: number,
  idHash: Uint32Array,
  { count, left, right }: PairEnds,
  joins: (pair: number) => boolean,
): Components {
  const sets = new DisjointSets(records);
  for (let pair = 0; pair < count; pair++) if (joins(pair)) sets.join(left[pair]!, right[pair]!);
  return groupRecords(records, idHash, (record) => sets.find(record));
}

/** Groups records by the smallest record of each group. */
export function groupRecords(records: number, idHash: Uint32Array, rootOf: (record: number) => number): Components {
  const sizes = new Uint32Array(records);
  for (let record = 0; record < records; record++) sizes[rootOf(record)]!++;
  const of = new Uint32Array(records);
  let count = 0;
  for (let record = 0; record < records; record++) if (sizes[record]! > 1) of[record] = ++count;
  const starts = new Uint32Array(count + 1);
  for (let record = 0; record < records; record++) if (of[record] !== 0) starts[of[record]!] = sizes[record]!;
  for (let component = 0; component < count; component++) starts[component + 1]! += starts[component]!;
  const members = new Uint32Array(starts[count]!);
  const next = starts.slice();
  for (let record = 0; record < records; record++) {
    const component = of[rootOf(record)]!;
    of[record] = component;
    if (component !== 0) members[next[component - 1]!++] = record;
  }
  for (let c = 0; c < count; c++) sortByHash(members.subarray(starts[c], starts[c + 1]), idHash);
  return { count, starts, members, of };
}

function sortByHash(members: Uint32Array, idHash: Uint32Array): void {
  if (members.length === 2) {
    const [a, b] = [members[0]!, members[1]!];
    if (idHash[a]! > idHash[b]!) [members[0], members[1]] = [b, a];
  } else members.sort((a, b) => idHash[a]! - idHash[b]! || a - b);
}
