/** Counts of one programme by kelurahan, large and small: they leave only through engine/layers/assistance. */
import { NO, UNKNOWN, YES } from '../evaluation/truth.ts';
import type { TruthColumns } from '../evaluation/truth-columns.ts';
import type { ProgrammeColumns } from '../evaluation/whole-city.ts';
import { familyReceivesFact } from '../facts/catalogue.ts';
import { receiptOf } from '../lists/against-recipients.ts';

/**
 * What is counted of units: families, or persons for a programme that is given to persons.
 *
 * `receives` on the list of now; of those `seems-wrongly-in` where the conditions do not hold, `other-aid` where they may and
 * another programme stands against it, `fits` for sure, `cannot-tell` where facts are missing. `due` fits for sure; of those
 * `wrongly-out` does not receive. `perhaps-out` does not receive, and nobody can tell whether it is due. `low-desil` is within
 * the decile limit and does not receive, due or not. `families` have somebody who receives.
 */
export const COUNTED = [
  'receives',
  'seems-wrongly-in',
  'other-aid',
  'fits',
  'cannot-tell',
  'due',
  'wrongly-out',
  'perhaps-out',
  'low-desil',
  'families',
] as const;
export type Counted = (typeof COUNTED)[number];

/** By what is counted: [kelurahan], and in the last place those of whom nobody knows in which they live. */
export type ListCounts = Readonly<Record<Counted, Float64Array>>;

/**
 * @param kelurahan [household] index of the kelurahan; at or above the count where unknown
 */
export function listCounts(
  found: ProgrammeColumns,
  { table }: TruthColumns,
  kelurahan: ArrayLike<number>,
  kelurahanCount: number,
): ListCounts {
  const { id } = found.rules.programme;
  const isOfFamilies = found.level === 'household';
  const counts = Object.fromEntries(COUNTED.map((each) => [each, new Float64Array(kelurahanCount + 1)])) as ListCounts;
  const onList = receiptOf(found, table);
  const desil = table.columns.get('desil')!.values;
  const limit = found.rules.limits.get('desilLimit') ?? 0;
  for (let unit = 0; unit < found.fits.length; unit++) {
    const household = isOfFamilies ? unit : table.householdRow[unit]!;
    const area = Math.min(kelurahan[household]!, kelurahanCount);
    const fits = found.fits[unit];
    if (fits === YES) counts.due[area]!++;
    if (onList[unit] !== 1) {
      if (fits === YES) counts['wrongly-out'][area]!++;
      if (fits === UNKNOWN) counts['perhaps-out'][area]!++;
      if (desil[household]! <= limit) counts['low-desil'][area]!++;
      continue;
    }
    counts.receives[area]!++;
    if (found.conditions[unit] === NO) counts['seems-wrongly-in'][area]!++;
    else if (found.overlaps[unit] === NO) counts['other-aid'][area]!++;
    else if (fits === YES) counts.fits[area]!++;
    else counts['cannot-tell'][area]!++;
  }
  const ofFamilies = table.columns.get(familyReceivesFact(id))!.values;
  for (let h = 0; h < table.householdCount; h++)
    if (ofFamilies[h] === 1) counts.families[Math.min(kelurahan[h]!, kelurahanCount)]!++;
  return counts;
}

/** Families on the lists of two programmes at once. [programme × programme], families on the one list on the diagonal. */
export function overlapCounts(programmes: readonly string[], { table }: TruthColumns): number[][] {
  const lists = programmes.map((id) => table.columns.get(familyReceivesFact(id))!.values);
  const counts = lists.map(() => lists.map(() => 0));
  for (let h = 0; h < table.householdCount; h++)
    for (let a = 0; a < lists.length; a++) {
      if (lists[a]![h] !== 1) continue;
      for (let b = 0; b < lists.length; b++) if (lists[b]![h] === 1) counts[a]![b]!++;
    }
  return counts;
}
