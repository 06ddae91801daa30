import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { StepRates } from '../cohort-component/shapes.ts';
import { SINGLE_YEARS } from '../demography/ages.ts';
import { applyLevers } from '../scenarios/apply-levers.ts';
import type { MovedLever } from '../scenarios/scenario-file.ts';
import { simulateFamilies } from './families/simulate-families.ts';
import { inventedFamilies, tablesFor } from './families/test-families.ts';
import { moreNewcomersTo, newcomersTo, type Newcomer } from './newcomers.ts';
import { SEX_AGES } from './persons.ts';
import { countsOfStart, inventedPersons } from './test-city.ts';
import { changeGross, ratesFor, scaled } from './test-rates.ts';
import { livingRows, sum } from './test-figures.ts';
import { yearKeys } from './year-keys.ts';
import { yearTables } from './year-tables.ts';

const { count } = SINGLE_YEARS;
const REGIONS = 3;
const CODES = ['a', 'b', 'c'];
const [RATES] = ratesFor(countsOfStart(inventedPersons(9000, REGIONS)), 1);

const withLevers = (levers: readonly Partial<MovedLever>[]): StepRates => {
  const unnamed = { id: '-', en: '-' };
  const moved = levers.map((each): MovedLever => ({
    lever: 'arrivals',
    value: 1,
    fromYear: 2026,
    source: 'asumsi',
    ...each,
  }));
  return applyLevers(RATES!, { name: unnamed, description: unnamed, levers: moved }, CODES, 2026.5);
};

/** Everybody who comes, with lever and without: the usual ones first. */
function allOf(rates: StepRates, seed = 7): Newcomer[] {
  const tables = yearTables(rates);
  return CODES.flatMap((_, region) => [
    ...newcomersTo(region, tables, yearKeys(seed, 1)),
    ...moreNewcomersTo(region, tables, yearKeys(seed, 1)),
  ]);
}
const names = (newcomers: readonly Newcomer[]): string[] =>
  newcomers.map(({ low, high, region, cell }) => `${low},${high} ${region} ${cell}`);

const BASE = allOf(RATES!);
const isWithin =
  ({ from, to }: { from: number; to: number }, areas: readonly string[]) =>
  ({ cell, region }: Newcomer): boolean =>
    cell % count >= from && cell % count <= to && areas.includes(CODES[region]!);

const WINDOW = fc
  .tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100 }))
  .map(([one, other]) => ({ from: Math.min(one, other), to: Math.max(one, other) }));
const AREAS = fc.subarray(CODES, { minLength: 1 });

