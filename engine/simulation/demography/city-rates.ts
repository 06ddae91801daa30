/** The rates of one year of the city by single year of age: what both the projection and a simulation of persons apply. */
import type { GrossMigration, PopulationCounts, StepRates, VitalRates } from '../cohort-component/shapes.ts';
import { FEMALE, MALE, SINGLE_YEARS } from './ages.ts';
import { levelsAt, type Levels, type ParameterDraws } from './levels.ts';
import { fertilityCurveOf, heligmanPollardOf, rogersCastroOf, type DemographyParameters } from './parameters.ts';
import { alphaFor, survivorLogits, survivorsAt } from './schedules/brass.ts';
import { fertilityByAge, FIRST_FERTILE_AGE } from './schedules/fertility-curves.ts';
import { heligmanPollardSurvivors } from './schedules/heligman-pollard.ts';
import { migrationRate } from './schedules/rogers-castro.ts';
import { singleYearTable, survivalOfSingleYears, type SingleYearTable } from './single-year-table.ts';

const { count } = SINGLE_YEARS;

export interface CityRates {
  /** @param moment middle of the year's step, 2026.5 */
  levels(moment: number): Levels;
  /** Of every region alike; the four columns are described in cohort-component/shapes.ts. */
  vital(moment: number): VitalRates;
  /** [sex] life table of the year. */
  lifeTables(moment: number): readonly [SingleYearTable, SingleYearTable];
  /** All of it, in the form that projectStep takes. */
  step(moment: number): StepRates;
}

/**
 * @param start residents from whom departures and moves are counted once: their rates by age stay for all years
 * @param draws how far the parameters are from their central values
 */
export function cityRates(parameters: DemographyParameters, start: PopulationCounts, draws: ParameterDraws): CityRates {
  const standards = heligmanPollardOf(parameters.mortality).map(heligmanPollardSurvivors);
  const logits = standards.map(survivorLogits);
  const birthsByAge = fertilityByAge(fertilityCurveOf(parameters.fertility));
  const levels = (moment: number): Levels => levelsAt(parameters, moment, draws);
  const lifeTable = (sex: number, years: number): SingleYearTable => {
    const tableAt = (alpha: number): SingleYearTable =>
      singleYearTable(survivorsAt(logits[sex]!, { alpha, beta: 1 }), sex);
    return tableAt(alphaFor(years, (alpha) => tableAt(alpha).lifeExpectancyYears));
  };
  const lifeTables = (moment: number): readonly [SingleYearTable, SingleYearTable] => {
    const { lifeExpectancyYears } = levels(moment);
    return [lifeTable(MALE, lifeExpectancyYears[MALE]), lifeTable(FEMALE, lifeExpectancyYears[FEMALE])];
  };
  const vital = (moment: number): VitalRates => vitalOf(lifeTables(moment), levels(moment), birthsByAge);
  const migration = grossMigration(parameters, standards, start, levels);
  return {
    levels,
    lifeTables,
    vital,
    step: (moment) => {
      const shared = vital(moment);
      return { vital: Array.from({ length: start.regions }, () => shared), migration: migration(moment) };
    },
  };
}

function vitalOf(
  tables: readonly SingleYearTable[],
  { totalFertility, maleBirthShare }: Levels,
  birthsByAge: Float64Array,
): VitalRates {
  const survival = new Float64Array(2 * count);
  const newbornSurvival = new Float64Array(2);
  tables.forEach((table, sex) => {
    const found = survivalOfSingleYears(table);
    survival.set(found.survival, sex * count);
    newbornSurvival[sex] = found.newborn;
  });
  const birthsPerWomanYear = new Float64Array(count);
  birthsByAge.forEach((share, i) => (birthsPerWomanYear[FIRST_FERTILE_AGE + i] = totalFertility * share));
  return { survival, newbornSurvival, birthsPerWomanYear, maleBirthShare };
}

