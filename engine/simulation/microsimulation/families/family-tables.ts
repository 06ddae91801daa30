/** What families are about to do as tables of thresholds: the same for all years, replicates and scenarios. */
import { FEMALE, MALE, SINGLE_YEARS } from '../../demography/ages.ts';
import { MOST_BITS, threshold } from '../thresholds.ts';
import { SEX_AGES } from '../persons.ts';
import { accumulate } from '../summed-shares.ts';
import { DIVORCED, MARRIED, NEVER_MARRIED, WIDOWED } from './family-persons.ts';
import { firstMarriageByAge, valuesByAge, type ByAge, type FamilyParameters } from './family-parameters.ts';
import type { StartFamilies } from './start-families.ts';

const { count } = SINGLE_YEARS;

export const STATUSES = 5;
/** Deciles 1 to 10, and 0 for none. */
export const DECILES = 11;
/** With a husband or not, by 0 to 4 or more children born: what births depend on beside age. */
export const BIRTH_CLASSES = 10;
const MOST_CHILDREN = 4;
export const birthClass = (hasHusband: boolean, parity: number): number =>
  (hasHusband ? MOST_CHILDREN + 1 : 0) + Math.min(parity, MOST_CHILDREN);

/**
 * Whoever is younger and never married is a child (UU 35/2014): he goes where his mother goes, and lives with somebody who is
 * not one from the end of the first year on, whatever the register says of the start.
 */
export const GROWN_AGE = 18;
/** From this age on somebody is asked whether he marries, moves or leaves: statistics of work and marriage begin there. */
export const ADULT_AGE = 15;

export interface FamilyTables {
  /** [status × sexAge] looks for a partner; married women: divorce. Bits below. */
  readonly seeksOrParts: Uint32Array;
  /** [status × sexAge] leaves home, or moves in with kin. Bits above, so that a lever on one pushes nobody over the edge of the other. */
  readonly staysUpTo: Uint32Array;
  /** Households that would take somebody in: bits above. */
  readonly hostsAbove: number;
  /** [birth class] and [sexAge × decile]: how births and deaths differ within an age. */
  readonly birthWeights: Float64Array;
  readonly deathWeights: Float64Array;
  readonly twinShare: number;
  readonly twins: number;
  readonly leavingTogether: number;
  /** Of all moves within the city, those that whole households are drawn for, and those of families and persons. */
  readonly movingTogether: number;
  readonly movingAlone: number;
  readonly livingWithKin: number;
  readonly wifeLeaves: number;
  /** Of the married whose husband or wife is no resident, those who part in a year: bits above the rest. */
  readonly partsApart: number;
  readonly market: MarketTables;
  /** [sexAge × status] of newcomers added up: as residents of that sex and age at the start. */
  readonly newcomerStatus: Uint32Array;
}

export interface MarketTables {
  /** Bits below look in their own kelurahan. */
  readonly inOwnKelurahan: number;
  readonly ownHousehold: number;
  readonly gap: FamilyParameters['marriage']['olderHusband']['value'];
  /** [years that he is older, from `firstGap` on] how much dearer a pair is, where ages are chosen by the pair or by the market. */
  readonly firstGap: number;
  readonly gapCostInKelurahan: Float64Array;
  readonly gapCostInCity: Float64Array;
  /** [levels that education differs by] by how much less likely. */
  readonly educationCost: Float64Array;
  /** Markets are parted so that they stay as large as in a city of this size, whoever comes later. */
  readonly partsOfKelurahan: Uint32Array;
  readonly partsOfCity: number;
}

const PERSONS_PER_LOCAL_MARKET = 25_000;
const PERSONS_PER_CITY_MARKET = 30_000;

export function familyTables(parameters: FamilyParameters, { persons }: StartFamilies): FamilyTables {
  const { births, deaths, marriage, divorce, households, migration } = parameters;
  return {
    ...actsByStatus(parameters),
    hostsAbove: MOST_BITS - threshold(households.offeringPlace.value),
    birthWeights: Float64Array.from({ length: BIRTH_CLASSES }, (_, each) => {
      const { withHusband, without } = births.byUnion.value;
      return (each > MOST_CHILDREN ? withHusband : without) * births.byChildrenBorn.value[each % (MOST_CHILDREN + 1)]!;
    }),
    deathWeights: deathWeights(deaths.byDecile.value, deaths.decileCountsByAge.value),
    twinShare: births.twins.value,
    twins: threshold(births.twins.value),
    leavingTogether: migration.leavingTogether.value,
    movingTogether: (1 - migration.movingForKin.value) * migration.movingTogether.value,
    movingAlone: (1 - migration.movingForKin.value) * (1 - migration.movingTogether.value),
    livingWithKin: threshold(migration.livingWithKin.value),
    wifeLeaves: threshold(divorce.wifeLeaves.value),
    partsApart: threshold(divorce.livingApart.value),
    market: marketTables(marriage, persons),
    newcomerStatus: newcomerStatus(persons),
  };
}

