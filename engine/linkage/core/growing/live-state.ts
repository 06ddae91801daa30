/** What a linkage that grows is made of. */
import type { CompetingSources } from '../deciding/competition.ts';
import type { LiveKeys } from './live-keys.ts';
import type { LiveRecords } from './live-records.ts';
import type { LiveWeigher } from './live-weigher.ts';
import type { PairFacts, PairLists } from './pair-lists.ts';

export interface LiveState {
  readonly records: LiveRecords;
  readonly pairs: PairLists;
  readonly keys: LiveKeys;
  readonly weigher: LiveWeigher;
  readonly sources: CompetingSources;
  readonly deduplicate: readonly boolean[];
  readonly thresholdBits: number;
}

export interface WeighedPair extends PairFacts {
  readonly left: number;
  readonly right: number;
}

/** A pair within a component that is not among the pairs kept: what it weighs by itself, and whether rules bring it. */
export interface PairBesides extends WeighedPair {
  readonly isFound: boolean;
}

/** Records of one cluster. */
export type LiveCluster = readonly number[];

export const isCompared = ({ records, sources }: LiveState, one: number, other: number): boolean =>
  sources.isCompared[records.source[one]! * sources.sources + records.source[other]!] === 1;

const SCALE = 2 ** 26;
export const pairKey = (one: number, other: number): number =>
  one < other ? one * SCALE + other : other * SCALE + one;