/** Leaving and moving keep the rates that give the stated numbers in the first year; newcomers keep their number. */
function grossMigration(
  parameters: DemographyParameters,
  standards: readonly Float64Array[],
  start: PopulationCounts,
  levels: (moment: number) => Levels,
): (moment: number) => GrossMigration {
  const profile = rogersCastroOf(parameters.migration);
  // Those who are x years old at the start of a year are x + 1 on average in its middle.
  const rates = Float64Array.from({ length: count }, (_, age) => migrationRate(profile, age + 1));
  const residents = residentsOf(start);
  const destinationShare = destinationShares(residents.ofRegion);
  const newcomers = newcomersByAge((age) => migrationRate(profile, age), standards);
  return (moment) => {
    const { departuresPerYear, movesWithinCityShare, arrivalsPerYear } = levels(moment);
    return {
      kind: 'gross',
      leaving: probabilities(rates, residents.ofCell, departuresPerYear),
      moving: probabilities(rates, residents.ofCell, start.regions === 1 ? 0 : movesWithinCityShare * residents.total),
      destinationShare,
      arrivals: arrivalsTo(residents, arrivalsPerYear, newcomers),
    };
  };
}

/** [region × sex × age] in proportion to the residents of the start. @param newcomers [sex × age] 1 in sum */
function arrivalsTo({ total, ofRegion }: Residents, arrivalsPerYear: number, newcomers: Float64Array): Float64Array {
  const arrivals = new Float64Array(ofRegion.length * newcomers.length);
  for (let region = 0, at = 0; region < ofRegion.length; region++) {
    const ofAllAges = arrivalsPerYear * (ofRegion[region]! / total);
    for (let cell = 0; cell < newcomers.length; cell++) arrivals[at++] = ofAllAges * newcomers[cell]!;
  }
  return arrivals;
}

interface Residents {
  readonly total: number;
  /** [region] */
  readonly ofRegion: Float64Array;
  /** [sex × age] */
  readonly ofCell: Float64Array;
}

function residentsOf({ regions, persons }: PopulationCounts): Residents {
  const ofRegion = new Float64Array(regions);
  const ofCell = new Float64Array(2 * count);
  persons.forEach((each, i) => {
    ofRegion[Math.floor(i / (2 * count))]! += each;
    ofCell[i % (2 * count)]! += each;
  });
  return { total: ofCell.reduce((sum, each) => sum + each, 0), ofRegion, ofCell };
}

/** A mover chooses among the other regions in proportion to their residents. */
function destinationShares(ofRegion: Float64Array): Float64Array {
  const regions = ofRegion.length;
  const total = ofRegion.reduce((sum, each) => sum + each, 0);
  return Float64Array.from({ length: regions * regions }, (_, i) => {
    const [from, to] = [Math.floor(i / regions), i % regions];
    return from === to ? 0 : ofRegion[to]! / (total - ofRegion[from]!);
  });
}

/** Rounds of the search below; each is a hundred times nearer. */
const ROUNDS = 8;

/**
 * Probabilities within a year that follow the rates by age and give so many persons among the residents.
 *
 * @returns [sex × age]
 */
function probabilities(rates: Float64Array, residents: Float64Array, wanted: number): Float64Array {
  const found = new Float64Array(residents.length);
  const fill = (level: number): void => {
    // Both sexes alike.
    for (let age = 0; age < count; age++) found[age] = -Math.expm1(-level * rates[age]!);
    for (let cell = count; cell < found.length; cell++) found[cell] = found[cell - count]!;
  };
  let level = wanted === 0 ? 0 : 1e-6;
  for (let round = 0; round < ROUNDS && level > 0; round++) {
    fill(level);
    let expected = 0;
    for (let cell = 0; cell < found.length; cell++) expected += found[cell]! * residents[cell]!;
    level *= wanted / expected;
  }
  fill(level);
  return found;
}

/**
 * Newcomers by sex and age at the end of their first year, 1 in sum. They come from people as many at each age as live to
 * it, half a year before that end on average.
 */
function newcomersByAge(rateAt: (ageYears: number) => number, standards: readonly Float64Array[]): Float64Array {
  const weights = Float64Array.from(
    { length: 2 * count },
    (_, cell) => rateAt(cell % count) * standards[Math.floor(cell / count)]![cell % count]!,
  );
  const total = weights.reduce((sum, each) => sum + each, 0);
  return weights.map((weight) => weight / total);
}
