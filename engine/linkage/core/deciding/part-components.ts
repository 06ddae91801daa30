/**
 * Parts components that are too large to be looked at whole, so that what clusters cost stays within stated limits. The
 * limits count pairs, not bytes: the same files are parted alike on every machine.
 */
import { groupRecords, type Components, type PairEnds } from './components.ts';
import { MOST_RECORDS_WHOLE, type ComponentPairs, type DecidingRules } from './decide-component.ts';
import { pairsWithin, sizeOf } from './missing-pairs.ts';
import { partComponent, type ComponentLimits } from './part-component.ts';
import { recordsToLookAt, type LookLimits } from './records-to-look-at.ts';

export type PartingLimits = LookLimits & ComponentLimits;

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

/** What of these components was parted; undefined where none is too large. */
export function partedOf(
  components: Iterable<{ readonly size: number; readonly withoutWeakPairs: boolean }>,
  mostRecords: number,
): PartedComponents | undefined {
  const parted = { components: 0, records: 0, largest: 0, mostRecords, withoutWeakPairs: 0 };
  for (const { size, withoutWeakPairs } of components) {
    if (size <= mostRecords) continue;
    parted.components++;
    parted.records += size;
    parted.largest = Math.max(parted.largest, size);
    parted.withoutWeakPairs += Number(withoutWeakPairs);
  }
  return parted.components === 0 ? undefined : parted;
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
  const within = pairsWithin(components, input.pairs);
  const sizes = {
    count: components.count,
    size: (c: number) => sizeOf(components, c),
    found: (c: number) => within[c]!,
  };
  const mostRecords = recordsToLookAt(sizes, limits);
  const large = Array.from({ length: components.count }, (_, c) => c).filter(
    (c) => sizeOf(components, c) > mostRecords,
  );
  if (large.length === 0) return { components, parted: undefined };
  const edges = edgesOf(input, components, large);
  const root = Uint32Array.from(input.idHash, (_, record) => record);
  for (let c = 0; c < components.count; c++)
    rootAt(membersOf(components, c), new Uint32Array(sizeOf(components, c)), root);
  const told = large.map((c) => {
    const members = membersOf(components, c);
    const { parts, withoutWeakPairs } = partComponent(input.rules, members, edges(c), { ...limits, mostRecords });
    rootAt(members, parts, root);
    return { size: members.length, withoutWeakPairs };
  });
  return {
    components: groupRecords(root.length, input.idHash, (record) => root[record]!),
    parted: partedOf(told, mostRecords),
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
