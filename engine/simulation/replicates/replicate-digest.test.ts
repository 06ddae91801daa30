/**
 * The bytes of one small replicate of the full model, pinned. A change that is not meant to move a number keeps them; one that
 * is says so in the changelog and writes the new digest here. They are those of the locked Node: exp and log are its own.
 */
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { projectPath } from '../../kernel/files.ts';
import { loadDemography } from '../demography/parameters.ts';
import { inventedPopulation } from '../livelihood/test-life-city.ts';
import type { LeverName } from '../scenarios/levers.ts';
import type { MovedLever, Scenario } from '../scenarios/scenario-file.ts';
import { fullStart } from './full-start.ts';
import type { PairOfRuns } from './pair-of-runs.ts';
import { replicateOf } from './replicate.ts';
import { layoutOf } from './sides.ts';

const MODELS = projectPath('models');
const REGIONS = 3;
const POPULATION = inventedPopulation(3000, REGIONS);
const named = { id: 'a', en: 'a' };
const moved = (lever: LeverName, value: number): MovedLever => ({ lever, value, fromYear: 2026, source: 'asumsi' });
const scenario = (...levers: MovedLever[]): Scenario => ({ name: named, description: named, levers });
const { full } = fullStart(POPULATION, REGIONS, MODELS);
const PAIR: PairOfRuns = {
  start: full.families.persons,
  parameters: loadDemography(MODELS),
  startDay: POPULATION.referenceDay,
  years: 4,
  seed: 11,
  areaCodes: ['a', 'b', 'c'],
  alignment: [],
  baseline: scenario(),
  scenario: scenario(moved('fertility', 0.8), moved('jobs', -100), moved('flood', 30), moved('sembako-quota', 2)),
  full,
};
const digest = (values: Float32Array): string =>
  createHash('sha256').update(new Uint8Array(values.buffer)).digest('hex');

test('a baseline and a scenario with levers of births, work, floods and aid are the numbers they were', () => {
  const { side } = layoutOf(PAIR);
  const values = replicateOf(PAIR)(1);
  expect([digest(values.slice(0, side)), digest(values.slice(side, 2 * side))]).toEqual([
    '12b5399ac2bb7f0540a4870b704e9d816d391f1a01a2a20a678d7e60a234d1b8',
    'a99a1f31dfe218e1613c9f48ae0e8a9981e26dc14d284f1eb4ae22a46df5d972',
  ]);
});

test('another seed gives other numbers', () => {
  const { side } = layoutOf(PAIR);
  const first = digest(replicateOf(PAIR)(1).slice(0, side));
  expect(digest(replicateOf({ ...PAIR, seed: 12 })(1).slice(0, side))).not.toBe(first);
  expect(digest(replicateOf(PAIR)(1).slice(0, side))).toBe(first);
});
