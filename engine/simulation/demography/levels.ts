/** How high mortality, fertility and migration are at a moment: the city's own figures carried on along the UN's paths. */
import { parseIsoDate, calendarDate } from '../../kernel/time.ts';
import type { DemographyParameters, StatedParameter } from './parameters.ts';
import { approach } from './schedules/approach.ts';

/** How far each parameter is from its central value, in its standard deviations: all 0 is the central projection. */
export interface ParameterDraws {
  readonly lifeExpectancy: number;
  readonly femaleAdvantage: number;
  readonly lifeExpectancyGain: number;
  readonly totalFertility: number;
  readonly sexRatioAtBirth: number;
  readonly arrivals: number;
  readonly departures: number;
  readonly movesWithinCity: number;
}

export const CENTRAL: ParameterDraws = {
  lifeExpectancy: 0,
  femaleAdvantage: 0,
  lifeExpectancyGain: 0,
  totalFertility: 0,
  sexRatioAtBirth: 0,
  arrivals: 0,
  departures: 0,
  movesWithinCity: 0,
};

export interface Levels {
  /** [sex] */
  readonly lifeExpectancyYears: readonly [number, number];
  readonly totalFertility: number;
  readonly maleBirthShare: number;
  readonly arrivalsPerYear: number;
  /** From the residents at the start of a projection. */
  readonly departuresPerYear: number;
  readonly movesWithinCityShare: number;
}

const DAYS_PER_YEAR = 365.25;

/** 2025 is the middle of that year, 2025-12-31 the end of that day's year, as a number of years. */
export function decimalYear(day: number): number {
  const { year } = calendarDate(day);
  return year + (day - parseIsoDate(`${year}-01-01`)!) / DAYS_PER_YEAR;
}

function momentOf({ date }: StatedParameter): number {
  const day = parseIsoDate(date);
  return day === undefined ? Number(date.slice(0, 4)) + 0.5 : decimalYear(day);
}

const drawn = ({ value, standardDeviation }: StatedParameter, deviations: number): number =>
  value + deviations * standardDeviation;

/**
 * @param moment in years: 2026.5 is the middle of 2026
 */
export function levelsAt(
  { mortality, fertility, migration }: DemographyParameters,
  moment: number,
  draws: ParameterDraws,
): Levels {
  const sexRatio = drawn(fertility.level.sexRatioAtBirth, draws.sexRatioAtBirth);
  const maleBirthShare = sexRatio / (1 + sexRatio);
  const { lifeExpectancyYears, gainYearsPerYear, femaleAdvantageYears } = mortality.level;
  const both =
    drawn(lifeExpectancyYears, draws.lifeExpectancy) +
    drawn(gainYearsPerYear, draws.lifeExpectancyGain) * (moment - momentOf(lifeExpectancyYears));
  // Of both sexes together it is the mean over the newborn.
  const advantage = drawn(femaleAdvantageYears, draws.femaleAdvantage);
  return {
    lifeExpectancyYears: [both - (1 - maleBirthShare) * advantage, both + maleBirthShare * advantage],
    totalFertility: totalFertilityAt(fertility, moment, draws.totalFertility),
    maleBirthShare,
    arrivalsPerYear: Math.max(0, drawn(migration.level.arrivalsPerYear, draws.arrivals)),
    departuresPerYear: Math.max(0, drawn(migration.level.departuresPerYear, draws.departures)),
    movesWithinCityShare: Math.max(0, drawn(migration.level.movesWithinCityShare, draws.movesWithinCity)),
  };
}

function totalFertilityAt(
  { level, path }: DemographyParameters['fertility'],
  moment: number,
  deviations: number,
): number {
  const years = Math.max(0, moment - momentOf(level.totalFertility));
  const share = approach(1, path.floorShare, path.approachPerYear, years);
  const deviation = approach(path.firstLogDeviation, path.lastLogDeviation, path.deviationApproachPerYear, years);
  return level.totalFertility.value * share * Math.exp(deviations * deviation);
}
