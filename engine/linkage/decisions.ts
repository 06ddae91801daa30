/** From weighed candidates to decisions: which row is which person, and which a person must decide. */
import type { CandidatePairs } from './blocking.ts';
import type { Agreement, Comparison } from './comparisons.ts';
import type { LinkageModel } from './model.ts';

/** Why a pair is doubtful, in the order in which a reason goes before the next. */
export const DOUBTS = [
  'nik-owner-disagrees',
  'two-candidates',
  'name-disagrees',
  'between-thresholds',
  'two-residents-alike',
] as const;
export type Doubt = (typeof DOUBTS)[number];

export type RowDecision =
  | { readonly kind: 'number' | 'evidence'; readonly person: number; readonly weightBits: number }
  | { readonly kind: 'review'; readonly doubt: Doubt; readonly candidates: readonly Candidate[] }
  | { readonly kind: 'alone' };

/** A person that a row may be, with the best of the pairs that lead to him. */
export interface Candidate {
  readonly person: number;
  readonly weightBits: number;
  /** What the weight would be without the NIK, where name or birth date say that the NIK is another's. */
  readonly rankBits: number;
  readonly nik: 'same' | 'borrowed' | 'other';
  /** The names speak against it, as those of another person or of a twin would: never linked without a person. */
  readonly hasOtherName: boolean;
}

/** Looks up what decisions rest on in the levels of a pair. */
export interface PairReader {
  /** False where a pair is so weak that it can neither be linked or shown nor rival one that is. */
  matters(pair: number): boolean;
  candidate(pair: number, person: number): Candidate;
  /** The NIK is the same, and name and birth date leave no question: no other candidate need be sought. */
  isBeyondDoubt(pair: number): boolean;
}

/**
 * Reads levels of pairs by the meaning of their comparison.
 *
 * @param weightBits [pair] match weight
 */
export function readPairs(
  comparisons: readonly Comparison[],
  { levels }: Agreement,
  weightBits: Float32Array,
  levelWeights: readonly Float64Array[],
  { lowerBits, marginBits }: LinkageModel['thresholds'],
): PairReader {
  const width = comparisons.length;
  const place = (name: string): number => comparisons.findIndex((comparison) => comparison.name === name);
  const [nik, name, birth] = [place('nik'), place('name'), place('birth')];
  const levelOf = (pair: number, comparison: number): string =>
    comparison < 0 ? '' : comparisons[comparison]!.levelNames[levels[pair * width + comparison]!]!;
  return {
    matters: (pair) => weightBits[pair]! >= lowerBits - marginBits || levelOf(pair, nik) === 'same',
    isBeyondDoubt(pair) {
      const [ofNik, ofName, ofBirth] = [levelOf(pair, nik), levelOf(pair, name), levelOf(pair, birth)];
      if (ofNik !== 'same' || ofName === 'different' || ofName === '' || ofBirth === 'different') return false;
      return ofName === 'same' || ofName === 'spelled' || (ofBirth !== '' && ofBirth !== 'year');
    },
    candidate(pair, person) {
      const [ofNik, ofName, ofBirth] = [levelOf(pair, nik), levelOf(pair, name), levelOf(pair, birth)];
      // Twins share all but their NIK and one word of their names.
      const mayBeTwin = ofName === 'some' && ofBirth === 'same' && ofNik !== 'same' && ofNik !== 'one-slip';
      const hasOtherName = ofName === 'different' || mayBeTwin;
      const isSameName = ofName === 'same' || ofName === 'spelled';
      const isNik = ofNik === 'same';
      const isBorrowed = isNik && (hasOtherName || (ofBirth === 'different' && !isSameName));
      const bits = weightBits[pair]!;
      const nikBits = isBorrowed ? levelWeights[nik]!.at(-1)! : 0;
      const kind = !isNik ? 'other' : isBorrowed ? 'borrowed' : 'same';
      return { person, weightBits: bits, rankBits: bits - nikBits, nik: kind, hasOtherName };
    },
  };
}

/** More candidates than these are no help to a reviewer. */
const MOST_CANDIDATES_SHOWN = 4;

/**
 * Decides on one row.
 *
 * @param candidates of the row, one a person
 */
export function decide(candidates: readonly Candidate[], thresholds: LinkageModel['thresholds']): RowDecision {
  const { upperBits, lowerBits, marginBits } = thresholds;
  const ranked = [...candidates].sort((a, b) => b.rankBits - a.rankBits || a.person - b.person);
  const best = ranked[0];
  if (best === undefined) return { kind: 'alone' };
  const second = ranked[1];
  const hasRival = second !== undefined && best.rankBits - second.rankBits < marginBits;
  // A NIK that nobody disputes decides by itself, unless two residents have it.
  const isByNumber = best.nik === 'same' && ranked.every((other) => other === best || other.nik === 'other');
  if (!best.hasOtherName && !hasRival && (best.rankBits >= upperBits || (isByNumber && best.rankBits >= lowerBits))) {
    return { kind: isByNumber ? 'number' : 'evidence', person: best.person, weightBits: best.weightBits };
  }
  const isOpen = (each: Candidate): boolean => each.rankBits >= lowerBits || each.nik !== 'other';
  const open = ranked.filter(isOpen).slice(0, MOST_CANDIDATES_SHOWN);
  if (open.length === 0) return { kind: 'alone' };
  return { kind: 'review', doubt: doubtOf(open, hasRival && open.length > 1), candidates: open };
}

function doubtOf(open: readonly Candidate[], hasRival: boolean): Doubt {
  if (open.some(({ nik }) => nik === 'borrowed')) return 'nik-owner-disagrees';
  if (hasRival) return 'two-candidates';
  return open[0]!.hasOtherName ? 'name-disagrees' : 'between-thresholds';
}

/** Best pair of each person among the pairs from `start` to before `end`, which are those of one row. */
export function candidatesOfRow(
  reader: PairReader,
  { right }: CandidatePairs,
  personOfRow: Int32Array,
  start: number,
  end: number,
): Candidate[] {
  const best = new Map<number, Candidate>();
  for (let pair = start; pair < end; pair++) {
    if (!reader.matters(pair)) continue;
    const candidate = reader.candidate(pair, personOfRow[right[pair]!]!);
    const before = best.get(candidate.person);
    if (before === undefined || candidate.rankBits > before.rankBits) best.set(candidate.person, candidate);
  }
  return [...best.values()];
}
