/** From weighed candidates to decisions: which row is which person, and which a person must decide. */

/** Why a pair is doubtful, in the order in which a reason goes before the next. */
export const DOUBTS = [
  'nik-owner-disagrees',
  'two-candidates',
  'name-disagrees',
  'between-thresholds',
  'two-residents-alike',
  'two-of-one-card',
] as const;
export type Doubt = (typeof DOUBTS)[number];

export type RowDecision =
  | { readonly kind: 'number' | 'evidence'; readonly person: number; readonly weightBits: number }
  | { readonly kind: 'review'; readonly doubt: Doubt; readonly candidates: readonly Candidate[] }
  | { readonly kind: 'alone' };

/**
 * What the NIK says of a pair. `questioned`: the same, but the names have a word in common and one each that the other
 * lacks, or the birth date is another, so that the number alone does not decide; `borrowed`: the same, and name or birth
 * date say that it is another's; `other`: not the same.
 */
export type NikSays = 'same' | 'questioned' | 'borrowed' | 'other';

/** A person that a row may be, with the best of the pairs that lead to him. */
export interface Candidate {
  readonly person: number;
  readonly weightBits: number;
  /** Weight without what the NIK says for or against. */
  readonly bitsWithoutNik: number;
  readonly nik: NikSays;
  /** The names speak against it, as those of another person or of a twin would: never linked without a person. */
  readonly hasOtherName: boolean;
}

/** Weights at which decisions change. */
export interface Thresholds {
  /** A pair is linked from here on. */
  readonly linkBits: number;
  /** A pair is worth a reviewer's look from here on. */
  readonly reviewBits: number;
  /** Two candidates less than this apart are for a person to decide. */
  readonly rivalBits: number;
}

/** More candidates than these are no help to a reviewer. */
const MOST_CANDIDATES_SHOWN = 4;

/**
 * Decides on one row.
 *
 * @param candidates of the row, one a person
 */
export function decide(candidates: readonly Candidate[], thresholds: Thresholds): RowDecision {
  const { linkBits, reviewBits, rivalBits } = thresholds;
  const ranked = rank(candidates, thresholds);
  const best = ranked[0];
  if (best === undefined) return { kind: 'alone' };
  const second = ranked[1];
  const hasRival = second !== undefined && best.weightBits - second.weightBits < rivalBits;
  // A NIK that nobody disputes decides by itself, unless two residents have it.
  const isByNumber = best.nik === 'same' && ranked.every((other) => other === best || other.nik === 'other');
  if (!best.hasOtherName && !hasRival && (best.weightBits >= linkBits || isByNumber)) {
    return { kind: isByNumber ? 'number' : 'evidence', person: best.person, weightBits: best.weightBits };
  }
  const isOpen = (each: Candidate): boolean => each.weightBits >= reviewBits || each.nik !== 'other';
  const open = ranked.filter(isOpen).slice(0, MOST_CANDIDATES_SHOWN);
  if (open.length === 0) return { kind: 'alone' };
  return { kind: 'review', doubt: doubtOf(open, hasRival && open.length > 1), candidates: open };
}

/**
 * The likeliest first. Where the owner of the NIK is plainly somebody else, or somebody else is far likelier but for the
 * number, it was borrowed, and says nothing about who the row is: neither for its owner nor against the others.
 */
function rank(candidates: readonly Candidate[], { linkBits, rivalBits }: Thresholds): Candidate[] {
  const owners = candidates.filter(({ nik }) => nik !== 'other');
  const isLikelier = (one: Candidate, other: Candidate): boolean =>
    one.nik === 'other' &&
    !one.hasOtherName &&
    one.bitsWithoutNik >= Math.max(linkBits, other.bitsWithoutNik + rivalBits);
  const isBorrowed = owners.some(
    (owner) => owner.nik === 'borrowed' || candidates.some((other) => isLikelier(other, owner)),
  );
  return candidates
    .map((each) => (isBorrowed ? { ...each, weightBits: each.bitsWithoutNik } : each))
    .sort((a, b) => b.weightBits - a.weightBits || a.person - b.person);
}

function doubtOf(open: readonly Candidate[], hasRival: boolean): Doubt {
  if (open.some(({ nik }) => nik === 'borrowed')) return 'nik-owner-disagrees';
  if (hasRival) return 'two-candidates';
  return open[0]!.hasOtherName ? 'name-disagrees' : 'between-thresholds';
}
