/** Records that hang together, live: those that a change touches are decided on anew, and nobody else. */
import type { SourcePairs } from '../blocking/source-pairs.ts';
import { afterCompetition, stepsOf } from '../deciding/competition.ts';
import { decideComponent, MOST_RECORDS_WHOLE, partMembers, type DecidingRules } from '../deciding/decide-component.ts';
import { settledBits, type Settled } from '../deciding/settled-pairs.ts';
import type { LiveKeys } from './live-keys.ts';
import type { LiveRecords } from './live-records.ts';
import type { LiveWeigher, RecordPair } from './live-weigher.ts';
import type { PairFacts, PairLists } from './pair-lists.ts';

/** Records of one cluster. */
export type LiveCluster = readonly number[];

export interface LiveState {
  readonly records: LiveRecords;
  readonly pairs: PairLists;
  readonly keys: LiveKeys;
  readonly weigher: LiveWeigher;
  readonly sources: SourcePairs;
  readonly deduplicate: readonly boolean[];
  readonly thresholdBits: number;
}

export interface WeighedPair extends PairFacts {
  readonly left: number;
  readonly right: number;
}

/** Records of two and more that pairs hold together. */
interface Component {
  readonly members: readonly number[];
  readonly clusters: readonly LiveCluster[];
  /** Pairs within it that are not among the pairs kept: what they weigh by themselves, and whether rules bring them. */
  readonly besides: readonly (WeighedPair & { readonly isFound: boolean })[];
}

export class LiveComponents {
  readonly #state: LiveState;
  /** [record] its component, 0 where it is alone. */
  #componentOf: Uint32Array<ArrayBuffer>;
  readonly #components = new Map<number, Component>();
  #next = 1;
  #settled!: Settled;
  /** Sums of odds by record and source of the partners, while one change is decided on. */
  readonly #sums = new Map<number, number>();

  constructor(state: LiveState) {
    this.#state = state;
    this.#componentOf = new Uint32Array(state.records.count);
  }

  /**
   * Decides anew on all that hangs together with these records.
   *
   * @param touched living records of which a pair changed, and those that this sets against each other
   * @returns the clusters of all of them
   */
  decide(touched: readonly number[], settled: Settled): LiveCluster[] {
    this.#settled = settled;
    this.#sums.clear();
    this.#ensure();
    const open = this.#dissolve(touched);
    const clusters: LiveCluster[] = [];
    const seen = new Set<number>();
    for (const start of open) {
      if (seen.has(start)) continue;
      const members = this.#reach(start, seen);
      if (members.length === 1) clusters.push(members);
      else for (const cluster of this.#decideMembers(members)) clusters.push(cluster);
    }
    return clusters;
  }

  /** Takes the record that is gone out of its component, which is decided on next. */
  drop(record: number): void {
    const component = this.#components.get(this.#componentOf[record]!);
    if (component === undefined) return;
    const members = component.members.filter((member) => member !== record);
    this.#components.set(this.#componentOf[record]!, { ...component, members });
    this.#componentOf[record] = 0;
  }

  /** What was weighed of the record besides is no longer so. */
  forget(record: number): void {
    this.#ensure();
    const at = this.#componentOf[record]!;
    const component = this.#components.get(at);
    if (component === undefined) return;
    const besides = component.besides.filter(({ left, right }) => left !== record && right !== record);
    this.#components.set(at, { ...component, besides });
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

  readonly #known = new Map<number, WeighedPair & { readonly isFound: boolean }>();

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
      for (const pair of component.besides) this.#known.set(pairKey(pair.left, pair.right), pair);
      for (const member of component.members) {
        open.add(member);
        this.#componentOf[member] = 0;
      }
    }
    return open;
  }

