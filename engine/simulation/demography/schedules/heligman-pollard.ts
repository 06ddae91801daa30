/** Mortality by age from eight numbers: childhood, the accidents of youth, and ageing. */

/** The letters are those of the source; each term is the odds of dying within a year of age. */
export interface HeligmanPollard {
  /** About the odds of dying in the second year of life. */
  readonly A: number;
  /** How much of the risk of the first year is in the second, as an age. */
  readonly B: number;
  /** How fast the risk of childhood falls. */
  readonly C: number;
  /** Height of the accident hump. */
  readonly D: number;
  /** How narrow the hump is. */
  readonly E: number;
  /** Age of the hump, years. */
  readonly F: number;
  /** Level of ageing, carried back to birth. */
  readonly G: number;
  /** Factor by which ageing raises the odds each year. */
  readonly H: number;
}

/** Last age of a schedule; so few reach it that what follows does not count. */
export const LAST_AGE = 120;

/**
 * Survivors to each exact age from 0 to LAST_AGE + 1, of one birth.
 *
 * Source: Heligman and Pollard (1980), "The age pattern of mortality", Journal of the Institute of Actuaries 107, first form.
 */
export function heligmanPollardSurvivors({ A, B, C, D, E, F, G, H }: HeligmanPollard): Float64Array {
  const survivors = new Float64Array(LAST_AGE + 2);
  survivors[0] = 1;
  for (let age = 0; age <= LAST_AGE; age++) {
    const hump = age === 0 ? 0 : D * Math.exp(-E * (Math.log(age) - Math.log(F)) ** 2);
    const odds = Math.pow(A, Math.pow(age + B, C)) + hump + G * Math.pow(H, age);
    survivors[age + 1] = survivors[age]! / (1 + odds);
  }
  return survivors;
}
