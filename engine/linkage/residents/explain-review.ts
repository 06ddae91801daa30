/** Why a doubtful pair is as likely as it is: the comparison that its weight comes from, step by step. */
import { shareNumbers } from '../core/threads/shared.ts';
import type { ReviewEvidence, ReviewPairs } from '../linkage.ts';
import { pairExplainer } from './explain-pairs.ts';
import type { ResidentRun } from './resident-run.ts';
import type { Weighing } from './weighing.ts';

/**
 * Compares each row once more with all rows of the resident that it may be, and explains that comparison whose weight it
 * was given; the NIK says nothing in it where it was taken to be borrowed.
 *
 * @returns [pair of `review`] the bits of each add up to its weight
 */
export async function explainReview(
  { residents, anchors, model, compare }: ResidentRun,
  weighing: Weighing,
  review: ReviewPairs,
): Promise<ReviewEvidence[]> {
  const { table, firstAnchor, registers } = residents;
  const rowsOf = new Map<number, number[]>(Array.from(review.person, (person) => [person, []]));
  for (let record = firstAnchor; record < table.count; record++) rowsOf.get(anchors.personOf[record]!)?.push(record);
  const recordOf = (pair: number): number =>
    table.sourceStart[registers.indexOf(review.register[pair]!)]! + review.row[pair]!;
  const ends = Array.from({ length: review.count }, (_, pair) =>
    rowsOf.get(review.person[pair]!)!.map((right) => ({ pair, left: recordOf(pair), right })),
  ).flat();
  const compared = await compare({
    count: ends.length,
    left: shareNumbers(Uint32Array.from(ends, ({ left }) => left)),
    right: shareNumbers(Uint32Array.from(ends, ({ right }) => right)),
  });
  const explain = pairExplainer(compared, weighing, model);
  const explained: ReviewEvidence[] = [];
  const nearest = new Float64Array(review.count).fill(Infinity);
  ends.forEach(({ pair, right }, end) => {
    const { apart, isNikCounted, evidence } = explain(end, review.weightBits[pair]!);
    if (apart >= nearest[pair]!) return;
    nearest[pair] = apart;
    explained[pair] = {
      register: registers[table.source[right]!]!,
      row: right - table.sourceStart[table.source[right]!]!,
      isNikCounted,
      evidence,
    };
  });
  return explained;
}
