/** Children of school age, who of them is registered in a school, and how far adults went. */
import type { Population } from '../population/columns.ts';
import { share, type Counts, type Derived, type Leaves } from './counts.ts';
import { AGE_UNKNOWN } from './structure.ts';

/**
 * Ages of each level, both included, and its code in the column `schoolLevel`. PAUD 5–6, SD 7–12, SMP 13–15 as in the IKK of
 * the regional performance report; SMA/SMK 16–18.
 */
export const SCHOOLS = [
  { key: 'paud', code: 1, from: 5, to: 6 },
  { key: 'sd', code: 2, from: 7, to: 12 },
  { key: 'smp', code: 3, from: 13, to: 15 },
  { key: 'sma', code: 4, from: 16, to: 18 },
] as const;

/**
 * Pieces in which school ages and five-year groups overlap. Nobody is shown them, yet they can be worked out from what is
 * shown, so they are counted for the disclosure rule.
 */
const PIECES = [
  { key: 'years/7-9', from: 7, to: 9 },
  { key: 'years/10-12', from: 10, to: 12 },
  { key: 'years/13-14', from: 13, to: 14 },
  { key: 'years/15', from: 15, to: 15 },
  { key: 'years/19', from: 19, to: 19 },
] as const;

/** Adults whose schooling is over. */
export const ADULT_FROM = 25;
/** Code of SLTA in models/codes, the first that counts as SMA and over. */
const SLTA = 5;

/** `school-age/sd` …, and the pieces `years/7-9` …. */
export function countSchoolAges({ persons }: Population, leaves: Leaves, leafOf: Uint32Array): Counts {
  const spans = [...SCHOOLS.map((school) => ({ ...school, key: `school-age/${school.key}` })), ...PIECES];
  const counts = spans.map(() => new Float64Array(leaves.count));
  const youngest = SCHOOLS[0].from;
  const oldest = PIECES[PIECES.length - 1]!.to;
  for (let p = 0; p < persons.count; p++) {
    const age = persons.ageYears[p]!;
    if (age < youngest || age > oldest) continue;
    const leaf = leafOf[persons.householdRow[p]!]!;
    spans.forEach((span, s) => {
      if (age >= span.from && age <= span.to) counts[s]![leaf]!++;
    });
  }
  return new Map(spans.map((span, s) => [span.key, counts[s]!]));
}

/** `pupils/sd` … residents in Dapodik at that level; `enrolled/sd` … of that age and in Dapodik at any level. */
export function countPupils({ persons }: Population, leaves: Leaves, leafOf: Uint32Array): Counts {
  const pupils = SCHOOLS.map(() => new Float64Array(leaves.count));
  const enrolled = SCHOOLS.map(() => new Float64Array(leaves.count));
  for (let p = 0; p < persons.count; p++) {
    const level = persons.schoolLevel[p]!;
    if (level === 0) continue;
    const leaf = leafOf[persons.householdRow[p]!]!;
    const age = persons.ageYears[p]!;
    SCHOOLS.forEach((school, s) => {
      if (level === school.code) pupils[s]![leaf]!++;
      if (age >= school.from && age <= school.to) enrolled[s]![leaf]!++;
    });
  }
  return new Map(
    SCHOOLS.flatMap(({ key }, s) => [
      [`pupils/${key}`, pupils[s]!],
      [`enrolled/${key}`, enrolled[s]!],
    ]),
  );
}

/** `sma-plus` and `schooling-recorded`, of residents aged 25 and over. */
export function countSchooling({ persons }: Population, leaves: Leaves, leafOf: Uint32Array): Counts {
  const recorded = new Float64Array(leaves.count);
  const smaPlus = new Float64Array(leaves.count);
  for (let p = 0; p < persons.count; p++) {
    const age = persons.ageYears[p]!;
    const education = persons.education[p]!;
    if (age < ADULT_FROM || age === AGE_UNKNOWN || education === 0) continue;
    const leaf = leafOf[persons.householdRow[p]!]!;
    recorded[leaf]!++;
    if (education >= SLTA) smaPlus[leaf]!++;
  }
  return new Map([
    ['schooling-recorded', recorded],
    ['sma-plus', smaPlus],
  ]);
}

export const EDUCATION: readonly Derived[] = [
  ...SCHOOLS.map(({ key }) => share(`participation/${key}`, `enrolled/${key}`, `school-age/${key}`)),
  share('sma-plus-share', 'sma-plus', 'schooling-recorded'),
];
