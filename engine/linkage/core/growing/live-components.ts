/** Records that hang together, live: those that a change touches are decided on anew, and nobody else. */
import { partedOf, type PartedComponents, type PartingLimits } from '../deciding/part-components.ts';
import { missingIn, recordsToLookAt } from '../deciding/records-to-look-at.ts';
import type { Settled } from '../deciding/settled-pairs.ts';
import { decideMembers } from './decide-members.ts';
import { ComponentMembers, type KeptComponents } from './kept-components.ts';
import { LiveBits } from './live-bits.ts';
import { countFound, visitList } from './live-found.ts';
import { pairKey, type LiveCluster, type LiveState, type PairBesides, type WeighedPair } from './live-state.ts';

/** Records of two and more that pairs hold together. */
interface Component {
  /** In the order of their id hashes. */
  members: Uint32Array;
  clusters: readonly LiveCluster[];
  /** Pairs looked at within it that are not among the pairs kept. */
  besides: readonly PairBesides[];
  withoutWeakPairs: boolean;
  /** Whether `besides` are there: those of a component as it was kept are weighed where they are asked for. */
  isWeighed: boolean;
  /** Pairs that it may ask for besides: that many if rules bring none of them. */
  readonly mayAskFor: number;
  /** Pairs within it that rules bring, where somebody asked. */
  found?: number;
}

/** Pairs whose weights are carried over a change; beyond this, which is near what a map can hold, they are weighed anew. */
const MOST_KNOWN = 2 ** 23;

export class LiveComponents {
  readonly #state: LiveState;
  readonly #bits: LiveBits;
  readonly #limits: PartingLimits;
  /** [record] its component, 0 where it is alone. */
  #componentOf: Uint32Array<ArrayBuffer>;
  readonly #components = new Map<number, Component>();
  #next = 1;
  /** Pairs that all components may ask for together. */
  #mayAskFor = 0;
  /** Components of more records are parted, as long as all of them ask for no more. */
  #mostRecords: number;
  readonly #known = new Map<number, PairBesides>();
  readonly #kept: KeptComponents | undefined;
  /** Those of the earlier run; the number of each is one more than its first record. */
  readonly #members: ComponentMembers | undefined;
  /** Numbers of those of them that were looked at, whatever became of them. */
  readonly #opened = new Set<number>();
  readonly #decided = new Set<number>();

  /** @param kept as an earlier run decided it, for the records that there are */
  constructor(state: LiveState, limits: PartingLimits, kept?: KeptComponents) {
    this.#state = state;
    this.#bits = new LiveBits(state);
    this.#limits = limits;
    this.#mostRecords = limits.mostRecords;
    this.#componentOf = new Uint32Array(state.records.count);
    this.#kept = kept;
    if (kept === undefined) return;
    this.#members = new ComponentMembers(kept);
    this.#mostRecords = kept.mostRecords;
    this.#next = kept.component.length + 1;
    for (let record = 0; record < kept.component.length; record++) {
      const first = kept.component[record]!;
      const size = this.#members.size(first);
      if (size < 2) continue;
      this.#componentOf[record] = first + 1;
      if (first === record) this.#mayAskFor += missingIn(size, 0, limits.mostRecords);
    }
  }

  /** Living records that were decided on since an earlier run kept the others; undefined where all were. */
  get decided(): ReadonlySet<number> | undefined {
    return this.#kept && this.#decided;
  }

  /** The component of a number, undefined for 0. */
  #component(number: number): Component | undefined {
    if (!this.#isAsKept(number)) return this.#components.get(number);
    const [members, first] = [this.#members!, number - 1];
    const of = members.of(first);
    const component: Component = {
      members: this.#inOrder(of),
      clusters: members.clusters(first),
      besides: [],
      withoutWeakPairs: members.isWithoutWeakPairs(first),
      isWeighed: false,
      mayAskFor: missingIn(of.length, 0, this.#limits.mostRecords),
    };
    this.#opened.add(number);
    this.#components.set(number, component);
    return component;
  }

  #isAsKept(number: number): boolean {
    return this.#kept !== undefined && number > 0 && number <= this.#kept.component.length && !this.#opened.has(number);
  }

  #openAll(): void {
    for (const first of this.#members?.firsts() ?? []) this.#component(first + 1);
  }

  #inOrder(records: Iterable<number>): Uint32Array {
    const { idHash } = this.#state.records;
    return Uint32Array.from(records).sort((a, b) => idHash[a]! - idHash[b]! || a - b);
  }

