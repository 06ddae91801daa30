/** Families of whom nobody can say that they are not on a list: somebody is who died or left, and had their family card. */
import type { RecipientRows } from '../recipients/recipient-rows.ts';

/**
 * Such a row is about the family all the same where the programme is given to families: it stays on the list until somebody ends
 * that or names another representative (ganti pengurus). What was given to a person ends with him.
 *
 * @param lists of one programme
 * @returns rows of HouseholdColumns
 */
export function familiesOfTheGone(lists: readonly RecipientRows[]): Set<number> {
  const families = new Set<number>();
  for (const { count, isReceiving, household, person, resident } of lists)
    for (let row = 0; row < count; row++) {
      const isGone = person[row]! >= 0 && resident[row]! < 0;
      if (isReceiving[row] === 1 && isGone && household[row]! >= 0) families.add(household[row]!);
    }
  return families;
}
