import { describe, expect, test } from 'vitest';
import { FEMALE, SINGLE_YEARS, type AgeAxis } from '../demography/ages.ts';
import { countsOfStart, inventedPersons } from '../microsimulation/test-city.ts';
import { sum } from '../microsimulation/test-figures.ts';
import { changeGross, ratesFor, scaled } from '../microsimulation/test-rates.ts';
import type { GrossMigration, PopulationCounts, StepFlows, StepRates, VitalRates } from './shapes.ts';
import { projectStep } from './step.ts';

/**
 * A year is one step, and its events have an order: death and leaving compete, then moves, then births by halves, newcomers half a
 * year before the end. Here the same forces act in steps of a month, in which the order hardly counts, and what differs is
 * the bias of the order.
 */
const { count } = SINGLE_YEARS;
const MONTHS = 12;
const OPEN = (count - 1) * MONTHS;
const MONTHLY = { widthYears: 1 / MONTHS, count: OPEN + 1 } as unknown as AgeAxis;
const REGIONS = 2;
const YEARS = 20;
const START = countsOfStart(inventedPersons(200_000, REGIONS));
const [CITY] = ratesFor(START, 1);
const cityVital = CITY!.vital[0]!;

const yearOf = (month: number): number => Math.min(count - 1, Math.floor(month / MONTHS));
const mean = (of: (i: number) => number): number => sum(Array.from({ length: MONTHS }, (_, i) => of(i))) / MONTHS;
const product = (length: number, of: (i: number) => number): number =>
  Array.from({ length }, (_, i) => of(i)).reduce((all, each) => all * each, 1);
const byCell = (length: number, of: (sex: number, group: number) => number): Float64Array =>
  Float64Array.from({ length: 2 * length }, (_, cell) => of(Math.floor(cell / length), cell % length));

/** [sex × month of age] what is left after a month, of what is left after a year of that age. */
const monthly = (yearly: Float64Array): Float64Array =>
  byCell(MONTHLY.count, (sex, month) => yearly[sex * count + yearOf(month)]! ** (1 / MONTHS));
/** [sex × age] what is left after a year in which people of an age, born all over a year, grow older month by month. */
const yearlyOf = (ofMonth: Float64Array): Float64Array =>
  byCell(count, (sex, age) =>
    mean((born) => product(MONTHS, (i) => ofMonth[sex * MONTHLY.count + Math.min(OPEN, age * MONTHS + born + i)]!)),
  );
const kept = (shares: Float64Array): Float64Array => shares.map((share) => 1 - share);

const survival = monthly(cityVital.survival);
const infants = [0, 1].map((sex) => survival[sex * MONTHLY.count]!);
const vitalOf = (of: Pick<VitalRates, 'survival' | 'newbornSurvival' | 'birthsPerWomanYear'>): VitalRates[] =>
  Array.from({ length: REGIONS }, () => ({ ...of, maleBirthShare: cityVital.maleBirthShare }));

/** Newcomers of each month, as old at its end as they have to be to have their age at the end of the year. */
function arrivalsOfMonth({ arrivals }: GrossMigration, inYear: number): Float64Array {
  const ofMonth = new Float64Array(REGIONS * 2 * MONTHLY.count);
  arrivals.forEach((each, cell) => {
    const [row, age] = [Math.floor(cell / count), cell % count];
    for (let born = 0; born < MONTHS; born++) {
      const month = Math.max(0, Math.min(OPEN, age * MONTHS + born) - (MONTHS - 1 - inYear));
      ofMonth[row * MONTHLY.count + month]! += each / MONTHS ** 2;
    }
  });
  return ofMonth;
}

interface Steps {
  readonly yearly: StepRates;
  /** [month of the year] */
  readonly monthly: readonly StepRates[];
}

/** The same forces in steps of a year and of a month. @param times so many come, leave and move as in the city */
function stepsOf(times: number): Steps {
  const { migration } = changeGross(CITY!, ({ arrivals, leaving, moving }) => ({
    ...{ arrivals: scaled(arrivals, times), leaving: scaled(leaving, times), moving: scaled(moving, times) },
  }));
  const gross = migration as GrossMigration;
  const [stays, staysPut] = [monthly(kept(gross.leaving)), monthly(kept(gross.moving))];
  const { birthsPerWomanYear } = cityVital;
  return {
    yearly: {
      vital: vitalOf({
        survival: yearlyOf(survival),
        newbornSurvival: Float64Array.from(infants, (each) => mean((month) => each ** (month + 0.5))),
        birthsPerWomanYear,
      }),
      migration: { ...gross, leaving: kept(yearlyOf(stays)), moving: kept(yearlyOf(staysPut)) },
    },
    monthly: Array.from({ length: MONTHS }, (_, inYear) => ({
      vital: vitalOf({
        survival,
        newbornSurvival: Float64Array.from(infants, Math.sqrt),
        birthsPerWomanYear: Float64Array.from(
          { length: MONTHLY.count },
          (__, month) => birthsPerWomanYear[yearOf(month)]!,
        ),
      }),
      migration: { ...gross, leaving: kept(stays), moving: kept(staysPut), arrivals: arrivalsOfMonth(gross, inYear) },
    })),
  };
}

