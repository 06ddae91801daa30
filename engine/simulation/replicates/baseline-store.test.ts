import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { projectPath } from '../../kernel/files.ts';
import { loadDemography } from '../demography/parameters.ts';
import { inventedPopulation } from '../livelihood/test-life-city.ts';
import type { MovedLever, Scenario } from '../scenarios/scenario-file.ts';
import { BaselineStore } from './baseline-store.ts';
import { fullStart } from './full-start.ts';
import { packBaseline, unpackBaseline } from './kept-baseline.ts';
import type { PairOfRuns } from './pair-of-runs.ts';
import { replicateOf, replicatesOf } from './replicate.ts';
import { simulateReplicates } from './replicates.ts';
import { layoutOf } from './sides.ts';

const MODELS = projectPath('models');
const REGIONS = 3;
const named = { id: 'a', en: 'a' };
const scenario = (...levers: MovedLever[]): Scenario => ({ name: named, description: named, levers });
const moved = (lever: MovedLever['lever'], value: number): Scenario =>
  scenario({ lever, value, fromYear: 2027, source: named } as MovedLever);
const POPULATION = inventedPopulation(1500, REGIONS);
const { full } = fullStart(POPULATION, REGIONS, MODELS);
const PAIR: PairOfRuns = {
  start: full.families.persons,
  parameters: loadDemography(MODELS),
  startDay: POPULATION.referenceDay,
  years: 5,
  seed: 11,
  areaCodes: ['a', 'b', 'c'],
  alignment: [],
  baseline: scenario(),
  scenario: moved('sembako-quota', 3),
  full,
};
const OTHERS = [moved('fertility', 0.5), moved('mortality', 2), moved('unemployment', 5)];

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'baselines-'))));
afterEach(() => rmSync(folder, { recursive: true }));
const store = (identity = 'one', most?: number): BaselineStore => new BaselineStore(folder, identity, most);
const filesIn = (): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.bin'));

async function collect(pair: PairOfRuns, threads: number): Promise<Float32Array[]> {
  const found: Float32Array[] = [];
  await simulateReplicates(pair, [0, 1, 2], threads, (number, values) => (found[number] = values), store());
  return found;
}

describe('a second scenario beside the same baseline', () => {
  test.each([1, 2])('has the same bytes as if there were no first, on %d threads', async (threads) => {
    const first = await collect(PAIR, threads);
    expect(first).toEqual([0, 1, 2].map(replicateOf(PAIR)));
    expect(filesIn()).toHaveLength(3);
    for (const other of threads === 1 ? OTHERS : OTHERS.slice(0, 1)) {
      const pair = { ...PAIR, scenario: other };
      expect(await collect(pair, threads)).toEqual([0, 1, 2].map(replicateOf(pair)));
    }
  });

  test('takes what was kept as it stands: another baseline in its place would be seen', async () => {
    await collect(PAIR, 1);
    const strange = replicatesOf({ ...PAIR, seed: 12 });
    store().keep(0, packBaseline(strange(0).baseline!));
    const pair = { ...PAIR, scenario: OTHERS[0]! };
    expect((await collect(pair, 1))[0]).not.toEqual(replicateOf(pair)(0));
  });

  test('simulates anew what is cut short or altered', async () => {
    await collect(PAIR, 1);
    const [one, two] = filesIn().map((name) => join(folder, name)) as [string, string];
    writeFileSync(one, readFileSync(one).subarray(0, 5000));
    const bytes = readFileSync(two);
    bytes[3000]! ^= 1;
    writeFileSync(two, bytes);
    const kept = store();
    expect([0, 1, 2].map((number) => kept.find(number) !== undefined)).toEqual([false, false, true]);
    const pair = { ...PAIR, scenario: OTHERS[1]! };
    expect(await collect(pair, 1)).toEqual([0, 1, 2].map(replicateOf(pair)));
  });
});

describe('bytes of a baseline', () => {
  test('give back what was put in', () => {
    const baseline = replicatesOf(PAIR)(0).baseline!;
    const back = unpackBaseline(packBaseline(baseline), layoutOf(PAIR));
    expect(back).toEqual({ ...baseline, side: baseline.side.slice(), moves: baseline.moves.slice() });
  });
});

describe('the room of all baselines', () => {
  const age = (name: string, seconds: number): void => utimesSync(join(folder, name), seconds, seconds);
  test('is kept to: the baseline that was longest not asked for goes first, its own never', () => {
    store('old', 10_000).keep(0, new Uint8Array(3000));
    const [old] = readdirSync(folder) as [string];
    store('newer', 10_000).keep(0, new Uint8Array(3000));
    const newer = readdirSync(folder).find((name) => name !== old)!;
    age(old, 1000);
    age(newer, 2000);
    const third = store('third', 10_000);
    expect([old, newer].map((name) => existsSync(join(folder, name)))).toEqual([false, true]);
    expect(third.find(0)).toBeUndefined();
    for (let i = 0; i < 5; i++) third.keep(i, new Uint8Array(3000));
    expect([0, 1, 2, 3, 4].map((i) => third.find(i) !== undefined)).toEqual([true, true, true, false, false]);
    expect(filesIn()).toHaveLength(4);
  });
  test('holds each baseline apart', () => {
    store('one').keep(0, Uint8Array.of(1, 2, 3));
    expect(store('other').find(0)).toBeUndefined();
    expect(Array.from(store('one').find(0)!)).toEqual([1, 2, 3]);
  });
});
