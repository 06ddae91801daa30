/** What linkage hands on: which row is which person, how sure that is, and where each golden field comes from. */
import type { Bilingual } from '../kernel/bilingual.ts';
import type { Estimate } from './core/estimate.ts';
import type { RegisterRecords } from '../registers/records.ts';
import type { Evidence } from './files/explain.ts';
import type { Suspicion } from './residents/suspects/suspicions.ts';
import type { RuleOfPair } from './review/rules-of-pair.ts';

/**
 * How a row came to its person. `anchor`: a row of the population register, which makes the person; `decision`: a person
 * decided it; `number`: the NIK agrees and name and birth date do not contradict it; `evidence`: Fellegi–Sunter weight
 * above the upper threshold; `alone`: nobody in the population register fits: a person known to other registers only; `review`: doubtful, waits for
 * a person to decide, linked to nobody until then.
 */
export const LINK_KINDS = ['anchor', 'decision', 'number', 'evidence', 'alone', 'review'] as const;
export type LinkKind = (typeof LINK_KINDS)[number];

/** The rows of one register against the persons; index i is row i of its RegisterRecords. */
export interface RegisterLinks {
  /** [row] person, 0 to personCount - 1; -1 while the row waits for review. */
  readonly person: Int32Array;
  /** [row] index into LINK_KINDS. */
  readonly kind: Uint8Array;
  /** [row] match weight in bits, prior included; NaN for anchors, for rows alone and for what a person decided. */
  readonly weightBits: Float32Array;
  /** [row] 0 to 1; 1 for anchors and for what a person decided, NaN for rows alone. */
  readonly probability: Float32Array;
}

/** Doubtful pairs: a row and the person it may be. Entry i of every array is one pair. */
export interface ReviewPairs {
  readonly count: number;
  /** [pair] index into the registers. */
  readonly register: Uint8Array;
  /** [pair] row of that register. */
  readonly row: Uint32Array;
  /** [pair] candidate person. */
  readonly person: Int32Array;
  readonly weightBits: Float32Array;
  readonly probability: Float32Array;
  /** [pair] index into `doubts`. */
  readonly doubt: Uint8Array;
  /** Why it is doubtful: `nik-owner-disagrees`, `between-thresholds`, `two-candidates` … */
  readonly doubts: readonly string[];
}

/** What the weight of a doubtful pair is made of. */
export interface ReviewEvidence {
  /** Row of the resident that it comes from comparing with: index into the registers, and row of that register. */
  readonly register: number;
  readonly row: number;
  /** False where the NIK was taken to be borrowed, and says nothing. */
  readonly isNikCounted: boolean;
  /** Adds up to the weight; never a value of a row. */
  readonly evidence: readonly Evidence[];
}

/** A row: index into the registers, and row of that register. */
export interface RowPlace {
  readonly register: number;
  readonly row: number;
}

/** Two rows that were asked about, compared by the run or not. */
export interface RowPair {
  /** Both are of one person; false while either waits for review. */
  readonly isOnePerson: boolean;
  readonly weightBits: number;
  /** Of the two by themselves: what another row or a decision says is not in it. */
  readonly probability: number;
  /** False where the NIK was taken to be borrowed, and says nothing. */
  readonly isNikCounted: boolean;
  /** What people decided about the two and is in force. */
  readonly decided: 'same' | 'different' | undefined;
  /** Either was settled by its NIK, so that no rule was asked about it. */
  readonly isByNumber: boolean;
  readonly rules: readonly RuleOfPair[];
  /** Adds up to the weight; never a value of a row. */
  readonly evidence: readonly Evidence[];
}

/** Two rows of one person that may be two people's. */
export interface SuspectPair {
  /** Places among the members. */
  readonly left: number;
  readonly right: number;
  readonly doubts: readonly Suspicion[];
  /** Chance that the two are one: their own, or that of the best way over a third row. */
  readonly probability: number;
  /** Of the two by themselves; what the evidence adds up to. */
  readonly weightBits: number;
  /** Pairs of rows whose link an answer is expected to change. */
  readonly expectedChange: number;
  /** False where the NIK was taken to be borrowed, and says nothing. */
  readonly isNikCounted: boolean;
  readonly evidence: readonly Evidence[];
}