describe('a lever on who comes, of some ages and kelurahan', () => {
  test('for more: everybody of the baseline comes, with his sex and age, and others within the ages alone', () => {
    fc.assert(
      fc.property(WINDOW, AREAS, fc.double({ min: 1, max: 10, noNaN: true }), (ages, areas, value) => {
        const found = allOf(withLevers([{ ages, areas, value }]));
        const before = new Set(names(BASE));
        const others = found.filter((each) => !before.has(names([each])[0]!));
        expect(found.length - others.length).toBe(BASE.length);
        expect(others.every(isWithin(ages, areas))).toBe(true);
      }),
      { numRuns: 60, seed: 1 },
    );
  });

  test('for fewer: nobody else comes, and whoever is not meant comes all the same', () => {
    fc.assert(
      fc.property(WINDOW, AREAS, fc.double({ min: 0, max: 1, noNaN: true }), (ages, areas, value) => {
        const found = names(allOf(withLevers([{ ages, areas, value }])));
        const before = new Set(names(BASE));
        const now = new Set(found);
        expect(found.every((each) => before.has(each))).toBe(true);
        expect(names(BASE.filter((each) => !isWithin(ages, areas)(each))).every((each) => now.has(each))).toBe(true);
      }),
      { numRuns: 60, seed: 2 },
    );
  });

  test('that is moved further brings those of the milder one as well, or keeps them away', () => {
    const at = (value: number): string[] => names(allOf(withLevers([{ ages: { from: 18, to: 40 }, value }])));
    const values = [0, 0.3, 0.7, 1, 1.4, 3, 9];
    values.slice(1).forEach((value, i) => {
      const more = new Set(at(value));
      expect(at(values[i]!).every((each) => more.has(each))).toBe(true);
      expect(more.size).toBeGreaterThan(at(values[i]!).length);
    });
  });

  test('brings as many as it says: means of 400 draws within five standard errors, wrong by chance once in a million', () => {
    const levers = [
      { value: 3, ages: { from: 20, to: 29 } },
      { value: 0.4, ages: { from: 30, to: 100 } },
    ];
    const draws = 400;
    const found = Array.from({ length: draws }, (_, seed) => allOf(withLevers(levers), seed)).flat();
    for (const [ages, factor] of [
      [{ from: 20, to: 29 }, 3],
      [{ from: 30, to: 100 }, 0.4],
      [{ from: 0, to: 19 }, 1],
    ] as const) {
      const migration = RATES!.migration;
      if (migration.kind !== 'gross') throw new Error('not gross');
      const isMeant = (cell: number): boolean => cell % count >= ages.from && cell % count <= ages.to;
      const expected = factor * draws * sum(migration.arrivals.filter((_, cell) => isMeant(cell % SEX_AGES)));
      const number = found.filter(({ cell }) => isMeant(cell)).length;
      expect(Math.abs(number - expected)).toBeLessThan(5 * Math.sqrt(expected));
    }
  });

  test('of new homes brings others and changes nobody who comes', () => {
    const found = new Set(names(allOf(withLevers([{ lever: 'housing', value: 40, areas: ['b'] }]))));
    expect(names(BASE).every((each) => found.has(each))).toBe(true);
    expect(found.size).toBeGreaterThan(BASE.length + 80);
  });

  test('drawn from the shares of all who come, as if they were one number, would make other persons of them', () => {
    // What the simulation did before: one number and one distribution for all who come.
    const moved = withLevers([{ value: 2, ages: { from: 20, to: 29 } }]);
    const asOne = changeGross(moved, ({ arrivals }) => ({ unmovedArrivals: arrivals }));
    const now = new Set(names(allOf(asOne)));
    const outside = BASE.filter((each) => !isWithin({ from: 20, to: 29 }, CODES)(each));
    expect(names(outside).filter((each) => !now.has(each)).length).toBeGreaterThan(0.5 * outside.length);
  });

  test('that is moved there and back again changes nothing at all', () => {
    const back = withLevers([{ value: 2 }, { value: 0.5 }]);
    expect(yearTables(back)).toEqual(yearTables(RATES!));
  });
});

describe('families of newcomers', () => {
  const start = inventedFamilies(6000, REGIONS);
  const families = tablesFor(start);
  // Many come, so that there are families among them, and what follows from meeting somebody is looked at elsewhere.
  const many = changeGross(ratesFor(countsOfStart(start.persons), 1)[0]!, ({ arrivals }) => ({
    arrivals: scaled(arrivals, 0.5),
  }));
  const alone = { ...families, livingWithKin: 0 };
  /** Of newcomers and of the newborn. */
  const familiesAt = (rates: StepRates): Map<string, string> => {
    const { persons, households } = simulateFamilies(start, alone, [yearTables(rates)], 5);
    const name = (row: number): string => (row === 0xffffffff ? '-' : `${persons.low[row]},${persons.high[row]}`);
    const newcomers = livingRows(persons).filter((row) => persons.arrivedStep[row] === 1);
    return new Map(
      newcomers.map((row) => {
        const home = persons.household[row]!;
        return [
          name(row),
          `${persons.sexAge[row]} ${persons.marital[row]} ${name(persons.mother[row]!)} ${households.low[home]}`,
        ];
      }),
    );
  };

  test('stay as they are when more of some ages come', () => {
    const { migration } = many;
    if (migration.kind !== 'gross') throw new Error('not gross');
    const more = {
      ...many,
      migration: {
        ...migration,
        arrivals: migration.arrivals.map((each, cell) => (cell % count >= 20 && cell % count < 30 ? 3 * each : each)),
        unmovedArrivals: migration.arrivals,
      },
    };
    const [before, after] = [familiesAt(many), familiesAt(more)];
    expect(before.size).toBeGreaterThan(200);
    expect(after.size).toBeGreaterThan(before.size + 100);
    const unlike = [...before].filter(([name, family]) => after.get(name) !== family);
    expect(unlike).toEqual([]);
  });
});