  #decideOn(component: Component): void {
    const limits = { ...this.#limits, mostRecords: this.#mostRecords };
    Object.assign(component, decideMembers(this.#state, this.#bits, component.members, this.#known, limits));
    component.isWeighed = true;
  }

  /**
   * Decides anew on all that hangs together with these records.
   *
   * @param touched living records of which a pair changed, and those that this sets against each other
   * @returns the clusters of all of them
   */
  decide(touched: readonly number[], settled: Settled): LiveCluster[] {
    this.#bits.begin(settled);
    this.#ensure();
    const open = this.#dissolve(touched);
    if (this.#kept !== undefined) for (const record of open) this.#decided.add(record);
    const clusters: LiveCluster[] = [];
    const fresh: number[] = [];
    const seen = new Set<number>();
    for (const start of open) {
      if (seen.has(start)) continue;
      const members = this.#reach(start, seen);
      if (members.length === 1) clusters.push(members);
      else fresh.push(this.#hold(members));
    }
    for (const number of [...fresh, ...this.#otherwiseParted(new Set(fresh))]) {
      const component = this.#components.get(number)!;
      this.#decideOn(component);
      if (this.#kept !== undefined) for (const record of component.members) this.#decided.add(record);
      for (const cluster of component.clusters) clusters.push(cluster);
    }
    return clusters;
  }

  /** Takes the record that is gone out of its component, which is decided on next. */
  drop(record: number): void {
    this.#decided.delete(record);
    const component = this.#component(this.#componentOf[record]!);
    if (component === undefined) return;
    component.members = component.members.filter((member) => member !== record);
    this.#componentOf[record] = 0;
  }

  /** What was weighed of the record besides is no longer so. */
  forget(record: number): void {
    this.#ensure();
    const component = this.#component(this.#componentOf[record]!);
    if (component === undefined) return;
    component.besides = component.besides.filter(({ left, right }) => left !== record && right !== record);
  }

  /** Those of the records that are in one component with another of them. */
  sharing(records: readonly number[]): number[] {
    this.#ensure();
    const first = new Map<number, number>();
    return records.filter((record) => {
      const component = this.#componentOf[record]!;
      if (component === 0) return false;
      if (first.has(component)) return true;
      first.set(component, record);
      return false;
    });
  }

  #ensure(): void {
    const { count } = this.#state.records;
    if (count <= this.#componentOf.length) return;
    const larger = new Uint32Array(Math.ceil((count + 1024) * 1.5));
    larger.set(this.#componentOf);
    this.#componentOf = larger;
  }

  /** All records of the components of these, which are no more. */
  #dissolve(touched: readonly number[]): Set<number> {
    const open = new Set<number>();
    this.#known.clear();
    for (const record of touched) {
      const number = this.#componentOf[record]!;
      const component = this.#component(number);
      if (component === undefined) {
        open.add(record);
        continue;
      }
      this.#components.delete(number);
      this.#mayAskFor -= component.mayAskFor;
      for (const pair of component.besides) {
        if (this.#known.size < MOST_KNOWN) this.#known.set(pairKey(pair.left, pair.right), pair);
      }
      for (const member of component.members) {
        open.add(member);
        this.#componentOf[member] = 0;
      }
    }
    return open;
  }

  #reach(start: number, seen: Set<number>): number[] {
    const { thresholdBits } = this.#state;
    const members = [start];
    seen.add(start);
    const join = (other: number): void => {
      if (seen.has(other)) return;
      if (this.#componentOf[other] !== 0) throw new Error('A component that was not touched hangs together with one.');
      seen.add(other);
      members.push(other);
    };
    for (const record of members) {
      visitList(this.#state, record, (other, at) => {
        if (this.#bits.at(record, at) >= thresholdBits) join(other);
      });
      for (const other of this.#bits.settled.sameAs(record)) join(other);
    }
    return members;
  }

  /** @returns number of the component of these, on which is not decided yet */
  #hold(reached: readonly number[]): number {
    const members = this.#inOrder(reached);
    const mayAskFor = missingIn(members.length, 0, this.#limits.mostRecords);
    const number = this.#next++;
    const undecided = { clusters: [], besides: [], withoutWeakPairs: false, isWeighed: false };
    this.#components.set(number, { members, ...undecided, mayAskFor });
    this.#mayAskFor += mayAskFor;
    for (const record of members) this.#componentOf[record] = number;
    return number;
  }

  /** Components that nothing touched and that are parted otherwise, as all of them now ask for more pairs or for fewer. */
  #otherwiseParted(fresh: ReadonlySet<number>): number[] {
    const before = this.#mostRecords;
    this.#mostRecords = this.#recordsToLookAt();
    if (this.#mostRecords === before) return [];
    this.#openAll();
    const least = Math.min(before, this.#mostRecords);
    return Array.from(this.#components)
      .filter(([number, { members }]) => members.length > least && !fresh.has(number))
      .map(([number]) => number);
  }

  #recordsToLookAt(): number {
    // Nobody needs to be asked for pairs that rules bring as long as all are few enough without them.
    if (this.#mayAskFor <= this.#limits.mostMissing) return this.#limits.mostRecords;
    this.#openAll();
    const components = [...this.#components.values()];
    const unknown = components.filter(({ found }) => found === undefined);
    const found = countFound(
      this.#state,
      unknown.map(({ members }) => members),
    );
    unknown.forEach((component, i) => (component.found = found[i]!));
    return recordsToLookAt(
      { count: components.length, size: (c) => components[c]!.members.length, found: (c) => components[c]!.found! },
      this.#limits,
    );
  }

  clusters(): LiveCluster[] {
    this.#openAll();
    const clusters: LiveCluster[] = [];
    for (const record of this.#state.records.numbers()) if (this.#componentOf[record] === 0) clusters.push([record]);
    for (const component of this.#components.values()) for (const cluster of component.clusters) clusters.push(cluster);
    return clusters;
  }

  /** @param records all living ones of the components that any of them is in */
  clustersOf(records: Iterable<number>): LiveCluster[] {
    const clusters: LiveCluster[] = [];
    for (const number of this.#numbersOf(records, (record) => clusters.push([record]))) {
      for (const cluster of this.#component(number)!.clusters) clusters.push(cluster);
    }
    return clusters;
  }

  /** Numbers of the components of records. @param alone called with each that is in none */
  #numbersOf(records: Iterable<number>, alone: (record: number) => void = () => undefined): Set<number> {
    const numbers = new Set<number>();
    for (const record of records) {
      if (this.#componentOf[record] === 0) alone(record);
      else numbers.add(this.#componentOf[record]!);
    }
    return numbers;
  }

  /** What was too large to be looked at whole. */
  parted(): PartedComponents | undefined {
    const sizes = Array.from(this.#components.values(), ({ members, withoutWeakPairs }) => ({
      size: members.length,
      withoutWeakPairs,
    }));
    for (const first of this.#members?.firsts() ?? []) {
      if (!this.#isAsKept(first + 1)) continue;
      sizes.push({
        size: this.#members!.size(first),
        withoutWeakPairs: this.#members!.isWithoutWeakPairs(first),
      });
    }
    return partedOf(sizes, this.#mostRecords);
  }

  /** [record] its cluster. */
  clusterOf(clusters: readonly LiveCluster[]): Uint32Array {
    const of = new Uint32Array(this.#state.records.count);
    clusters.forEach((records, cluster) => {
      for (const record of records) of[record] = cluster;
    });
    return of;
  }

  /** Pairs kept and those within components besides, weighed as they are now; each once. */
  *weighedPairs(settled: Settled): Generator<WeighedPair> {
    this.#bits.begin(settled);
    this.#openAll();
    for (const left of this.#state.records.numbers()) yield* this.#listed(left, (right) => right > left);
    for (const component of this.#components.values()) yield* this.#besidesOf(component);
  }

  /** Of these, those of which one record at least is among `records`: all living ones of the components of any of them. */
  *weighedPairsOf(records: ReadonlySet<number>, settled: Settled): Generator<WeighedPair> {
    this.#bits.begin(settled);
    for (const one of records) yield* this.#listed(one, (other) => other > one || !records.has(other));
    for (const number of this.#numbersOf(records)) yield* this.#besidesOf(this.#component(number)!);
  }

  *#listed(one: number, isAsked: (other: number) => boolean): Generator<WeighedPair> {
    const { pairs } = this.#state;
    for (let at = pairs.start(one), end = pairs.end(one); at < end; at++) {
      const other = pairs.other(at);
      if (!isAsked(other)) continue;
      const [left, right] = [Math.min(one, other), Math.max(one, other)];
      const [pattern, rarityBits] = [pairs.pattern(at), pairs.rarityBits(at)];
      yield { left, right, bits: this.#bits.at(one, at), pattern, rarityBits };
    }
  }

  *#besidesOf(component: Component): Generator<WeighedPair> {
    if (!component.isWeighed) this.#decideOn(component);
    for (const pair of component.besides) yield { ...pair, bits: this.#bits.ofBesides(pair) };
  }

  /**
   * @param records  that there are, in the order that they are to have
   * @param numberOf [record] number that each is to have; those that an earlier run kept are in the same order as there
   */
  keep(records: Uint32Array, numberOf: Uint32Array): KeptComponents {
    const component = new Uint32Array(records.length);
    const cluster = new Uint32Array(records.length);
    const withoutWeakPairs: number[] = [];
    for (let i = 0; i < records.length; i++) {
      const isAsKept = this.#isAsKept(this.#componentOf[records[i]!]!);
      component[i] = isAsKept ? numberOf[this.#kept!.component[records[i]!]!]! : i;
      cluster[i] = isAsKept ? numberOf[this.#kept!.cluster[records[i]!]!]! : i;
    }
    for (const { members, clusters, ...of } of this.#components.values()) {
      const first = gather(component, members, numberOf);
      if (of.withoutWeakPairs) withoutWeakPairs.push(first);
      for (const each of clusters) gather(cluster, each, numberOf);
    }
    for (const first of this.#kept?.withoutWeakPairs ?? []) {
      if (this.#isAsKept(first + 1)) withoutWeakPairs.push(numberOf[first]!);
    }
    const mostRecords = this.#mostRecords;
    return { component, cluster, withoutWeakPairs: Uint32Array.from(withoutWeakPairs).sort(), mostRecords };
  }
}

/** Writes the first of the records for each of them. @returns it */
function gather(into: Uint32Array, records: Iterable<number>, numberOf: Uint32Array): number {
  let first = Infinity;
  for (const record of records) first = Math.min(first, numberOf[record]!);
  for (const record of records) into[numberOf[record]!] = first;
  return first;
}