/** A person whose rows may be those of several people. */
export interface SuspectCluster {
  readonly person: number;
  /** The row that stands for the person first: index into the registers, and row of that register. */
  readonly members: readonly { readonly register: number; readonly row: number }[];
  /** Those first that an answer tells most about. */
  readonly pairs: readonly SuspectPair[];
  /** That of its first pair. */
  readonly expectedChange: number;
}

/** One golden field: for each person the row that its value is taken from. */
export interface GoldenField {
  /** [person] index into the registers; 255 where no register tells. */
  readonly register: Uint8Array;
  /** [person] row of that register. */
  readonly row: Uint32Array;
}

/** What agreement at one level of one comparison was worth in this run. */
export interface LevelWeight {
  readonly comparison: string;
  readonly level: string;
  /** Share of true matches, and of unrelated pairs, that show the level. */
  readonly mShare: number;
  readonly uShare: number;
  /** log2(m / u), before the rarity of the very value. */
  readonly weightBits: number;
  /** `trained` from the registers at hand; `model` as models/linkage has it. */
  readonly source: 'trained' | 'model';
}

/** The links of a register as judged without truth. */
export interface LinksJudged {
  readonly registerId: string;
  readonly links: number;
  /** Share of the links that are right, and of the rows about residents that are linked to them. */
  readonly precision: Estimate;
  readonly recall: Estimate;
}

export interface LinkageReport {
  /** Of each register but the population register; left out where nothing was judged. */
  readonly judged?: readonly LinksJudged[];
  readonly stages: readonly { readonly name: string; readonly seconds: number }[];
  /** Candidate pairs that each blocking rule was the first to find. */
  readonly pairsByRule: readonly { readonly rule: string; readonly pairs: number }[];
  readonly upperThresholdBits: number;
  readonly lowerThresholdBits: number;
  /** Chance, in bits, that a row and a resident taken at random are one person. */
  readonly priorBits: number;
  readonly weights: readonly LevelWeight[];
  /** What became of the decisions of people; left out where there are none. */
  readonly decisions?: {
    /** Pairs of rows that are settled. */
    readonly pairs: number;
    /** Numbers of decisions about rows that are not there: kept, and not applied. */
    readonly absent: readonly number[];
    readonly contradicting: readonly number[];
    readonly notes: readonly Bilingual[];
  };
}

export interface Linkage {
  readonly personCount: number;
  /** [register] in the order of the reading. */
  readonly links: readonly RegisterLinks[];
  readonly review: ReviewPairs;
  /** [pair of review] where it was asked for. */
  readonly reviewEvidence?: readonly ReviewEvidence[];
  /** Two rows that were asked about. */
  readonly rowPair?: RowPair;
  /** Where they were asked for; the most telling first. */
  readonly suspects?: readonly SuspectCluster[];
  /** Identity fields and facts, by standard field name. */
  readonly golden: ReadonlyMap<string, GoldenField>;
  readonly report: LinkageReport;
}

/** The rows of each person, register by register: `starts[person] … starts[person + 1]` in `register` and `row`. */
export interface PersonRows {
  readonly starts: Uint32Array;
  readonly register: Uint8Array;
  readonly row: Uint32Array;
}

/** Turns links round: from person to rows, in the order of registers, then rows. */
export function rowsOfPersons(registers: readonly RegisterRecords[], linkage: Linkage): PersonRows {
  const starts = new Uint32Array(linkage.personCount + 1);
  for (const { person } of linkage.links) for (const p of person) if (p >= 0) starts[p + 1]!++;
  for (let p = 0; p < linkage.personCount; p++) starts[p + 1]! += starts[p]!;
  const next = starts.slice(0, -1);
  const total = starts[linkage.personCount]!;
  const register = new Uint8Array(total);
  const row = new Uint32Array(total);
  registers.forEach((records, r) => {
    const person = linkage.links[r]!.person;
    for (let i = 0; i < records.count; i++) {
      const p = person[i]!;
      if (p < 0) continue;
      const slot = next[p]!++;
      register[slot] = r;
      row[slot] = i;
    }
  });
  return { starts, register, row };
}
