import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FEMALE, FIVE_YEAR_GROUPS, MALE, SINGLE_YEARS, type AgeAxis } from '../demography/ages.ts';
import { fateOf } from './migration.ts';
import type { PopulationCounts, StepFlows, StepMigration, StepRates, VitalRates } from './shapes.ts';
import { projectStep } from './step.ts';

const { count } = SINGLE_YEARS;

function vitalRates(axis: AgeAxis, force: number): VitalRates {
  const width = axis.widthYears;
  const survival = Float64Array.from({ length: 2 * axis.count }, (_, cell) => {
    const age = (cell % axis.count) * width;
    return Math.exp(-width * (0.0005 + force * Math.exp(0.095 * age)) * (cell < axis.count ? 1.3 : 1));
  });
  const birthsPerWomanYear = Float64Array.from({ length: axis.count }, (_, group) => {
    const age = group * width;
    return age >= 15 && age < 50 ? 0.06 : 0;
  });
  return { survival, newbornSurvival: Float64Array.of(0.98, 0.985), birthsPerWomanYear, maleBirthShare: 0.512 };
}

const filled = (length: number, at: (i: number) => number): Float64Array =>
  Float64Array.from({ length }, (_, i) => at(i));

function gross(regions: number, leaving: number, moving: number, arrivals: number): StepMigration {
  return {
    kind: 'gross',
    leaving: filled(2 * count, (i) => leaving / (1 + (i % count) / 20)),
    moving: filled(2 * count, (i) => moving / (1 + (i % count) / 30)),
    destinationShare: filled(regions * regions, (i) =>
      regions === 1 || Math.floor(i / regions) === i % regions ? 0 : 1 / (regions - 1),
    ),
    arrivals: filled(regions * 2 * count, (i) => arrivals / (1 + (i % count) / 10)),
  };
}

const people = (regions: number, seed: number): PopulationCounts => ({
  regions,
  persons: filled(regions * 2 * count, (i) => (i % count < 95 ? 50 + ((i * 7919 + seed) % 61) : 0)),
});

const total = (column: ArrayLike<number>): number => Array.from(column).reduce((sum, each) => sum + each, 0);

/** Persons of one region and sex that the flows do not explain. */
function unexplained(
  start: PopulationCounts,
  end: PopulationCounts,
  flows: StepFlows,
  region: number,
  sex: number,
): number {
  const { regions } = start;
  const cell = region * 2 + sex;
  const of = ({ persons }: PopulationCounts): number => total(persons.subarray(cell * count, (cell + 1) * count));
  let moved = 0;
  for (let other = 0; other < regions; other++) {
    moved += flows.moves[(other * regions + region) * 2 + sex]!;
    moved -= flows.moves[(region * regions + other) * 2 + sex]!;
  }
  const change = flows.births[cell]! - flows.deaths[cell]! + flows.arrivals[cell]! - flows.departures[cell]! + moved;
  return of(end) - of(start) - change;
}

const sharedRates = (regions: number, migration: StepMigration): StepRates => ({
  vital: Array.from({ length: regions }, () => vitalRates(SINGLE_YEARS, 0.00003)),
  migration,
});

