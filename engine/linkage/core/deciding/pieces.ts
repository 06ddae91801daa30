/** Pieces of a component of very many pairs, each with few enough to be joined one by one. */
import type { ComponentPairs, DecidingRules } from './decide-component.ts';
import { DisjointSets } from './disjoint-sets.ts';

export interface Piece {
  /** In the order of their id hashes. */
  readonly members: Uint32Array;
  /** Those between its members, by their places. */
  readonly pairs: ComponentPairs;
}

/** Bits by which the pairs that hold a piece together get stronger, until it has few enough. */
const STEP_BITS = 1;

/**
 * Pieces that stronger pairs alone hold together, and what people say is one: records that only weak pairs hold together
 * come apart, which is the safe side. Where all pairs are equally strong, records are halved in the order of their ids.
 */
export function piecesWithin(
  rules: Pick<DecidingRules, 'settled' | 'thresholdBits'>,
  piece: Piece,
  mostPairs: number,
  cut = rules.thresholdBits + STEP_BITS,
): Piece[] {
  const { members, pairs } = piece;
  if (pairs.left.length <= mostPairs) return [piece];
  const isHalved = pairs.bits.every((bits) => bits < cut);
  const sets = settledSets(rules, members);
  if (isHalved) joinHalves(members.length, sets);
  else {
    pairs.bits.forEach((bits, i) => {
      if (bits >= cut) sets.join(pairs.left[i]!, pairs.right[i]!);
    });
  }
  const pieces = piecesOf(piece, (member) => sets.find(member));
  // What people say is one stays one, however large it is.
  if (isHalved && pieces.length === 1) return [piece];
  return pieces.flatMap((each) => piecesWithin(rules, each, mostPairs, isHalved ? cut : cut + STEP_BITS));
}

function settledSets({ settled }: Pick<DecidingRules, 'settled'>, members: Uint32Array): DisjointSets {
  const sets = new DisjointSets(members.length);
  if (settled.pairs.length === 0) return sets;
  const place = new Map(Array.from(members, (record, i) => [record, i]));
  for (const { left, right, kind } of settled.pairs) {
    const [l, r] = [place.get(left), place.get(right)];
    if (kind === 'same' && l !== undefined && r !== undefined) sets.join(l, r);
  }
  return sets;
}

/** Joins the first half of the sets, and the others. */
function joinHalves(size: number, sets: DisjointSets): void {
  const firsts = Array.from({ length: size }, (_, i) => i).filter((i) => sets.find(i) === i);
  const half = firsts.length >> 1;
  for (let i = 1; i < firsts.length; i++) if (i !== half) sets.join(firsts[i - 1]!, firsts[i]!);
}

function piecesOf({ members, pairs: { left, right, bits } }: Piece, setOf: (member: number) => number): Piece[] {
  const of = new Map<number, { members: number[]; pairs: number[] }>();
  const place = new Uint32Array(members.length);
  members.forEach((record, i) => {
    const piece = of.get(setOf(i)) ?? { members: [], pairs: [] };
    place[i] = piece.members.push(record) - 1;
    of.set(setOf(i), piece);
  });
  for (let i = 0; i < bits.length; i++) {
    const set = setOf(left[i]!);
    if (set === setOf(right[i]!)) of.get(set)!.pairs.push(i);
  }
  return Array.from(of.values(), (piece) => {
    const count = piece.pairs.length;
    const own = { left: new Uint32Array(count), right: new Uint32Array(count), bits: new Float32Array(count) };
    for (let at = 0; at < count; at++) {
      const pair = piece.pairs[at]!;
      own.left[at] = place[left[pair]!]!;
      own.right[at] = place[right[pair]!]!;
      own.bits[at] = bits[pair]!;
    }
    return { members: Uint32Array.from(piece.members), pairs: own };
  });
}
