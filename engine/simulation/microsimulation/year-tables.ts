/**
 * The rates of one year as tables of 32-bit thresholds: what a draw is compared with. Made once a year and shared by all
 * replicates, from the same StepRates that the cohort-component projection takes.
 */
import { fateOf } from '../cohort-component/migration.ts';
import type { Flood, GrossMigration, StepRates, VitalRates } from '../cohort-component/shapes.ts';
import { FEMALE, MALE, SINGLE_YEARS } from '../demography/ages.ts';
import { arrivalTables, type ArrivalTables } from './arrival-tables.ts';
import { SEX_AGES } from './persons.ts';
import { accumulate } from './summed-shares.ts';
import { MOST_BITS, threshold } from './thresholds.ts';

const { count } = SINGLE_YEARS;

export interface YearTables {
  readonly regions: number;
  /** [region] its first row in the tables [rates × sexAge]; regions with the same rates share it. */
  readonly offset: Uint32Array;
  /** [rates × sexAge] dies in the year: bits < dies. */
  readonly dies: Uint32Array;
  /**
   * [rates × sexAge] leaves the city: bits > staysUpTo. Death is at the lower end of a draw and leaving at the upper one, so
   * that a lever on one of them does not push people over the edge of the other.
   */
  readonly staysUpTo: Uint32Array;
  /** [rates × sexAge] half of the births of a year at that age, 0 for men: once at the age of the start, once at that of the end. */
  readonly halfBirths: Uint32Array;
  /** [sexAge] 1 where a child may be born in some region. */
  readonly mayBear: Uint8Array;
  /** [rates × sexAge] lives in another region at the end. */
  readonly moves: Uint32Array;
  /** [from × to] destinations added up: summed-shares.ts. */
  readonly destinations: Uint32Array;
  /** [rates] of the newborn a boy: bits < maleBirths. */
  readonly maleBirths: Uint32Array;
  /** [rates × sex] of the newborn, dead at the end of the year. */
  readonly newbornDies: Uint32Array;
  /** [region] which rates: of what befalls its residents, and of their going. */
  readonly ratesOf: Uint32Array;
  /** [region] which rates of births and deaths: fewer than there are of all. */
  readonly vitalOf: Uint32Array;
  readonly arrivals: ArrivalTables;
  /** Of families alone: persons without households are not driven out. */
  readonly flood: Flood | undefined;
}

/**
 * @throws RangeError where migration is net, which says nothing of persons, or a rate of births is over 1 a woman and year
 */
export function yearTables(rates: StepRates): YearTables {
  const { vital, migration } = rates;
  if (migration.kind === 'net') throw new RangeError('net migration tells of no persons who come or leave');
  const regions = vital.length;
  const gross = migration.kind === 'gross' ? migration : undefined;
  const { distinct, ratesOf, vitalOf } = distinctRates(vital, gross);
  const dies = new Uint32Array(distinct.length * SEX_AGES);
  const staysUpTo = new Uint32Array(distinct.length * SEX_AGES);
  const halfBirths = new Uint32Array(distinct.length * SEX_AGES);
  const moves = new Uint32Array(distinct.length * SEX_AGES);
  distinct.forEach(({ vital: each, going }, i) => {
    for (let cell = 0; cell < SEX_AGES; cell++) {
      const fate = fateOf(each.survival[cell]!, gross?.leaving[going * SEX_AGES + cell] ?? 0, 0);
      dies[i * SEX_AGES + cell] = threshold(fate.dead);
      staysUpTo[i * SEX_AGES + cell] = MOST_BITS - threshold(fate.left);
      halfBirths[i * SEX_AGES + cell] = halfBirthsAt(each, cell);
      moves[i * SEX_AGES + cell] = threshold(gross?.moving[going * SEX_AGES + cell] ?? 0);
    }
  });
  return {
    regions,
    offset: ratesOf.map((row) => row * SEX_AGES),
    dies,
    staysUpTo,
    halfBirths,
    mayBear: mayBear(halfBirths),
    moves,
    destinations: destinations(gross, regions),
    maleBirths: Uint32Array.from(distinct, ({ vital: { maleBirthShare } }) => threshold(maleBirthShare)),
    newbornDies: Uint32Array.from(
      distinct.flatMap(({ vital: { newbornSurvival } }) =>
        [MALE, FEMALE].map((sex) => threshold(1 - newbornSurvival[sex]!)),
      ),
    ),
    ratesOf,
    vitalOf,
    arrivals: arrivalTables(vital, gross),
    flood: rates.flood,
  };
}

interface RegionRates {
  readonly vital: VitalRates;
  readonly going: number;
}

/** Rates that regions share: of vital rates and rates of going together. */
function distinctRates(
  vital: readonly VitalRates[],
  gross: GrossMigration | undefined,
): { readonly distinct: readonly RegionRates[] } & Pick<YearTables, 'ratesOf' | 'vitalOf'> {
  const vitals = [...new Set(vital)];
  const distinct: RegionRates[] = [];
  const ratesOf = Uint32Array.from(vital, (each, region) => {
    const going = gross?.goingOf?.[region] ?? 0;
    const place = distinct.findIndex((found) => found.vital === each && found.going === going);
    return place >= 0 ? place : distinct.push({ vital: each, going }) - 1;
  });
  return { distinct, ratesOf, vitalOf: Uint32Array.from(vital, (each) => vitals.indexOf(each)) };
}

function halfBirthsAt({ birthsPerWomanYear }: VitalRates, cell: number): number {
  if (cell < FEMALE * count) return 0;
  const rate = birthsPerWomanYear[cell - FEMALE * count]!;
  if (rate > 1) throw new RangeError(`${rate} births a woman and year at one age`);
  return threshold(rate / 2);
}

/** A girl who becomes old enough within the year may bear in its second half. */
function mayBear(halfBirths: Uint32Array): Uint8Array {
  const bears = new Uint8Array(SEX_AGES);
  halfBirths.forEach((half, i) => {
    const cell = i % SEX_AGES;
    if (half === 0) return;
    bears[cell] = 1;
    if (cell % count > 0) bears[cell - 1] = 1;
  });
  return bears;
}

function destinations(gross: GrossMigration | undefined, regions: number): Uint32Array {
  const summed = new Uint32Array(regions * regions);
  for (let from = 0; from < regions && gross !== undefined; from++)
    accumulate(gross.destinationShare.subarray(from * regions, (from + 1) * regions), summed, from * regions);
  return summed;
}
