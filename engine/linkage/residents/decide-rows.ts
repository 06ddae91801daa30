/** Decides on the rows that their number alone does not settle. */
import type { FoundPairs } from '../core/blocking/find-pairs.ts';
import type { ComparedEnds } from '../core/comparing/compare-candidates.ts';
import { bitsOf } from '../core/deciding/match-weights.ts';
import { decide, type Candidate, type Thresholds } from './decisions.ts';
import type { LinkBook } from './link-book.ts';
import { linkDecided } from './decided/decided-rows.ts';
import { meaningOf } from './pattern-meaning.ts';
import type { ResidentModel } from './resident-model.ts';
import type { ResidentRun } from './resident-run.ts';
import { weigh, weighWithoutNik, type Weighing } from './weighing.ts';

export const thresholdsOf = ({ linkFrom, decisions }: ResidentModel): Thresholds => ({
  linkBits: bitsOf(linkFrom),
  reviewBits: bitsOf(decisions.reviewFrom),
  rivalBits: decisions.rivalBits,
});

/** @param isSettled [record] 1 for rows that are not decided here */
export function decideRows(
  { anchors, model, decided }: ResidentRun,
  { count, left, right }: FoundPairs,
  compared: ComparedEnds,
  weighing: Weighing,
  isSettled: Uint8Array,
  book: LinkBook,
): void {
  const thresholds = thresholdsOf(model);
  const candidateOf = candidateReader(model, compared, weighing);
  const leastBits = thresholds.reviewBits - thresholds.rivalBits;
  const ofDecided = new Map<number, Candidate[]>();
  for (let start = 0, end = 0; start < count; start = end) {
    const record = left[start]!;
    for (end = start + 1; end < count && left[end] === record;) end++;
    if (isSettled[record] === 1) continue;
    const best = new Map<number, Candidate>();
    for (let pair = start; pair < end; pair++) {
      const candidate = candidateOf(pair, anchors.personOf[right[pair]!]!);
      if (!matters(candidate, leastBits)) continue;
      const before = best.get(candidate.person);
      if (before === undefined || candidate.weightBits > before.weightBits) best.set(candidate.person, candidate);
    }
    if (decided.unitOf(record) === undefined) write(record, [...best.values()], thresholds, book);
    else ofDecided.set(record, [...best.values()]);
  }
  linkDecided(decided, anchors, (record) => ofDecided.get(record) ?? [], thresholds, book);
}

/** A NIK that turns out to be borrowed takes nothing away from the others. */
const matters = ({ nik, weightBits, bitsWithoutNik }: Candidate, leastBits: number): boolean =>
  nik !== 'other' || weightBits >= leastBits || bitsWithoutNik >= leastBits;

function candidateReader({ link }: ResidentModel, compared: ComparedEnds, weighing: Weighing) {
  const { nik, hasOtherName } = meaningOf(compared.patterns, link.comparisons);
  const bits = weigh(compared, weighing);
  const withoutNik = weighWithoutNik(compared, weighing, link.comparisons);
  return (pair: number, person: number): Candidate => {
    const pattern = compared.pattern[pair]!;
    return {
      person,
      weightBits: bits[pair]!,
      bitsWithoutNik: withoutNik[pair]!,
      nik: nik[pattern]!,
      hasOtherName: hasOtherName[pattern] === 1,
    };
  };
}

function write(record: number, candidates: readonly Candidate[], thresholds: Thresholds, book: LinkBook): void {
  const decision = decide(candidates, thresholds);
  if (decision.kind === 'alone') {
    if (candidates.length > 0) book.leave(record, Math.max(...candidates.map(({ weightBits }) => weightBits)));
  } else if (decision.kind === 'review') book.review(record, decision.doubt, decision.candidates);
  else book.link(record, decision.kind, decision.person, decision.weightBits);
}
