import { describe, expect, test } from 'vitest';
import { projectPath } from '../../kernel/files.ts';
import { CENTRAL } from '../demography/levels.ts';
import { loadDemography } from '../demography/parameters.ts';
import { CENTRAL_LIVELIHOOD, livelihoodLevels } from '../livelihood/levels.ts';
import { measureLife } from '../livelihood/life-indicators.ts';
import { lifePass } from '../livelihood/life-run.ts';
import { inventedPopulation } from '../livelihood/test-life-city.ts';
import { familyTables } from '../microsimulation/families/family-tables.ts';
import { simulateFamilies, type BaselineRun } from '../microsimulation/families/simulate-families.ts';
import type { LeverName } from '../scenarios/levers.ts';
import type { MovedLever, Scenario } from '../scenarios/scenario-file.ts';
import { measureFamilies } from './family-indicators.ts';
import { fullStart } from './full-start.ts';
import { partingOf, runFullSides, runScenarioAlone, type FullSides } from './full-sides.ts';
import { FAMILIES_FROM, LIFE_FROM, measureYear, SIMULATED_INDICATORS } from './indicators.ts';
import { countsOf, policiesOfSides, ratesOfSides, type PairOfRuns } from './pair-of-runs.ts';
import { tablesOfSides } from './replicate.ts';
import { layoutOf } from './sides.ts';

const MODELS = projectPath('models');
const REGIONS = 3;
const WIDTH = SIMULATED_INDICATORS.length;
const YEARS = 7;
const named = { id: 'a', en: 'a' };
const scenario = (...levers: MovedLever[]): Scenario => ({ name: named, description: named, levers });
const POPULATION = inventedPopulation(4000, REGIONS);
const { full } = fullStart(POPULATION, REGIONS, MODELS);
const LEVELS = livelihoodLevels(full.life.parameters, CENTRAL_LIVELIHOOD);
const FAMILY_TABLES = familyTables(full.familyParameters, full.families);
const PAIR: PairOfRuns = {
  start: full.families.persons,
  parameters: loadDemography(MODELS),
  startDay: POPULATION.referenceDay,
  years: YEARS,
  seed: 11,
  areaCodes: ['a', 'b', 'c'],
  alignment: [],
  baseline: scenario(),
  scenario: scenario(),
  full,
};
const moved = (lever: LeverName, value: number, fromYear: number, more: Partial<MovedLever> = {}): MovedLever => ({
  ...{ lever, value, fromYear, source: 'asumsi' },
  ...more,
});

function sidesOf(pair: PairOfRuns): FullSides {
  const tables = tablesOfSides(ratesOfSides(pair, countsOf(pair.start), CENTRAL));
  const { families, life } = full;
  return {
    families,
    familyTables: FAMILY_TABLES,
    life,
    tables,
    policies: policiesOfSides(pair, full),
    levels: LEVELS,
    seed: 77n,
  };
}
const room = (): Float32Array[] => [0, 1].map(() => new Float32Array(layoutOf(PAIR).side));

/** One side after the other from the start, as if there were no other. */
function runApart({ tables, policies, levels, seed }: FullSides): Float32Array[] {
  const places = room();
  const perYear = (REGIONS + 1) * WIDTH;
  let baseline: BaselineRun | undefined;
  places.forEach((place, side) => {
    const yearOf = (step: number): Float32Array => place.subarray(step * perYear, (step + 1) * perYear);
    const pass = lifePass(full.life, policies[side]!, levels, (step, account) =>
      measureLife(full.life, policies[side]![step - 1], account, yearOf(step), WIDTH, LIFE_FROM),
    );
    const run = simulateFamilies(full.families, FAMILY_TABLES, tables[side]!, seed, { pass, baseline });
    baseline ??= { gradients: run.gradients, tables: tables[side]! };
    measureYear(REGIONS, countsOf(PAIR.start).persons, undefined, yearOf(0), WIDTH);
    measureFamilies(run.start, yearOf(0), WIDTH, FAMILIES_FROM);
    run.years.forEach(({ end, flows, families }, i) => {
      measureYear(REGIONS, end, flows, yearOf(i + 1), WIDTH);
      measureFamilies(families, yearOf(i + 1), WIDTH, FAMILIES_FROM);
    });
  });
  return places;
}

