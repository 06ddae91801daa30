/** The invented city with its truth: who exists, who lives with whom, who is poor. Registers are written from it. */

export const LIFE_STATES = ['resident', 'died', 'moved-out', 'unregistered'] as const;
/** `died`, `moved-out`: no longer a resident on the reference day, yet some register may still list them; `unregistered`: lives in the city, unknown to the population register. */
export type LifeState = (typeof LIFE_STATES)[number];

/** Row i of every column is one true person, residents first. Codes are those of models/codes/dukcapil.yaml. */
export interface TruePersons {
  readonly count: number;
  /** The first `residents` rows are residents, household by household, the head first. */
  readonly residents: number;
  /** [person] 16 digits, unique, as the law builds them. */
  readonly nik: readonly string[];
  /** [person] full name as on the birth certificate, upper case, without titles. */
  readonly fullName: readonly string[];
  /** [person] title written with the name ('' for most): `H.`, `S.PD`, `DR.`; before or after it by custom. */
  readonly title: readonly string[];
  readonly motherName: readonly string[];
  readonly fatherName: readonly string[];
  readonly bornOn: Int32Array;
  readonly birthPlace: readonly string[];
  readonly sex: Uint8Array;
  readonly shdk: Uint8Array;
  readonly maritalStatus: Uint8Array;
  readonly religion: Uint8Array;
  readonly education: Uint8Array;
  readonly occupation: Uint8Array;
  readonly disability: Uint8Array;
  readonly bloodType: Uint8Array;
  /** [person] row in TrueHouseholds (of the last household, for those who died or left). */
  readonly household: Uint32Array;
  /** [person] index into LIFE_STATES. */
  readonly lifeState: Uint8Array;
  /** [person] day of death or move; NO_DATE for residents. */
  readonly leftOn: Int32Array;
  /** [person] 1 when the NIK was first given elsewhere. */
  readonly isMigrant: Uint8Array;
  /** [person] 0 none, 1 PAUD/TK, 2 SD, 3 SMP, 4 SMA/SMK. */
  readonly schoolLevel: Uint8Array;
  /** [person] 1 to 12; 0 for TK and for none. */
  readonly schoolGrade: Uint8Array;
  /** [person] 0 outside the labour force, 1 in work, 2 unemployed; 0 under 15. */
  readonly labourState: Uint8Array;
  /** [person] 0 when without. */
  readonly incomeRupiahPerMonth: Float64Array;
  readonly isPregnant: Uint8Array;
}

/** Row i of every column is one true household: the members of one family card. */
export interface TrueHouseholds {
  readonly count: number;
  /** The first `withResidents` rows have residents; those behind are families that all left, died or are unregistered. */
  readonly withResidents: number;
  readonly kkNumber: readonly string[];
  /** [household] index in the kelurahan, rw and rt levels of the geography. */
  readonly kelurahan: Uint16Array;
  readonly rw: Uint16Array;
  readonly rt: Uint16Array;
  /** [household] degrees, inside its RT. */
  readonly lon: Float64Array;
  readonly lat: Float64Array;
  /** [household] street and number: `JL. SERAYU NO. 12`. */
  readonly address: readonly string[];
  /** [household] residents of it; 0 where nobody is one. */
  readonly size: Uint16Array;
  /** [household] the resident at its head; of a family without residents, who was or is its head. */
  readonly headPerson: Uint32Array;
  /** [household] a head. */
  readonly expenditureRupiahPerPersonPerMonth: Float64Array;
  /** [household] 1 when under the poverty line. */
  readonly isPoor: Uint8Array;
  /** [household] latent welfare, standard normal over the residents; houses and assets follow it. */
  readonly welfare: Float64Array;
  /** [household] true national decile, 1 to 10. */
  readonly desil: Uint8Array;
}

export interface City {
  readonly seed: number;
  /** Days since 1970-01-01. */
  readonly referenceDay: number;
  readonly persons: TruePersons;
  readonly households: TrueHouseholds;
}
