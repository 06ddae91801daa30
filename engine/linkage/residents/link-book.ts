/** Keeps the decisions record by record and hands them out register by register. */
import { probabilityOf } from '../core/deciding/match-weights.ts';
import type { RegisterRecords } from '../../registers/records.ts';
import { LINK_KINDS, type LinkKind, type RegisterLinks, type ReviewPairs } from '../linkage.ts';
import type { AnchorPersons } from './anchors.ts';
import { DOUBTS, type Doubt } from './decisions.ts';
import type { ResidentTable } from './resident-table.ts';

const kindAt = (kind: LinkKind): number => LINK_KINDS.indexOf(kind);
const [ANCHOR, ALONE, DECIDED] = [kindAt('anchor'), kindAt('alone'), kindAt('decision')];

interface DoubtfulPair {
  readonly record: number;
  readonly person: number;
  readonly weightBits: number;
  readonly doubt: Doubt;
}

/** Every row begins as an anchor or alone, and stays so unless it is linked or sent to review. */
export class LinkBook {
  readonly #residents: ResidentTable;
  /** [record] */
  readonly #person: Int32Array;
  readonly #kind: Uint8Array;
  readonly #weightBits: Float32Array;
  /** [record] */
  readonly #chanceLeft: Float32Array;
  readonly #doubtful: DoubtfulPair[] = [];
  #persons: number;

  constructor(residents: ResidentTable, anchors: AnchorPersons) {
    const { table, firstAnchor } = residents;
    this.#residents = residents;
    this.#person = anchors.personOf.slice();
    this.#kind = new Uint8Array(table.count).fill(ALONE, 0, firstAnchor).fill(ANCHOR, firstAnchor);
    this.#weightBits = new Float32Array(table.count).fill(NaN);
    this.#chanceLeft = new Float32Array(table.count);
    this.#persons = anchors.count;
  }

  link(record: number, kind: LinkKind, person: number, weightBits: number): void {
    this.#person[record] = person;
    this.#kind[record] = kindAt(kind);
    this.#weightBits[record] = weightBits;
  }

  /** The record is decided by people to be the person's. */
  linkDecided(record: number, person: number): void {
    this.link(record, 'decision', person, NaN);
  }

  /** The record stays alone, though with some chance it is a resident. */
  leave(record: number, weightBits: number): void {
    this.#chanceLeft[record] = probabilityOf(weightBits);
  }

  /** Person of a record that is linked; -1 for one that waits or is alone. */
  personOf(record: number): number {
    return this.#person[record]!;
  }

  weightOf(record: number): number {
    return this.#weightBits[record]!;
  }

  /** The record waits; `candidates` are those it may be, the likeliest first. */
  review(record: number, doubt: Doubt, candidates: readonly { person: number; weightBits: number }[]): void {
    this.link(record, 'review', -1, candidates[0]!.weightBits);
    for (const { person, weightBits } of candidates) this.doubt(record, doubt, person, weightBits);
  }

  /** Notes a doubtful pair without changing what the record is linked to. */
  doubt(record: number, doubt: Doubt, person: number, weightBits: number): void {
    this.#doubtful.push({ record, person, weightBits, doubt });
  }

  /** Records that nobody in the population register fits, ascending. */
  aloneRecords(): Uint32Array {
    const records: number[] = [];
    for (let record = 0; record < this.#kind.length; record++) if (this.#kind[record] === ALONE) records.push(record);
    return Uint32Array.from(records);
  }

  /**
   * Gives each cluster of records alone a person, in the order of what they say.
   *
   * @param clusterOf [place among `records`] any number that its cluster shares
   */
  numberAlone(records: Uint32Array, clusterOf: ArrayLike<number>): void {
    const { idHash } = this.#residents.table;
    const order = [...records.keys()].sort((a, b) => idHash[records[a]!]! - idHash[records[b]!]! || a - b);
    const persons = new Map<number, number>();
    for (const place of order) {
      const cluster = clusterOf[place]!;
      if (!persons.has(cluster)) persons.set(cluster, this.#persons++);
      this.#person[records[place]!] = persons.get(cluster)!;
    }
  }

  done(registers: readonly RegisterRecords[]): {
    links: RegisterLinks[];
    review: ReviewPairs;
    personCount: number;
    /** [register][row] chance that a row alone is a resident after all. */
    chanceLeft: Float32Array[];
  } {
    const chanceLeft: Float32Array[] = [];
    const { registers: order } = this.#residents;
    const { sourceStart } = this.#residents.table;
    const links = registers.map((_, r) => {
      const source = order.indexOf(r);
      const [start, end] = [sourceStart[source]!, sourceStart[source + 1]!];
      const weightBits = this.#weightBits.slice(start, end);
      const kind = this.#kind.slice(start, end);
      chanceLeft.push(this.#chanceLeft.slice(start, end));
      const isSure = (row: number): boolean => kind[row] === ANCHOR || kind[row] === DECIDED;
      return {
        person: this.#person.slice(start, end),
        kind,
        weightBits,
        probability: weightBits.map((bits, row) => (isSure(row) ? 1 : probabilityOf(bits))),
      };
    });
    return { links, review: this.#review(), personCount: this.#persons, chanceLeft };
  }

  #review(): ReviewPairs {
    const { registers, table } = this.#residents;
    const registerOf = (record: number): number => registers[table.source[record]!]!;
    const rowOf = (record: number): number => record - table.sourceStart[table.source[record]!]!;
    const pairs = [...this.#doubtful].sort(
      (a, b) => registerOf(a.record) - registerOf(b.record) || a.record - b.record,
    );
    const weightBits = Float32Array.from(pairs, (pair) => pair.weightBits);
    return {
      count: pairs.length,
      register: Uint8Array.from(pairs, ({ record }) => registerOf(record)),
      row: Uint32Array.from(pairs, ({ record }) => rowOf(record)),
      person: Int32Array.from(pairs, ({ person }) => person),
      weightBits,
      probability: weightBits.map(probabilityOf),
      doubt: Uint8Array.from(pairs, ({ doubt }) => DOUBTS.indexOf(doubt)),
      doubts: DOUBTS,
    };
  }
}
