/**
 * A linkage that grows: records come, change and go under a model that stays, people settle pairs, and what hangs together
 * with them is decided anew. After every step all is as if the whole table had been linked again with the same model.
 */
import { sourcePairs } from '../blocking/source-pairs.ts';
import { probabilityOf } from '../deciding/match-weights.ts';
import { neverTogether, type AreApart } from '../deciding/never-together.ts';
import { partnerlessAsTrained } from '../deciding/partnerless.ts';
import { PARTING_LIMITS, type PartedComponents, type PartingLimits } from '../deciding/part-components.ts';
import { NOTHING_SETTLED, settledPairs, type Settled, type SettledKind } from '../deciding/settled-pairs.ts';
import type { MeasureRegistry } from '../comparing/compare-pairs.ts';
import type { LinkTable } from '../table.ts';
import type { TrainedParameters } from '../trained/parameters.ts';
import { LiveComponents } from './live-components.ts';
import { LiveKeys, type HubChange } from './live-keys.ts';
import { LiveRecords, nameOf, type StandardRecord, type TableNames } from './live-records.ts';
import { isCompared, type LiveCluster, type LiveState, type WeighedPair } from './live-state.ts';
import { LiveWeigher, type RecordKeys, type RecordPair } from './live-weigher.ts';
import type { KeptComponents } from './kept-components.ts';
import type { KeptKeys } from './kept-keys.ts';
import { PairLists, type KeptPairs } from './pair-lists.ts';

/** A pair that people settled, by the names of its records, which need not be there. */
export interface NamedSettled {
  readonly left: string;
  readonly right: string;
  readonly kind: SettledKind;
}

/** Clusters that may have changed, and the records that are gone. */
export interface LiveChange {
  readonly clusters: readonly LiveCluster[];
  readonly gone: readonly string[];
}

/** A pair as a result tells it. */
export interface LivePair {
  readonly left: number;
  readonly right: number;
  readonly weightBits: number;
  readonly probability: number;
  readonly pattern: number;
  readonly rarityBits: number;
  readonly isLinked: boolean;
}

/** What a linkage begins with: room for pairs and keys that are put in, or those that an earlier run kept. */
export interface Begun {
  /** Places of pairs, or the pairs. */
  readonly pairs: number | KeptPairs;
  /** [rule] about how many keys, or the keys. */
  readonly keys: readonly (number | KeptKeys)[];
  /** Reads texts that the fields of the table do not hold. */
  readonly textOf?: (record: number, field: string) => string;
  /** What was decided of them; in its place `begin` decides. */
  readonly decided?: KeptDecided;
}

/** What an earlier run decided, and what people had settled then. */
export interface KeptDecided {
  readonly components: KeptComponents;
  readonly settled: readonly NamedSettled[];
}

/** Pairs less likely than this are not told, unless they are linked. */
const LEAST_PROBABILITY = 0.001;
/** Weights from here on count among rivals; a little less is kept, so that rounding drops none. */
const LEAST_RIVAL_BITS = -12;

export class LiveLinkage {
  readonly records: LiveRecords;
  readonly weigher: LiveWeigher;
  readonly pairs: PairLists;
  readonly keys: LiveKeys;
  readonly #state: LiveState;
  readonly #components: LiveComponents;
  /** Pairs that weigh less change nothing but within a component, where they are weighed when they are asked for. */
  readonly leastBits: number;
  readonly #areApart: AreApart | undefined;
  #settled: Settled = NOTHING_SETTLED;
  #named: readonly NamedSettled[] = [];
  #namedOf = new Map<string, NamedSettled[]>();

