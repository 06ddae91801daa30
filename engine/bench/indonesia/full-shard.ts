/**
 * One of the parts that a country is dealt into for the full model: households of all provinces, as many of each as its share of
 * the country. People marry, move between provinces and rank within their part, so that parts need nothing of each other
 * and one fits into some hundred megabytes, however large the country. All parts begin with the same invented people, but
 * for their identities, and so for what becomes of them.
 */
import { projectPath } from '../../kernel/files.ts';
import { drawBits, drawKey, type DrawKey } from '../../simulation/chance/keyed-draws.ts';
import { projectStep } from '../../simulation/cohort-component/step.ts';
import type { PopulationCounts } from '../../simulation/cohort-component/shapes.ts';
import { SINGLE_YEARS } from '../../simulation/demography/ages.ts';
import { cityRates } from '../../simulation/demography/city-rates.ts';
import { CENTRAL } from '../../simulation/demography/levels.ts';
import type { DemographyParameters } from '../../simulation/demography/parameters.ts';
import {
  copyOfAccount,
  emptyLifeAccount,
  LIFE_COLUMNS,
  type LifeAccount,
} from '../../simulation/livelihood/account.ts';
import { CENTRAL_LIVELIHOOD, livelihoodLevels, type LivelihoodLevels } from '../../simulation/livelihood/levels.ts';
import { lifePass } from '../../simulation/livelihood/life-run.ts';
import { plainPolicy, type LifePolicy } from '../../simulation/livelihood/policy.ts';
import type { StartLife } from '../../simulation/livelihood/start-life.ts';
import { inventedPopulation, lifeOf } from '../../simulation/livelihood/test-life-city.ts';
import { loadFamilies } from '../../simulation/microsimulation/families/family-parameters.ts';
import { familyTables, type FamilyTables } from '../../simulation/microsimulation/families/family-tables.ts';
import type { StartFamilies } from '../../simulation/microsimulation/families/start-families.ts';
import { emptyFamilyAccount, type FamilyAccount } from '../../simulation/microsimulation/families/family-year.ts';
import { simulateFamilies } from '../../simulation/microsimulation/families/simulate-families.ts';
import { emptyAccount, type YearAccount } from '../../simulation/microsimulation/account.ts';
import { countsOfStart } from '../../simulation/microsimulation/test-city.ts';
import { yearTables, type YearTables } from '../../simulation/microsimulation/year-tables.ts';

export interface FullTask {
  /** Of one part. */
  readonly residents: number;
  readonly shards: number;
  readonly years: number;
  /** The moment of the first year's rates. */
  readonly firstMoment: number;
  readonly seed: number;
  /** [province] share of the country up to it and with it. */
  readonly upTo: Float64Array;
  /** Levels of the country; what is counted in persons a year is of one shard. */
  readonly parameters: DemographyParameters;
}

/** Counted in whole numbers, so that no order of parts changes a bit; `expected` is of the template, times the parts. */
export interface FullSums {
  /** Residents at the start and, by cohort-component, at the end. */
  start: number;
  expected: number;
  households: { start: number; end: number };
  /** [year] */
  readonly years: readonly YearAccount[];
  readonly families: readonly FamilyAccount[];
  /** At the start and at the end. */
  readonly lives: readonly [LifeAccount, LifeAccount];
}

export const emptySums = (regions: number, years: number): FullSums => ({
  start: 0,
  expected: 0,
  households: { start: 0, end: 0 },
  years: Array.from({ length: years }, () => emptyAccount(regions)),
  families: Array.from({ length: years }, () => emptyFamilyAccount(regions)),
  lives: [emptyLifeAccount(regions), emptyLifeAccount(regions)],
});

/** What every part begins with, and what is the same for all: made once a thread. */
interface Template {
  readonly families: StartFamilies;
  readonly life: StartLife;
  readonly tables: readonly YearTables[];
  readonly familyTables: FamilyTables;
  readonly policies: readonly LifePolicy[];
  readonly levels: LivelihoodLevels;
  /** Residents at the end by cohort-component. */
  readonly expected: number;
}

