/**
 * Pairs that are settled, whatever is learnt: `same` records are in one cluster and `different` ones in two. People settle
 * them, and rules of the model about rows that are never together; what people say goes before the rules.
 */
import { DisjointSets } from './disjoint-sets.ts';
import type { AreApart } from './never-together.ts';

export type SettledKind = 'same' | 'different';

export interface SettledPair {
  readonly left: number;
  readonly right: number;
  readonly kind: SettledKind;
}

/** Weight of a settled pair, for or against: as good as certain, and finite so that it can be written. */
export const SETTLED_BITS = 64;

/** Settled pairs by their records. No two that people settled contradict each other, over third records included. */
export interface Settled {
  /** Those that people settled. */
  readonly pairs: readonly SettledPair[];
  /** Records that a rule keeps apart; undefined where there is no rule. */
  readonly areApart: AreApart | undefined;
  /** Undefined where neither people nor a rule settle it. */
  kindOf(one: number, other: number): SettledKind | undefined;
  /** Records that are settled to be one with it. */
  sameAs(record: number): readonly number[];
}

export const NOTHING_SETTLED: Settled = {
  pairs: [],
  areApart: undefined,
  kindOf: () => undefined,
  sameAs: () => [],
};

const SCALE = 2 ** 26;
const keyOf = (one: number, other: number): number => (one < other ? one * SCALE + other : other * SCALE + one);

export function settledPairs(pairs: readonly SettledPair[], areApart?: AreApart): Settled {
  if (pairs.length === 0 && areApart === undefined) return NOTHING_SETTLED;
  const kinds = new Map(pairs.map(({ left, right, kind }) => [keyOf(left, right), kind]));
  const same = new Map<number, number[]>();
  for (const { left, right, kind } of pairs) {
    if (kind !== 'same') continue;
    same.set(left, [...(same.get(left) ?? []), right]);
    same.set(right, [...(same.get(right) ?? []), left]);
  }
  return {
    pairs,
    areApart,
    kindOf: (one, other) => kinds.get(keyOf(one, other)) ?? (areApart?.(one, other) === true ? 'different' : undefined),
    sameAs: (record) => same.get(record) ?? [],
  };
}

export const settledBits = (kind: SettledKind): number => (kind === 'same' ? SETTLED_BITS : -SETTLED_BITS);

interface Ends {
  readonly count: number;
  readonly left: Uint32Array;
  readonly right: Uint32Array;
}

/** Writes over the weights of pairs that a rule keeps apart. */
export function keepApart({ areApart }: Settled, { count, left, right }: Ends, bits: Float32Array): void {
  if (areApart === undefined) return;
  for (let pair = 0; pair < count; pair++) {
    if (areApart(left[pair]!, right[pair]!)) bits[pair] = settledBits('different');
  }
}

/** Writes the weights of settled pairs over those of the model. */
export function settleBits(
  { pairs, areApart, kindOf }: Settled,
  { count, left, right }: Ends,
  bits: Float32Array,
): void {
  if (pairs.length === 0 && areApart === undefined) return;
  for (let pair = 0; pair < count; pair++) {
    const kind = kindOf(left[pair]!, right[pair]!);
    if (kind !== undefined) bits[pair] = settledBits(kind);
  }
}

/**
 * Members that people say are one, as one.
 *
 * @returns [member] the first member that it is one with; undefined where nothing is said of any
 */
export function sameMembers({ pairs, sameAs }: Settled, members: Uint32Array): Uint32Array | undefined {
  if (pairs.length === 0) return undefined;
  const sets = new DisjointSets(members.length);
  let isAny = false;
  members.forEach((record, i) => {
    for (const other of sameAs(record)) {
      const j = members.indexOf(other);
      if (j < 0) continue;
      sets.join(i, j);
      isAny = true;
    }
  });
  return isAny ? Uint32Array.from(members, (_, i) => sets.find(i)) : undefined;
}
