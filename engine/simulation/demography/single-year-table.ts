/** Life tables by single year of age, from survivors that a schedule gives. */
import { SINGLE_YEARS } from './ages.ts';
import { ABRIDGED_AGES, yearsOfDeadUnderFive, type Survival } from './life-table.ts';
import { LAST_AGE } from './schedules/heligman-pollard.ts';

export interface SingleYearTable {
  /** [exact age, 0 to LAST_AGE + 1] */
  readonly survivors: Float64Array;
  /** [age, 0 to LAST_AGE] years lived at that age by one birth; the last has all that follows. */
  readonly yearsLived: Float64Array;
  readonly lifeExpectancyYears: number;
}

/**
 * Under 1 the dead have lived what Coale and Demeny's formula says; at each later age the force of death is constant.
 *
 * @param survivors [exact age, 0 to LAST_AGE + 1] of one birth
 */
export function singleYearTable(survivors: Float64Array, sex: number): SingleYearTable {
  const yearsLived = new Float64Array(LAST_AGE + 1);
  yearsLived[0] = yearsLivedInFirst(survivors[1]!, sex);
  for (let age = 1; age <= LAST_AGE; age++) {
    const from = survivors[age]!;
    const to = survivors[age + 1]!;
    yearsLived[age] = from === to ? from : (from - to) / Math.log(from / to);
  }
  const oldestForce = Math.log(survivors[LAST_AGE]! / survivors[LAST_AGE + 1]!);
  yearsLived[LAST_AGE] = survivors[LAST_AGE]! / oldestForce;
  let lifeExpectancyYears = 0;
  for (let age = 0; age <= LAST_AGE; age++) lifeExpectancyYears += yearsLived[age]!;
  return { survivors, yearsLived, lifeExpectancyYears };
}

/** The formula takes the rate of the first year, which itself follows from the years lived in it. */
function yearsLivedInFirst(survivors: number, sex: number): number {
  const dead = 1 - survivors;
  let years = survivors + 0.1 * dead;
  for (let i = 0; i < 20; i++) years = survivors + yearsOfDeadUnderFive(dead / years, sex)[0] * dead;
  return years;
}

/** [group of ABRIDGED_AGES] deaths a person-year: what the UN's tables of mx hold. */
export function abridgedDeathRates({ survivors, yearsLived }: SingleYearTable): Float64Array {
  return Float64Array.from(ABRIDGED_AGES, (from, group) => {
    const to = ABRIDGED_AGES[group + 1] ?? LAST_AGE + 1;
    let years = 0;
    for (let age = from; age < to; age++) years += yearsLived[age]!;
    const isOpen = ABRIDGED_AGES[group + 1] === undefined;
    return (survivors[from]! - (isOpen ? 0 : survivors[to]!)) / years;
  });
}

/** The share of each single year of age that is alive one year later, 100 and over as one group. */
export function survivalOfSingleYears({ yearsLived }: SingleYearTable): Survival {
  const open = SINGLE_YEARS.count - 1;
  const survival = Float64Array.from({ length: open }, (_, age) => yearsLived[age + 1]! / yearsLived[age]!);
  const older = yearsLived.subarray(open + 1).reduce((sum, years) => sum + years, 0);
  return { survival: Float64Array.of(...survival, older / (older + yearsLived[open]!)), newborn: yearsLived[0]! };
}
