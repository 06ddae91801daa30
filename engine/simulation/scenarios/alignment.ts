/**
 * Alignment to totals from outside: births, deaths, arrivals and departures of the city in some years. Factors on the rates
 * are found once, for the baseline, so that its expected numbers are those totals; the scenario takes the same factors, so
 * that alignment cannot eat the effect of a policy. Levers are moved after it: new homes are lived in by as many as they say.
 *
 * A year whose arrivals or departures are given knows how high they are: its draws do not draw that level, which may be 0
 * and have no factor then.
 */
import { TwinError, type ErrorPlace } from '../../kernel/errors.ts';
import type { PopulationCounts, StepFlows, StepRates } from '../cohort-component/shapes.ts';
import { projectStep } from '../cohort-component/step.ts';
import { SINGLE_YEARS } from '../demography/ages.ts';
import type { ParameterDraws } from '../demography/levels.ts';
import { hasColumn, numberAt, readTable, textAt } from '../tables/table-file.ts';
import { applyLevers } from './apply-levers.ts';

export const ALIGNED = ['births', 'deaths', 'arrivals', 'departures'] as const;
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
 * Reads `year` and some of births, deaths, arrivals and departures; an empty cell aligns nothing.
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
    const told = names.filter((name) => textAt(table, row, name) !== '');
    const totals = Object.fromEntries(told.map((name) => [name, numberAt(table, row, name, 0, MOST_PERSONS)]));
    return { year, totals };
  });
  const doubled = years.findIndex(({ year }, i) => years.findIndex((each) => each.year === year) !== i);
  if (doubled >= 0)
    refuse('row-doubled', table.rows[doubled]!.row, 'year', 'A year stands there twice.', 'one row for each year');
  return years;
}

const LEVELS = ['arrivals', 'departures'] as const;

/** Draws of a year: the level of what it is aligned to is not drawn. The same object where nothing of it is. */
export function drawsOfYear(draws: ParameterDraws, alignment: readonly AlignedYear[], year: number): ParameterDraws {
  const totals = alignment.find((each) => each.year === year)?.totals ?? {};
  const known = LEVELS.filter((name) => totals[name] !== undefined && draws[name] !== 0);
  return known.length === 0 ? draws : { ...draws, ...Object.fromEntries(known.map((name) => [name, 0])) };
}

/** What one year's rates are multiplied by: births a woman, forces of death and of leaving, and the number who come. */
export type Factors = Readonly<Record<Aligned, number>>;
const NONE: Factors = { births: 1, deaths: 1, arrivals: 1, departures: 1 };
/** As these levers would be moved. Who comes is no lever's: he is one of the baseline. */
const LEVERS = { births: 'fertility', deaths: 'mortality', departures: 'departures' } as const;

/** @returns the same object where all factors are 1 */
export function applyFactors(rates: StepRates, factors: Factors): StepRates {
  const levers = (['births', 'deaths', 'departures'] as const).map((name) => ({
    lever: LEVERS[name],
    value: factors[name],
    fromYear: 0,
    source: 'alignment',
  }));
  const unnamed = { id: '-', en: '-' };
  const moved = applyLevers(rates, { name: unnamed, description: unnamed, levers }, [], 0);
  const { migration } = moved;
  if (migration.kind !== 'gross' || factors.arrivals === 1) return moved;
  return { ...moved, migration: { ...migration, arrivals: migration.arrivals.map((each) => each * factors.arrivals) } };
}

/** What levers of the baseline make of rates that are aligned. */
export type MoveLevers = (rates: StepRates, year: number) => StepRates;

/**
 * @param rates [year] before any lever is moved
 * @param years [year] calendar year of each
 * @returns     [year] factors
 * @throws TwinError input `alignment-impossible` where no factor at all gives a total
 */
