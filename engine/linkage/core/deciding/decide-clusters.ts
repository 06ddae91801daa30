/** From weighed pairs to clusters: which records are one entity, with the pairs that blocking did not find looked at too. */
import type { LinkTable } from '../table.ts';
import { componentsOf, type PairEnds } from './components.ts';
import { decideComponent, type DecidingRules } from './decide-component.ts';
import { missingPairs } from './missing-pairs.ts';
import { PairLookup } from './pair-lookup.ts';
import {
  membersOf,
  PARTING_LIMITS,
  partLargeComponents,
  rootAt,
  type PartedComponents,
  type PartingLimits,
} from './part-components.ts';
import { settleBits } from './settled-pairs.ts';

export interface DecidingInput extends Omit<DecidingRules, 'source'> {
  readonly table: LinkTable;
  /** In ascending order of left, then right record. */
  readonly pairs: PairEnds;
  /** [pair] match weight. */
  readonly bits: Float32Array;
  /** Weighs pairs that blocking did not find. */
  weigh(left: Uint32Array, right: Uint32Array): Promise<Float32Array>;
  readonly limits?: PartingLimits | undefined;
}

export interface Clusters {
  /** [record] smallest record of its cluster. */
  readonly clusterOf: Uint32Array;
  /** Pairs weighed besides, within components. */
  readonly added: PairEnds;
  readonly addedBits: Float32Array;
  /** Components that were too large to be looked at whole; undefined where there was none. */
  readonly parted?: PartedComponents | undefined;
  /** Match weight of two records of one component. */
  bitsBetween(one: number, other: number): number;
}

export async function decideClusters(input: DecidingInput): Promise<Clusters> {
  const { table, pairs, bits, thresholdBits, limits = PARTING_LIMITS } = input;
  const lookup = new PairLookup(table.count, pairs);
  const joined = componentsOf(table.count, table.idHash, joiningPairs(input), (pair) =>
    pair < pairs.count ? bits[pair]! >= thresholdBits : true,
  );
  const rules: DecidingRules = { ...input, source: table.source };
  const { components, parted } = partLargeComponents({ rules, idHash: table.idHash, pairs, bits }, joined, limits);
  const missing = missingPairs(components, pairs, lookup);
  const addedBits = await input.weigh(missing.left, missing.right);
  settleBits(input.settled, missing, addedBits);
  const addedLookup = new PairLookup(table.count, missing);
  const bitsBetween = (one: number, other: number): number => {
    const pair = lookup.find(one, other);
    return pair >= 0 ? bits[pair]! : addedBits[addedLookup.find(one, other)]!;
  };
  const clusterOf = Uint32Array.from({ length: table.count }, (_, record) => record);
  for (let component = 0; component < components.count; component++) {
    const members = membersOf(components, component);
    // Each cluster is called by its smallest record.
    rootAt(members, decideComponent(rules, members, bitsBetween), clusterOf);
  }
  return { clusterOf, added: missing, addedBits, parted, bitsBetween };
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
