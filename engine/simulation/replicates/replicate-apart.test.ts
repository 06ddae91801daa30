import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { projectPath } from '../../kernel/files.ts';
import { loadDemography } from '../demography/parameters.ts';
import { inventedPopulation } from '../livelihood/test-life-city.ts';
import type { MovedLever, Scenario } from '../scenarios/scenario-file.ts';
import { BaselineStore } from './baseline-store.ts';
import { fullStart } from './full-start.ts';
import { askedOf, groundOf, type PairOfRuns } from './pair-of-runs.ts';
import { ReplicatePool } from './replicate-pool.ts';
import { joinSides, replicateOf, replicatorOf } from './replicate.ts';
import { sharedNumber, stopAll, stoppable, StoppedError, tellScenario, waitForBaseline } from './side-link.ts';
import { layoutOf } from './sides.ts';

const MODELS = projectPath('models');
const named = { id: 'a', en: 'a' };
const scenario = (...levers: MovedLever[]): Scenario => ({ name: named, description: named, levers });
const moved = (lever: MovedLever['lever'], value: number, fromYear: number): Scenario =>
  scenario({ lever, value, fromYear, source: named } as MovedLever);
const POPULATION = inventedPopulation(1500, 3);
const { full } = fullStart(POPULATION, 3, MODELS);
const PAIR: PairOfRuns = {
  start: full.families.persons,
  parameters: loadDemography(MODELS),
  startDay: POPULATION.referenceDay,
  years: 5,
  seed: 11,
  areaCodes: ['a', 'b', 'c'],
  alignment: [],
  baseline: scenario(),
  scenario: moved('fertility', 0.5, 2027),
  full,
};
const OTHERS = [moved('mortality', 2, 2026), moved('unemployment', 5, 2028), moved('flood', 60, 2029)];
const pool = new ReplicatePool(groundOf(PAIR), 2);
afterAll(() => pool.close());

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'apart-'))));
afterEach(() => rmSync(folder, { recursive: true }));
const store = (most?: number): BaselineStore => new BaselineStore(folder, 'one', most);
const kept = (): number =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.bin')).length;

const collect = async (pair: PairOfRuns, numbers: readonly number[], isKept = true): Promise<Float32Array[]> => {
  const found: Float32Array[] = [];
  const options = isKept ? { baselines: store() } : {};
  await pool.simulate(askedOf(pair), numbers, (number, values) => (found[number] = values), options);
  return found;
};

describe('both sides at the same time, on two threads', () => {
  test.each([PAIR.scenario, ...OTHERS])('are the same bytes as on one, and keep the same baseline', async (other) => {
    const pair = { ...PAIR, scenario: other };
    expect(await collect(pair, [0])).toEqual([replicateOf(pair)(0)]);
    expect(kept()).toBe(1);
    const beside = { ...PAIR, scenario: other === OTHERS[0] ? OTHERS[1]! : OTHERS[0]! };
    expect(await collect(beside, [0])).toEqual([replicateOf(beside)(0)]);
  });

  test('go over to pairs after the first, in the order in which they are asked for', async () => {
    const order = [0, 2, 4, 1, 3, 5, 6, 7];
    const found = await collect(PAIR, order, false);
    expect(found).toEqual([...order.keys()].map(replicateOf(PAIR)));
  });

  test('have others where the scenario takes the gradients of another baseline', () => {
    const gradients = replicatorOf({ ...PAIR, seed: 12 }).pair(0).baseline!.gradients;
    const replicator = replicatorOf(PAIR);
    const layout = layoutOf(PAIR);
    const joined = (from: (year: number) => (typeof gradients)[number]): Float32Array => {
      const values = replicator.scenario(0, from);
      joinSides(values, replicator.baseline(0, () => undefined).values, layout);
      return values;
    };
    const own = replicator.pair(0).baseline!.gradients;
    expect(joined((year) => own[year]!)).toEqual(replicateOf(PAIR)(0));
    expect(joined((year) => gradients[year]!)).not.toEqual(replicateOf(PAIR)(0));
  });
});

