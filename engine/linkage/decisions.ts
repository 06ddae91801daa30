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
  /** What the NIK adds to that, or takes away. */
  readonly nikBits: number;
  /**
   * `questioned`: the same, but the names have a word in common and one each that the other lacks, or the birth date is
   * another, so that the number alone does not decide; `borrowed`: the same, and name or birth date say that it is
   * another's; `other`: not the same.
   */
  readonly nik: 'same' | 'questioned' | 'borrowed' | 'other';
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
  // A NIK that turns out to be borrowed takes nothing away from the others.
  const leastBits = lowerBits - marginBits + Math.min(0, ...(levelWeights[nik] ?? []));
  return {
    matters: (pair) => weightBits[pair]! >= leastBits || levelOf(pair, nik) === 'same',
    isBeyondDoubt(pair) {
      const [ofNik, ofName, ofBirth] = [levelOf(pair, nik), levelOf(pair, name), levelOf(pair, birth)];
      if (ofNik !== 'same' || ofBirth === 'different') return false;
      return ofName === 'same' || ofName === 'spelled' || (ofName === 'part' && ofBirth !== '' && ofBirth !== 'year');
    },
    candidate(pair, person) {
      const [ofNik, ofName, ofBirth] = [levelOf(pair, nik), levelOf(pair, name), levelOf(pair, birth)];
      // Twins share all but their NIK and one word of their names.
      const mayBeTwin = ofName === 'some' && ofBirth === 'same' && ofNik !== 'same' && ofNik !== 'one-slip';
      const hasOtherName = ofName === 'different' || mayBeTwin;
      const isSameName = ofName === 'same' || ofName === 'spelled';
      const isNik = ofNik === 'same';
      const isBorrowed = isNik && (hasOtherName || (ofBirth === 'different' && !isSameName));
      const nikBits = nik < 0 ? 0 : levelWeights[nik]![levels[pair * width + nik]!]!;
      const isQuestioned = ofName === 'some' || ofBirth === 'different';
      const kind = !isNik ? 'other' : isBorrowed ? 'borrowed' : isQuestioned ? 'questioned' : 'same';
      return { person, weightBits: weightBits[pair]!, nikBits, nik: kind, hasOtherName };
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
  const ranked = rank(candidates);
  const best = ranked[0];
  if (best === undefined) return { kind: 'alone' };
  const second = ranked[1];
  const hasRival = second !== undefined && best.weightBits - second.weightBits < marginBits;
  // A NIK that nobody disputes decides by itself, unless two residents have it.
  const isByNumber = best.nik === 'same' && ranked.every((other) => other === best || other.nik === 'other');
  if (!best.hasOtherName && !hasRival && (best.weightBits >= upperBits || isByNumber)) {
    return { kind: isByNumber ? 'number' : 'evidence', person: best.person, weightBits: best.weightBits };
  }
  const isOpen = (each: Candidate): boolean => each.weightBits >= lowerBits || each.nik !== 'other';
  const open = ranked.filter(isOpen).slice(0, MOST_CANDIDATES_SHOWN);
  if (open.length === 0) return { kind: 'alone' };
  return { kind: 'review', doubt: doubtOf(open, hasRival && open.length > 1), candidates: open };
}

/**
 * The likeliest first. Where the owner of the NIK is plainly somebody else the number was borrowed, and says nothing
 * about who the row is: neither for its owner nor against the others.
 */
function rank(candidates: readonly Candidate[]): Candidate[] {
  const isBorrowed = candidates.some(({ nik }) => nik === 'borrowed');
  return candidates
    .map((each) => (isBorrowed ? { ...each, weightBits: each.weightBits - each.nikBits } : each))
    .sort((a, b) => b.weightBits - a.weightBits || a.person - b.person);
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
    if (before === undefined || candidate.weightBits > before.weightBits) best.set(candidate.person, candidate);
  }
  return [...best.values()];
}
