import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Flood, StepRates } from '../../../cohort-component/shapes.ts';
import { countsOfStart } from '../../test-city.ts';
import { livingRows, sum, unexplained } from '../../test-figures.ts';
import { changeGross, ratesFor, scaled } from '../../test-rates.ts';
import { MOST_BITS } from '../../thresholds.ts';
import { yearTables } from '../../year-tables.ts';
import { beginFamilies, copyOfState, nextYear } from '../family-state.ts';
import type { FamilyTables } from '../family-tables.ts';
import { simulateFamilies, type SimulatedFamilies } from '../simulate-families.ts';
import { inventedFamilies, tablesFor } from '../test-families.ts';
import { faultsOf } from '../validity.ts';

const REGIONS = 4;
const HIT = 1;
const START = inventedFamilies(6000, REGIONS);
const FAMILIES = tablesFor(START);
const YEARS = 5;
const SEED = 11;

/** Nobody but the flood moves anybody. */
const STILL = ratesFor(countsOfStart(START.persons), YEARS).map((each) =>
  changeGross(each, ({ moving, leaving }) => ({ moving: scaled(moving, 0), leaving: scaled(leaving, 0) })),
);
/** Nobody looks for a partner or for somebody to live with: who comes to a kelurahan changes nobody there. */
const ALONE: FamilyTables = {
  ...FAMILIES,
  livingWithKin: 0,
  seeksOrParts: FAMILIES.seeksOrParts.map(() => 0),
  staysUpTo: FAMILIES.staysUpTo.map(() => MOST_BITS),
};

const floodOf = (share: number, more: Partial<Flood> = {}): Flood => ({
  displaced: Float64Array.from({ length: REGIONS }, (_, region) => (region === HIT ? share : 0)),
  outside: 0,
  returning: 0,
  years: 2,
  ...more,
});
const flooded = (rates: readonly StepRates[], flood: Flood, year = 1): StepRates[] =>
  rates.map((each, i) => (i === year ? { ...each, flood } : each));
const run = (rates: readonly StepRates[], families = ALONE): SimulatedFamilies =>
  simulateFamilies(START, families, rates.map(yearTables), SEED);

const nameOf = ({ persons }: SimulatedFamilies, row: number): string => `${persons.low[row]},${persons.high[row]}`;
/** Region of everybody who is there at the end. */
const whereabouts = (of: SimulatedFamilies): Map<string, number> =>
  new Map(livingRows(of.persons).map((row) => [nameOf(of, row), of.persons.region[row]!]));
const whole = ({ persons, households }: SimulatedFamilies): Map<string, string> =>
  new Map(
    livingRows(persons).map((row) => {
      const home = persons.household[row]!;
      const { sexAge, region, marital, parity } = persons;
      const own = [sexAge[row], region[row], marital[row], parity[row], households.low[home], households.high[home]];
      return [`${persons.low[row]},${persons.high[row]}`, own.join(' ')];
    }),
  );

const BASE = run(STILL);
const movesOf = (of: SimulatedFamilies, year: number, from: number, to?: number): number =>
  sum(
    Array.from(of.years[year]!.flows.moves).filter((_, i) => {
      const pair = Math.floor(i / 2);
      return Math.floor(pair / REGIONS) === from && (to === undefined || pair % REGIONS === to);
    }),
  );