const FLOWS = ['births', 'deaths', 'arrivals', 'departures', 'moves'] as const;
interface Found {
  readonly residents: number;
  /** [five-year age group] of women. */
  readonly women: readonly number[];
  readonly flows: Readonly<Record<(typeof FLOWS)[number], number>>;
}

function projected(axis: AgeAxis, start: PopulationCounts, steps: readonly StepRates[]): Found {
  let counts = start;
  const flows: StepFlows[] = [];
  for (const step of steps) {
    const year = projectStep(axis, counts, step);
    counts = year.end;
    flows.push(year.flows);
  }
  const women = new Array<number>(21).fill(0);
  counts.persons.forEach((each, cell) => {
    const isWoman = Math.floor(cell / axis.count) % 2 === FEMALE;
    const age = Math.min(100, Math.floor((cell % axis.count) * axis.widthYears + 1e-9));
    if (isWoman) women[Math.floor(age / 5)]! += each;
  });
  return {
    residents: sum(counts.persons),
    women,
    flows: Object.fromEntries(FLOWS.map((name) => [name, sum(flows.map((each) => sum(each[name])))])) as Found['flows'],
  };
}

function inMonths({ regions, persons }: PopulationCounts): PopulationCounts {
  const months = new Float64Array(regions * 2 * MONTHLY.count);
  persons.forEach((each, cell) => {
    const [row, age] = [Math.floor(cell / count), cell % count];
    const groups = age === count - 1 ? 1 : MONTHS;
    for (let i = 0; i < groups; i++) months[row * MONTHLY.count + age * MONTHS + i]! += each / groups;
  });
  return { regions, persons: months };
}

interface Bias extends Record<(typeof FLOWS)[number], number> {
  readonly residents: number;
  /** The largest of any five-year age group of more than a thousand women. */
  readonly women: number;
}

/** Relative, of the steps of a year beside those of a month. */
function biasAfter(years: number, steps: Steps): Bias {
  const one = projected(
    SINGLE_YEARS,
    START,
    Array.from({ length: years }, () => steps.yearly),
  );
  const other = projected(MONTHLY, inMonths(START), Array.from({ length: years }, () => steps.monthly).flat());
  const ratio = (found: number, exact: number): number => Math.abs(found / exact - 1);
  const [flows, exact] = [one.flows, other.flows];
  return {
    residents: ratio(one.residents, other.residents),
    women: Math.max(...one.women.map((each, i) => (other.women[i]! > 1000 ? ratio(each, other.women[i]!) : 0))),
    births: ratio(flows.births, exact.births),
    deaths: ratio(flows.deaths, exact.deaths),
    arrivals: ratio(flows.arrivals, exact.arrivals),
    departures: ratio(flows.departures, exact.departures),
    moves: ratio(flows.moves, exact.moves),
  };
}

/** Where the bias is larger than a bound. */
const beyond = (bias: Bias, bounds: Bias): string[] =>
  (Object.keys(bounds) as (keyof Bias)[]).filter((name) => bias[name] > bounds[name]);

/** As step.ts says. A second move within a year does not show: that is what a move is there. */
const BOUNDS: Bias = {
  ...{
    residents: 0.0001,
    women: 0.001,
    births: 0.0005,
    deaths: 0.0003,
    arrivals: 1e-9,
    departures: 0.0025,
    moves: 0.03,
  },
};
const BOUNDS_OF_FIVE_TIMES: Bias = {
  ...{ residents: 0.005, women: 0.015, births: 0.01, deaths: 0.001, arrivals: 1e-9, departures: 0.015, moves: 0.15 },
};

describe('the order of events within a year', () => {
  const city = stepsOf(1);

  test('biases nothing by much, in one year or twenty, beside steps of a month', () => {
    for (const years of [1, YEARS]) expect(beyond(biasAfter(years, city), BOUNDS)).toEqual([]);
  });

  test('counts for more where five times as many come, leave and move, and is still small', () => {
    expect(beyond(biasAfter(YEARS, stepsOf(5)), BOUNDS_OF_FIVE_TIMES)).toEqual([]);
  });

  test('would be seen to be wrong: births at the age of the end alone, newborn who live to the end, leaving that death does not compete with', () => {
    const { yearly } = city;
    const changed = (vital: Partial<VitalRates>, migration: Partial<GrossMigration> = {}): Steps => ({
      ...city,
      yearly: {
        vital: yearly.vital.map((each) => ({ ...each, ...vital })),
        migration: { ...(yearly.migration as GrossMigration), ...migration },
      },
    });
    const older = cityVital.birthsPerWomanYear.map((_, age) => cityVital.birthsPerWomanYear[age + 1] ?? 0);
    expect(beyond(biasAfter(YEARS, changed({ birthsPerWomanYear: older })), BOUNDS)).not.toEqual([]);
    expect(beyond(biasAfter(YEARS, changed({ newbornSurvival: Float64Array.of(1, 1) })), BOUNDS)).not.toEqual([]);
    const leaving = (yearly.migration as GrossMigration).leaving.map(
      (share, cell) => share / Math.sqrt(yearly.vital[0]!.survival[cell]!),
    );
    expect(beyond(biasAfter(YEARS, changed({}, { leaving })), BOUNDS)).toContain('departures');
  });
});
