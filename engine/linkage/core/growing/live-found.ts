/** Pairs of records of a component that rules bring together, the weak ones included that are not kept. */
import type { ComponentPairs } from '../deciding/decide-component.ts';
import type { LiveBits } from './live-bits.ts';
import { isCompared, type LiveState } from './live-state.ts';

const NONE = -1;

/** @returns all of them, by places of the members */
export function foundWithin(state: LiveState, bitsOf: LiveBits, members: Uint32Array): ComponentPairs {
  const { pairs, keys, weigher, records } = state;
  const place = new Map(Array.from(members, (record, i) => [record, i]));
  const keysOf = weigher.keysOf([...members], (record, field) => records.textOf(record, field));
  const [left, right, kept]: [number[], number[], number[]] = [[], [], []];
  /** [member] place of its pair in the list of the member under way. */
  const listed = new Int32Array(members.length).fill(NONE);
  members.forEach((one, i) => {
    visitList(state, one, (other, at) => {
      const j = place.get(other);
      if (j !== undefined) listed[j] = at;
    });
    for (const other of keys.partners(keysOf[i]!)) {
      const j = other > one ? place.get(other) : undefined;
      if (j === undefined || !isCompared(state, one, other)) continue;
      left.push(i);
      right.push(j);
      kept.push(listed[j]!);
    }
    listed.fill(NONE);
  });
  const weak = Uint32Array.from(kept.flatMap((at, pair) => (at === NONE ? [pair] : [])));
  const weakBits = weigher.weighBits(
    weak.map((pair) => members[left[pair]!]!),
    weak.map((pair) => members[right[pair]!]!),
  );
  const own = Float32Array.from(kept, (at) => (at === NONE ? 0 : pairs.bits(at)));
  weak.forEach((pair, i) => (own[pair] = weakBits[i]!));
  return {
    left: Uint32Array.from(left),
    right: Uint32Array.from(right),
    bits: own.map((bits, pair) => bitsOf.of(members[left[pair]!]!, members[right[pair]!]!, bits, true)),
  };
}

/** Records that are asked for their keys at once. */
const BATCH = 20_000;

/** @returns [group] how many pairs of its records rules bring together */
export function countFound(state: LiveState, groups: readonly Uint32Array[]): number[] {
  const counts = groups.map(() => 0);
  const groupOf = new Map<number, number>();
  groups.forEach((members, group) => members.forEach((record) => groupOf.set(record, group)));
  const all = [...groupOf.keys()];
  for (let from = 0; from < all.length; from += BATCH) {
    const records = all.slice(from, from + BATCH);
    const keysOf = state.weigher.keysOf(records, (record, field) => state.records.textOf(record, field));
    records.forEach((one, i) => {
      const group = groupOf.get(one)!;
      for (const other of state.keys.partners(keysOf[i]!)) {
        if (other > one && groupOf.get(other) === group && isCompared(state, one, other)) counts[group]!++;
      }
    });
  }
  return counts;
}

/** @param visit called with each record that the list names, and the place in it */
export function visitList({ pairs }: LiveState, record: number, visit: (other: number, at: number) => void): void {
  for (let at = pairs.start(record), end = pairs.end(record); at < end; at++) visit(pairs.other(at), at);
}
