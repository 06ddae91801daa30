/** Numbers of family cards that Dukcapil has replaced: lists go on using the old one for years. */
import type { CandidatePairs } from './blocking.ts';
import type { ComparableRecords } from './comparable.ts';

/** Share of the settled rows with an old number that must be on one card of the population register. */
const LEAST_SHARE = 0.7;

/**
 * Reads old card numbers as the cards that took their place. A number that no resident has is taken for that of the card
 * on which the rows with it were found that are settled already; where they were found on several cards the family has
 * parted, and the number stays as it is.
 *
 * @param settled pairs of a row and a resident that are one person beyond doubt
 * @returns       [row] number of the card, as in `records.kkNumber`; rows that are settled keep theirs
 */
export function renewFamilyCards(
  { kkNumber, isAnchor, numbers }: ComparableRecords,
  settled: CandidatePairs,
): Uint32Array {
  const isCurrent = new Uint8Array(numbers.count);
  kkNumber.forEach((card, row) => {
    if (isAnchor[row] === 1) isCurrent[card] = 1;
  });
  const cardsOfOld = new Map<number, Map<number, number>>();
  const isSettled = new Uint8Array(kkNumber.length);
  for (let pair = 0; pair < settled.count; pair++) {
    const row = settled.left[pair]!;
    isSettled[row] = 1;
    const [old, card] = [kkNumber[row]!, kkNumber[settled.right[pair]!]!];
    if (old === 0 || card === 0 || isCurrent[old] === 1) continue;
    const cards = cardsOfOld.get(old) ?? new Map<number, number>();
    cardsOfOld.set(old, cards.set(card, (cards.get(card) ?? 0) + 1));
  }
  const renewed = new Map([...cardsOfOld].map(([old, cards]) => [old, mostUsed(cards) ?? old]));
  return kkNumber.map((card, row) => (isSettled[row] === 1 ? card : (renewed.get(card) ?? card)));
}

function mostUsed(cards: ReadonlyMap<number, number>): number | undefined {
  const [first] = [...cards].sort(([, a], [, b]) => b - a);
  const total = [...cards.values()].reduce((sum, count) => sum + count, 0);
  return first![1] >= LEAST_SHARE * total ? first![0] : undefined;
}