  constructor(
    table: LinkTable,
    ids: readonly (readonly string[])[] | TableNames,
    trained: TrainedParameters,
    measures: MeasureRegistry,
    begun: Begun,
    limits: PartingLimits = PARTING_LIMITS,
  ) {
    const { model, threshold } = trained;
    this.records = new LiveRecords(table, ids, begun.textOf);
    this.weigher = new LiveWeigher(trained, measures, this.records);
    this.pairs = typeof begun.pairs === 'number' ? new PairLists(table.count, begun.pairs) : PairLists.of(begun.pairs);
    this.keys = new LiveKeys(model, begun.keys);
    const { records } = this;
    this.#areApart = neverTogether(
      model.neverTogether ?? [],
      records.sources,
      (record) => records.source[record]!,
      (field) => (record) => records.textOf(record, field),
    );
    const partnerless = model.between.map(({ partnerlessBits = 0 }) => partnerlessBits);
    this.leastBits = Math.min(threshold.weightBits, LEAST_RIVAL_BITS) - Math.max(0, ...partnerless);
    this.#state = {
      records: this.records,
      pairs: this.pairs,
      keys: this.keys,
      weigher: this.weigher,
      sources: partnerlessAsTrained(table, sourcePairs(table, model), model.between),
      deduplicate: model.deduplicate,
      thresholdBits: threshold.weightBits,
    };
    this.#components = new LiveComponents(this.#state, limits, begun.decided?.components);
    if (begun.decided !== undefined) this.#bind(begun.decided.settled);
  }

  /** Decides on everything, once the pairs and keys of a table have been put in. */
  begin(settled: readonly NamedSettled[]): LiveChange {
    this.#bind(settled);
    return { clusters: this.#components.decide([...this.records.numbers()], this.#settled), gone: [] };
  }

  /** @throws RangeError where a record of that name is there */
  add(record: StandardRecord): LiveChange {
    const name = nameOf(record.source, record.id);
    if (this.records.find(name) !== undefined) throw new RangeError('A record of that name is there already.');
    const number = this.records.add(record);
    this.pairs.ensure(number);
    const [keys] = this.weigher.keysOf([number], this.#textOf);
    return this.#replaced(number, undefined, keys!);
  }

  /** @throws RangeError where no record of that name is there */
  change(record: StandardRecord): LiveChange {
    const number = this.#get(nameOf(record.source, record.id));
    const [before] = this.weigher.keysOf([number], this.#textOf);
    this.records.change(number, record.texts);
    const [after] = this.weigher.keysOf([number], this.#textOf);
    return this.#replaced(number, before!, after!);
  }

  /** @throws RangeError where no record of that name is there */
  remove(name: string): LiveChange {
    const number = this.#get(name);
    const [before] = this.weigher.keysOf([number], this.#textOf);
    return this.#replaced(number, before!, undefined);
  }

  /** Replaces all that people settled. */
  settle(settled: readonly NamedSettled[]): LiveChange {
    const before = this.#settled;
    this.#bind(settled);
    const after = this.#settled;
    const touched = new Set<number>();
    for (const { left, right, kind } of [...before.pairs, ...after.pairs]) {
      if (before.kindOf(left, right) === kind && after.kindOf(left, right) === kind) continue;
      for (const record of [left, right]) if (this.records.isLiving(record)) touched.add(record);
    }
    return { clusters: this.#components.decide(this.#withRivals(touched), after), gone: [] };
  }

  readonly #textOf = (record: number, field: string): string => this.records.textOf(record, field);

  #get(name: string): number {
    const record = this.records.find(name);
    if (record === undefined) throw new RangeError('No record of that name is there.');
    return record;
  }

  #replaced(record: number, before: RecordKeys | undefined, after: RecordKeys | undefined): LiveChange {
    const touched = new Set<number>([record]);
    const touch = (other: number): void => void touched.add(other);
    this.#visitPairs(record, touch);
    const hubs = this.keys.replace(record, before, after);
    this.pairs.clear(record);
    this.#components.forget(record);
    const gone: string[] = [];
    if (after === undefined) {
      gone.push(this.records.nameOf(record));
      this.records.remove(record);
      this.#components.drop(record);
    } else {
      this.#weighPartners(record, after);
      this.#visitPairs(record, touch);
    }
    for (const change of hubs) this.#changeHub(change, touch);
    if (this.#namedOf.has(this.records.nameOf(record))) this.#bindTouching(record, touch);
    const living = this.#withRivals(touched).filter((each) => this.records.isLiving(each));
    return { clusters: this.#components.decide(living, this.#settled), gone };
  }

  #visitPairs(record: number, visit: (other: number) => void): void {
    for (let at = this.pairs.start(record), end = this.pairs.end(record); at < end; at++) visit(this.pairs.other(at));
  }

  #weighPartners(record: number, keys: RecordKeys): void {
    const partners = [...this.keys.partners(keys)].filter(
      (other) => other !== record && isCompared(this.#state, record, other),
    );
    this.#weighPairs(partners.map((other) => [record, other]));
  }

  /** Weighs candidate pairs and keeps those that matter. */
  #weighPairs(candidates: readonly RecordPair[]): RecordPair[] {
    const facts = this.weigher.weigh(candidates);
    return candidates.filter(([one, other], i) => {
      if (facts[i]!.bits < this.leastBits) return false;
      this.pairs.add(one, other, facts[i]!);
      return true;
    });
  }

  /** Pairs of a key that became or ceased to be a hub: those that no other key brings are gone, or have come. */
  #changeHub({ kind, records }: HubChange, touch: (record: number) => void): void {
    // A weak pair that comes or goes changes what is found within a component.
    this.#components.sharing(records).forEach(touch);
    if (kind === 'opened') {
      const candidates: RecordPair[] = [];
      records.forEach((one, i) => {
        for (const other of records.slice(i + 1)) {
          if (isCompared(this.#state, one, other) && this.pairs.find(one, other) < 0) candidates.push([one, other]);
        }
      });
      for (const pair of this.#weighPairs(candidates)) pair.forEach(touch);
      return;
    }
    const among = new Set(records);
    const keys = new Map(this.weigher.keysOf(records, this.#textOf).map((each, i) => [records[i]!, each]));
    for (const one of records) {
      const partners: number[] = [];
      this.#visitPairs(one, (other) => partners.push(other));
      for (const other of partners) {
        if (other < one || !among.has(other)) continue;
        if (this.keys.bringTogether(keys.get(one)!, keys.get(other)!)) continue;
        this.pairs.remove(one, other);
        touch(one);
        touch(other);
      }
    }
  }

  /** Those with whom they compete one to one besides: what speaks for one speaks against the others. */
  #withRivals(touched: ReadonlySet<number>): number[] {
    if (!this.#state.sources.isOneToOne.includes(1)) return [...touched];
    const all = new Set(touched);
    // Whom a better partner has taken is no rival any longer: what becomes of a pair turns on the rivals of its rivals.
    const steps = this.#state.sources.partnerlessBits === undefined ? 1 : 2;
    for (let step = 0; step < steps; step++) {
      for (const record of [...all])
        if (this.records.isLiving(record)) this.#visitPairs(record, (other) => all.add(other));
    }
    return [...all];
  }

  #bind(named: readonly NamedSettled[]): void {
    this.#named = named;
    this.#namedOf = new Map();
    for (const each of named) {
      for (const name of [each.left, each.right]) this.#namedOf.set(name, [...(this.#namedOf.get(name) ?? []), each]);
    }
    this.#bindAgain();
  }

  #bindAgain(): void {
    this.#settled = settledPairs(
      this.#named.flatMap(({ left, right, kind }) => {
        const [l, r] = [this.records.find(left), this.records.find(right)];
        return l === undefined || r === undefined ? [] : [{ left: l, right: r, kind }];
      }),
      this.#areApart,
    );
  }

  #bindTouching(record: number, touch: (record: number) => void): void {
    for (const { left, right } of this.#namedOf.get(this.records.nameOf(record)) ?? []) {
      for (const name of [left, right]) {
        const other = this.records.find(name);
        if (other !== undefined) touch(other);
      }
    }
    this.#bindAgain();
  }

  /** Living records that were decided on since the linkage was opened as an earlier run kept it; undefined where all were. */
  get decided(): ReadonlySet<number> | undefined {
    return this.#components.decided;
  }

  keepDecided(records: Uint32Array, numberOf: Uint32Array): KeptDecided {
    return { components: this.#components.keep(records, numberOf), settled: this.#named };
  }

  /** Clusters of records that were decided on. */
  clustersDecided(): LiveCluster[] {
    return this.decided === undefined ? this.clusters() : this.#components.clustersOf(this.decided);
  }

  /** Pairs worth telling of which one record at least was decided on; all others are as they were. */
  pairsDecided(): Generator<LivePair> {
    if (this.decided === undefined) return this.pairsToTell();
    const clusterOf = new Map<number, LiveCluster>();
    for (const cluster of this.clustersDecided()) for (const record of cluster) clusterOf.set(record, cluster);
    const pairs = this.#components.weighedPairsOf(this.decided, this.#settled);
    return this.#told(pairs, (left, right) => clusterOf.has(left) && clusterOf.get(left) === clusterOf.get(right));
  }

  /** Every cluster, by its records. */
  clusters(): LiveCluster[] {
    return this.#components.clusters();
  }

  /** What was too large to be looked at whole; undefined where nothing was. */
  parted(): PartedComponents | undefined {
    return this.#components.parted();
  }

  /** Pairs worth telling, each once. */
  pairsToTell(): Generator<LivePair> {
    const clusterOf = this.#components.clusterOf(this.clusters());
    const pairs = this.#components.weighedPairs(this.#settled);
    return this.#told(pairs, (left, right) => clusterOf[left] === clusterOf[right]);
  }

  *#told(pairs: Iterable<WeighedPair>, isOne: (left: number, right: number) => boolean): Generator<LivePair> {
    for (const { left, right, bits, pattern, rarityBits } of pairs) {
      const isLinked = isOne(left, right);
      const probability = probabilityOf(bits);
      if (!isCompared(this.#state, left, right)) continue;
      if (probability >= LEAST_PROBABILITY || isLinked) {
        yield { left, right, weightBits: bits, probability, pattern, rarityBits, isLinked };
      }
    }
  }
}
