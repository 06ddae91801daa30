/** The twin itself: residents and households as columns. No name and no number of identity is ever one of them. */

/** How precisely a household is placed; the index is what columns hold. */
export const PLACE_PRECISIONS = ['unknown', 'kelurahan', 'rw', 'rt', 'house'] as const;
export type PlacePrecision = (typeof PLACE_PRECISIONS)[number];

/** Stands in an area column where the level is not known. */
export const NO_AREA = 65535;

/** Row i of every column is one resident: alive, living in the city, known to the population register. */
export interface PersonColumns {
  readonly count: number;
  /** [person × 16 bytes] random and without meaning; the same person keeps it in later snapshots. */
  readonly personId: Uint8Array;
  /** [person] row in HouseholdColumns. */
  readonly householdRow: Uint32Array;
  /** [person] days since 1970-01-01; NO_DATE where unknown. */
  readonly bornOn: Int32Array;
  /** [person] completed years on the reference day; 255 where unknown. */
  readonly ageYears: Uint8Array;
  /** [person] models/codes: 1 male, 2 female, 0 unknown. */
  readonly sex: Uint8Array;
  readonly shdk: Uint8Array;
  readonly maritalStatus: Uint8Array;
  readonly religion: Uint8Array;
  readonly education: Uint8Array;
  readonly occupation: Uint8Array;
  /** [person] kind of disability in the code list, 7 none, 0 where no register tells. */
  readonly disability: Uint8Array;
  /** [person] Dapodik: 0 not a pupil, 1 PAUD/TK, 2 SD, 3 SMP, 4 SMA/SMK. */
  readonly schoolLevel: Uint8Array;
  /** [person] 1 when registered as looking for work. */
  readonly isJobSeeker: Uint8Array;
  /** [person] bit p: receives programme p, in the order of `programmes`; being on its list is not enough (models/codes). */
  readonly receives: Uint32Array;
  /** [person] bit r: known to register r, in the order of `registers`. */
  readonly knownTo: Uint32Array;
  /** [person] 1 when some column was filled by a model and not by a register. */
  readonly isImputed: Uint8Array;
}

/** Row i of every column is one household: the residents of one family card. */
export interface HouseholdColumns {
  readonly count: number;
  /** [household × 16 bytes] random and without meaning. */
  readonly householdId: Uint8Array;
  /** [household] residents of it. */
  readonly size: Uint16Array;
  /** [household] row of its head in PersonColumns. */
  readonly headRow: Uint32Array;
  /** [household] index into each level of the geography; NO_AREA where not known. */
  readonly kelurahan: Uint16Array;
  readonly rw: Uint16Array;
  readonly rt: Uint16Array;
  /** [household] degrees; the house, else the label point of the smallest area known; NaN where not even that. */
  readonly lon: Float64Array;
  readonly lat: Float64Array;
  /** [household] index into PLACE_PRECISIONS. */
  readonly precision: Uint8Array;
  /** [household] national welfare decile as received from DTSEN, 1 to 10; 0 for a family without one. */
  readonly desil: Uint8Array;
  /** [household] bit p: some member receives programme p. */
  readonly receives: Uint32Array;
}

export interface Population {
  /** Days since 1970-01-01. */
  readonly referenceDay: number;
  readonly persons: PersonColumns;
  readonly households: HouseholdColumns;
  /** Keys of the programmes, in the order of the bits. */
  readonly programmes: readonly string[];
  /** Register ids, in the order of the bits. */
  readonly registers: readonly string[];
  /** Version of the deciles as received, such as 2025-TW4; '' where there are none. */
  readonly desilVersion: string;
}
