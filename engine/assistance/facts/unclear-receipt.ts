/** Families of whom nobody can say that they are not on a list: a row of it has their family card, and leads to nobody who lives there. */
import type { RecipientRows } from '../recipients/recipient-rows.ts';

/** Rows of HouseholdColumns. */
export interface UnclearReceipt {
  readonly families: ReadonlySet<number>;
  /** Those of whose members nobody can say which of them it is. */
  readonly members: ReadonlySet<number>;
}

/**
 * A row that waits for review may be about anybody of the family. One of somebody who died or left is about the family all the same
 * where the programme is given to families: it stays on the list until somebody ends that or names another representative (ganti
 * pengurus). What was given to a person ends with him.
 *
 * @param lists of one programme
 */
export function unclearReceipt(lists: readonly RecipientRows[], isOfFamilies: boolean): UnclearReceipt {
  const [families, members] = [new Set<number>(), new Set<number>()];
  for (const { count, isReceiving, household, person, resident } of lists)
    for (let row = 0; row < count; row++) {
      if (isReceiving[row] === 0 || household[row]! < 0 || resident[row]! >= 0) continue;
      const isWaiting = person[row]! < 0;
      if (isWaiting || isOfFamilies) families.add(household[row]!);
      if (isWaiting) members.add(household[row]!);
    }
  return { families, members };
}