function deathWeights(byDecile: readonly number[], countsByAge: ByAge): Float64Array {
  const counts = valuesByAge(countsByAge);
  return Float64Array.from({ length: SEX_AGES * DECILES }, (_, i) => {
    const decile = i % DECILES;
    return decile === 0 ? 1 : 1 + counts[Math.floor(i / DECILES) % count]! * (byDecile[decile - 1]! - 1);
  });
}

type Acts = Pick<FamilyTables, 'seeksOrParts' | 'staysUpTo'>;

function actsByStatus({ marriage, divorce, households }: FamilyParameters): Acts {
  const seeksOrParts = new Uint32Array(STATUSES * SEX_AGES);
  const staysUpTo = new Uint32Array(STATUSES * SEX_AGES).fill(MOST_BITS);
  const { first, again, leastAgeYears, menPerWoman } = marriage;
  const seeks = (sex: number, status: number, byAge: Float64Array): void => {
    const factor = sex === MALE ? menPerWoman.value : 1;
    byAge.forEach((share, age) => {
      if (age >= leastAgeYears.value) seeksOrParts[at(status, sex, age)] = threshold(Math.min(1, share * factor));
    });
  };
  seeks(MALE, NEVER_MARRIED, firstMarriageByAge(first.value.men, leastAgeYears.value));
  seeks(FEMALE, NEVER_MARRIED, firstMarriageByAge(first.value.women, leastAgeYears.value));
  seeks(MALE, DIVORCED, valuesByAge(again.value.divorcedMen));
  seeks(FEMALE, DIVORCED, valuesByAge(again.value.divorcedWomen));
  seeks(MALE, WIDOWED, valuesByAge(again.value.widowedMen));
  seeks(FEMALE, WIDOWED, valuesByAge(again.value.widowedWomen));
  const goes = (sex: number, status: number, byAge: Float64Array): void =>
    byAge.forEach((share, age) => (staysUpTo[at(status, sex, age)] = MOST_BITS - threshold(share)));
  goes(MALE, NEVER_MARRIED, valuesByAge(households.leavingHome.value.men));
  goes(FEMALE, NEVER_MARRIED, valuesByAge(households.leavingHome.value.women));
  for (const sex of [MALE, FEMALE])
    for (const status of [DIVORCED, WIDOWED]) goes(sex, status, valuesByAge(households.joiningKin.value));
  valuesByAge(divorce.byAge.value).forEach((share, age) => (seeksOrParts[at(MARRIED, FEMALE, age)] = threshold(share)));
  return { seeksOrParts, staysUpTo };
}

const at = (status: number, sex: number, age: number): number => status * SEX_AGES + sex * count + age;

/** No two levels of education are further apart: models/codes has ten. */
const MOST_LEVELS = 10;

function marketTables(marriage: FamilyParameters['marriage'], persons: StartFamilies['persons']): MarketTables {
  const residents = new Float64Array(persons.regions);
  persons.region.forEach((region) => residents[region]!++);
  const { meanYears, deviationYears, leastYears, mostYears } = marriage.olderHusband.value;
  const gaps = Float64Array.from({ length: mostYears - leastYears + 1 }, (_, i) => leastYears + i);
  const parts = (people: number, each: number): number => Math.max(1, Math.round(people / each));
  return {
    inOwnKelurahan: threshold(marriage.sameKelurahan.value),
    ownHousehold: threshold(marriage.ownHousehold.value),
    gap: marriage.olderHusband.value,
    firstGap: leastYears,
    gapCostInKelurahan: gaps.map((gap) => Math.exp(((gap - meanYears) / deviationYears) ** 2 / 2)),
    gapCostInCity: gaps.map(() => 1),
    educationCost: Float64Array.from(
      { length: MOST_LEVELS },
      (_, levels) => (1 - marriage.educationDistance.value) ** -levels,
    ),
    partsOfKelurahan: Uint32Array.from(residents, (people) => parts(people, PERSONS_PER_LOCAL_MARKET)),
    partsOfCity: parts(persons.region.length, PERSONS_PER_CITY_MARKET),
  };
}

/** Ages at which a few people tell of shares only together with those of the ages beside. */
const NEIGHBOURS = 2;

function newcomerStatus({ sexAge, marital }: StartFamilies['persons']): Uint32Array {
  const counts = new Float64Array(SEX_AGES * STATUSES);
  sexAge.forEach((cell, person) => counts[cell * STATUSES + marital[person]!]!++);
  const summed = new Uint32Array(SEX_AGES * STATUSES);
  for (let cell = 0; cell < SEX_AGES; cell++) {
    const shares = new Float64Array(STATUSES);
    const age = cell % count;
    for (let near = Math.max(0, age - NEIGHBOURS); near <= Math.min(count - 1, age + NEIGHBOURS); near++)
      for (let status = 0; status < STATUSES; status++)
        shares[status]! += counts[(cell - age + near) * STATUSES + status]!;
    if (age < ADULT_AGE || shares.every((share) => share === 0)) shares.fill(0)[NEVER_MARRIED] = 1;
    accumulate(shares, summed, cell * STATUSES);
  }
  return summed;
}
