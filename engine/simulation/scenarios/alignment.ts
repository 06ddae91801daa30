/**
 * Alignment to totals from outside: births and deaths of the city in some years. (Arrivals and departures are so uncertain
 * that no factor on a drawn level, which may be 0, would do: models/demography/migration.yaml is the place for them.) Factors on the rates
 * are found once, for the baseline, so that its expected numbers are those totals; the scenario takes the same factors, so
 * that alignment cannot eat the effect of a policy.
 */
import { TwinError } from '../../kernel/errors.ts';
import type { PopulationCounts, StepFlows, StepRates } from '../cohort-component/shapes.ts';
import { projectStep } from '../cohort-component/step.ts';
import { SINGLE_YEARS } from '../demography/ages.ts';
import { hasColumn, numberAt, readTable } from '../tables/table-file.ts';
import { applyLevers } from './apply-levers.ts';
import type { LeverName } from './levers.ts';

export const ALIGNED = ['births', 'deaths'] as const;
export type Aligned = (typeof ALIGNED)[number];
export type Totals = Readonly<Partial<Record<Aligned, number>>>;

export interface AlignedYear {
  /** Calendar year in whose middle a step is. */
  readonly year: number;
  readonly totals: Totals;
}

const MOST_PERSONS = 1e9;
const YEARS = { low: 1900, high: 2200 };

/**
 * Reads `year` and births, deaths or both.
 *
 * @throws TwinError input: names the file, the row and the column
 */
export function readAlignment(path: string, firstYear: number, lastYear: number): readonly AlignedYear[] {
  const table = readTable(path);
  const names = ALIGNED.filter((name) => hasColumn(table, name));
  const refuse = (code: string, row: number, column: string, what: string, expected: string): never => {
    throw new TwinError('input', {
      code,
      what,
      where: { file: table.file, row, column },
      expected,
      todo: 'Mend the file.',
    });
  };
  if (names.length === 0) refuse('nothing-aligned', 1, 'year', 'There is nothing to align to.', ALIGNED.join(', '));
  const years = table.rows.map((row): AlignedYear => {
    const year = numberAt(table, row, 'year', YEARS.low, YEARS.high);
    if (!Number.isInteger(year) || year < firstYear || year > lastYear)
      refuse('year-outside', row.row, 'year', `${year} is not simulated.`, `a year from ${firstYear} to ${lastYear}`);
    const totals = Object.fromEntries(names.map((name) => [name, numberAt(table, row, name, 0, MOST_PERSONS)]));
    return { year, totals };
  });
  const doubled = years.findIndex(({ year }, i) => years.findIndex((each) => each.year === year) !== i);
  if (doubled >= 0)
    refuse('row-doubled', table.rows[doubled]!.row, 'year', 'A year stands there twice.', 'one row for each year');
  return years;
}

/** What one year's rates are multiplied by: births a woman, and forces of death. */
export type Factors = Readonly<Record<Aligned, number>>;
const NONE: Factors = { births: 1, deaths: 1 };
const LEVERS: Readonly<Record<Aligned, LeverName>> = {
  births: 'fertility',
  deaths: 'mortality',
};

export function applyFactors(rates: StepRates, factors: Factors): StepRates {
  const levers = ALIGNED.map((name) => ({
    lever: LEVERS[name],
    value: factors[name],
    fromYear: 0,
    source: 'alignment',
  }));
  const unnamed = { id: '-', en: '-' };
  return applyLevers(rates, { name: unnamed, description: unnamed, levers }, [], 0);
}

/**
 * @param rates [year] of the baseline, its levers moved
 * @param years [year] calendar year of each
 * @returns     [year] factors
 * @throws TwinError input `alignment-impossible` where no factor at all gives a total
 */
export function factorsFor(
  start: PopulationCounts,
  rates: readonly StepRates[],
  years: readonly number[],
  alignment: readonly AlignedYear[],
): readonly Factors[] {
  let counts = start;
  return rates.map((step, i) => {
    const totals = alignment.find(({ year }) => year === years[i])?.totals;
    const factors = totals === undefined ? NONE : solve(counts, step, totals, years[i]!);
    counts = projectStep(SINGLE_YEARS, counts, applyFactors(step, factors)).end;
    return factors;
  });
}

const ROUNDS = 40;
const NEAR = 1e-7;

/** Each round multiplies every factor by what its total lacks: births and deaths hardly feel each other. */
function solve(counts: PopulationCounts, rates: StepRates, totals: Totals, year: number): Factors {
  let factors = NONE;
  for (let round = 0; round < ROUNDS; round++) {
    const { flows } = projectStep(SINGLE_YEARS, counts, applyFactors(rates, factors));
    const lacks = ALIGNED.map((name) => [name, lackOf(totals[name], flows, name)] as const);
    if (lacks.every(([, lack]) => Math.abs(lack - 1) < NEAR)) return factors;
    const next = Object.fromEntries(lacks.map(([name, lack]) => [name, factors[name] * lack])) as unknown as Factors;
    // Nobody is left to die, or there is nobody to bear: no factor helps.
    if (!ALIGNED.every((name) => Number.isFinite(next[name]))) break;
    factors = next;
  }
  throw impossible(year);
}

const LEAST_FACTOR = 0.25;
const MOST_FACTOR = 4;

/** @throws TwinError input `alignment-impossible` where rates would have to be more than four times or less than a quarter */
export function requireFactors(factors: readonly Factors[], years: readonly number[]): void {
  const wild = factors.findIndex((each) =>
    ALIGNED.some((name) => each[name] < LEAST_FACTOR || each[name] > MOST_FACTOR),
  );
  if (wild >= 0) throw impossible(years[wild]!);
}

const impossible = (year: number): TwinError =>
  new TwinError('input', {
    code: 'alignment-impossible',
    what: `No rates near those of the city give the totals of ${year}.`,
    expected: 'births and deaths of a year, between a quarter and four times of what the rates give',
    todo: 'Check that year in the file of --align.',
  });

function lackOf(total: number | undefined, flows: StepFlows, name: Aligned): number {
  if (total === undefined) return 1;
  const found = flows[name].reduce((sum, each) => sum + each, 0);
  if (total === 0 && found === 0) return 1;
  return total / found;
}
