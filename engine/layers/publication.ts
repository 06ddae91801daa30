/** Everything that may leave for a browser: area tables, boundaries and counts. Nothing about a single person. */
import type { Estimate } from '../linkage/core/estimate.ts';
import type { AreaLevel } from '../geography/geography.ts';
import type { Bilingual } from '../kernel/bilingual.ts';
import type { Provenance } from './area-table.ts';

/** How a value is written: 1.234 | 12,4 % (held as 0 to 1) | 3,52 | 1.234 jiwa/km². */
export type ValueFormat = 'count' | 'share' | 'decimal';

/** The card of one indicator, in the fields that Satu Data Indonesia asks for (MS-Ind). */
export interface IndicatorCard {
  /** `residents`, `dependency-ratio`; parts such as pyramid cells have a slash: `pyramid/m/0-4`. */
  readonly key: string;
  readonly group: string;
  readonly name: Bilingual;
  readonly concept: Bilingual;
  readonly definition: Bilingual;
  readonly interpretation: Bilingual;
  readonly method: Bilingual;
  readonly formula: string;
  /** Path in engine/ of the function that computes it. */
  readonly formulaReference: string;
  readonly unit: Bilingual;
  readonly format: ValueFormat;
  readonly decimals: number;
  readonly levels: readonly AreaLevel[];
  readonly source: Bilingual;
  readonly producer: string;
  readonly custodian: string;
  readonly period: string;
  readonly isPublic: boolean;
  /** False for parts that a chart needs and no map shows. */
  readonly isMapped: boolean;
  /** What a survey says of the same thing at city level, never mixed into one line with the register count. */
  readonly survey?: { readonly value: number; readonly period: string; readonly source: string };
}

export interface IndicatorGroup {
  readonly key: string;
  readonly name: Bilingual;
}

/** artefact `meta.json` */
export interface PublicationMeta {
  readonly city: { readonly code: string; readonly name: string };
  /** When the snapshot was completed, ISO 8601; put in as it is served, so that the same build has the same bytes. */
  readonly createdAt: string;
  readonly provenance: Provenance;
  readonly levels: readonly AreaLevel[];
  /** Of each level but RT: code, name, code of the area that holds it. */
  readonly areas: Readonly<
    Record<string, readonly { readonly code: string; readonly name: string; readonly parent: string }[]>
  >;
  readonly groups: readonly IndicatorGroup[];
  readonly indicators: readonly IndicatorCard[];
  /** Cells under this many people are hidden. */
  readonly smallestShownCount: number;
}

export interface ReasonCount {
  /** Stable code of a finding or a doubt. */
  readonly code: string;
  readonly severity: 'refused' | 'finding' | 'doubt';
  readonly column: string;
  readonly count: number;
  readonly text: Bilingual;
  /** What to do about it, for the steward. */
  readonly todo: Bilingual;
}

/** One register: received = linked + inReview + refused. */
export interface RegisterQuality {
  readonly registerId: string;
  readonly name: Bilingual;
  readonly role: string;
  readonly files: readonly {
    readonly name: string;
    readonly sha256: string;
    readonly bytes: number;
    /** Which system wrote it, and how. */
    readonly dialect: Bilingual;
    readonly rowsReceived: number;
  }[];
  readonly received: number;
  readonly linked: number;
  readonly inReview: number;
  readonly refused: number;
  /** Parts of `linked`; they add up to it. */
  readonly linkedAsAnchor: number;
  /** By what people decided. */
  readonly linkedByDecision: number;
  readonly linkedByNumber: number;
  readonly linkedByEvidence: number;
  readonly knownHereOnly: number;
  /** Rows linked to somebody in the population register, 0 to 1. */
  readonly matchedShare: number;
  readonly withFindings: number;
  /** The links as judged without truth, shares from 0 to 1; null for the population register, which is linked to nobody. */
  readonly judged: { readonly precision: Estimate; readonly recall: Estimate } | null;
  /** Ranked, most frequent first. */
  readonly reasons: readonly ReasonCount[];
}

/** artefact `quality.json` */
export interface QualityReport {
  readonly registers: readonly RegisterQuality[];
  readonly overlap: {
    /** Programmes whose lists are held against each other. */
    readonly programmes: readonly string[];
    /** Null where they are too few to be told, as in all that follows. */
    readonly families: number | null;
    readonly familiesInSeveral: number | null;
    /** familiesInSeveral / families, 0 to 1. */
    readonly share: number | null;
    readonly pairs: readonly { readonly first: string; readonly second: string; readonly families: number | null }[];
  };
  readonly population: {
    readonly residents: number;
    readonly households: number;
    readonly personsOutsideRegister: number | null;
    readonly deadStillListed: number | null;
    readonly movedStillListed: number | null;
  };
}

/** Names of the artefacts of a snapshot; `{level}` is an AreaLevel but RT. */
export const ARTEFACTS = {
  meta: 'meta.json',
  quality: 'quality.json',
  table: (level: AreaLevel): string => `table/${level}.bin`,
  boundaries: (level: AreaLevel): string => `boundaries/${level}.json`,
} as const;

export interface Artefact {
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}
