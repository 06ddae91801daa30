/**
 * Parts components that are too large to be looked at whole, so that what clusters cost stays within stated limits. The
 * limits count pairs, not bytes: the same files are parted alike on every machine.
 */
import { groupRecords, type Components, type PairEnds } from './components.ts';
import { MOST_RECORDS_WHOLE, partMembers, type ComponentPairs, type DecidingRules } from './decide-component.ts';
import { pairsWithin, sizeOf } from './missing-pairs.ts';
import { piecesWithin } from './pieces.ts';
import { settledBits } from './settled-pairs.ts';

export interface PartingLimits {
  /** Components of more records are parted by the pairs at hand before all their pairs are looked at. */
  readonly mostRecords: number;
  /** Pairs that blocking did not find and that are weighed for clusters: some 40 bytes each. */
  readonly mostMissing: number;
  /** Pairs of one component that are joined one by one: some 50 bytes each while it is under way. */
  readonly mostJoined: number;
}

export const PARTING_LIMITS: PartingLimits = {
  mostRecords: MOST_RECORDS_WHOLE,
  mostMissing: 20_000_000,
  mostJoined: 1_000_000,
};

/** What was parted, for a note: no cluster has more records than `mostRecords`. */
export interface PartedComponents {
  readonly components: number;
  readonly records: number;
  /** Records of the largest. */
  readonly largest: number;
  readonly mostRecords: number;
  /** Components with so many pairs that the weakest of them were taken for none. */
  readonly withoutWeakPairs: number;
}

interface PartingInput {
  readonly rules: DecidingRules;
  readonly idHash: Uint32Array;
  /** In ascending order of left, then right record. */
  readonly pairs: PairEnds;
  /** [pair] match weight. */
  readonly bits: Float32Array;
}

/** @returns the components, parted where they must be, and what was parted */
export function partLargeComponents(
  input: PartingInput,
  components: Components,
  limits: PartingLimits,
): { components: Components; parted: PartedComponents | undefined } {
  const mostRecords = recordsToLookAt(components, input.pairs, limits);
  const large = Array.from({ length: components.count }, (_, c) => c).filter(
    (c) => sizeOf(components, c) > mostRecords,
  );
  if (large.length === 0) return { components, parted: undefined };
  const edges = edgesOf(input, components, large);
  const root = Uint32Array.from(input.idHash, (_, record) => record);
  for (let c = 0; c < components.count; c++)
    rootAt(membersOf(components, c), new Uint32Array(sizeOf(components, c)), root);
  let withoutWeakPairs = 0;
  for (const c of large) {
    const members = membersOf(components, c);
    const pieces = piecesWithin(input.rules, { members, pairs: edges(c) }, limits.mostJoined);
    if (pieces.length > 1) withoutWeakPairs++;
    members.forEach((record) => (root[record] = record));
    for (const piece of pieces) {
      if (piece.members.length < 2) continue;
      const parts = partMembers(
        input.rules,
        piece.members,
        withSettled(input, piece.members, piece.pairs),
        mostRecords,
      );
      rootAt(piece.members, parts, root);
    }
  }
  return {
    components: groupRecords(root.length, input.idHash, (record) => root[record]!),
    parted: {
      components: large.length,
      records: large.reduce((sum, c) => sum + sizeOf(components, c), 0),
      largest: Math.max(...large.map((c) => sizeOf(components, c))),
      mostRecords,
      withoutWeakPairs,
    },
  };
}

export const membersOf = ({ starts, members }: Components, component: number): Uint32Array =>
  members.subarray(starts[component], starts[component + 1]);

/** Writes the smallest record of each part. @param parts [member] a member of its part, the same for all of them */
export function rootAt(members: Uint32Array, parts: Uint32Array, root: Uint32Array): void {
  const smallest = new Map<number, number>();
  members.forEach((record, i) => smallest.set(parts[i]!, Math.min(record, smallest.get(parts[i]!) ?? record)));
  members.forEach((record, i) => (root[record] = smallest.get(parts[i]!)!));
}

/** Sizes that are tried in place of too large a one. */
const SMALLER = [200, 120, 80, 50, 30, 20, 10, 5, 2];

/** Records of a component that can be looked at whole without too many pairs in all. */
function recordsToLookAt(components: Components, pairs: PairEnds, { mostRecords, mostMissing }: PartingLimits): number {
  const within = pairsWithin(components, pairs);
  const isWithin = (most: number): boolean => {
    let missing = 0;
    for (let c = 0; c < components.count && missing <= mostMissing; c++) {
      const size = sizeOf(components, c);
      // Of parts it is not known which pairs were found.
      missing += size <= most ? (size * (size - 1)) / 2 - within[c]! : (size * (most - 1)) / 2;
    }
    return missing <= mostMissing;
  };
  return [mostRecords, ...SMALLER.filter((most) => most < mostRecords)].find(isWithin) ?? 2;
}

/** Pairs within each large component, by places of its records. */
function edgesOf(
  { pairs, bits }: PartingInput,
  components: Components,
  large: readonly number[],
): (component: number) => ComponentPairs {
  const place = new Uint32Array(components.of.length);
  const number = new Uint32Array(components.count);
  large.forEach((c, i) => {
    number[c] = i + 1;
    membersOf(components, c).forEach((record, at) => (place[record] = at));
  });
  const largeOf = (pair: number): number => {
    const component = components.of[pairs.left[pair]!]!;
    return component !== 0 && component === components.of[pairs.right[pair]!] ? number[component - 1]! : 0;
  };
  const starts = new Uint32Array(large.length + 2);
  for (let pair = 0; pair < pairs.count; pair++) starts[largeOf(pair) + 1]!++;
  starts[1] = 0;
  for (let i = 1; i < starts.length; i++) starts[i]! += starts[i - 1]!;
  const sorted = new Uint32Array(starts.at(-1)!);
  const next = starts.slice();
  for (let pair = 0; pair < pairs.count; pair++) {
    const of = largeOf(pair);
    if (of > 0) sorted[next[of]!++] = pair;
  }
  return (component) => {
    const of = sorted.subarray(starts[number[component]!], starts[number[component]! + 1]);
    return {
      left: of.map((pair) => place[pairs.left[pair]!]!),
      right: of.map((pair) => place[pairs.right[pair]!]!),
      bits: Float32Array.from(of, (pair) => bits[pair]!),
    };
  };
}

/** Settled pairs that blocking did not find, behind those that it found. */
function withSettled(
  { rules: { settled } }: PartingInput,
  members: Uint32Array,
  pairs: ComponentPairs,
): ComponentPairs {
  if (settled.pairs.length === 0) return pairs;
  const place = new Map(Array.from(members, (record, i) => [record, i]));
  const known = new Set(Array.from(pairs.left, (left, i) => members.length * left + pairs.right[i]!));
  const besides = settled.pairs.flatMap(({ left, right, kind }) => {
    const [l, r] = [place.get(left), place.get(right)];
    if (l === undefined || r === undefined) return [];
    if (known.has(members.length * l + r) || known.has(members.length * r + l)) return [];
    return [{ l, r, bits: settledBits(kind) }];
  });
  const count = pairs.left.length + besides.length;
  const all = { left: new Uint32Array(count), right: new Uint32Array(count), bits: new Float32Array(count) };
  for (const name of ['left', 'right', 'bits'] as const) all[name].set(pairs[name]);
  besides.forEach(({ l, r, bits }, i) => {
    const at = pairs.left.length + i;
    [all.left[at], all.right[at], all.bits[at]] = [l, r, bits];
  });
  return all;
}
