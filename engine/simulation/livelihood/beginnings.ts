/** How people live who have just come: the newborn and newcomers, of whom no register tells anything. */
import { drawBits, thresholdOf, uniformOf } from '../chance/keyed-draws.ts';
import { SINGLE_YEARS } from '../demography/ages.ts';
import { accumulate, pick } from '../microsimulation/summed-shares.ts';
import { DISABLED, FRAIL, OUTSIDE, type Members, type PersonLives } from './columns.ts';
import { ASKS, EDUCATIONS, GIVES, LAST_AGE, LEVELS, levelOfAge, NO_SCHOOL, SCHOOL_ENDS } from './school/education.ts';
import type { HealthTables } from './health/health.ts';
import type { LifeKeys } from './life-keys.ts';
import { firstNormal, secondNormal } from './normal-table.ts';
import type { LivelihoodParameters } from './parameters.ts';
import { shareAt } from './schedule.ts';
import { placeOf, withEducation, withHealth, withSchool } from './person-state.ts';
import { educationThen, levelThen, schoolIndex, type SchoolTables } from './school/schooling.ts';

const { count } = SINGLE_YEARS;

export interface BeginningTables {
  /** [age × education] shares added up: microsimulation/summed-shares.ts. */
  readonly attained: Uint32Array;
  /** [age] share who are at school. */
  readonly attends: Float64Array;
  readonly health: HealthTables;
}

/** [age] level whose ages hold it. */
const LEVEL_OF = Uint8Array.from({ length: count }, (_, age) => levelOfAge(age));

/** Which of a person's draws is for what. */
const DRAWS = { education: 0, school: 1, disabled: 2, frail: 3, standing: 4 } as const;

export function beginningTables(
  schooling: LivelihoodParameters['schooling'],
  tables: SchoolTables,
  health: HealthTables,
): BeginningTables {
  const attained = new Uint32Array(count * EDUCATIONS.length);
  for (let age = 0; age < count; age++)
    accumulate(attainedAt(schooling.attained, age), attained, age * EDUCATIONS.length);
  return { attained, attends: attendance(tables), health };
}

/** Nobody has finished what he is too young for: the share of it goes to what he can have. */
function attainedAt({ ages, shares }: LivelihoodParameters['schooling']['attained'], age: number): Float64Array {
  const found = Float64Array.from(EDUCATIONS, (_, education) =>
    shareAt({ ages, shares: shares.map((each) => each[education]!) }, age),
  );
  for (let education = EDUCATIONS.length - 1; education > 0; education--) {
    if (age > LAST_AGE[GIVES.indexOf(education)]!) continue;
    found[education - 1]! += found[education]!;
    found[education] = 0;
  }
  return found;
}

/** Share of each age at school, of children who live in no poor household and pass through all years. */
function attendance(tables: SchoolTables): Float64Array {
  const shares = new Float64Array(count);
  const states = LEVELS.length * EDUCATIONS.length;
  let now = new Float64Array(states);
  now[0] = 1;
  for (let age = 0; age <= SCHOOL_ENDS; age++) {
    const next = new Float64Array(states);
    now.forEach((share, state) => {
      const [level, education] = [Math.floor(state / EDUCATIONS.length), state % EDUCATIONS.length];
      const at = schoolIndex(0, level, education, age);
      const goes = tables.goes[at]! / 2 ** 32;
      const has = educationThen(tables.next[at]!);
      next[levelThen(tables.next[at]!) * EDUCATIONS.length + has]! += share * goes;
      next[NO_SCHOOL * EDUCATIONS.length + has]! += share * (1 - goes);
    });
    now = next;
    shares[age] = now.slice(EDUCATIONS.length).reduce((sum, each) => sum + each, 0);
  }
  return shares;
}

export function beginLife(
  { low, high, sexAge }: Members,
  lives: PersonLives,
  { attained, attends, health }: BeginningTables,
  row: number,
  { beginning }: LifeKeys,
): void {
  const one = low[row]!;
  const other = high[row]!;
  const age = sexAge[row]! % count;
  const level = LEVEL_OF[age]!;
  const isAtSchool = level !== NO_SCHOOL && uniformOf(drawBits(beginning, one, other, DRAWS.school)) < attends[age]!;
  const education = isAtSchool
    ? ASKS[level]!
    : pick(attained, age * EDUCATIONS.length, EDUCATIONS.length, drawBits(beginning, one, other, DRAWS.education));
  const impaired =
    (drawBits(beginning, one, other, DRAWS.disabled) < thresholdOf(health.disabledShare[age]!) ? DISABLED : 0) |
    (drawBits(beginning, one, other, DRAWS.frail) < thresholdOf(health.frailShare[age]!) ? FRAIL : 0);
  // Out of the labour force until the year asks.
  lives.state[row] = withHealth(
    withEducation(withSchool(OUTSIDE, isAtSchool ? level : NO_SCHOOL), education),
    impaired,
  );
  const bits = drawBits(beginning, one, other, DRAWS.standing);
  lives.place[row] = placeOf(firstNormal(bits), secondNormal(bits));
}