describe('one step', () => {
  test('start + births − deaths + arrivals − departures + moves = end, by region and sex, whatever the rates', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 0, max: 1000 }),
        fc.double({ min: 0, max: 0.4, noNaN: true }),
        fc.double({ min: 0, max: 0.9, noNaN: true }),
        fc.double({ min: 0, max: 30, noNaN: true }),
        (regions, seed, leaving, moving, arrivals) => {
          const start = people(regions, seed);
          const { end, flows } = projectStep(
            SINGLE_YEARS,
            start,
            sharedRates(regions, gross(regions, leaving, regions === 1 ? 0 : moving, arrivals)),
          );
          for (let region = 0; region < regions; region++)
            for (let sex = MALE; sex <= FEMALE; sex++)
              expect(Math.abs(unexplained(start, end, flows, region, sex))).toBeLessThan(1e-8);
        },
      ),
      { numRuns: 60, seed: 3 },
    );
  });

  test('the account sees a person who vanishes', () => {
    const start = people(2, 1);
    const { end, flows } = projectStep(SINGLE_YEARS, start, sharedRates(2, gross(2, 0.02, 0.05, 3)));
    end.persons[7]! -= 1;
    expect(Math.abs(unexplained(start, end, flows, 0, MALE))).toBeCloseTo(1, 8);
  });

  test('regions with the same rates add up to the city as one region', () => {
    const regions = 4;
    const start = people(regions, 5);
    const parts = projectStep(SINGLE_YEARS, start, sharedRates(regions, gross(regions, 0.03, 0.2, 2))).end;
    const whole = { regions: 1, persons: new Float64Array(2 * count) };
    start.persons.forEach((each, i) => (whole.persons[i % (2 * count)]! += each));
    const city = projectStep(SINGLE_YEARS, whole, sharedRates(1, gross(1, 0.03, 0, 2 * regions))).end;
    city.persons.forEach((each, cell) => {
      const sum = Array.from({ length: regions }, (_, region) => parts.persons[region * 2 * count + cell]!);
      expect(total(sum)).toBeCloseTo(each, 8);
    });
  });

  test('children go where their mothers go', () => {
    const migration = gross(2, 0, 0, 0);
    if (migration.kind !== 'gross') throw new Error('not gross');
    const start = { regions: 2, persons: new Float64Array(2 * 2 * count) };
    start.persons[FEMALE * count + 25] = 1000;
    const rates = sharedRates(2, { ...migration, moving: new Float64Array(2 * count).fill(1) });
    const { end, flows } = projectStep(SINGLE_YEARS, start, rates);
    const babiesAt = (region: number): number =>
      end.persons[region * 2 * count]! + end.persons[(region * 2 + 1) * count]!;
    const { birthsPerWomanYear, survival } = rates.vital[0]!;
    const late = birthsPerWomanYear[26]! * survival[FEMALE * count + 25]!;
    const early = birthsPerWomanYear[25]!;
    expect(total(flows.births)).toBeCloseTo((1000 * (early + late)) / 2, 9);
    expect(total(flows.births.subarray(0, 2))).toBeCloseTo((1000 * early) / 2, 9);
    // Mothers who died leave their early children behind; nobody else does.
    const left = ((1000 * early) / 2) * (1 - survival[FEMALE * count + 25]!);
    expect(babiesAt(0)).toBeCloseTo(left * (0.512 * 0.98 + 0.488 * 0.985), 9);
    expect(babiesAt(1)).toBeGreaterThan(0.98 * total(flows.births) - left);
  });

  test('who leaves and moves goes by the rates of where he lives, and children with their mothers', () => {
    const migration = gross(2, 0, 0, 0);
    if (migration.kind !== 'gross') throw new Error('not gross');
    const of = (...rates: readonly [number, number]): Float64Array =>
      filled(2 * 2 * count, (i) => rates[Math.floor(i / (2 * count))]!);
    const vital = {
      survival: new Float64Array(2 * count).fill(1),
      newbornSurvival: Float64Array.of(1, 1),
      birthsPerWomanYear: filled(count, (age) => (age === 25 ? 0.2 : 0)),
      maleBirthShare: 0.5,
    };
    const rates: StepRates = {
      vital: [vital, vital, vital],
      migration: {
        ...migration,
        leaving: of(0.1, 0.2),
        moving: of(0.5, 0.25),
        goingOf: Uint32Array.of(0, 1, 0),
        destinationShare: Float64Array.of(0, 1, 0, 1, 0, 0, 0, 1, 0),
        arrivals: new Float64Array(3 * 2 * count),
      },
    };
    const start = { regions: 3, persons: new Float64Array(3 * 2 * count) };
    const womenAt = (region: number, age: number): number => (region * 2 + FEMALE) * count + age;
    for (let region = 0; region < 3; region++) start.persons[womenAt(region, 25)] = 1000;
    const { end, flows } = projectStep(SINGLE_YEARS, start, rates);
    // 900, 800 and 900 do not leave; of them a half, a quarter and a half move: 0 to 1, 1 to 0 and 2 to 1.
    const at = (age: number): number[] =>
      [0, 1, 2].map((region) => Math.round(end.persons[womenAt(region, age)]! * 1e6) / 1e6);
    expect(at(26)).toEqual([450 + 200, 600 + 450 + 450, 450]);
    // A hundred children each, half of them girls.
    expect(at(0)).toEqual([22.5 + 10, 30 + 22.5 + 22.5, 22.5]);
    const women = (column: Float64Array): number[] => Array.from(column.filter((_, cell) => cell % 2 === FEMALE));
    women(flows.departures).forEach((each, region) => expect(each).toBeCloseTo([105, 210, 105][region]!, 9));
    women(flows.moves).forEach((each, i) => expect(each).toBeCloseTo([0, 472.5, 0, 210, 0, 0, 0, 472.5, 0][i]!, 9));
  });

  test('columns of other lengths than the rates of going are refused', () => {
    const migration = gross(2, 0.1, 0.1, 0);
    if (migration.kind !== 'gross') throw new Error('not gross');
    const two = sharedRates(2, { ...migration, goingOf: Uint32Array.of(0, 1) });
    expect(() => projectStep(SINGLE_YEARS, people(2, 1), two)).toThrow(/leaving: 202 values, not 404/);
    const one = sharedRates(2, { ...migration, goingOf: Uint32Array.of(0) });
    expect(() => projectStep(SINGLE_YEARS, people(2, 1), one)).toThrow(/rates of going: 1 values, not 2/);
  });

  test('columns of other lengths than the axis are refused', () => {
    expect(() => projectStep(FIVE_YEAR_GROUPS, people(1, 1), sharedRates(1, { kind: 'none' }))).toThrow(
      /population: 202 values, not 42/,
    );
  });
});

