import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { projectPath } from '../../kernel/files.ts';
import type { Population } from '../../population/columns.ts';
import { loadDemography } from '../demography/parameters.ts';
import { SIMULATED_PROGRAMMES } from '../livelihood/parameters.ts';
import { inventedPopulation } from '../livelihood/test-life-city.ts';
import { LEVER_NAMES, loadLevers, NARROWED_BY, RATE_LEVERS, type LeverName } from '../scenarios/levers.ts';
import { readScenario, type MovedLever, type Scenario } from '../scenarios/scenario-file.ts';
import { fullStart } from './full-start.ts';
import { LIFE_FROM, SIMULATED_INDICATORS } from './indicators.ts';
import { isSame, type PairOfRuns } from './pair-of-runs.ts';
import { replicateOf } from './replicate.ts';
import { simulateReplicates } from './replicates.ts';
import { EXPECTED_WIDTH, layoutOf } from './sides.ts';

const MODELS = projectPath('models');
const LEVERS = loadLevers(MODELS);
const REGIONS = 3;
const AREAS = ['a', 'b', 'c'];
const YEARS = 3;
const named = { id: 'a', en: 'a' };
const scenario = (...levers: MovedLever[]): Scenario => ({ name: named, description: named, levers });

function pairOf(population: Population): PairOfRuns {
  const { full } = fullStart(population, REGIONS, MODELS);
  return {
    start: full.families.persons,
    parameters: loadDemography(MODELS),
    startDay: population.referenceDay,
    years: YEARS,
    seed: 11,
    areaCodes: AREAS,
    alignment: [],
    baseline: scenario(),
    scenario: scenario(),
    full,
  };
}

const POPULATION = inventedPopulation(3000, REGIONS);
const PAIR = pairOf(POPULATION);
const WIDTH = SIMULATED_INDICATORS.length;
const LAYOUT = layoutOf(PAIR);
const SIDE = LAYOUT.side;
const BASE = replicateOf(PAIR)(2);

const place = (key: string): number => SIMULATED_INDICATORS.findIndex((each) => each.key === key);
const valueAt = (values: Float32Array, side: number, year: number, area: number, key: string): number =>
  values[side * SIDE + (year * (REGIONS + 1) + area) * WIDTH + place(key)]!;
const run = (...levers: MovedLever[]): Float32Array => replicateOf({ ...PAIR, scenario: scenario(...levers) })(2);
const moved = (lever: LeverName, value: number, more: Partial<MovedLever> = {}): MovedLever => ({
  lever,
  value,
  fromYear: 2026,
  source: 'asumsi',
  ...more,
});

describe('a replicate of the full model', () => {
  test('tells everything that is simulated, and of people what is expected', () => {
    expect(BASE.some(Number.isNaN)).toBe(false);
    const residents = BASE[LAYOUT.expected + ((REGIONS + 1) * YEARS + REGIONS) * EXPECTED_WIDTH + place('residents')]!;
    const simulated = valueAt(BASE, 0, YEARS, REGIONS, 'residents');
    expect(residents).not.toBe(simulated);
    expect(Math.abs(residents - simulated)).toBeLessThan(0.05 * residents);
  });

  test('has differences of exactly zero when its scenario is its baseline', () => {
    expect(BASE.slice(0, SIDE)).toEqual(BASE.slice(SIDE, 2 * SIDE));
    const { expected, expectedSide, moves } = LAYOUT;
    expect(BASE.slice(expected, expected + expectedSide)).toEqual(BASE.slice(expected + expectedSide, moves));
    const rest = LEVER_NAMES.filter((name) => !name.endsWith('-budget')).map((name) =>
      moved(name, LEVERS[name].default),
    );
    expect(isSame({ ...PAIR, scenario: scenario(...rest) })).toBe(true);
  });

  test('adds up: who works, looks for work or does neither are all of 15 or more; recipients keep to their places', () => {
    for (let year = 0; year <= YEARS; year++)
      for (let area = 0; area <= REGIONS; area++) {
        const of = (key: string): number => valueAt(BASE, 0, year, area, key);
        expect(of('working') + of('unemployed')).toBe(of('labour-force'));
        expect(of('unemployment-rate')).toBeCloseTo((100 * of('unemployed')) / of('labour-force'), 3);
        expect(of('poverty-rate')).toBeCloseTo((100 * of('poor')) / of('residents'), 3);
        expect(of('pupils-sd')).toBeLessThanOrEqual(of('ages-7-12'));
      }
    for (const key of SIMULATED_PROGRAMMES)
      expect(valueAt(BASE, 0, YEARS, REGIONS, `recipients-${key}`)).toBeLessThanOrEqual(
        valueAt(BASE, 0, 0, REGIONS, `recipients-${key}`),
      );
  });

  test('starts from the poverty, the Gini and the work of BPS', () => {
    const { consumption, work } = PAIR.full!.life.parameters;
    expect(valueAt(BASE, 0, 0, REGIONS, 'poverty-rate')).toBeCloseTo(100 * consumption.poorShare.value, 0);
    expect(valueAt(BASE, 0, 0, REGIONS, 'gini')).toBeCloseTo(consumption.giniIndex.value, 2);
    expect(valueAt(BASE, 0, 0, REGIONS, 'participation-rate')).toBeCloseTo(100 * work.participationShare.value, -0.3);
    expect(valueAt(BASE, 0, 0, REGIONS, 'unemployment-rate')).toBeCloseTo(100 * work.unemploymentShare.value, -0.3);
  });
});

