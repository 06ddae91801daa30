/** Residents, rates and two runs that tests of replicates take for granted. */
import { projectPath } from '../../kernel/files.ts';
import { dayOf } from '../../kernel/time.ts';
import { loadDemography } from '../demography/parameters.ts';
import { inventedPersons } from '../microsimulation/test-city.ts';
import type { MovedLever, Scenario } from '../scenarios/scenario-file.ts';
import type { PairOfRuns } from './pair-of-runs.ts';

const named = { id: 'a', en: 'a' };
export const testScenario = (...levers: MovedLever[]): Scenario => ({ name: named, description: named, levers });

/** Births are `value` times as many from the year on. */
export const fewerBirths = (value: number, fromYear: number): MovedLever => ({
  lever: 'fertility',
  value,
  fromYear,
  source: 'asumsi',
});

/** Two kelurahan from the last day of 2025 on; nothing but births, deaths and migration. */
export const testPair = (
  residents: number,
  years: number,
  lever: MovedLever,
  startDay: number = dayOf(2025, 12, 31)!,
): PairOfRuns => ({
  start: inventedPersons(residents, 2),
  parameters: loadDemography(projectPath('models')),
  startDay,
  years,
  seed: 5,
  areaCodes: ['a', 'b'],
  alignment: [],
  baseline: testScenario(),
  scenario: testScenario(lever),
});
