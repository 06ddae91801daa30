import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SINGLE_YEARS } from '../demography/ages.ts';
import { countsOfStart, inventedPersons } from '../microsimulation/test-city.ts';
import { sum, unexplained } from '../microsimulation/test-figures.ts';
import { changeGross, deathRatesTimes, fertilityTimes, ratesFor, scaled } from '../microsimulation/test-rates.ts';
import type { Flood, PopulationCounts, StepFlows, StepRates } from './shapes.ts';
import { projectStep } from './step.ts';

const { count } = SINGLE_YEARS;
const REGIONS = 4;
const HIT = 1;
const START = countsOfStart(inventedPersons(8000, REGIONS));
const YEARS = 7;
const RATES = ratesFor(START, YEARS);
/** Nobody but the flood does anything. */
const STILL = RATES.map((each) =>
  changeGross(fertilityTimes(deathRatesTimes(each, 0), 0), ({ moving, leaving, arrivals }) => ({
    ...{ moving: scaled(moving, 0), leaving: scaled(leaving, 0), arrivals: scaled(arrivals, 0) },
  })),
);

const floodOf = (share: number, more: Partial<Flood> = {}): Flood => ({
  displaced: Float64Array.from({ length: REGIONS }, (_, region) => (region === HIT ? share : 0)),
  outside: 0,
  returning: 0,
  years: 2,
  ...more,
});
const flooded = (rates: readonly StepRates[], flood: Flood, ...years: number[]): StepRates[] =>
  rates.map((each, i) => (years.includes(i) ? { ...each, flood } : each));

interface Year {
  readonly end: PopulationCounts;
  readonly flows: StepFlows;
}
function projected(rates: readonly StepRates[]): Year[] {
  let counts = START;
  return rates.map((each) => {
    const year = projectStep(SINGLE_YEARS, counts, each);
    counts = year.end;
    return year;
  });
}
const livingIn = ({ end }: Year, region: number): number =>
  sum(end.persons.subarray(region * 2 * count, (region + 1) * 2 * count));

describe('a flood in expected numbers', () => {
  test('leaves every person accounted for, and nobody negative, whatever it does', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(share, { minLength: REGIONS, maxLength: REGIONS }),
        share,
        share,
        fc.integer({ min: 1, max: 3 }),
        (shares, outside, returning, years) => {
          const flood: Flood = { displaced: Float64Array.from(shares), outside, returning, years };
          const found = projected(flooded(RATES, flood, 1, 2, 4));
          const accounts = found.map(({ end, flows }) => ({ end: end.persons, flows }));
          expect(unexplained(START.persons, accounts as never, REGIONS)).toBeLessThan(1e-6);
          for (const { end } of found) expect(Math.min(...end.persons)).toBeGreaterThan(-1e-9);
        },
      ),
      { numRuns: 30, seed: 3 },
    );
  });

  test('of nobody changes nothing', () => {
    const before = projected(RATES);
    projected(flooded(RATES, floodOf(0), 1)).forEach(({ end, flows }, i) => {
      end.persons.forEach((each, cell) => expect(each).toBeCloseTo(before[i]!.end.persons[cell]!, 9));
      expect(sum(flows.moves)).toBeCloseTo(sum(before[i]!.flows.moves), 9);
    });
  });

  test('drives out the share of its households, some to outside, to where it is dry; others go back when it is time', () => {
    const before = livingIn(projected(STILL)[0]!, HIT);
    const years = projected(flooded(STILL, floodOf(0.4, { outside: 0.1, returning: 0.75, years: 2 }), 1));
    expect(livingIn(years[1]!, HIT)).toBeCloseTo(0.6 * before, 6);
    expect(sum(years[1]!.flows.departures)).toBeCloseTo(0.04 * before, 6);
    expect(sum(years[1]!.flows.moves)).toBeCloseTo(0.36 * before, 6);
    expect(sum(years[2]!.flows.moves)).toBe(0);
    expect(sum(years[3]!.flows.moves)).toBeCloseTo(0.75 * 0.36 * before, 6);
    expect(livingIn(years[3]!, HIT)).toBeCloseTo((0.6 + 0.27) * before, 6);
    expect(years.map(({ end }) => end.displaced?.length ?? 0)).toEqual([0, 1, 1, 0, 0, 0, 0]);
  });

  test('of a kelurahan that is flooded again when they are due lets them wait, and drives out others', () => {
    const years = projected(flooded(STILL, floodOf(0.4, { returning: 1, years: 1 }), 1, 2));
    const before = livingIn(years[0]!, HIT);
    expect(livingIn(years[2]!, HIT)).toBeCloseTo(0.36 * before, 6);
    expect(livingIn(years[3]!, HIT)).toBeCloseTo(before, 6);
  });

  test('of the whole city drives nobody to another kelurahan', () => {
    const everywhere = floodOf(0, { displaced: new Float64Array(REGIONS).fill(0.5), outside: 0.1 });
    const [, year] = projected(flooded(STILL, everywhere, 1));
    expect(sum(year!.flows.moves)).toBe(0);
    expect(sum(year!.flows.departures)).toBeCloseTo(0.05 * 8000, 6);
  });

  test('lets those who are away be born, move and die as others do', () => {
    const away = projected(flooded(RATES, floodOf(0.5, { returning: 1, years: 5 }), 0));
    const home = projected(RATES);
    for (const name of ['births', 'deaths'] as const)
      expect(sum(away[4]!.flows[name]) / sum(home[4]!.flows[name])).toBeCloseTo(1, 3);
    // Some are dead or gone by then, and some who moved on go back all the same.
    const stock = away.map(({ end }) => sum(end.displaced?.[0]?.persons ?? []));
    expect(stock[0]).toBeGreaterThan(900);
    expect(stock[4]! / stock[0]!).toBeGreaterThan(0.7);
    expect(stock[5]).toBe(0);
  });
});
