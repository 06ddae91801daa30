/** From weighed pairs to clusters: which records are one entity, with the pairs that blocking did not find looked at too. */
import type { SourcePairs } from '../blocking/source-pairs.ts';
import type { LinkModel } from '../link-model.ts';
import type { LinkTable } from '../table.ts';
import { assignOneToOne } from './assignment.ts';
import { componentsOf, groupRecords, type Components, type PairEnds } from './components.ts';
import { clusterByScores, type ScoreMatrix } from './correlation.ts';
import { PairLookup } from './pair-lookup.ts';
import { agglomerateSparse } from './sparse-agglomeration.ts';

export interface DecidingInput {
  readonly table: LinkTable;
  readonly sources: SourcePairs;
  readonly deduplicate: LinkModel['deduplicate'];
  /** In ascending order of left, then right record. */
  readonly pairs: PairEnds;
  /** [pair] match weight. */
  readonly bits: Float32Array;
  /** Pairs from here on are worth joining. */
  readonly thresholdBits: number;
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

/** Components of more records are parted by the pairs at hand before all their pairs are looked at. */
const MOST_RECORDS_WHOLE = 300;

export async function decideClusters(input: DecidingInput): Promise<Clusters> {
  const { table, pairs, bits, thresholdBits } = input;
  const lookup = new PairLookup(table.count, pairs);
  const joined = componentsOf(table.count, table.idHash, pairs, (pair) => bits[pair]! >= thresholdBits);
  const components = partLargeOnes(input, joined);
  const missing = missingPairs(components, lookup);
  const addedBits = await input.weigh(missing.left, missing.right);
  const addedLookup = new PairLookup(table.count, missing);
  const bitsBetween = (one: number, other: number): number => {
    const pair = lookup.find(one, other);
    return pair >= 0 ? bits[pair]! : addedBits[addedLookup.find(one, other)]!;
  };
  const clusterOf = Uint32Array.from({ length: table.count }, (_, record) => record);
  for (let component = 0; component < components.count; component++) {
    decideComponent(input, membersOf(components, component), bitsBetween, clusterOf);
  }
  return { clusterOf, added: missing, addedBits, bitsBetween };
}

const membersOf = ({ starts, members }: Components, component: number): Uint32Array =>
  members.subarray(starts[component], starts[component + 1]);

/** What speaks for a pair grows no more beyond this, so that one pair never outweighs all others. */
const MOST_FOR = 10;
const MOST_AGAINST = 10;
/** A pair below the threshold often only has little to tell, and counts this much of what it lacks. */
const SHARE_AGAINST = 0.5;

const scoreOf = (bits: number, thresholdBits: number): number => {
  const above = bits - thresholdBits;
  return above >= 0 ? Math.min(MOST_FOR, above) : Math.max(-MOST_AGAINST, above * SHARE_AGAINST);
};

function partLargeOnes(input: DecidingInput, components: Components): Components {
  const { table, pairs, bits, thresholdBits } = input;
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
      const scores = Float32Array.from(of, (pair) => scoreOf(bits[pair]!, thresholdBits));
      parts = agglomerateSparse({ size: members.length, left, right, scores }, MOST_RECORDS_WHOLE);
    }
    const smallest = new Map<number, number>();
    members.forEach((record, i) => smallest.set(parts[i]!, Math.min(record, smallest.get(parts[i]!) ?? record)));
    members.forEach((record, i) => (root[record] = smallest.get(parts[i]!)!));
  }
  return groupRecords(table.count, table.idHash, (record) => root[record]!);
}

/** Pairs of records of one component that blocking did not find, in ascending order of left, then right. */
function missingPairs(components: Components, lookup: PairLookup): PairEnds {
  const found: number[] = [];
  const scale = 2 ** 26;
  for (let component = 0; component < components.count; component++) {
    const members = membersOf(components, component);
    if (members.length === 2) continue;
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

/** Writes the clusters of one component. */
function decideComponent(
  input: DecidingInput,
  members: Uint32Array,
  bitsBetween: (one: number, other: number) => number,
  clusterOf: Uint32Array,
): void {
  const matrix = scoresOf(input, members, bitsBetween);
  const clusters = oneToOneClusters(input, members, matrix) ?? clusterByScores(matrix);
  const smallest = new Map<number, number>();
  members.forEach((record, i) => smallest.set(clusters[i]!, Math.min(record, smallest.get(clusters[i]!) ?? record)));
  members.forEach((record, i) => (clusterOf[record] = smallest.get(clusters[i]!)!));
}

function scoresOf(
  { table, sources, deduplicate, thresholdBits }: DecidingInput,
  members: Uint32Array,
  bitsBetween: (one: number, other: number) => number,
): ScoreMatrix {
  const size = members.length;
  const scores = new Float32Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = i + 1; j < size; j++) {
      const [s, t] = [table.source[members[i]!]!, table.source[members[j]!]!];
      const isForbidden = s === t && deduplicate[s] !== true && isInOneToOne(sources, s);
      const score = isForbidden ? -Infinity : scoreOf(bitsBetween(members[i]!, members[j]!), thresholdBits);
      scores[i * size + j] = scores[j * size + i] = score;
    }
  }
  return { size, scores };
}

const isInOneToOne = ({ sources, isOneToOne }: SourcePairs, source: number): boolean =>
  isOneToOne.subarray(source * sources, (source + 1) * sources).includes(1);

/** Two sources without duplicates of their own: the best assignment of one to the other. */
function oneToOneClusters(
  { table, sources, deduplicate }: DecidingInput,
  members: Uint32Array,
  { size, scores }: ScoreMatrix,
): Uint32Array | undefined {
  const own = table.source[members[0]!]!;
  const others = new Set(
    members.filter((record) => table.source[record] !== own).map((record) => table.source[record]!),
  );
  const [other] = others;
  if (others.size !== 1 || sources.isOneToOne[own * sources.sources + other!] === 0) return undefined;
  if (deduplicate[own] === true || deduplicate[other!] === true) return undefined;
  const rows = placesWhere(members, (record) => table.source[record] === own);
  const columns = placesWhere(members, (record) => table.source[record] !== own);
  const between = new Float64Array(rows.length * columns.length);
  rows.forEach((row, r) =>
    columns.forEach((column, c) => (between[r * columns.length + c] = scores[row * size + column]!)),
  );
  const assigned = assignOneToOne(between, rows.length, columns.length);
  const clusters = Uint32Array.from({ length: size }, (_, i) => i);
  assigned.forEach((column, r) => {
    if (column >= 0) clusters[columns[column]!] = rows[r]!;
  });
  return clusters;
}

function placesWhere(members: Uint32Array, holds: (record: number) => boolean): number[] {
  return [...members.keys()].filter((place) => holds(members[place]!));
}
