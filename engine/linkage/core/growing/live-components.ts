/** Records that hang together, live: those that a change touches are decided on anew, and nobody else. */
import { partedOf, type PartedComponents, type PartingLimits } from '../deciding/part-components.ts';
import { missingIn, recordsToLookAt } from '../deciding/records-to-look-at.ts';
import type { Settled } from '../deciding/settled-pairs.ts';
import { decideMembers } from './decide-members.ts';
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

  constructor(state: LiveState, limits: PartingLimits) {
    this.#state = state;
    this.#bits = new LiveBits(state);
    this.#limits = limits;
    this.#mostRecords = limits.mostRecords;
    this.#componentOf = new Uint32Array(state.records.count);
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
      const limits = { ...this.#limits, mostRecords: this.#mostRecords };
      Object.assign(component, decideMembers(this.#state, this.#bits, component.members, this.#known, limits));
      for (const cluster of component.clusters) clusters.push(cluster);
    }
    return clusters;
  }

  /** Takes the record that is gone out of its component, which is decided on next. */
  drop(record: number): void {
    const component = this.#components.get(this.#componentOf[record]!);
    if (component === undefined) return;
    component.members = component.members.filter((member) => member !== record);
    this.#componentOf[record] = 0;
  }

  /** What was weighed of the record besides is no longer so. */
  forget(record: number): void {
    this.#ensure();
    const component = this.#components.get(this.#componentOf[record]!);
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
      const component = this.#components.get(number);
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
    const { idHash } = this.#state.records;
    const members = Uint32Array.from(reached).sort((a, b) => idHash[a]! - idHash[b]! || a - b);
    const mayAskFor = missingIn(members.length, 0, this.#limits.mostRecords);
    const number = this.#next++;
    this.#components.set(number, { members, clusters: [], besides: [], withoutWeakPairs: false, mayAskFor });
    this.#mayAskFor += mayAskFor;
    for (const record of members) this.#componentOf[record] = number;
    return number;
  }

  /** Components that nothing touched and that are parted otherwise, as all of them now ask for more pairs or for fewer. */
  #otherwiseParted(fresh: ReadonlySet<number>): number[] {
    const before = this.#mostRecords;
    this.#mostRecords = this.#recordsToLookAt();
    if (this.#mostRecords === before) return [];
    const least = Math.min(before, this.#mostRecords);
    return Array.from(this.#components)
      .filter(([number, { members }]) => members.length > least && !fresh.has(number))
      .map(([number]) => number);
  }

  #recordsToLookAt(): number {
    // Nobody needs to be asked for pairs that rules bring as long as all are few enough without them.
    if (this.#mayAskFor <= this.#limits.mostMissing) return this.#limits.mostRecords;
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
    const clusters: LiveCluster[] = [];
    for (const record of this.#state.records.numbers()) if (this.#componentOf[record] === 0) clusters.push([record]);
    for (const component of this.#components.values()) for (const cluster of component.clusters) clusters.push(cluster);
    return clusters;
  }

  /** What was too large to be looked at whole. */
  parted(): PartedComponents | undefined {
    const sizes = Array.from(this.#components.values(), ({ members, withoutWeakPairs }) => ({
      size: members.length,
      withoutWeakPairs,
    }));
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
    const { pairs, records } = this.#state;
    for (const left of records.numbers()) {
      for (let at = pairs.start(left), end = pairs.end(left); at < end; at++) {
        const right = pairs.other(at);
        if (right < left) continue;
        const [pattern, rarityBits] = [pairs.pattern(at), pairs.rarityBits(at)];
        yield { left, right, bits: this.#bits.at(left, at), pattern, rarityBits };
      }
    }
    for (const { besides } of this.#components.values()) {
      for (const pair of besides) yield { ...pair, bits: this.#bits.ofBesides(pair) };
    }
  }
}