describe('a run that is over', () => {
  const long = { ...PAIR, years: 60 };
  test('is let go of between two years, by a thread that simulates and by one that waits', async () => {
    const one = replicatorOf(long);
    const stop = sharedNumber();
    let years = 0;
    const tell = stoppable(stop, () => void (++years === 2 && stopAll(stop, [])));
    expect(() => one.pair(0, undefined, tell)).toThrow(StoppedError);
    expect(years).toBe(2);
    const known = one.pair(0).baseline;
    years = 0;
    const other = sharedNumber();
    const tellKnown = stoppable(other, () => void (++years === 3 && stopAll(other, [])));
    expect(() => one.pair(0, known, tellKnown)).toThrow(StoppedError);
    expect(years).toBe(3);
    // Nothing was told, and nobody will tell: without the end of the run it would wait for ever.
    const { port2: port } = new MessageChannel();
    const told = sharedNumber();
    stopAll(stop, [{ told }]);
    expect(() => waitForBaseline({ port, told }, stop)(0)).toThrow(StoppedError);
    port.close();
  });

  test('leaves the threads to the next one', async () => {
    const stop = new AbortController();
    const running = pool.simulate(askedOf(long), [0, 2, 4, 6], () => undefined, { signal: stop.signal });
    const failed = expect(running).rejects.toThrow('enough');
    setTimeout(() => stop.abort(new Error('enough')), 100);
    await failed;
    expect(await collect(PAIR, [0, 1])).toEqual([0, 1].map(replicateOf(PAIR)));
  });

  test('because a side went wrong tells why, and does not leave the other waiting', async () => {
    const broken = { ...PAIR, alignment: undefined } as unknown as PairOfRuns;
    await expect(collect(broken, [0])).rejects.toThrow(/drawsOfYear/);
    expect(await collect(PAIR, [0])).toEqual([replicateOf(PAIR)(0)]);
  });

  test('gradients come in the order of the years', () => {
    const { port1, port2 } = new MessageChannel();
    const told = sharedNumber();
    const gradients = replicatorOf(PAIR).pair(0).baseline!.gradients;
    gradients.forEach((each, year) => tellScenario({ port: port1, told })(year, each));
    const from = waitForBaseline({ port: port2, told }, sharedNumber());
    expect(gradients.map((_, year) => from(year))).toEqual(gradients);
    port2.close();
  });
});

describe('baselines that are simulated ahead', () => {
  const usual = { ...PAIR, scenario: PAIR.baseline };
  const ahead = (numbers: readonly number[], isToGoOn = () => true, signal = new AbortController().signal) =>
    pool.keepBaselines(askedOf(usual), numbers, 2, { baselines: store(), signal, isToGoOn });

  test('are those that a run keeps, and are found by any scenario', async () => {
    await ahead([0, 1, 2]);
    const bytes = [0, 1, 2].map((number) => store().find(number));
    rmSync(folder, { recursive: true });
    await collect(PAIR, [0, 1, 2]);
    expect([0, 1, 2].map((number) => store().find(number))).toEqual(bytes);
    const other = { ...PAIR, scenario: OTHERS[2]! };
    expect(await collect(other, [0, 1, 2])).toEqual([0, 1, 2].map(replicateOf(other)));
  });

  test('are not simulated again, nor when nobody wants them any more', async () => {
    await ahead([0, 1]);
    let asked = 0;
    await ahead([0, 1, 2, 3, 4, 5], () => ++asked <= 2);
    expect(kept()).toBe(4);
    const stop = new AbortController();
    stop.abort(new Error('a run comes'));
    await expect(ahead([6], undefined, stop.signal)).rejects.toThrow('a run comes');
    expect(kept()).toBe(4);
  });

  test('end where there is no room for more', async () => {
    const signal = new AbortController().signal;
    const numbers = [0, 1, 2, 3, 4, 5];
    await pool.keepBaselines(askedOf(usual), [0], 1, { baselines: store(), signal, isToGoOn: () => true });
    const most = 2.5 * (64 + store().find(0)!.byteLength);
    let asked = 0;
    const isToGoOn = (): boolean => ++asked > 0;
    await pool.keepBaselines(askedOf(usual), numbers, 1, { baselines: store(most), signal, isToGoOn });
    expect([kept(), asked]).toEqual([2, 2]);
  });
});
