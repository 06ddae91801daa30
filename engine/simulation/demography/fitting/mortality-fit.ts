/** Mortality schedules fitted to a table of the UN. */
import { ABRIDGED_AGES } from '../life-table.ts';
import { abridgedDeathRates, singleYearTable, type SingleYearTable } from '../single-year-table.ts';
import { heligmanPollardSurvivors, type HeligmanPollard } from '../schedules/heligman-pollard.ts';
import { silerSurvivors, type Siler } from '../schedules/siler.ts';
import { minimise } from './nelder-mead.ts';

export interface MortalityFit<P> {
  readonly parameters: P;
  /** Square root of the mean square of log(schedule / table) over the age groups, each counted once. */
  readonly rootMeanSquareLogError: number;
  /** The group that is worst: where it starts, and log(schedule / table). */
  readonly worstAge: number;
  readonly worstLogError: number;
  /** Life expectancy of the schedule less that of the table. */
  readonly lifeExpectancyErrorYears: number;
}

/** How many of one birth die in each group of the table: what an error there does to the population. */
function importance(rates: ArrayLike<number>): number[] {
  let alive = 1;
  const dead = Array.from(ABRIDGED_AGES, (from, group) => {
    const width = (ABRIDGED_AGES[group + 1] ?? Infinity) - from;
    const dying = alive * -Math.expm1(-rates[group]! * width);
    alive -= dying;
    return dying;
  });
  // Half by the deaths and half evenly: few die from 5 to 40, and their rates are to fit as well.
  return dead.map((each) => each / 2 + 1 / (2 * ABRIDGED_AGES.length));
}

const logErrors = (table: SingleYearTable, rates: ArrayLike<number>): Float64Array =>
  abridgedDeathRates(table).map((rate, group) => Math.log(rate / rates[group]!));

function fit<P>(
  rates: ArrayLike<number>,
  lifeExpectancyYears: number,
  sex: number,
  starts: readonly (readonly number[])[],
  read: (logs: readonly number[]) => P,
  survivorsOf: (parameters: P) => Float64Array,
): MortalityFit<P> {
  const weights = importance(rates);
  const tableAt = (logs: readonly number[]): SingleYearTable => singleYearTable(survivorsOf(read(logs)), sex);
  const lossAt = (logs: readonly number[]): number =>
    logErrors(tableAt(logs), rates).reduce((sum, error, group) => sum + weights[group]! * error ** 2, 0);
  const found = starts
    .map((start) =>
      minimise(
        lossAt,
        start,
        start.map(() => 0.3),
      ),
    )
    .reduce((best, each) => (each.value < best.value ? each : best));
  const table = tableAt(found.point);
  const errors = logErrors(table, rates);
  const worst = errors.reduce((at, error, group) => (Math.abs(error) > Math.abs(errors[at]!) ? group : at), 0);
  return {
    parameters: read(found.point),
    rootMeanSquareLogError: Math.sqrt(errors.reduce((sum, error) => sum + error ** 2, 0) / errors.length),
    worstAge: ABRIDGED_AGES[worst]!,
    worstLogError: errors[worst]!,
    lifeExpectancyErrorYears: table.lifeExpectancyYears - lifeExpectancyYears,
  };
}

/**
 * @param rates [group of ABRIDGED_AGES] deaths a person-year
 * @param lifeExpectancyYears that the table itself gives
 */
export function fitHeligmanPollard(
  rates: ArrayLike<number>,
  lifeExpectancyYears: number,
  sex: number,
): MortalityFit<HeligmanPollard> {
  const logs = (narrow: number, age: number): number[] =>
    [0.001, 0.02, 0.1, 0.0008, narrow, age, 5e-5, 0.1].map(Math.log);
  const read = (point: readonly number[]): HeligmanPollard => {
    const [A, B, C, D, E, F, G, growth] = point.map(Math.exp) as [
      number,
      number,
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    return { A, B, C, D, E, F, G, H: 1 + growth };
  };
  return fit(rates, lifeExpectancyYears, sex, [logs(8, 22), logs(2, 32)], read, heligmanPollardSurvivors);
}

/** The same for the five numbers of Siler, to compare. */
export function fitSiler(rates: ArrayLike<number>, lifeExpectancyYears: number, sex: number): MortalityFit<Siler> {
  const read = (point: readonly number[]): Siler => {
    const [childLevel, childDescent, constant, ageingLevel, ageingAscent] = point.map(Math.exp) as [
      number,
      number,
      number,
      number,
      number,
    ];
    return { childLevel, childDescent, constant, ageingLevel, ageingAscent };
  };
  return fit(rates, lifeExpectancyYears, sex, [[0.04, 1.5, 0.0006, 6e-5, 0.09].map(Math.log)], read, silerSurvivors);
}