describe('the same bytes', () => {
  test.each([2, 4])('come from %d threads as from one', async (threads) => {
    const pair = { ...PAIR, scenario: scenario(moved('training-places', 200)) };
    const one = [0, 1].map(replicateOf(pair));
    const found = new Map<number, Float32Array>();
    await simulateReplicates(pair, [0, 1], threads, (replicate, values) => found.set(replicate, values));
    expect([0, 1].map((number) => found.get(number))).toEqual(one);
  });

  test('come from residents and households in another order', () => {
    // With levers that draw for themselves.
    const levers = scenario(
      moved('training-places', 20),
      moved('training-effect', 30),
      moved('minimum-wage', 1.5),
      moved('flood', 20),
      moved('sembako-targeting', 3),
      moved('sembako-budget', 2),
    );
    const [one, other] = [POPULATION, inOtherOrder(POPULATION)].map((population) =>
      replicateOf({ ...pairOf(population), scenario: levers })(2),
    );
    expect(other).toEqual(one);
    expect(one).not.toEqual(BASE);
  });

  test('do not come when persons are known by their row: then their order would count', () => {
    const byRow = (population: Population): Population => ({
      ...population,
      persons: {
        ...population.persons,
        personId: Uint8Array.from(
          { length: population.persons.count * 16 },
          (_, i) => ((i >> 4) >> (8 * (i % 4))) & 255,
        ),
      },
    });
    expect(replicateOf(pairOf(byRow(inOtherOrder(POPULATION))))(2)).not.toEqual(
      replicateOf(pairOf(byRow(POPULATION)))(2),
    );
  });
});

/** What the levers of how people live cannot reach: births, deaths and migration, and the families they make. */
const demographic = (values: Float32Array, side: number): number[] =>
  Array.from({ length: (YEARS + 1) * (REGIONS + 1) }, (_, cell) => cell).flatMap((cell) =>
    Array.from(values.subarray(side * SIDE + cell * WIDTH, side * SIDE + cell * WIDTH + LIFE_FROM)),
  );
const OF_WORK = ['labour-force', 'working', 'unemployed', 'disabled', 'frail', 'pupils-sd', 'pupils-sma'];
const LIFE = LEVER_NAMES.filter((name) => !RATE_LEVERS.includes(name as never));

describe('a lever changes nobody outside its reach', () => {
  test('whichever it is of how people live, and however far: no birth, death, move or wedding; no work elsewhere', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...LIFE),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 0, max: REGIONS - 1 }),
        (lever, share, area) => {
          const { low, high, choices } = LEVERS[lever];
          const value = low + share * (high - low);
          const areas = NARROWED_BY[lever].areas ? { areas: [AREAS[area]!] } : {};
          const found = run(moved(lever, choices === undefined ? value : Math.round(value), areas));
          expect(demographic(found, 1)).toEqual(demographic(found, 0));
          if (!NARROWED_BY[lever].areas) return;
          // Later on people move, and children of those who are poor for it leave school: in the first year nobody has yet.
          for (let other = 0; other < REGIONS; other++)
            if (other !== area)
              for (const key of OF_WORK)
                expect(valueAt(found, 1, 1, other, key)).toBe(valueAt(found, 0, 1, other, key));
        },
      ),
      { numRuns: 15, seed: 4 },
    );
  });

  test('aid: school and work of the first year stay, and only recipients, cost and poverty differ', () => {
    const found = run(moved('sembako-quota', 5));
    for (const key of OF_WORK) expect(valueAt(found, 1, 1, REGIONS, key)).toBe(valueAt(found, 0, 1, REGIONS, key));
    expect(valueAt(found, 1, 1, REGIONS, 'recipients-pkh')).toBe(valueAt(found, 0, 1, REGIONS, 'recipients-pkh'));
    expect(valueAt(found, 1, 1, REGIONS, 'poor')).toBeLessThan(valueAt(found, 0, 1, REGIONS, 'poor'));
  });
});

