/** At which ages and sexes a net total of migrants came or went, where only the total is known. */
import { FIVE_YEAR_GROUPS } from '../demography/ages.ts';
import { migrationRate, type RogersCastro } from '../demography/schedules/rogers-castro.ts';

/** @param persons [sex × five-year group] at the end of the period, without migration; @returns the same shape, sum 1 */
export type MigrationAges = (persons: Float64Array) => Float64Array;

/** Everybody alike, whatever his age: the other end of what may have been, to see how much the ages matter. */
export const likeEverybody: MigrationAges = (persons) => shares(persons, () => 1);

/** By a schedule of rates. A group has the mean rate of the ages at which its people moved, half a period before its end. */
export function bySchedule(profile: RogersCastro): MigrationAges {
  const { widthYears, count } = FIVE_YEAR_GROUPS;
  const rates = Float64Array.from({ length: count }, (_, group) => {
    let sum = 0;
    for (let year = 0; year < widthYears; year++)
      sum += migrationRate(profile, Math.max(0, group * widthYears + year + 0.5 - widthYears / 2));
    return sum / widthYears;
  });
  return (persons) => shares(persons, (group) => rates[group]!);
}

function shares(persons: Float64Array, rateOf: (group: number) => number): Float64Array {
  const weights = persons.map((each, cell) => each * rateOf(cell % FIVE_YEAR_GROUPS.count));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}
