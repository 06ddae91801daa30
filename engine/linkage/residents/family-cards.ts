/** Numbers of family cards that Dukcapil has replaced: lists go on using the old one for years. */
import type { PairEnds } from '../core/deciding/components.ts';
import type { FieldColumn } from '../core/table.ts';
import type { ResidentTable } from './resident-table.ts';

/** Share of the settled rows with an old number that must be on one card of the population register. */
const LEAST_SHARE = 0.7;

/**
 * Reads old card numbers as the cards that took their place. A number that no resident has is taken for that of the card
 * on which the rows with it were found that are settled already; where they were found on several cards the family has
 * parted, and the number stays as it is.
 *
 * @param settled pairs of a row and a resident that are one person beyond doubt
 * @returns       [record] number of the card, as in the table; rows that are settled keep theirs
 */
export function renewFamilyCards({ table, firstAnchor }: ResidentTable, settled: PairEnds): Uint32Array {
  const { values, book } = table.fields.get('kkNumber')!;
  const isCurrent = currentCards({ values, book }, firstAnchor);
  const cardsOfOld = new Map<number, Map<number, number>>();
  const isSettled = new Uint8Array(table.count);
  for (let pair = 0; pair < settled.count; pair++) {
    const record = settled.left[pair]!;
    isSettled[record] = 1;
    const [old, card] = [values[record]!, values[settled.right[pair]!]!];
    if (old === 0 || card === 0 || isCurrent[old] === 1) continue;
    const cards = cardsOfOld.get(old) ?? new Map<number, number>();
    cardsOfOld.set(old, cards.set(card, (cards.get(card) ?? 0) + 1));
  }
  const renewed = new Map([...cardsOfOld].map(([old, cards]) => [old, mostUsed(cards) ?? old]));
  return values.map((card, record) => (isSettled[record] === 1 ? card : (renewed.get(card) ?? card)));
}

function currentCards({ values, book }: Pick<FieldColumn, 'values' | 'book'>, firstAnchor: number): Uint8Array {
  const isCurrent = new Uint8Array(book.count);
  for (let record = firstAnchor; record < values.length; record++) isCurrent[values[record]!] = 1;
  return isCurrent;
}

function mostUsed(cards: ReadonlyMap<number, number>): number | undefined {
  const [first] = [...cards].sort(([, a], [, b]) => b - a);
  const total = [...cards.values()].reduce((sum, count) => sum + count, 0);
  return first![1] >= LEAST_SHARE * total ? first![0] : undefined;
}
