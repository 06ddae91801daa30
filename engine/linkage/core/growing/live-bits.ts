/** Match weights of a linkage that grows, after competition and what people settled. */
import { afterCompetition, partnerlessBetween, stepsOf } from '../deciding/competition.ts';
import { NOTHING_SETTLED, settledBits, type Settled } from '../deciding/settled-pairs.ts';
import type { LiveState, PairBesides } from './live-state.ts';

export class LiveBits {
  readonly #state: LiveState;
  #settled: Settled = NOTHING_SETTLED;
  /** Sums of odds by record and source of the partners, while one change is decided on. */
  readonly #sums = new Map<number, number>();
  /** The same after they competed once. */
  readonly #sumsAgain = new Map<number, number>();

  constructor(state: LiveState) {
    this.#state = state;
  }

  /** Before each change: what was summed up is no longer so. */
  begin(settled: Settled): void {
    this.#settled = settled;
    this.#sums.clear();
    this.#sumsAgain.clear();
  }

  get settled(): Settled {
    return this.#settled;
  }

  /** Of the pair at a place of the record's list. */
  at(record: number, place: number): number {
    const { pairs } = this.#state;
    return this.of(record, pairs.other(place), pairs.bits(place), true);
  }

  ofBesides({ left, right, bits, isFound }: PairBesides): number {
    return this.of(left, right, bits, isFound);
  }

  /** @param own match weight of the pair by itself */
  of(one: number, other: number, own: number, isFound: boolean): number {
    const kind = this.#settled.kindOf(one, other);
    if (kind !== undefined) return settledBits(kind);
    if (!isFound || !this.isExclusive(one, other)) return own;
    const { sources, records } = this.#state;
    const { source } = records;
    const once = this.#once(one, other, own);
    const partnerless = partnerlessBetween(sources, source[one]!, source[other]!);
    if (partnerless === 0) return once;
    const others = this.#sumAgainOf(one, source[other]!) + this.#sumAgainOf(other, source[one]!) - 2 * stepsOf(once);
    return afterCompetition(once, others, partnerless);
  }

  isExclusive(one: number, other: number): boolean {
    const { records, sources, deduplicate } = this.#state;
    const [s, t] = [records.source[one]!, records.source[other]!];
    return sources.isOneToOne[s * sources.sources + t] === 1 && deduplicate[s] !== true && deduplicate[t] !== true;
  }

  /** Match weight after the pair competed once, of two records that are linked one to one. */
  #once(one: number, other: number, own: number): number {
    const { source } = this.#state.records;
    const others = this.#sumOf(one, source[other]!) + this.#sumOf(other, source[one]!) - 2 * stepsOf(own);
    return afterCompetition(own, others);
  }

  /** Steps of all partners of a record in a source together. */
  #sumOf(record: number, partnerSource: number): number {
    return this.#summed(this.#sums, record, partnerSource, (_, own) => own);
  }

  /** The same after they competed once. */
  #sumAgainOf(record: number, partnerSource: number): number {
    return this.#summed(this.#sumsAgain, record, partnerSource, (other, own) => this.#once(record, other, own));
  }

  #summed(
    sums: Map<number, number>,
    record: number,
    partnerSource: number,
    weightOf: (other: number, own: number) => number,
  ): number {
    const key = record * 256 + partnerSource;
    const known = sums.get(key);
    if (known !== undefined) return known;
    const { pairs, records } = this.#state;
    let sum = 0;
    for (let at = pairs.start(record), end = pairs.end(record); at < end; at++) {
      const other = pairs.other(at);
      if (records.source[other] !== partnerSource) continue;
      const kind = this.#settled.kindOf(record, other);
      sum += stepsOf(weightOf(other, kind === undefined ? pairs.bits(at) : settledBits(kind)));
    }
    for (const other of this.#settled.sameAs(record)) {
      if (records.source[other] === partnerSource && pairs.find(record, other) < 0) sum += stepsOf(settledBits('same'));
    }
    sums.set(key, sum);
    return sum;
  }
}