export function factorsFor(
  start: PopulationCounts,
  rates: readonly StepRates[],
  years: readonly number[],
  alignment: readonly AlignedYear[],
  moveLevers: MoveLevers = (step) => step,
): readonly Factors[] {
  let counts = start;
  return rates.map((step, i) => {
    const totals = alignment.find(({ year }) => year === years[i])?.totals;
    const withFactors = (each: Factors): StepRates => moveLevers(applyFactors(step, each), i);
    const factors = totals === undefined ? NONE : solve(counts, withFactors, totals, years[i]!);
    counts = projectStep(SINGLE_YEARS, counts, withFactors(factors)).end;
    return factors;
  });
}

const ROUNDS = 40;
const NEAR = 1e-7;

/** Each round multiplies every factor by what its total lacks: one hardly feels the others. */
function solve(
  counts: PopulationCounts,
  withFactors: (factors: Factors) => StepRates,
  totals: Totals,
  year: number,
): Factors {
  let factors = NONE;
  let farthest: Aligned = ALIGNED[0];
  for (let round = 0; round < ROUNDS; round++) {
    const { flows } = projectStep(SINGLE_YEARS, counts, withFactors(factors));
    const lacks = ALIGNED.map((name) => [name, lackOf(totals[name], flows, name)] as const);
    if (lacks.every(([, lack]) => Math.abs(lack - 1) < NEAR)) return factors;
    farthest = lacks.reduce((far, each) => (Math.abs(each[1] - 1) > Math.abs(far[1] - 1) ? each : far))[0];
    const next = Object.fromEntries(lacks.map(([name, lack]) => [name, factors[name] * lack])) as unknown as Factors;
    // Nobody is left to die, or there is nobody to bear: no factor helps.
    if (!ALIGNED.every((name) => Number.isFinite(next[name]))) break;
    factors = next;
  }
  throw new AlignmentImpossible(year, farthest);
}

/** Births and deaths are known well, and the sources on migration disagree by whole multiples. */
const BOUNDS: Readonly<Record<Aligned, readonly [least: number, most: number]>> = {
  births: [0.25, 4],
  deaths: [0.25, 4],
  arrivals: [0, 25],
  departures: [0, 25],
};

/** @throws TwinError input `alignment-impossible` where rates would have to be far from those of the city */
export function requireFactors(factors: readonly Factors[], years: readonly number[]): void {
  factors.forEach((each, i) => {
    const wild = ALIGNED.find((name) => each[name] < BOUNDS[name][0] || each[name] > BOUNDS[name][1]);
    if (wild !== undefined) throw new AlignmentImpossible(years[i]!, wild);
  });
}

/** Knows which total it is; the file in which it stands is known to who read it. */
class AlignmentImpossible extends TwinError {
  readonly year: number;

  constructor(year: number, column: Aligned, place: ErrorPlace = {}) {
    super('input', {
      code: 'alignment-impossible',
      what: `No rates near those of the city give the totals of ${year}.`,
      where: { ...place, column },
      expected:
        'births and deaths of a year between a quarter and four times of what the rates give, arrivals and departures up to 25 times',
      todo: 'Check that year in the file of --align.',
    });
    this.year = year;
  }
}

/**
 * What rests on rates that are aligned to a file.
 *
 * @param path of that file, where there is one
 * @throws TwinError `alignment-impossible` with the file, the row and the column of the total that no rates give
 */
export function alignedTo<T>(path: string | undefined, act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (path === undefined || !(error instanceof AlignmentImpossible)) throw error;
    const table = readTable(path);
    const found = table.rows.find((row) => Number(textAt(table, row, 'year')) === error.year);
    const place = { file: table.file, ...(found === undefined ? {} : { row: found.row }) };
    throw new AlignmentImpossible(error.year, error.text.where!.column as Aligned, place);
  }
}

function lackOf(total: number | undefined, flows: StepFlows, name: Aligned): number {
  if (total === undefined) return 1;
  const found = flows[name].reduce((sum, each) => sum + each, 0);
  if (total === 0 && found === 0) return 1;
  return total / found;
}
