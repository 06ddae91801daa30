/** Decides on records that hang together in a linkage that grows, as when all is linked anew. */
import { decideComponent, type DecidingRules } from '../deciding/decide-component.ts';
import { partComponent, type ComponentLimits } from '../deciding/part-component.ts';
import type { LiveBits } from './live-bits.ts';
import { foundWithin, visitList } from './live-found.ts';
import { pairKey, type LiveCluster, type LiveState, type PairBesides, type WeighedPair } from './live-state.ts';
import type { RecordPair } from './live-weigher.ts';

export interface DecidedMembers {
  readonly clusters: readonly LiveCluster[];
  /** Pairs that are looked at together and are not among the pairs kept. */
  readonly besides: readonly PairBesides[];
  /** Whether there are so many pairs that the weakest of them were taken for none. */
  readonly withoutWeakPairs: boolean;
}

/**
 * @param members in the order of their id hashes
 * @param known   pairs weighed before, by `pairKey`
 */
export function decideMembers(
  state: LiveState,
  bitsOf: LiveBits,
  members: Uint32Array,
  known: ReadonlyMap<number, PairBesides>,
  limits: ComponentLimits,
): DecidedMembers {
  const { sources, deduplicate, thresholdBits, records, weigher } = state;
  const { priorBits } = weigher.weights;
  const { settled } = bitsOf;
  const rules: DecidingRules = { source: records.source, sources, deduplicate, thresholdBits, priorBits, settled };
  let [parts, withoutWeakPairs] = [[members], false];
  if (members.length > limits.mostRecords) {
    const parted = partComponent(rules, members, foundWithin(state, bitsOf, members), limits);
    parts = groupBy(members, parted.parts).map((part) => Uint32Array.from(part));
    ({ withoutWeakPairs } = parted);
  }
  const besides: PairBesides[] = [];
  const clusters = parts.flatMap((part) => {
    if (part.length === 1) return [[...part]];
    const looked = lookAt(state, bitsOf, part, known);
    for (const pair of looked.besides) besides.push(pair);
    return groupBy(part, decideComponent(rules, part, looked.bitsBetween));
  });
  return { clusters, besides, withoutWeakPairs };
}

interface LookedAt {
  readonly besides: readonly PairBesides[];
  /** Match weight of two records of the part. */
  bitsBetween(one: number, other: number): number;
}

/** Weighs all pairs of a part. */
function lookAt(
  state: LiveState,
  bitsOf: LiveBits,
  part: Uint32Array,
  known: ReadonlyMap<number, PairBesides>,
): LookedAt {
  const size = part.length;
  const place = new Map(Array.from(part, (record, i) => [record, i]));
  /** [member × member] */
  const bits = new Float64Array(size * size).fill(NaN);
  part.forEach((record, i) =>
    visitList(state, record, (other, at) => {
      const j = place.get(other);
      if (j !== undefined) bits[i * size + j] = bitsOf.at(record, at);
    }),
  );
  const besides = missing(state, bitsOf, part, known, (i, j) => Number.isNaN(bits[i * size + j]!));
  for (const pair of besides) {
    const [i, j] = [place.get(pair.left)!, place.get(pair.right)!];
    bits[i * size + j] = bits[j * size + i] = bitsOf.ofBesides(pair);
  }
  return { besides, bitsBetween: (one, other) => bits[place.get(one)! * size + place.get(other)!]! };
}

/** Pairs of a part that are not kept, weighed. */
function missing(
  state: LiveState,
  bitsOf: LiveBits,
  part: Uint32Array,
  known: ReadonlyMap<number, PairBesides>,
  isMissing: (i: number, j: number) => boolean,
): PairBesides[] {
  const [told, asked]: [PairBesides[], RecordPair[]] = [[], []];
  for (let i = 0; i < part.length; i++) {
    for (let j = i + 1; j < part.length; j++) {
      if (!isMissing(i, j)) continue;
      const [left, right] = [Math.min(part[i]!, part[j]!), Math.max(part[i]!, part[j]!)];
      const pair = known.get(pairKey(left, right));
      if (pair === undefined) asked.push([left, right]);
      else told.push(pair);
    }
  }
  if (asked.length === 0 && told.length === 0) return [];
  const facts = state.weigher.weigh(asked);
  return withFound(state, bitsOf, [...told, ...asked.map(([left, right], i) => ({ left, right, ...facts[i]! }))], part);
}

/** Whether rules bring a pair matters where it competes. */
function withFound(
  { keys, weigher, records }: LiveState,
  bitsOf: LiveBits,
  weighed: readonly WeighedPair[],
  part: Uint32Array,
): PairBesides[] {
  const isExclusive = weighed.map(({ left, right }) => bitsOf.isExclusive(left, right));
  if (!isExclusive.includes(true)) return weighed.map((pair) => ({ ...pair, isFound: false }));
  const members = [...part];
  const keysOf = weigher.keysOf(members, (record, field) => records.textOf(record, field));
  const place = new Map(members.map((record, i) => [record, i]));
  return weighed.map((pair, i) => ({
    ...pair,
    isFound: isExclusive[i]! && keys.bringTogether(keysOf[place.get(pair.left)!]!, keysOf[place.get(pair.right)!]!),
  }));
}

function groupBy(members: Uint32Array, groupOf: Uint32Array): number[][] {
  const groups = new Map<number, number[]>();
  members.forEach((record, i) => {
    const group = groups.get(groupOf[i]!);
    if (group === undefined) groups.set(groupOf[i]!, [record]);
    else group.push(record);
  });
  return [...groups.values()];
}
