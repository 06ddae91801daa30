/** How likely people move at each age: with their parents as small children, then in the years of study and first work. */

/** Parameters of the schedule; only its shape counts, a level is set where it is used. */
export interface RogersCastro {
  /** Height of the childhood curve at birth (a1). */
  readonly childhoodLevel: number;
  /** Share by which it falls a year (alpha1). */
  readonly childhoodDescent: number;
  /** Height of the labour force curve (a2). */
  readonly labourLevel: number;
  /** Age around which it stands (mu2). */
  readonly labourAgeYears: number;
  /** Share by which it falls a year beyond its top (alpha2). */
  readonly labourDescent: number;
  /** How steeply it rises before its top (lambda2). */
  readonly labourAscent: number;
  /** What is left at every age (c). */
  readonly constant: number;
}

/**
 * Relative rate of migration at an exact age.
 *
 * Source: Rogers and Castro (1981), "Model Migration Schedules", IIASA RR-81-30: the reduced schedule of seven parameters.
 */
export function migrationRate(profile: RogersCastro, ageYears: number): number {
  const { childhoodLevel, childhoodDescent, labourLevel, labourAgeYears, labourDescent, labourAscent, constant } =
    profile;
  const beyond = ageYears - labourAgeYears;
  return (
    childhoodLevel * Math.exp(-childhoodDescent * ageYears) +
    labourLevel * Math.exp(-labourDescent * beyond - Math.exp(-labourAscent * beyond)) +
    constant
  );
}
