/** From weighed pairs to clusters: which records are one entity, with the pairs that blocking did not find looked at too. */
import type { LinkTable } from '../table.ts';
import { componentsOf, groupRecords, type Components, type PairEnds } from './components.ts';
import {
  decideComponent,
  MOST_RECORDS_WHOLE,
  partMembers,
  type ComponentPairs,
  type DecidingRules,
} from './decide-component.ts';
import { PairLookup } from './pair-lookup.ts';
import { settleBits, settledBits } from './settled-pairs.ts';

export interface DecidingInput extends Omit<DecidingRules, 'source'> {
  readonly table: LinkTable;
  /** In ascending order of left, then right record. */
  readonly pairs: PairEnds;
  /** [pair] match weight. */
  readonly bits: Float32Array;
  /** Weighs pairs that blocking did not find. */
  weigh(left: Uint32Array, right: Uint32Array): Promise<Float32Array>;
}

export interface Clusters {
  /** [record] smallest record of its cluster. */
  readonly clusterOf: Uint32Array;
  /** Pairs weighed besides, within components. */
  readonly added: PairEnds;
  readonly addedBits: Float32Array;
  /** Match weight of two records of one component. */
  bitsBetween(one: number, other: number): number;
}

export async function decideClusters(input: DecidingInput): Promise<Clusters> {
  const { table, pairs, bits, thresholdBits } = input;
  const lookup = new PairLookup(table.count, pairs);
  const joined = componentsOf(table.count, table.idHash, joiningPairs(input), (pair) =>
    pair < pairs.count ? bits[pair]! >= thresholdBits : true,
  );
  const components = partLargeOnes(input, joined);
  const missing = missingPairs(components, lookup, input.settled.pairs.length === 0);
  const addedBits = await input.weigh(missing.left, missing.right);
  settleBits(input.settled, missing, addedBits);
  const addedLookup = new PairLookup(table.count, missing);
  const bitsBetween = (one: number, other: number): number => {
    const pair = lookup.find(one, other);
    return pair >= 0 ? bits[pair]! : addedBits[addedLookup.find(one, other)]!;
  };
  const clusterOf = Uint32Array.from({ length: table.count }, (_, record) => record);
  const rules: DecidingRules = { ...input, source: table.source };
  for (let component = 0; component < components.count; component++) {
    const members = membersOf(components, component);
    writeClusters(members, decideComponent(rules, members, bitsBetween), clusterOf);
  }
  return { clusterOf, added: missing, addedBits, bitsBetween };
}

/** Candidate pairs, and behind them those that people say are one. */
function joiningPairs({ pairs, settled }: DecidingInput): PairEnds {
  const same = settled.pairs.filter(({ kind }) => kind === 'same');
  if (same.length === 0) return pairs;
  const joined = (own: Uint32Array, read: (pair: (typeof same)[number]) => number): Uint32Array => {
    const all = new Uint32Array(pairs.count + same.length);
    all.set(own);
    all.set(same.map(read), pairs.count);
    return all;
  };
  return {
    count: pairs.count + same.length,
    left: joined(pairs.left, ({ left }) => left),
    right: joined(pairs.right, ({ right }) => right),
  };
}

const membersOf = ({ starts, members }: Components, component: number): Uint32Array =>
  members.subarray(starts[component], starts[component + 1]);

function partLargeOnes(input: DecidingInput, components: Components): Components {
  const { table, pairs, bits } = input;
  let isNeeded = false;
  for (let c = 0; c < components.count; c++) isNeeded ||= membersOf(components, c).length > MOST_RECORDS_WHOLE;
  if (!isNeeded) return components;
  const place = new Uint32Array(table.count);
  for (let c = 0; c < components.count; c++) membersOf(components, c).forEach((record, i) => (place[record] = i));
  const edges = new Map<number, number[]>();
  for (let pair = 0; pair < pairs.count; pair++) {
    const component = components.of[pairs.left[pair]!]!;
    if (component === 0 || component !== components.of[pairs.right[pair]!]) continue;
    if (membersOf(components, component - 1).length <= MOST_RECORDS_WHOLE) continue;
    const list = edges.get(component - 1);
    if (list === undefined) edges.set(component - 1, [pair]);
    else list.push(pair);
  }
  const root = Uint32Array.from({ length: table.count }, (_, record) => record);
  for (let c = 0; c < components.count; c++) {
    const members = membersOf(components, c);
    const of = edges.get(c);
    let parts: Uint32Array = new Uint32Array(members.length);
    if (of !== undefined) {
      const left = Uint32Array.from(of, (pair) => place[pairs.left[pair]!]!);
      const right = Uint32Array.from(of, (pair) => place[pairs.right[pair]!]!);
      const ofPairs = { left, right, bits: Float32Array.from(of, (pair) => bits[pair]!) };
      parts = partMembers({ ...input, source: table.source }, members, withSettled(input, members, ofPairs));
    }
    const smallest = new Map<number, number>();
    members.forEach((record, i) => smallest.set(parts[i]!, Math.min(record, smallest.get(parts[i]!) ?? record)));
    members.forEach((record, i) => (root[record] = smallest.get(parts[i]!)!));
  }
  return groupRecords(table.count, table.idHash, (record) => root[record]!);
}

/** Settled pairs that blocking did not find, behind those that it found. */
function withSettled({ settled }: DecidingInput, members: Uint32Array, pairs: ComponentPairs): ComponentPairs {
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

/** Pairs of records of one component that blocking did not find, in ascending order of left, then right. */
function missingPairs(components: Components, lookup: PairLookup, isAllFound: boolean): PairEnds {
  const found: number[] = [];
  const scale = 2 ** 26;
  for (let component = 0; component < components.count; component++) {
    const members = membersOf(components, component);
    // Two records are held together by a pair that was found, unless people say that they are one.
    if (members.length === 2 && isAllFound) continue;
    for (let i = 0; i < members.length; i++) {
      for (let j = i + 1; j < members.length; j++) {
        const [left, right] = [Math.min(members[i]!, members[j]!), Math.max(members[i]!, members[j]!)];
        if (lookup.find(left, right) < 0) found.push(left * scale + right);
      }
    }
  }
  const sorted = Float64Array.from(found).sort();
  const [left, right] = [new Uint32Array(sorted.length), new Uint32Array(sorted.length)];
  sorted.forEach((pair, i) => {
    left[i] = Math.floor(pair / scale);
    right[i] = pair % scale;
  });
  return { count: sorted.length, left, right };
}

/** Writes the clusters of one component: each is called by its smallest record. */
function writeClusters(members: Uint32Array, clusters: Uint32Array, clusterOf: Uint32Array): void {
  const smallest = new Map<number, number>();
  members.forEach((record, i) => smallest.set(clusters[i]!, Math.min(record, smallest.get(clusters[i]!) ?? record)));
  members.forEach((record, i) => (clusterOf[record] = smallest.get(clusters[i]!)!));
}