describe('a flood', () => {
  const few = inventedFamilies(500, REGIONS);
  const familiesOfFew = tablesFor(few);
  const ofFew = ratesFor(countsOfStart(few.persons), 6);

  test('leaves households valid and every person accounted for, whatever it does', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(
        fc.record({
          shares: fc.array(share, { minLength: REGIONS, maxLength: REGIONS }),
          outside: share,
          returning: share,
          years: fc.integer({ min: 1, max: 3 }),
          seed: fc.integer({ min: 0, max: 1e6 }),
        }),
        ({ shares, outside, returning, years, seed }) => {
          const flood: Flood = { displaced: Float64Array.from(shares), outside, returning, years };
          const rates = ofFew.map((each, i) => (i % 2 === 1 ? { ...each, flood } : each));
          const faults: unknown[] = [];
          const { years: found } = simulateFamilies(few, familiesOfFew, rates.map(yearTables), seed, {
            pass: (persons, households, step) => step > 0 && faults.push(faultsOf(persons, households)),
          });
          expect(faults).toEqual(Array.from({ length: 6 }, () => ({})));
          expect(unexplained(countsOfStart(few.persons).persons, found, REGIONS)).toBe(0);
        },
      ),
      { numRuns: 30, seed: 8 },
    );
  });

  test('of nobody changes nothing', () => {
    expect(run(flooded(STILL, floodOf(0))).years).toEqual(BASE.years);
  });

  test('drives out so many households, whole, to where it is dry; nobody else lives otherwise', () => {
    const found = run(flooded(STILL, floodOf(0.4)));
    const [before, after] = [whereabouts(BASE), whereabouts(found)];
    const gone = [...before].filter(([name, region]) => after.has(name) && after.get(name) !== region);
    expect(gone.every(([, region]) => region === HIT)).toBe(true);
    expect(gone.every(([name]) => after.get(name) !== HIT)).toBe(true);
    expect(movesOf(found, 1, HIT)).toBe(sum(found.years[1]!.flows.moves));
    const households = BASE.years[1]!.families.households[HIT]!;
    const away = households - found.years[1]!.families.households[HIT]!;
    // Of so many the number is binomial: within five standard deviations but once in 1.7 million.
    expect(Math.abs(away - 0.4 * households)).toBeLessThan(5 * Math.sqrt(0.24 * households));
    const [all, other] = [whole(BASE), whole(found)];
    for (const [name, region] of before) if (region !== HIT) expect(other.get(name)).toBe(all.get(name));
  });

  test('that is worse drives out those of the milder one as well', () => {
    const [mild, worse] = [0.2, 0.5].map((share) => whereabouts(run(flooded(STILL, floodOf(share)))));
    const base = whereabouts(BASE);
    const awayIn = (of: Map<string, number>): string[] =>
      [...of].filter(([name, region]) => base.has(name) && base.get(name) !== region).map(([name]) => name);
    const ofWorse = new Set(awayIn(worse!));
    expect(awayIn(mild!).length).toBeGreaterThan(0);
    expect(awayIn(mild!).every((name) => ofWorse.has(name))).toBe(true);
  });

  test('sends a share out of the city, with all its members', () => {
    const found = run(flooded(STILL, floodOf(0.5, { outside: 1 })));
    expect(sum(found.years[1]!.flows.moves)).toBe(0);
    expect(sum(found.years[1]!.flows.departures)).toBeGreaterThan(100);
    expect(found.years[1]!.flows.departures.every((each, i) => each === 0 || Math.floor(i / 2) === HIT)).toBe(true);
    const some = run(flooded(STILL, floodOf(0.5, { outside: 0.3 })));
    const left = sum(some.years[1]!.flows.departures);
    const share = left / (left + sum(some.years[1]!.flows.moves));
    expect(share).toBeGreaterThan(0.15);
    expect(share).toBeLessThan(0.45);
  });

  test('is over after its years for those who go back, who live as if it had not been', () => {
    const found = run(flooded(STILL, floodOf(0.4, { returning: 1 })));
    expect(sum(found.years[2]!.flows.moves)).toBe(0);
    expect(movesOf(found, 3, HIT)).toBe(0);
    expect(sum(found.years[3]!.flows.moves)).toBeGreaterThan(0.7 * movesOf(found, 1, HIT));
    expect(whole(found)).toEqual(whole(BASE));
    const half = run(flooded(STILL, floodOf(0.4, { returning: 0.5 })));
    const back = sum(half.years[3]!.flows.moves) / movesOf(half, 1, HIT);
    expect(back).toBeGreaterThan(0.3);
    expect(back).toBeLessThan(0.7);
  });

  test('of the whole city drives nobody to another kelurahan', () => {
    const everywhere = floodOf(0, { displaced: new Float64Array(REGIONS).fill(0.5), outside: 0.1 });
    const found = run(flooded(STILL, everywhere));
    expect(sum(found.years[1]!.flows.moves)).toBe(0);
    expect(sum(found.years[1]!.flows.departures)).toBeGreaterThan(0);
  });

  test('goes on from a copy as from itself', () => {
    const tables = flooded(STILL, floodOf(0.4, { returning: 0.8 })).map(yearTables);
    const { state } = beginFamilies(START, tables);
    const go = (from: typeof state, year: number): unknown => nextYear(from, FAMILIES, tables[year]!, SEED, undefined);
    go(state, 0);
    go(state, 1);
    const copy = copyOfState(state);
    const goOn = (from: typeof state): unknown[] => [go(from, 2), go(from, 3), go(from, 4)];
    expect(goOn(copy)).toEqual(goOn(state));
  });
});
