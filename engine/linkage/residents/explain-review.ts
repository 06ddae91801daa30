/** Why a doubtful pair is as likely as it is: the comparison that its weight comes from, step by step. */
import { probabilityOf } from '../core/deciding/match-weights.ts';
import { shareNumbers } from '../core/threads/shared.ts';
import { explainWeight, type Evidence } from '../files/explain.ts';
import type { ReviewEvidence, ReviewPairs } from '../linkage.ts';
import { withoutNik } from './pattern-meaning.ts';
import type { ResidentRun } from './resident-run.ts';
import { weigh, weighWithoutNik, type Weighing } from './weighing.ts';

/** Less than this is rounding. */
const LEAST_BITS = 0.05;

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
  const { comparisons } = model.link;
  const { levels } = compared.patterns;
  const ways = [
    { isNikCounted: true, levels, bits: weigh(compared, weighing) },
    {
      isNikCounted: false,
      levels: withoutNik(compared.patterns, comparisons),
      bits: weighWithoutNik(compared, weighing, comparisons),
    },
  ];
  const trained = trainedOf(weighing, model);
  const explained: ReviewEvidence[] = [];
  const nearest = new Float64Array(review.count).fill(Infinity);
  ends.forEach(({ pair, right }, end) => {
    for (const way of ways) {
      const apart = Math.abs(review.weightBits[pair]! - way.bits[end]!);
      if (apart >= nearest[pair]!) continue;
      nearest[pair] = apart;
      const from = compared.pattern[end]! * comparisons.length;
      const pairs = {
        levels: way.levels.subarray(from, from + comparisons.length),
        rarityBits: compared.rarityBits.subarray(end, end + 1),
        weightBits: way.bits.subarray(end, end + 1),
      };
      explained[pair] = {
        register: registers[table.source[right]!]!,
        row: right - table.sourceStart[table.source[right]!]!,
        isNikCounted: way.isNikCounted,
        evidence: withUnit(explainWeight({ pairs, trained }, 0), review.weightBits[pair]! - way.bits[end]!),
      };
    }
  });
  return explained;
}

/** Who is decided to be one with a row that waits, waits with it, and has its weight. */
function withUnit(evidence: Evidence[], bits: number): Evidence[] {
  if (Math.abs(bits) < LEAST_BITS) return evidence;
  const id = 'Baris lain, yang menurut keputusan petugas orang yang sama';
  return [...evidence, { id, en: 'Another row, which people decided to be the same person', bits }];
}

function trainedOf({ learnt, priorBits }: Weighing, { link }: ResidentRun['model']) {
  const { space, weightBits } = learnt;
  const comparisons = link.comparisons.map(({ name, levels }, c) => ({
    name,
    levels: levels.map((level, l) => ({ name: level.name, weightBits: weightBits[space.first[c]! + 1 + l]! })),
  }));
  return { priorShare: probabilityOf(priorBits), comparisons };
}