  #reach(start: number, seen: Set<number>): number[] {
    const { pairs, thresholdBits } = this.#state;
    const members = [start];
    seen.add(start);
    const join = (other: number): void => {
      if (seen.has(other)) return;
      if (this.#componentOf[other] !== 0) throw new Error('A component that was not touched hangs together with one.');
      seen.add(other);
      members.push(other);
    };
    for (const record of members) {
      for (let at = pairs.start(record), end = pairs.end(record); at < end; at++) {
        const other = pairs.other(at);
        if (this.#bitsAt(record, at) >= thresholdBits) join(other);
      }
      for (const other of this.#settled.sameAs(record)) join(other);
    }
    return members;
  }

  #decideMembers(members: readonly number[]): LiveCluster[] {
    const { idHash, source } = this.#state.records;
    const sorted = Uint32Array.from(members).sort((a, b) => idHash[a]! - idHash[b]! || a - b);
    const { sources, deduplicate, thresholdBits } = this.#state;
    const { priorBits } = this.#state.weigher.weights;
    const rules: DecidingRules = { source, sources, deduplicate, thresholdBits, priorBits, settled: this.#settled };
    const parts = sorted.length > MOST_RECORDS_WHOLE ? this.#part(rules, sorted) : [sorted];
    const besides: Component['besides'][number][] = [];
    const clusters = parts.flatMap((part) => {
      if (part.length === 1) return [[...part]];
      const weighed = this.#missing(part);
      const bitsOf = new Map(weighed.map((pair) => [pairKey(pair.left, pair.right), this.#bitsOfBesides(pair)]));
      for (const pair of weighed) besides.push(pair);
      const bitsBetween = (one: number, other: number): number => {
        const at = this.#state.pairs.find(one, other);
        return at >= 0 ? this.#bitsAt(one, at) : bitsOf.get(pairKey(one, other))!;
      };
      const decided = decideComponent(rules, part, bitsBetween);
      return [...groupBy(part, decided)];
    });
    const number = this.#next++;
    this.#components.set(number, { members: [...sorted], clusters, besides });
    for (const record of sorted) this.#componentOf[record] = number;
    return clusters;
  }

  /** Pairs of a part that are not kept, weighed. */
  #missing(part: Uint32Array): (WeighedPair & { readonly isFound: boolean })[] {
    const { pairs, weigher } = this.#state;
    const known: (WeighedPair & { readonly isFound: boolean })[] = [];
    const asked: RecordPair[] = [];
    for (let i = 0; i < part.length; i++) {
      for (let j = i + 1; j < part.length; j++) {
        const [left, right] = [Math.min(part[i]!, part[j]!), Math.max(part[i]!, part[j]!)];
        if (pairs.find(left, right) >= 0) continue;
        const pair = this.#known.get(pairKey(left, right));
        if (pair === undefined) asked.push([left, right]);
        else known.push(pair);
      }
    }
    if (asked.length === 0 && known.length === 0) return [];
    const facts = weigher.weigh(asked);
    const weighed = asked.map(([left, right], i) => ({ left, right, ...facts[i]!, isFound: false }));
    return this.#found([...known, ...weighed], part);
  }

  /** Whether rules bring a pair matters where it competes, or where its component is large. */
  #found<T extends WeighedPair>(weighed: readonly T[], part: Uint32Array): (T & { readonly isFound: boolean })[] {
    const { keys, weigher, records } = this.#state;
    if (!weighed.some(({ left, right }) => this.#isExclusive(left, right))) {
      return weighed.map((pair) => ({ ...pair, isFound: false }));
    }
    const members = [...part];
    const keysOf = weigher.keysOf(members, (record, field) => records.textOf(record, field));
    const place = new Map(members.map((record, i) => [record, i]));
    return weighed.map((pair) => ({
      ...pair,
      isFound:
        this.#isExclusive(pair.left, pair.right) &&
        keys.bringTogether(keysOf[place.get(pair.left)!]!, keysOf[place.get(pair.right)!]!),
    }));
  }

  #part(rules: DecidingRules, members: Uint32Array): Uint32Array[] {
    const { pairs, keys, weigher, records, sources } = this.#state;
    const place = new Map(Array.from(members, (record, i) => [record, i] as const));
    const keysOf = weigher.keysOf([...members], (record, field) => records.textOf(record, field));
    const found: RecordPair[] = [];
    const weak: RecordPair[] = [];
    members.forEach((one, i) => {
      for (const other of keys.partners(keysOf[i]!)) {
        if (other <= one || !place.has(other)) continue;
        if (sources.isCompared[records.source[one]! * sources.sources + records.source[other]!] === 0) continue;
        found.push([one, other]);
        if (pairs.find(one, other) < 0) weak.push([one, other]);
      }
    });
    const weighed = new Map(weigher.weigh(weak).map((facts, i) => [pairKey(...weak[i]!), facts]));
    const bitsOf = ([one, other]: RecordPair): number => {
      const at = pairs.find(one, other);
      if (at >= 0) return this.#bitsAt(one, at);
      const facts = weighed.get(pairKey(one, other))!;
      return this.#bitsOfBesides({ left: one, right: other, ...facts, isFound: true });
    };
    const settled = this.#settled.pairs.filter(
      ({ left, right }) =>
        place.has(left) && place.has(right) && !weighed.has(pairKey(left, right)) && pairs.find(left, right) < 0,
    );
    const all: { pair: RecordPair; bits: number }[] = [
      ...found.map((pair) => ({ pair, bits: bitsOf(pair) })),
      ...settled.map(({ left, right, kind }) => ({ pair: [left, right] as const, bits: settledBits(kind) })),
    ];
    const parts = partMembers(rules, members, {
      left: Uint32Array.from(all, ({ pair }) => place.get(pair[0])!),
      right: Uint32Array.from(all, ({ pair }) => place.get(pair[1])!),
      bits: Float32Array.from(all, ({ bits }) => bits),
    });
    return groupBy(members, parts).map((part) => Uint32Array.from(part));
  }

  /** Match weight of the pair at a place of the record's list, after competition and what people settled. */
  #bitsAt(record: number, at: number): number {
    const { pairs } = this.#state;
    return this.#competed(record, pairs.other(at), pairs.bits(at), true);
  }

  #bitsOfBesides({ left, right, bits, isFound }: WeighedPair & { readonly isFound: boolean }): number {
    return this.#competed(left, right, bits, isFound);
  }

