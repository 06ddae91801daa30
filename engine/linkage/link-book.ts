/** Keeps the decisions row by row and hands them out register by register. */
import type { RegisterRecords } from '../registers/records.ts';
import type { AnchorPersons } from './anchors.ts';
import type { ComparableRecords } from './comparable.ts';
import { DOUBTS, type Candidate, type Doubt } from './decisions.ts';
import { probabilityOf } from './fellegi-sunter.ts';
import { LINK_KINDS, type LinkKind, type RegisterLinks, type ReviewPairs } from './linkage.ts';

const [ANCHOR, ALONE] = [LINK_KINDS.indexOf('anchor'), LINK_KINDS.indexOf('alone')];

interface DoubtfulPair {
  readonly row: number;
  readonly person: number;
  readonly weightBits: number;
  readonly doubt: Doubt;
}

/** Every row begins as an anchor or alone, and stays so unless it is linked or sent to review. */
export class LinkBook {
  readonly #registers: readonly RegisterRecords[];
  readonly #records: ComparableRecords;
  /** [row in ComparableRecords] */
  readonly #person: Int32Array;
  readonly #kind: Uint8Array;
  readonly #weightBits: Float32Array;
  readonly #doubtful: DoubtfulPair[] = [];
  #persons: number;

  constructor(registers: readonly RegisterRecords[], records: ComparableRecords, anchors: AnchorPersons) {
    this.#registers = registers;
    this.#records = records;
    this.#person = anchors.personOfRow.slice();
    this.#kind = records.isAnchor.map((isAnchor) => (isAnchor === 1 ? ANCHOR : ALONE));
    this.#weightBits = new Float32Array(records.count).fill(NaN);
    this.#persons = anchors.count;
  }

  link(row: number, kind: LinkKind, person: number, weightBits: number): void {
    this.#person[row] = person;
    this.#kind[row] = LINK_KINDS.indexOf(kind);
    this.#weightBits[row] = weightBits;
  }

  /** The row waits; `candidates` are those it may be, the likeliest first. */
  review(row: number, doubt: Doubt, candidates: readonly Candidate[]): void {
    this.link(row, 'review', -1, candidates[0]!.weightBits);
    for (const { person, weightBits } of candidates) this.doubt(row, doubt, person, weightBits);
  }

  /** Notes a doubtful pair without changing what the row is linked to. */
  doubt(row: number, doubt: Doubt, person: number, weightBits: number): void {
    this.#doubtful.push({ row, person, weightBits, doubt });
  }

  /** Rows that nobody in the population register fits, ascending. */
  aloneRows(): Uint32Array {
    const rows: number[] = [];
    for (let row = 0; row < this.#kind.length; row++) if (this.#kind[row] === ALONE) rows.push(row);
    return Uint32Array.from(rows);
  }

  /** Gives each cluster of rows alone a person, in the order of their first rows. */
  numberAlone(clusterOf: (row: number) => number): void {
    const persons = new Map<number, number>();
    for (const row of this.aloneRows()) {
      const cluster = clusterOf(row);
      if (!persons.has(cluster)) persons.set(cluster, this.#persons++);
      this.#person[row] = persons.get(cluster)!;
    }
  }

  done(): { links: RegisterLinks[]; review: ReviewPairs; personCount: number } {
    const { registerStart } = this.#records;
    const links = this.#registers.map((_, r) => {
      const [start, end] = [registerStart[r]!, registerStart[r + 1]!];
      const weightBits = this.#weightBits.slice(start, end);
      const kind = this.#kind.slice(start, end);
      return {
        person: this.#person.slice(start, end),
        kind,
        weightBits,
        probability: weightBits.map((bits, row) => (kind[row] === ANCHOR ? 1 : probabilityOf(bits))),
      };
    });
    return { links, review: this.#review(), personCount: this.#persons };
  }

  #review(): ReviewPairs {
    const { register, registerStart } = this.#records;
    const pairs = [...this.#doubtful].sort((a, b) => a.row - b.row);
    const weightBits = Float32Array.from(pairs, (pair) => pair.weightBits);
    return {
      count: pairs.length,
      register: Uint8Array.from(pairs, ({ row }) => register[row]!),
      row: Uint32Array.from(pairs, ({ row }) => row - registerStart[register[row]!]!),
      person: Int32Array.from(pairs, ({ person }) => person),
      weightBits,
      probability: weightBits.map(probabilityOf),
      doubt: Uint8Array.from(pairs, ({ doubt }) => DOUBTS.indexOf(doubt)),
      doubts: DOUBTS,
    };
  }
}
