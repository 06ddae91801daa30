/** How good the links of each register are, judged without truth: from the chance of each link and of each row left. */
import {
  ChanceSums,
  between,
  LEAST_ERROR,
  LEAST_LOSS,
  LOSS_MISJUDGED,
  STANDARD_ERRORS,
  timesInOdds,
} from '../core/deciding/chance-sums.ts';
import type { RegisterRecords } from '../../registers/records.ts';
import { LINK_KINDS, type LinksJudged, type RegisterLinks, type ReviewPairs } from '../linkage.ts';

const LINKED = ['number', 'evidence'].map((kind) => LINK_KINDS.indexOf(kind as 'number'));
const DECIDED = LINK_KINDS.indexOf('decision');
const REVIEW = LINK_KINDS.indexOf('review');
const ALONE = LINK_KINDS.indexOf('alone');

/**
 * Precision is the share of links that are right, recall that of the rows about residents that are linked to them. A row
 * that waits is a resident as likely as one of its candidates is.
 *
 * @param chanceLeft [register][row] chance that a row taken for nobody's is the likeliest resident that it was held
 *                   against; 0 where there was none
 */
export function judgeLinks(
  registers: readonly RegisterRecords[],
  links: readonly RegisterLinks[],
  review: ReviewPairs,
  chanceLeft: readonly Float32Array[],
): LinksJudged[] {
  const waiting = chancesWaiting(links, review);
  return registers.flatMap(({ registerId, role }, r) =>
    role === 'population' ? [] : [{ registerId, ...judged(links[r]!, waiting[r]!, chanceLeft[r]!) }],
  );
}

function judged(
  { kind, probability }: RegisterLinks,
  waiting: Float64Array,
  chanceLeft: Float32Array,
): Pick<LinksJudged, 'links' | 'precision' | 'recall'> {
  const [linked, left] = [new ChanceSums(), new ChanceSums()];
  for (let row = 0; row < kind.length; row++) {
    if (LINKED.includes(kind[row]!)) linked.add(probability[row]!);
    // What a person decided is right.
    else if (kind[row] === DECIDED) linked.add(1);
    else if (kind[row] === REVIEW) left.add(Math.min(1, waiting[row]!));
    else if (kind[row] === ALONE) left.add(chanceLeft[row]!);
  }
  const { pairs } = linked;
  const spread = STANDARD_ERRORS * Math.sqrt(linked.variance);
  const error = pairs === 0 ? 0 : LEAST_ERROR + spread / pairs;
  const shareAt = (sum: number): number => (pairs === 0 ? 1 : sum / pairs);
  const known = linked.sum + left.sum;
  const recallAt = (lost: number): number => (known === 0 ? 1 : linked.sum / (linked.sum + lost));
  const unsure = (spread + STANDARD_ERRORS * Math.sqrt(left.variance)) / Math.max(1, known);
  const recall = recallAt(left.sum);
  const low = Math.min(recallAt(left.high), 1 - timesInOdds(1 - recall, LOSS_MISJUDGED));
  return {
    links: pairs,
    precision: between(shareAt(linked.sum), shareAt(linked.low) - error, shareAt(linked.high) + error),
    recall: between(recall, low - LEAST_LOSS - unsure, recallAt(left.low) + LEAST_ERROR + unsure),
  };
}

/** [register][row] chances of all candidates of a row that waits, together. */
function chancesWaiting(links: readonly RegisterLinks[], review: ReviewPairs): Float64Array[] {
  const chances = links.map(({ kind }) => new Float64Array(kind.length));
  for (let pair = 0; pair < review.count; pair++) {
    chances[review.register[pair]!]![review.row[pair]!]! += review.probability[pair]!;
  }
  return chances;
}