describe('the shares of a fate', () => {
  test('add to one, and death and leaving each have what their forces say', () => {
    const fate = fateOf(0.9, 0.2, 0.5);
    expect(fate.dead + fate.left + fate.moved + fate.stayed).toBeCloseTo(1, 14);
    expect(fate.dead / fate.left).toBeCloseTo(Math.log(0.9) / Math.log(0.8), 12);
    expect(fate.moved).toBeCloseTo(0.36, 14);
  });
  test('certain death and certain leaving are possible', () => {
    expect(fateOf(0, 0.5, 0)).toEqual({ dead: 1, left: 0, moved: 0, stayed: 0 });
    expect(fateOf(0.5, 1, 0)).toEqual({ dead: 0, left: 1, moved: 0, stayed: 0 });
  });
});

describe('many steps', () => {
  test('a closed population comes to grow at the rate that Lotka’s equation gives', () => {
    const rates = sharedRates(1, { kind: 'none' });
    let state: PopulationCounts = people(1, 9);
    for (let year = 0; year < 500; year++) state = projectStep(SINGLE_YEARS, state, rates).end;
    const next = projectStep(SINGLE_YEARS, state, rates).end;
    const growth = total(next.persons) / total(state.persons);
    expect(lotkaSum(rates.vital[0]!, growth)).toBeCloseTo(1, 8);
    expect(Math.abs(lotkaSum(rates.vital[0]!, growth * 1.0001) - 1)).toBeGreaterThan(1e-3);
  });
});

/** Daughters a newborn girl has, each discounted by the growth until then: 1 at the growth of the stable population. */
function lotkaSum(
  { survival, newbornSurvival, birthsPerWomanYear, maleBirthShare }: VitalRates,
  growth: number,
): number {
  let sum = 0;
  // Girls born in a year are 0 at its end; the women of age x at a year's end bear at that end and at the next start.
  let alive = newbornSurvival[FEMALE]!;
  for (let age = 0; age < count - 1; age++) {
    sum += (alive * birthsPerWomanYear[age]! * (growth ** -(age + 1) + growth ** -age)) / 2;
    alive *= survival[FEMALE * count + age]!;
  }
  return sum * (1 - maleBirthShare);
}