export function templateOf({ residents, upTo, parameters, years, firstMoment }: FullTask): Template {
  const regions = upTo.length;
  const { families, start: life } = lifeOf(inventedPopulation(residents, regions, upTo), regions);
  const counts = countsOfStart(families.persons);
  const rates = cityRates(parameters, counts, CENTRAL);
  const steps = Array.from({ length: years }, (_, step) => rates.step(firstMoment + step));
  const limits = life.aidRules.aids.map(({ desilLimit }) => desilLimit);
  const end = steps.reduce<PopulationCounts>((at, step) => projectStep(SINGLE_YEARS, at, step).end, counts);
  return {
    families,
    life,
    tables: steps.map(yearTables),
    familyTables: familyTables(loadFamilies(projectPath('models')), families),
    policies: steps.map(() => plainPolicy(regions, limits, 0)),
    levels: livelihoodLevels(life.parameters, CENTRAL_LIVELIHOOD),
    expected: sum(end.persons),
  };
}

/** The people and households of a part: those of the template, each with an identity of its own. */
export function startOf({ families, life }: Template, shard: number): Pick<Template, 'families' | 'life'> {
  const rename = (key: DrawKey, { low, high }: Identities): Identities => ({
    low: low.map((each, row) => drawBits(key, each, high[row]!, 0)),
    high: high.map((each, row) => drawBits(key, low[row]!, each, 1)),
  });
  const persons = rename(drawKey(shard, 'person-of-part', 0), families.persons);
  const households = rename(drawKey(shard, 'household-of-part', 0), families.households);
  return {
    families: {
      persons: { ...families.persons, ...persons },
      households: { ...families.households, ...households },
    },
    life: { ...life, homes: { ...life.homes, ...households } },
  };
}

interface Identities {
  readonly low: Uint32Array;
  readonly high: Uint32Array;
}

export function runShard(task: FullTask, template: Template, shard: number): FullSums {
  const { families, life } = startOf(template, shard);
  const lives: LifeAccount[] = [];
  const pass = lifePass(life, template.policies, template.levels, (step, account) => {
    if (step === 0 || step === task.years) lives.push(copyOfAccount(account));
  });
  // Newcomers are numbered anew in each part: another seed makes them other people.
  const seed = task.seed * task.shards + shard;
  const run = simulateFamilies(families, template.familyTables, template.tables, seed, { pass });
  return {
    start: task.residents,
    expected: template.expected,
    households: { start: sum(run.start.households), end: sum(run.years.at(-1)!.families.households) },
    years: run.years.map(({ flows, end }) => ({ flows, end })),
    families: run.years.map((year) => year.families),
    lives: [lives[0]!, lives[1]!],
  };
}

export const sum = (column: ArrayLike<number>): number => {
  let total = 0;
  for (let i = 0; i < column.length; i++) total += column[i]!;
  return total;
};

type Column = Float64Array | Uint32Array;

const addColumns = <T extends object>(into: T, from: T, names: readonly (keyof T)[]): void => {
  for (const name of names) {
    const [sums, parts] = [into[name] as Column, from[name] as Column];
    for (let i = 0; i < sums.length; i++) sums[i]! += parts[i]!;
  }
};

export function addSums(into: FullSums, from: FullSums): void {
  into.start += from.start;
  into.expected += from.expected;
  into.households.start += from.households.start;
  into.households.end += from.households.end;
  into.years.forEach((year, i) => {
    addColumns(year.flows, from.years[i]!.flows, ['births', 'deaths', 'arrivals', 'departures', 'moves']);
    addColumns(year, from.years[i]!, ['end']);
  });
  into.families.forEach((year, i) => {
    addColumns(year, from.families[i]!, ['marriages', 'divorces', 'households', 'alone', 'elderlyAlone', 'widowed']);
  });
  into.lives.forEach((life, i) => {
    addColumns(life, from.lives[i]!, LIFE_COLUMNS);
  });
}