describe('a lever of a programme', () => {
  const OTHERS = SIMULATED_PROGRAMMES.filter((key) => !['pkh', 'sembako'].includes(key));
  test.each(OTHERS.flatMap((key) => (['quota', 'targeting'] as const).map((lever) => [key, lever] as const)))(
    '%s-%s changes no birth, death or move, and in the first year nothing but that programme, what it excludes, and poverty',
    (key, lever) => {
      const value = lever === 'quota' ? 0.4 : 3;
      const found = run(moved(`${key}-${lever}`, value), moved('training-effect', 0));
      expect(demographic(found, 1)).toEqual(demographic(found, 0));
      const aids = PAIR.full!.life.aidRules.aids;
      const bit = 1 << SIMULATED_PROGRAMMES.indexOf(key);
      // Whoever is excluded by one that is chosen differently may be chosen differently, and so on.
      let reached = bit;
      for (let round = 0; round < aids.length; round++)
        aids.forEach(({ excluding }, place) => (reached |= (excluding & reached) === 0 ? 0 : 1 << place));
      for (const key of OF_WORK) expect(valueAt(found, 1, 1, REGIONS, key)).toBe(valueAt(found, 0, 1, REGIONS, key));
      SIMULATED_PROGRAMMES.forEach((other, place) => {
        if ((reached & (1 << place)) !== 0) return;
        for (const told of [`recipients-${other}`, `aid-cost-${other}`])
          expect([told, valueAt(found, 1, 1, REGIONS, told)]).toEqual([told, valueAt(found, 0, 1, REGIONS, told)]);
      });
    },
  );
  test('is refused out of bounds, or of a programme that nobody has', () => {
    const setting = { levers: LEVERS, areaCodes: AREAS, firstYear: 2026, lastYear: 2030 };
    const asked = (lever: string, value: number) => () =>
      readScenario(
        { name: named, description: named, levers: [{ lever, value, fromYear: 2026, source: 'asumsi' }] },
        setting,
      );
    expect(asked('pip-quota', 21)).toThrow(/out of bounds/);
    expect(asked('lansia-non-potensial-desil', 11)).toThrow(/out of bounds/);
    expect(asked('pip-colour', 1)).toThrow(/no lever/);
    expect(asked('unknown-quota', 1)).toThrow(/no lever/);
    expect(asked('pip-quota', 2)).not.toThrow();
  });
});

describe('levers on who leaves and who moves, held to one kelurahan', () => {
  const levers = [moved('departures', 3, { areas: ['b'] }), moved('moves', 3, { areas: ['b'] })];
  const pair = { ...PAIR, scenario: scenario(...levers) };
  // Rates are drawn: in this replicate some leave.
  const found = replicateOf(pair)(0);
  const of = (key: string, side: number, area: number): number => valueAt(found, side, 1, area, key);

  test('send away more of those who live there; elsewhere as many leave and die in that year as would have', () => {
    for (const area of [0, 2])
      for (const key of ['departures', 'deaths']) expect(of(key, 1, area)).toBe(of(key, 0, area));
    expect(of('departures', 1, 1)).toBeGreaterThan(1.4 * of('departures', 0, 1));
  });
  test('leave everybody accounted for, by kelurahan and year', () => {
    for (let area = 0; area <= REGIONS; area++)
      for (let year = 1; year <= YEARS; year++) {
        const at = (key: string, when = year): number => valueAt(found, 1, when, area, key);
        const came = at('births') + at('arrivals') + at('moved-in');
        expect(at('residents', year - 1) + came - at('deaths') - at('departures') - at('moved-out')).toBe(
          at('residents'),
        );
      }
  });
  test('give the same bytes on two threads', async () => {
    let byThreads: Float32Array | undefined;
    await simulateReplicates(pair, [0], 2, (_, values) => (byThreads = values));
    expect(byThreads).toEqual(found);
  });
});

