/**
 * All residents of Indonesia, one by one: births, deaths and moves between 38 provinces over 25 years, on as many threads as
 * asked. Ages come from carrying the UN's base of 2010 to 2025 (../shared, where it is), levels from the UN's of 2025; how
 * many live in which province is rounded and how they move between them is assumed: a bench of size and speed, no forecast.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectPath } from '../../kernel/files.ts';
import { TwinError } from '../../kernel/errors.ts';
import { backtest } from '../../simulation/backtest/backtest.ts';
import { bySchedule } from '../../simulation/backtest/migration-ages.ts';
import type { PopulationCounts } from '../../simulation/cohort-component/shapes.ts';
import { projectStep } from '../../simulation/cohort-component/step.ts';
import { SINGLE_YEARS } from '../../simulation/demography/ages.ts';
import { cityRates } from '../../simulation/demography/city-rates.ts';
import { CENTRAL } from '../../simulation/demography/levels.ts';
import { loadDemography, rogersCastroOf, type DemographyParameters } from '../../simulation/demography/parameters.ts';
import { SEX_AGES } from '../../simulation/microsimulation/persons.ts';
import { yearTables } from '../../simulation/microsimulation/year-tables.ts';
import { simulateShards } from '../../simulation/shards/simulate-shards.ts';
import { readUnTables } from '../../simulation/tables/un-tables.ts';
import { PROVINCE_MILLIONS } from './provinces.ts';

export interface CountryResult {
  readonly residents: number;
  readonly years: number;
  readonly threads: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly mostMemoryGiB: number;
  readonly residentsAtEnd: number;
  readonly births: number;
  readonly deaths: number;
  readonly movesBetweenProvinces: number;
  /** Relative, against cohort-component with the same rates. */
  readonly totalDeviation: number;
}

const YEARS = 25;
const FIRST_YEAR = 2025;
const FROM = 2010;
const { count } = SINGLE_YEARS;

/** @param residents in all, 284 million for the country */
export async function indonesiaBench(residents: number, threads: number): Promise<CountryResult> {
  const folder = requireTables();
  const parameters = nationalLevels(loadDemography(projectPath('models')), folder, residents);
  const counts = startCounts(agesOf(folder, parameters), residents);
  const rates = cityRates(parameters, counts, CENTRAL);
  const steps = Array.from({ length: YEARS }, (_, step) => rates.step(FIRST_YEAR + 1 + step));
  const startedAt = performance.now();
  const cpu = process.cpuUsage();
  const years = await simulateShards({ counts, tables: steps.map(yearTables), seed: 3577, growth: 1.25 }, threads);
  const used = process.cpuUsage(cpu);
  const seconds = (performance.now() - startedAt) / 1000;
  const expected = steps.reduce<PopulationCounts>((at, step) => projectStep(SINGLE_YEARS, at, step).end, counts);
  const residentsAtEnd = sum(years.at(-1)!.end);
  const over = (name: 'births' | 'deaths' | 'moves'): number =>
    years.reduce((total, { flows }) => total + sum(flows[name]), 0);
  return {
    residents: sum(counts.persons),
    years: YEARS,
    threads,
    seconds,
    cpuSeconds: (used.user + used.system) / 1e6,
    mostMemoryGiB: process.resourceUsage().maxRSS / 2 ** 20,
    residentsAtEnd,
    births: over('births'),
    deaths: over('deaths'),
    movesBetweenProvinces: over('moves'),
    totalDeviation: residentsAtEnd / sum(expected.persons) - 1,
  };
}

/** @returns the folder of the UN's tables. @throws TwinError input where it is not */
export function requireTables(): string {
  const folder = projectPath('../shared/data/demography');
  if (existsSync(folder)) return folder;
  throw new TwinError('input', {
    code: 'tables-missing',
    what: 'The tables of the UN for Indonesia are not there.',
    expected: 'the folder shared/data/demography beside the project',
    todo: 'Run this bench where it is.',
  });
}

const sum = (column: Float64Array | Uint32Array): number => {
  let total = 0;
  for (const each of column) total += each;
  return total;
};

