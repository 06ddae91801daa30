/** How one component is parted that is too large to be looked at whole: the same whether it is linked anew or grows. */
import { partMembers, type ComponentPairs, type DecidingRules } from './decide-component.ts';
import { piecesWithin } from './pieces.ts';
import { settledBits } from './settled-pairs.ts';

export interface ComponentLimits {
  /** Records of a part. */
  readonly mostRecords: number;
  /** Pairs of one component that are joined one by one: some 50 bytes each while it is under way. */
  readonly mostJoined: number;
}

export interface ComponentParts {
  /** [member] a member of its part, the same for all of them. */
  readonly parts: Uint32Array;
  /** Whether there are so many pairs that the weakest of them were taken for none. */
  readonly withoutWeakPairs: boolean;
}

/**
 * @param members in the order of their id hashes
 * @param pairs   all that blocking found between them, by their places; in any order
 */
export function partComponent(
  rules: DecidingRules,
  members: Uint32Array,
  pairs: ComponentPairs,
  { mostRecords, mostJoined }: ComponentLimits,
): ComponentParts {
  const pieces = piecesWithin(rules, { members, pairs }, mostJoined);
  const place = new Map(Array.from(members, (record, i) => [record, i]));
  const parts = Uint32Array.from(members, (_, i) => i);
  for (const piece of pieces) {
    const own = partMembers(rules, piece.members, withSettled(rules, piece.members, piece.pairs), mostRecords);
    piece.members.forEach((record, i) => (parts[place.get(record)!] = place.get(piece.members[own[i]!]!)!));
  }
  return { parts, withoutWeakPairs: pieces.length > 1 };
}

/** Settled pairs that blocking did not find, behind those that it found. */
function withSettled({ settled }: DecidingRules, members: Uint32Array, pairs: ComponentPairs): ComponentPairs {
  if (settled.pairs.length === 0) return pairs;
  const place = new Map(Array.from(members, (record, i) => [record, i]));
  const keyOf = (one: number, other: number): number => members.length * Math.min(one, other) + Math.max(one, other);
  const unfound = new Map<number, { readonly l: number; readonly r: number; readonly bits: number }>();
  for (const { left, right, kind } of settled.pairs) {
    const [l, r] = [place.get(left), place.get(right)];
    if (l !== undefined && r !== undefined) unfound.set(keyOf(l, r), { l, r, bits: settledBits(kind) });
  }
  if (unfound.size === 0) return pairs;
  pairs.left.forEach((left, i) => unfound.delete(keyOf(left, pairs.right[i]!)));
  const besides = [...unfound.values()];
  const count = pairs.left.length + besides.length;
  const all = { left: new Uint32Array(count), right: new Uint32Array(count), bits: new Float32Array(count) };
  for (const name of ['left', 'right', 'bits'] as const) all[name].set(pairs[name]);
  besides.forEach(({ l, r, bits }, i) => {
    const at = pairs.left.length + i;
    [all.left[at], all.right[at], all.bits[at]] = [l, r, bits];
  });
  return all;
}
