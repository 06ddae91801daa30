/** Levers on who leaves and who moves, held to one kelurahan: families. */
import { describe, expect, test } from 'vitest';
import type { StepFlows, StepRates } from '../../cohort-component/shapes.ts';
import { applyLevers } from '../../scenarios/apply-levers.ts';
import type { MovedLever } from '../../scenarios/scenario-file.ts';
import { SEX_AGES } from '../persons.ts';
import { countsOfStart } from '../test-city.ts';
import { fiveYearGroups, largestDeviate, people, projectedYears, sum, unexplained } from '../test-figures.ts';
import { changeGross, ratesFor, scaled } from '../test-rates.ts';
import { MOST_BITS } from '../thresholds.ts';
import { yearTables } from '../year-tables.ts';
import type { FamilyTables } from './family-tables.ts';
import { simulateFamilies, type SimulatedFamilies } from './simulate-families.ts';
import { inOtherRows, inventedFamilies, tablesFor } from './test-families.ts';
import { faultsOf } from './validity.ts';

const REGIONS = 3;
const CODES = ['a', 'b', 'c'];
const HIT = 1;
const YEARS = 8;
const START = inventedFamilies(7000, REGIONS);
const COUNTS = countsOfStart(START.persons);
const RATES = ratesFor(COUNTS, YEARS);
const FAMILIES = tablesFor(START);
/** Nobody looks for a partner in another kelurahan, or goes to kin: who changes his kelurahan moves as rates say. */
const APART: FamilyTables = {
  ...FAMILIES,
  livingWithKin: 0,
  staysUpTo: FAMILIES.staysUpTo.map((bits, act) => (act < 2 * SEX_AGES ? bits : MOST_BITS)),
  market: { ...FAMILIES.market, inOwnKelurahan: 2 ** 32 },
};

type Lever = Pick<MovedLever, 'lever' | 'value' | 'areas' | 'ages'>;
const name = { id: 'a', en: 'a' };
const moved = (rates: readonly StepRates[], ...levers: readonly Lever[]): StepRates[] => {
  const all = levers.map((each) => ({ ...each, fromYear: 2026, source: 'asumsi' }) as MovedLever);
  return rates.map((each, i) => applyLevers(each, { name, description: name, levers: all }, CODES, 2026.5 + i));
};

/** A scenario beside its baseline, with the same luck. */
function besideBaseline(
  rates: readonly StepRates[],
  levers: readonly Lever[],
  seed: number,
  families = FAMILIES,
): readonly [baseline: SimulatedFamilies, scenario: SimulatedFamilies] {
  const tables = rates.map(yearTables);
  const baseline = simulateFamilies(START, families, tables, seed);
  const known = { gradients: baseline.gradients, tables };
  const scenario = simulateFamilies(START, families, moved(rates, ...levers).map(yearTables), seed, {
    baseline: known,
  });
  return [baseline, scenario];
}

const flowsOf = ({ years }: SimulatedFamilies): StepFlows[] => years.map(({ flows }) => flows);
const added = (flows: readonly StepFlows[], flow: keyof StepFlows): number[] =>
  Array.from(flows[0]![flow], (_, cell) => sum(flows.map((each) => each[flow][cell]!)));

const LEAVING: Lever = { lever: 'departures', value: 2, areas: ['b'] };
const MOVING: Lever = { lever: 'moves', value: 5, areas: ['b'] };

describe('the mean of replicates of families', () => {
  test('is what cohort-component expects where twice as many leave one kelurahan', () => {
    const runs = Array.from({ length: 30 }, (_, seed) => besideBaseline(RATES, [LEAVING], seed, APART)[1]);
    const figures = (end: ArrayLike<number>, flows: readonly StepFlows[]): Float64Array =>
      Float64Array.of(...added(flows, 'deaths'), ...added(flows, 'departures'), ...fiveYearGroups(end));
    const found = runs.map((run) => figures(run.years.at(-1)!.end, flowsOf(run)));
    const deviateFrom = (...levers: readonly Lever[]): number => {
      const { end, flows } = projectedYears(COUNTS, moved(RATES, ...levers));
      return largestDeviate(found, figures(end.persons, flows));
    };
    // 138 figures: one in a thousand such suites of seeds would be further off than 5 standard errors of 30 replicates.
    expect(deviateFrom(LEAVING)).toBeLessThan(5);
    expect(deviateFrom({ ...LEAVING, areas: CODES })).toBeGreaterThan(5);
    expect(deviateFrom({ ...LEAVING, areas: ['a'] })).toBeGreaterThan(5);
    expect(deviateFrom()).toBeGreaterThan(5);
  });

  // Alone all that move do so by the rates: bounds of who is asked must hold those of the kelurahan that is left most.
  test.each([
    ['whole households', { movingTogether: 1, movingAlone: 0 }],
    ['families and persons', { movingTogether: 0, movingAlone: 1 }],
  ])('is what it expects where %s move out of one kelurahan by five times the force', (_, ways) => {
    const tables = moved(RATES, MOVING).map(yearTables);
    const found = Array.from({ length: 20 }, (_, seed) =>
      Float64Array.from(outOf(flowsOf(simulateFamilies(START, { ...APART, ...ways }, tables, seed)))),
    );
    const deviateFrom = (...levers: readonly Lever[]): number =>
      largestDeviate(found, Float64Array.from(outOf(projectedYears(COUNTS, moved(RATES, ...levers)).flows)));
    expect(deviateFrom(MOVING)).toBeLessThan(5);
    expect(deviateFrom({ ...MOVING, value: 4.5 })).toBeGreaterThan(5);
    expect(deviateFrom({ ...MOVING, areas: CODES })).toBeGreaterThan(5);
    expect(deviateFrom()).toBeGreaterThan(5);
  });
  /** [from] moves of all years. */
  const outOf = (flows: readonly StepFlows[]): number[] => {
    const moves = added(flows, 'moves');
    return CODES.map((_, from) => sum(moves.slice(from * REGIONS * 2, (from + 1) * REGIONS * 2)));
  };
});