  #competed(one: number, other: number, own: number, isFound: boolean): number {
    const kind = this.#settled.kindOf(one, other);
    if (kind !== undefined) return settledBits(kind);
    if (!isFound || !this.#isExclusive(one, other)) return own;
    const { source } = this.#state.records;
    const others = this.#sumOf(one, source[other]!) + this.#sumOf(other, source[one]!) - 2 * stepsOf(own);
    return afterCompetition(own, others);
  }

  #isExclusive(one: number, other: number): boolean {
    const { records, sources, deduplicate } = this.#state;
    const [s, t] = [records.source[one]!, records.source[other]!];
    return sources.isOneToOne[s * sources.sources + t] === 1 && deduplicate[s] !== true && deduplicate[t] !== true;
  }

  /** Steps of all partners of a record in a source together. */
  #sumOf(record: number, partnerSource: number): number {
    const key = record * 256 + partnerSource;
    const known = this.#sums.get(key);
    if (known !== undefined) return known;
    const { pairs, records } = this.#state;
    let sum = 0;
    for (let at = pairs.start(record), end = pairs.end(record); at < end; at++) {
      const other = pairs.other(at);
      if (records.source[other] !== partnerSource) continue;
      const kind = this.#settled.kindOf(record, other);
      sum += stepsOf(kind === undefined ? pairs.bits(at) : settledBits(kind));
    }
    for (const other of this.#settled.sameAs(record)) {
      if (records.source[other] === partnerSource && pairs.find(record, other) < 0) sum += stepsOf(settledBits('same'));
    }
    this.#sums.set(key, sum);
    return sum;
  }

  clusters(): LiveCluster[] {
    const clusters: LiveCluster[] = [];
    for (const record of this.#state.records.numbers()) if (this.#componentOf[record] === 0) clusters.push([record]);
    for (const component of this.#components.values()) for (const cluster of component.clusters) clusters.push(cluster);
    return clusters;
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
    this.#settled = settled;
    this.#sums.clear();
    const { pairs, records } = this.#state;
    for (const left of records.numbers()) {
      for (let at = pairs.start(left), end = pairs.end(left); at < end; at++) {
        const right = pairs.other(at);
        if (right < left) continue;
        const [pattern, rarityBits] = [pairs.pattern(at), pairs.rarityBits(at)];
        yield { left, right, bits: this.#bitsAt(left, at), pattern, rarityBits };
      }
    }
    for (const { besides } of this.#components.values()) {
      for (const pair of besides) yield { ...pair, bits: this.#bitsOfBesides(pair) };
    }
  }
}

const SCALE = 2 ** 26;
const pairKey = (one: number, other: number): number => (one < other ? one * SCALE + other : other * SCALE + one);

function groupBy(members: Uint32Array, groupOf: Uint32Array): number[][] {
  const groups = new Map<number, number[]>();
  members.forEach((record, i) => {
    const group = groups.get(groupOf[i]!);
    if (group === undefined) groups.set(groupOf[i]!, [record]);
    else group.push(record);
  });
  return [...groups.values()];
}