describe('levers do what they say', () => {
  const change = (lever: MovedLever, key: string, year = YEARS): number => {
    const found = run(lever);
    return valueAt(found, 1, year, REGIONS, key) - valueAt(found, 0, year, REGIONS, key);
  };
  test.each<[LeverName, number, string, 1 | -1]>([
    ['unemployment', 5, 'unemployed', 1],
    ['jobs', 200, 'working', 1],
    ['jobs', -200, 'unemployed', 1],
    ['wage-growth', 10, 'poor', -1],
    ['price-growth', 10, 'poor', 1],
    ['minimum-wage', 2, 'unemployed', 1],
    ['training-places', 20_000, 'unemployed', -1],
    ['seats-sd', -500, 'without-seat-sd', 1],
    ['seats-paud', -5000, 'pupils-paud', -1],
    ['puskesmas', 0.5, 'visits-beyond', 1],
    ['flood', 100, 'poor', 1],
    ['sembako-amount', 5, 'poor', -1],
    ['sembako-budget', 0.5, 'recipients-sembako', -1],
    ['sembako-desil', 0, 'recipients-sembako', -1],
    ['pbi-jk-quota', 0.5, 'aid-cost-pbi-jk', -1],
    ['bltd-targeting', 3, 'recipients-bltd', 1],
    ['pkh-quota', 3, 'recipients-pkh', 1],
    ['pip-quota', 0.3, 'recipients-pip', -1],
    ['pip-targeting', 3, 'recipients-pip', 1],
    ['pip-targeting', 2, 'aid-cost-pip', 1],
    ['pip-amount', 5, 'poor', -1],
    ['blt-dbhcht-budget', 0.3, 'recipients-blt-dbhcht', -1],
    ['blts-kesra-quota', 1, 'recipients-blts-kesra', 1],
    ['lansia-non-potensial-desil', 2, 'recipients-lansia-non-potensial', -1],
    ['permakanan-quota', 1, 'aid-cost-permakanan', 1],
    ['bansos-air-bersih-quota', 0.2, 'aid-cost-bansos-air-bersih', -1],
    ['pbi-d-quota', 0.2, 'recipients-pbi-d', -1],
    ['pelatihan-kerja-quota', 0.5, 'recipients-pelatihan-kerja', 1],
    ['training-places', 20, 'aid-cost-pelatihan-kerja', 1],
  ])('%s at %d: %s moves by the sign %d', (lever, value, key, sign) => {
    expect(Math.sign(change(moved(lever, value), key))).toBe(sign);
  });
  test('a shock of a year is over the year after, and what it did to work with it', () => {
    const shock = moved('unemployment', 5, { toYear: 2026 });
    expect(change(shock, 'unemployed', 1)).toBeGreaterThan(50);
    expect(Math.abs(change(shock, 'unemployed', 2))).toBeLessThan(10);
  });
});

/** The same people and households, in an order that has nothing to do with who they are. */
function inOtherOrder(population: Population): Population {
  const { persons, households } = population;
  const order = (count: number, stride: number): number[] =>
    Array.from({ length: count }, (_, i) => (i * stride) % count);
  const people = order(persons.count, 1709);
  const homes = order(households.count, households.count - 1);
  const placeOf = new Map(homes.map((old, now) => [old, now]));
  const turned = <T extends object>(columns: T, rows: readonly number[]): T =>
    Object.fromEntries(
      Object.entries(columns).map(([name, column]: [string, unknown]) => {
        if (typeof column === 'number') return [name, column];
        const bytes = column as Uint8Array;
        const width = bytes.length / rows.length;
        return [name, bytes.map((_, i) => bytes[rows[Math.floor(i / width)]! * width + (i % width)]!)];
      }),
    ) as T;
  const turnedPersons = turned(persons, people);
  return {
    ...population,
    persons: { ...turnedPersons, householdRow: turnedPersons.householdRow.map((row) => placeOf.get(row)!) },
    households: turned(households, homes),
  };
}
