/** How many people, where, of which sex and age. */
import type { Population } from '../population/columns.ts';
import { share, type Counts, type Derived, type Leaves } from './counts.ts';

export const MALE = 1;
export const FEMALE = 2;

const GROUP_YEARS = 5;
/** 0-4, 5-9 … 70-74, 75+. */
export const AGE_GROUPS: readonly string[] = Array.from({ length: 16 }, (_, i) =>
  i === 15 ? '75+' : `${i * GROUP_YEARS}-${i * GROUP_YEARS + GROUP_YEARS - 1}`,
);
export const AGE_UNKNOWN = 255;

export const ageGroupOf = (ageYears: number): number =>
  Math.min(Math.floor(ageYears / GROUP_YEARS), AGE_GROUPS.length - 1);

/**
 * `residents`, `households`, `male`, `female`, `pyramid/m/0-4` … `pyramid/f/75+`. Who has no sex or no birth date on
 * record is in `residents` and in no part of it.
 *
 * @param leafOf [household] leaf
 */
export function countStructure({ persons, households }: Population, leaves: Leaves, leafOf: Uint32Array): Counts {
  const n = leaves.count;
  const residents = new Float64Array(n);
  const householdCount = new Float64Array(n);
  const bySex = [new Float64Array(n), new Float64Array(n)];
  const pyramid = bySex.map(() => AGE_GROUPS.map(() => new Float64Array(n)));
  for (let h = 0; h < households.count; h++) householdCount[leafOf[h]!]!++;
  for (let p = 0; p < persons.count; p++) {
    const leaf = leafOf[persons.householdRow[p]!]!;
    residents[leaf]!++;
    const sex = persons.sex[p]! - 1;
    if (sex !== 0 && sex !== 1) continue;
    bySex[sex]![leaf]!++;
    const age = persons.ageYears[p]!;
    if (age !== AGE_UNKNOWN) pyramid[sex]![ageGroupOf(age)]![leaf]!++;
  }
  const cells = ['m', 'f'].flatMap((sex, s) =>
    AGE_GROUPS.map((group, g): [string, Float64Array] => [`pyramid/${sex}/${group}`, pyramid[s]![g]!]),
  );
  return new Map([
    ['residents', residents],
    ['households', householdCount],
    ['male', bySex[0]!],
    ['female', bySex[1]!],
    ...cells,
  ]);
}

/** Under this key the area of each territory in km² is handed to `density`; it is public and never hidden. */
export const AREA_KM2 = 'area-km2';

export const STRUCTURE: readonly Derived[] = [
  { ...share('density', 'residents', AREA_KM2) },
  { key: 'sex-ratio', of: ['male', 'female'], from: (male, female) => (female! > 0 ? (male! / female!) * 100 : NaN) },
  share('household-size', 'residents', 'households'),
];