describe('a lever held to one kelurahan', () => {
  const regionOf = (person: string): number => Number(person.split(' ')[2]);
  const elsewhere = ({ persons }: SimulatedFamilies): string[] =>
    people(persons).filter((person) => regionOf(person) !== HIT);
  const still = RATES.map((each) => changeGross(each, ({ moving }) => ({ moving: scaled(moving, 0) })));
  /** Of the years of an account what is told of other kelurahan: those of moves are of two. */
  const told = ({ years }: SimulatedFamilies): unknown =>
    years.map(({ flows: { births, deaths, arrivals, departures }, end, families }) =>
      [births, deaths, arrivals, departures, end, ...Object.values(families)].map((column: ArrayLike<number>) => {
        const width = column.length / REGIONS;
        return Array.from(column).filter((_, cell) => Math.floor(cell / width) !== HIT);
      }),
    );

  test('on departures changes nobody elsewhere, where nobody moves or looks for a partner outside his own', () => {
    const [baseline, scenario] = besideBaseline(still, [LEAVING], 7, APART);
    expect(elsewhere(scenario)).toEqual(elsewhere(baseline));
    expect(told(scenario)).toEqual(told(baseline));
    expect(people(scenario.persons).length).toBeLessThan(people(baseline.persons).length - 30);
    const [, ofCity] = besideBaseline(still, [{ ...LEAVING, areas: CODES }], 7, APART);
    expect(elsewhere(ofCity)).not.toEqual(elsewhere(baseline));
  });

  test('on moves: from elsewhere, in its first year, as many move as before', () => {
    const [baseline, scenario] = besideBaseline(RATES, [MOVING], 7, APART);
    const [before, after] = [baseline, scenario].map(({ years }) => years[0]!.flows) as [StepFlows, StepFlows];
    const from = (flows: StepFlows, region: number): number[] =>
      Array.from(flows.moves.subarray(region * REGIONS * 2, (region + 1) * REGIONS * 2));
    for (const region of [0, 2]) expect(from(after, region)).toEqual(from(before, region));
    expect(sum(from(after, HIT))).toBeGreaterThan(2 * sum(from(before, HIT)));
    expect(after.departures).toEqual(before.departures);
    expect(after.deaths).toEqual(before.deaths);
  });

  test('leaves households valid and everybody accounted for, in any order of the rows', () => {
    const tables = moved(RATES, LEAVING, { ...MOVING, ages: { from: 20, to: 39 } }).map(yearTables);
    const faults: unknown[] = [];
    const found = simulateFamilies(START, FAMILIES, tables, 7, {
      pass: (persons, households, step) => step > 0 && faults.push(faultsOf(persons, households)),
    });
    expect(faults).toEqual(tables.map(() => ({})));
    expect(unexplained(COUNTS.persons, found.years, REGIONS)).toBe(0);
    const other = simulateFamilies(inOtherRows(START, 3571), FAMILIES, tables, 7);
    expect(other.years).toEqual(found.years);
    expect(people(other.persons)).toEqual(people(found.persons));
  });

  test('on who leaves changes no birth by another: women of kelurahan with the same births are one group', () => {
    const fertility: Lever = { lever: 'fertility', value: 0.8 };
    const [, scenario] = besideBaseline(still, [fertility, LEAVING], 7, APART);
    expect(scenario.gradients.at(-1)!.birthGroup).toEqual(Uint8Array.of(1, 1, 1));
  });
});
