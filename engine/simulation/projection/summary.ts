/** What a projection tells in a few numbers: the city by year with its events, and each kelurahan's residents. */
import { FEMALE, MALE, SINGLE_YEARS } from '../demography/ages.ts';
import type { Levels } from '../demography/levels.ts';
import type { ProjectedYear } from './project-city.ts';

const { count } = SINGLE_YEARS;

export interface CityYear {
  /** Day for which it holds: 2026-12-31. */
  readonly date: string;
  readonly residents: number;
  readonly male: number;
  readonly female: number;
  readonly age0to14: number;
  readonly age15to64: number;
  readonly age65up: number;
  /** Events of the year that ends here; null at the start. */
  readonly births: number | null;
  readonly deaths: number | null;
  readonly arrivals: number | null;
  readonly departures: number | null;
  /** Persons who live in another kelurahan than a year before. */
  readonly movesWithinCity: number | null;
  readonly levels: Levels | null;
}

export interface ProjectionSummary {
  readonly city: readonly CityYear[];
  readonly kelurahan: readonly {
    readonly code: string;
    readonly name: string;
    readonly residents: readonly number[];
  }[];
}

/**
 * @param dates one for each projected year
 * @param areas codes and names in the order of the regions
 */
export function summaryOf(
  years: readonly ProjectedYear[],
  dates: readonly string[],
  areas: { readonly codes: readonly string[]; readonly names: readonly string[] },
): ProjectionSummary {
  return {
    city: years.map((year, i) => cityYear(year, dates[i]!)),
    kelurahan: areas.codes.map((code, region) => ({
      code,
      name: areas.names[region]!,
      residents: years.map(({ counts }) => sum(counts.persons.subarray(region * 2 * count, (region + 1) * 2 * count))),
    })),
  };
}

const sum = (column: Float64Array): number => column.reduce((total, each) => total + each, 0);

function cityYear({ counts, flows, levels }: ProjectedYear, date: string): CityYear {
  const bySex = new Float64Array(2);
  const byAge = new Float64Array(count);
  counts.persons.forEach((persons, cell) => {
    bySex[Math.floor(cell / count) % 2]! += persons;
    byAge[cell % count]! += persons;
  });
  return {
    date,
    residents: sum(bySex),
    male: bySex[MALE]!,
    female: bySex[FEMALE]!,
    age0to14: sum(byAge.subarray(0, 15)),
    age15to64: sum(byAge.subarray(15, 65)),
    age65up: sum(byAge.subarray(65)),
    births: flows === undefined ? null : sum(flows.births),
    deaths: flows === undefined ? null : sum(flows.deaths),
    arrivals: flows === undefined ? null : sum(flows.arrivals),
    departures: flows === undefined ? null : sum(flows.departures),
    movesWithinCity: flows === undefined ? null : sum(flows.moves),
    levels: levels ?? null,
  };
}