/** The schedules of the city's model, moved to the levels that the UN has for the country in the first year. */
export function nationalLevels(
  parameters: DemographyParameters,
  folder: string,
  residents: number,
): DemographyParameters {
  const [heading, ...lines] = readFileSync(join(folder, 'wpp2024_idn_summary_rates.csv'), 'utf8').trim().split('\n');
  const cells = lines.find((line) => line.startsWith(`${FIRST_YEAR},`))!.split(',');
  const cell = (name: string): number => Number(cells[heading!.split(',').indexOf(name)]);
  const { mortality, fertility, migration } = parameters;
  const date = String(FIRST_YEAR);
  const [male, female] = [cell('e0_male'), cell('e0_female')];
  const levels = mortality.level;
  return {
    mortality: {
      ...mortality,
      level: {
        ...levels,
        lifeExpectancyYears: { ...levels.lifeExpectancyYears, date, value: (male + female) / 2 },
        femaleAdvantageYears: { ...levels.femaleAdvantageYears, value: female - male },
      },
    },
    fertility: {
      ...fertility,
      level: { ...fertility.level, totalFertility: { ...fertility.level.totalFertility, date, value: cell('tfr') } },
    },
    migration: {
      ...migration,
      level: {
        arrivalsPerYear: { ...migration.level.arrivalsPerYear, value: ABROAD.arrivalShare * residents },
        departuresPerYear: { ...migration.level.departuresPerYear, value: ABROAD.departureShare * residents },
        movesWithinCityShare: { ...migration.level.movesWithinCityShare, value: BETWEEN_PROVINCES },
      },
    },
  };
}

/** Assumed: of each 10,000 residents 4 come from abroad and 5 go there a year, 60 move to another province. */
const ABROAD = { arrivalShare: 0.0004, departureShare: 0.0005 };
const BETWEEN_PROVINCES = 0.006;

/** [sexAge] share of the residents: five-year groups of 2025, spread evenly over their years. */
function agesOf(folder: string, { migration }: DemographyParameters): Float64Array {
  const file = (name: string): string => join(folder, `wpp2019_idn_${name}.csv`);
  const tables = readUnTables({
    base: file('population_base'),
    mortality: file('mortality_mx'),
    fertility: file('fertility_asfr'),
    rates: file('summary_rates'),
  });
  const groups = backtest(tables, FROM, FIRST_YEAR, bySchedule(rogersCastroOf(migration))).years.at(
    -1,
  )!.personsThousand;
  const whole = sum(groups);
  return Float64Array.from({ length: SEX_AGES }, (_, cell) => {
    const [sex, age] = [Math.floor(cell / count), cell % count];
    const group = groups[sex * (groups.length / 2) + Math.floor(age / 5)]!;
    return group / (age === count - 1 ? 1 : 5) / whole;
  });
}

function startCounts(ages: Float64Array, residents: number): PopulationCounts {
  const millions = PROVINCE_MILLIONS.map(([, each]) => each);
  const whole = millions.reduce((total, each) => total + each, 0);
  const persons = Float64Array.from({ length: millions.length * SEX_AGES }, (_, cell) =>
    Math.round((residents * millions[Math.floor(cell / SEX_AGES)]! * ages[cell % SEX_AGES]!) / whole),
  );
  return { regions: millions.length, persons };
}

export const indonesiaLines = (result: CountryResult): string => {
  const whole = (value: number): string => Math.round(value).toLocaleString('en');
  return [
    `${whole(result.residents)} residents in ${PROVINCE_MILLIONS.length} provinces, ${result.years} years, ${result.threads} threads`,
    `  ${result.seconds.toFixed(0)} s, ${result.cpuSeconds.toFixed(0)} CPU-s, at most ${result.mostMemoryGiB.toFixed(1)} GiB; ` +
      `${((result.cpuSeconds * 1e9) / result.residents / result.years).toFixed(1)} ns of processor a person and year`,
    `  ${whole(result.births)} births, ${whole(result.deaths)} deaths, ${whole(result.movesBetweenProvinces)} moves between provinces, ${whole(result.residentsAtEnd)} residents at the end`,
    `  against cohort-component: ${(result.totalDeviation * 100).toFixed(4)} % in total`,
  ].join('\n');
};
