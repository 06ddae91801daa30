/** Abridged life tables as the UN computes them, and the survival of age groups that follows from one. */
import { FEMALE, FIVE_YEAR_GROUPS } from './ages.ts';

/** Ages at which the groups of an abridged table start: 0, 1, 5, 10 … 100. */
export const ABRIDGED_AGES: readonly number[] = [0, 1, ...Array.from({ length: 20 }, (_, i) => (i + 1) * 5)];

export interface AbridgedLifeTable {
  /** [group + 1] survivors to the exact age at which a group starts, of one birth. */
  readonly survivors: Float64Array;
  /** [group] years lived in the group by one birth; the last is all years from 100 on. */
  readonly yearsLived: Float64Array;
  readonly lifeExpectancyYears: number;
}

/**
 * From death rates by age to a life table. Years lived by those who die in a group: under 5 by the formulas of Coale and
 * Demeny on m0 (Preston, Heuveline and Guillot 2001, table 3.3), from 5 on by Greville's formula with the slope of the
 * neighbouring rates, as in the UN's MORTPAK; it gives the e0 that WPP 2019 prints to its last digit.
 *
 * @param deathRates [group of ABRIDGED_AGES] deaths a person-year
 */
export function abridgedLifeTable(deathRates: ArrayLike<number>, sex: number): AbridgedLifeTable {
  const groups = deathRates.length;
  const survivors = new Float64Array(groups + 1);
  const yearsLived = new Float64Array(groups);
  survivors[0] = 1;
  for (let group = 0; group < groups - 1; group++) {
    const width = ABRIDGED_AGES[group + 1]! - ABRIDGED_AGES[group]!;
    const rate = deathRates[group]!;
    const yearsOfDead = yearsLivedByDead(deathRates, group, sex);
    const dying = Math.min(1, (width * rate) / (1 + (width - yearsOfDead) * rate));
    const dead = survivors[group]! * dying;
    survivors[group + 1] = survivors[group]! - dead;
    yearsLived[group] = width * survivors[group + 1]! + yearsOfDead * dead;
  }
  yearsLived[groups - 1] = survivors[groups - 1]! / deathRates[groups - 1]!;
  return { survivors, yearsLived, lifeExpectancyYears: yearsLived.reduce((sum, years) => sum + years, 0) };
}

/** From this group (45-49) on nobody who dies lives less than what a force of 1 a year leaves him. */
const FIRST_BOUNDED_GROUP = 10;
const LEAST_YEARS_OF_DEAD = 0.97;

/** Mean years that those who die in a group have lived in it. */
function yearsLivedByDead(rates: ArrayLike<number>, group: number, sex: number): number {
  if (group < 2) return yearsOfDeadUnderFive(rates[0]!, sex)[group]!;
  // The group before 5-9 is not five years wide: there the slope is taken from the groups after it.
  const [before, after] = group === 2 ? [2, 4] : [group - 1, group + 1];
  const slope = 0.1 * Math.log(rates[after]! / rates[before]!);
  const years = 2.5 - (25 / 12) * (rates[group]! - slope);
  return group < FIRST_BOUNDED_GROUP ? years : Math.max(LEAST_YEARS_OF_DEAD, years);
}

/** Infant mortality rate from which the formulas are constant. */
const HIGH_INFANT_RATE = 0.107;

/** Under 1, and from 1 to 4; also used for single years of age. */
export function yearsOfDeadUnderFive(infantRate: number, sex: number): readonly [number, number] {
  if (infantRate >= HIGH_INFANT_RATE) return sex === FEMALE ? [0.35, 1.361] : [0.33, 1.352];
  return sex === FEMALE
    ? [0.053 + 2.8 * infantRate, 1.522 - 1.518 * infantRate]
    : [0.045 + 2.684 * infantRate, 1.651 - 2.816 * infantRate];
}

export interface Survival {
  /** [age at the start] */
  readonly survival: Float64Array;
  readonly newborn: number;
}

/**
 * The share of each five-year group that is alive five years later, in a stationary population of that table.
 */
export function survivalOfFiveYearGroups({ yearsLived }: AbridgedLifeTable): Survival {
  const { count, widthYears } = FIVE_YEAR_GROUPS;
  const years = Float64Array.of(yearsLived[0]! + yearsLived[1]!, ...yearsLived.subarray(2));
  return { survival: survivalOfGroups(years, count), newborn: years[0]! / widthYears };
}

/** @param years [group] years lived; the last two groups share one survival into the open group */
export function survivalOfGroups(years: Float64Array, count: number): Float64Array {
  const survival = new Float64Array(count);
  for (let group = 0; group < count - 2; group++) survival[group] = years[group + 1]! / years[group]!;
  survival.fill(years[count - 1]! / (years[count - 2]! + years[count - 1]!), count - 2);
  return survival;
}