const CASES: readonly [string, MovedLever[], { families: number; life: number }][] = [
  ['aid from the first year on', [moved('sembako-quota', 4, 2026)], { families: Infinity, life: 1 }],
  ['work in one year', [moved('unemployment', 5, 2029, { toYear: 2029 })], { families: Infinity, life: 4 }],
  [
    'wages of all years, and training in one of them',
    [
      moved('wage-growth', -10, 2026),
      moved('training-places', 400, 2028, { toYear: 2028 }),
      moved('training-effect', 100, 2028, { toYear: 2028 }),
    ],
    { families: Infinity, life: 1 },
  ],
  ['births of one kelurahan', [moved('fertility', 0.5, 2028, { areas: ['b'] })], { families: 3, life: 3 }],
  [
    'aid for pupils, for all of them, then for fewer',
    [moved('pip-targeting', 3, 2027), moved('pip-quota', 0.5, 2030)],
    { families: Infinity, life: 2 },
  ],
  [
    'aid of several kinds at once',
    [
      moved('lansia-non-potensial-quota', 3, 2026),
      moved('blts-kesra-quota', 1, 2028),
      moved('permakanan-quota', 0.5, 2027),
    ],
    { families: Infinity, life: 1 },
  ],
  [
    'aid that is no money',
    [moved('pbi-d-budget', 0.6, 2026), moved('bansos-air-bersih-desil', 2, 2028)],
    { families: Infinity, life: 1 },
  ],
  [
    'aid while wages fall',
    [moved('atensi-yapi-quota', 20, 2027), moved('wage-growth', -5, 2029)],
    { families: Infinity, life: 2 },
  ],
  [
    'courses of the programme',
    [
      moved('pelatihan-kerja-quota', 0.4, 2027),
      moved('training-effect', 30, 2027),
      moved('pelatihan-kerja-targeting', 3, 2029),
    ],
    { families: Infinity, life: 2 },
  ],
  ['births, none at all', [moved('fertility', 0, 2026)], { families: 1, life: 1 }],
  ['deaths in the last year', [moved('mortality', 1.5, 2032)], { families: 7, life: 7 }],
  [
    'how people live first, and where later',
    [moved('wage-growth', -5, 2027), moved('moves', 3, 2030)],
    { families: 5, life: 2 },
  ],
  [
    'where people live first, and how later',
    [moved('flood', 50, 2031), moved('housing', 40, 2028)],
    { families: 3, life: 3 },
  ],
];

describe('both sides side by side', () => {
  test.each(CASES)('are the same bytes as one after the other: %s', (_, levers, parting) => {
    const sides = sidesOf({ ...PAIR, scenario: scenario(...levers) });
    const apart = runApart(sides);
    expect(partingOf(sides)).toEqual(parting);
    const together = room();
    const { gradients } = runFullSides(sides, together, parting);
    expect(together).toEqual(apart);
    // And the scenario alone, beside a baseline that was simulated before.
    const alone = new Float32Array(together[1]!.length);
    runScenarioAlone(sides, alone, (year) => gradients[year]!);
    expect(alone).toEqual(apart[1]);
    expect(apart[1]).not.toEqual(apart[0]);
  });

  test('are the same bytes when they run apart earlier than they need to', () => {
    const sides = sidesOf({ ...PAIR, scenario: scenario(moved('sembako-quota', 4, 2029)) });
    const [one, other] = [room(), room()];
    runFullSides(sides, one, partingOf(sides));
    runFullSides(sides, other, { families: 2, life: 2 });
    expect(other).toEqual(one);
  });

  test('are others when they part too late: then a lever is not heard of in time', () => {
    const sides = sidesOf({ ...PAIR, scenario: scenario(moved('sembako-quota', 4, 2027)) });
    const late = room();
    runFullSides(sides, late, { families: Infinity, life: 3 });
    expect(late).not.toEqual(runApart(sides));
  });

  test('are never two where nothing differs', () => {
    expect(partingOf(sidesOf(PAIR))).toEqual({ families: Infinity, life: Infinity });
    const aligned = { ...PAIR, alignment: [{ year: 2028, totals: { births: 60 } }] };
    const later = { ...aligned, scenario: scenario(moved('fertility', 0.8, 2029)) };
    expect(partingOf(sidesOf(later))).toEqual({ families: 4, life: 4 });
  });
});
