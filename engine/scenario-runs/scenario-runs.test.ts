import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { makePrivateFolder, projectPath } from '../kernel/files.ts';
import { CELL_STATES, type AreaTable } from '../layers/area-table.ts';
import { encodeAreaTable } from '../layers/encode.ts';
import { smallGeography, smallPopulation } from '../population/small-city.ts';
import { writePopulation } from '../population/parquet.ts';
import { BaselineStore } from '../simulation/replicates/baseline-store.ts';
import type { RunSpec } from '../simulation/runs/run-identity.ts';
import { takeTurn } from '../simulation/runs/simulation-turn.ts';
import type { Scenario } from '../simulation/scenarios/scenario-file.ts';
import { makeSnapshotFolder } from '../snapshot-files.ts';
import { keepAhead } from './baselines-ahead.ts';
import { readRequest } from './request.ts';
import type { AheadOrder, RunOrder, SnapshotAtHand } from './protocol.ts';
import { readShown } from './shown-file.ts';
import { checkRun, loadSnapshot, type LoadedSnapshot } from './simulate-run.ts';
import { SimulationThread } from './thread-client.ts';

const modelsFolder = projectPath('models');
const geography = smallGeography({ kecamatan: 1, kelurahan: 3, rw: 1, rt: 1 });
const { codes } = geography.levels.kelurahan;
const named = { id: 'a', en: 'a' };
const baseline: Scenario = { name: named, description: named, levers: [] };
const scenario: Scenario = {
  ...baseline,
  levers: [{ lever: 'fertility', value: 0.7, fromYear: 2027, source: 'asumsi' }],
};
const SPEC: RunSpec = { baseline, scenario, years: 4, seed: 3, alignment: [] };
const REPLICATES = 12;

const table = (level: 'city' | 'kelurahan', areaCodes: readonly string[]): Uint8Array =>
  encodeAreaTable({
    level,
    areaCodes,
    years: [2025],
    columns: ['residents', 'male', 'female'].map((indicator) => ({
      indicator,
      values: new Float64Array(areaCodes.length),
      states: new Uint8Array(areaCodes.length).fill(CELL_STATES.indexOf('value')),
    })),
    provenance: {} as AreaTable['provenance'],
  });

let folder: string;
let snapshot: SnapshotAtHand;
let loaded: LoadedSnapshot;
const thread = new SimulationThread();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'scenario-runs-'));
  const population = smallPopulation(geography, 900, 7);
  population.persons.personId.forEach((_, i, ids) => (ids[i] = (i * 2654435761) >>> 13));
  const populationFolder = await makeSnapshotFolder(join(folder, 'snapshots'), '000001-aa', (into) =>
    writePopulation(population, geography, into),
  );
  snapshot = {
    snapshotId: '000001-aa',
    populationFolder,
    modelsFolder,
    parametersSha256: 'b',
    cityTable: table('city', geography.levels.city.codes),
    kelurahanTable: table('kelurahan', codes),
    limit: 10,
  };
  loaded = await loadSnapshot(snapshot);
});
afterAll(async () => {
  await thread.close();
  rmSync(folder, { recursive: true });
});

const order = (name: string, replicates = REPLICATES): RunOrder => ({
  spec: SPEC,
  replicates,
  identity: 'this run',
  baselineIdentity: `baseline of ${name}`,
  baselines: join(folder, 'baselines'),
  folder: join(folder, name),
  shownFile: join(folder, name, `shown-${replicates}.bin`),
});
const replicatesIn = (name: string): string[] =>
  readdirSync(join(folder, name, 'replicates')).filter((file) => file.endsWith('.bin'));

describe('a run', () => {
  const shown: number[] = [];
  const done: number[] = [];
  beforeAll(() =>
    thread.ask(
      snapshot,
      { kind: 'run', order: order('whole') },
      { onDone: (n) => void done.push(n), onShown: (n) => void shown.push(n) },
    ),
  );

  test('shows expected numbers at once, results after the first replicate, sharper ones on the way, and the whole', () => {
    expect(shown).toEqual([0, 1, 3, 5, 10, REPLICATES]);
    expect(done).toEqual(Array.from({ length: REPLICATES + 1 }, (_, i) => i));
  });

  test('that is cancelled and taken up again, by another thread, has the same bytes', async () => {
    const stop = new AbortController();
    const first = thread.ask(
      snapshot,
      { kind: 'run', order: order('stopped') },
      { onDone: (n) => void (n === 5 && stop.abort()), onShown: () => undefined },
      stop.signal,
    );
    await expect(first).rejects.toThrow(/cancelled/);
    const left = replicatesIn('stopped').length;
    expect(left).toBeGreaterThanOrEqual(5);
    expect(left).toBeLessThan(REPLICATES);
    const other = new SimulationThread();
    const counts: number[] = [];
    await other.ask(
      snapshot,
      { kind: 'run', order: order('stopped') },
      { onDone: (n) => void counts.push(n), onShown: () => undefined },
    );
    await other.close();
    expect(counts[0]).toBe(left);
    const bytes = (name: string): Buffer => readFileSync(order(name).shownFile);
    expect(bytes('stopped').equals(bytes('whole'))).toBe(true);
  });

  test('whose thread is killed fails, and the next question starts another thread', async () => {
    const doomed = new SimulationThread();
    const run = doomed.ask(
      snapshot,
      { kind: 'run', order: order('killed', 60) },
      { onDone: (n) => void (n === 1 && void doomed.close()), onShown: () => undefined },
    );
    await expect(run).rejects.toThrow(/thread that simulates ended/);
    await expect(doomed.ask(snapshot, { kind: 'load' })).resolves.toBeUndefined();
    await doomed.close();
  });

  test('goes on to its end when a newer snapshot comes meanwhile', async () => {
    let newer: Promise<void> | undefined;
    await thread.ask(
      snapshot,
      { kind: 'run', order: order('beside') },
      {
        onDone: (n) => void (n === 1 && (newer = thread.ask({ ...snapshot, parametersSha256: 'c' }, { kind: 'load' }))),
        onShown: () => undefined,
      },
    );
    await newer;
    expect(readFileSync(order('beside').shownFile).equals(readFileSync(order('whole').shownFile))).toBe(true);
  });

  test('has shown results that are told from damaged ones', () => {
    const { shownFile } = order('whole');
    expect(readShown(shownFile)).toMatchObject({ replicates: REPLICATES });
    expect(readShown(join(folder, 'nowhere.bin'))).toBeUndefined();
    const bytes = readFileSync(shownFile);
    for (const damaged of [
      bytes.subarray(0, 9),
      bytes.subarray(0, -1),
      bytes.map((byte, i) => (i === 20 ? 0 : byte)),
    ]) {
      writeFileSync(join(folder, 'damaged.bin'), damaged);
      expect(readShown(join(folder, 'damaged.bin'))).toBe('damaged');
    }
  });

  test('of more replicates goes on from those of fewer', async () => {
    const counts: number[] = [];
    await thread.ask(
      snapshot,
      { kind: 'run', order: order('whole', REPLICATES + 2) },
      { onDone: (n) => void counts.push(n), onShown: () => undefined },
    );
    expect(counts).toEqual([12, 13, 14]);
  });
});

describe('baselines that are simulated ahead', () => {
  let ahead: AheadOrder;
  beforeAll(() => {
    const { baselineIdentity, baselines } = order('ahead');
    const simulations = join(folder, 'simulations');
    makePrivateFolder(simulations);
    ahead = { spec: SPEC, replicates: 4, baselineIdentity, baselines, simulations };
  });
  const kept = (): number => {
    const store = new BaselineStore(ahead.baselines, ahead.baselineIdentity);
    return [0, 1, 2, 3].filter((i) => store.has(i)).length;
  };

  test('are not, while another process simulates, or where memory is short', async () => {
    const { signal } = new AbortController();
    const turn = await takeTurn(ahead.simulations, {
      isPatient: false,
      onWaiting: () => undefined,
      onTakenOver: () => undefined,
    });
    expect(await keepAhead(loaded, ahead, signal)).toBe('later');
    expect(kept()).toBe(0);
    turn.release();
    expect(await keepAhead(loaded, ahead, signal, 1000)).toBe('later');
    expect(kept()).toBe(0);
  });

  test('are there some seconds after the page is opened, whatever lock a killed process left behind, and leave the results of a run as they are', async () => {
    const gone = { pid: 2 ** 22 + 1, startedAt: '1', host: hostname(), token: 'a' };
    writeFileSync(join(ahead.simulations, 'simulating.lock'), JSON.stringify(gone));
    await thread.ask(snapshot, { kind: 'load', ahead });
    await vi.waitFor(() => expect(kept()).toBe(4), { timeout: 60_000, interval: 100 });
    await thread.ask(snapshot, { kind: 'run', order: order('ahead') });
    expect(readFileSync(order('ahead').shownFile).equals(readFileSync(order('whole').shownFile))).toBe(true);
  }, 90_000);
});

describe('before a run', () => {
  test('a scenario that changes nothing is told', async () => {
    const same = { ...SPEC, scenario: { ...baseline, levers: [{ ...scenario.levers[0]!, value: 1 }] } };
    await expect(thread.ask(snapshot, { kind: 'check', spec: same, replicates: 4 })).rejects.toMatchObject({
      text: { code: 'scenario-same' },
    });
    await expect(thread.ask(snapshot, { kind: 'check', spec: SPEC, replicates: 4 })).resolves.toBeUndefined();
  });
  test('the memory is reckoned', () => {
    expect(() => checkRun(loaded, SPEC, 1000, 1000)).toThrow(/replicates take .* MiB/);
    expect(() => checkRun(loaded, SPEC, 2, 8 * 2 ** 30)).not.toThrow();
  });
});

describe('what the page asks for', () => {
  const asked = { scenario: 'births-fall', baseline: 'baseline', years: 10, replicates: 20, seed: 1 };
  const read = (request: unknown): ReturnType<typeof readRequest> => readRequest(request, modelsFolder, codes, 20_453);
  let custom: Record<string, unknown>;
  beforeEach(() => (custom = { name: named, description: named, levers: [{ ...scenario.levers[0]! }] }));

  test('is a scenario of models/, or one put together', () => {
    expect(read(asked)).toMatchObject({ replicates: 20, scenarioName: 'births-fall', baselineName: 'baseline' });
    const { spec, scenarioName } = read({ ...asked, scenario: custom });
    const asumsi = { id: 'asumsi', en: 'assumption' };
    const levers = [{ ...scenario.levers[0]!, source: asumsi }];
    expect([spec.scenario, scenarioName]).toEqual([{ ...custom, levers }, undefined]);
  });
  test.each([
    ['no request', undefined, 'request-shape'],
    ['an unknown key', { ...asked, threads: 9 }, 'request-shape'],
    [
      'too many years',
      { ...asked, years: 51 },
      'request-out-of-bounds',
      /years: .*Expected: a whole number from 1 to 50\./,
    ],
    [
      'half a replicate',
      { ...asked, replicates: 2.5 },
      'request-out-of-bounds',
      /replicates: .*Expected: a whole number from 2 to 1000\./,
    ],
    ['no seed', { ...asked, seed: undefined }, 'request-out-of-bounds', /seed: is missing/],
    ['a path', { ...asked, scenario: '../levers' }, 'request-shape'],
    ['a scenario that nobody knows', { ...asked, scenario: 'readme' }, 'scenario-unknown'],
    ['a scenario without levers', { ...asked, scenario: { name: named } }, 'scenario-shape'],
  ] as [string, unknown, string, RegExp?][])('is refused for %s', (_, request, code, message = /./) => {
    expect(() => read(request)).toThrow(message);
    expect(() => read(request)).toThrow(expect.objectContaining({ text: expect.objectContaining({ code }) }) as Error);
  });
  test.each([
    ['a value out of bounds', { value: 9 }, 'lever-out-of-bounds', /0\.5 to 1\.5/],
    [
      'a part of a decile',
      { lever: 'sembako-desil', value: 4.6 },
      'lever-not-whole',
      /levers\.0\.value: .* 4\.6 is none\. Expected: a whole number from 0 to 10\./,
    ],
    ['a year before the snapshot', { fromYear: 2020 }, 'year-outside', /2026 to 2035/],
    [
      'an unknown lever',
      { lever: 'weather' },
      'lever-unknown',
      /levers\.0\.lever: There is no lever "weather".*one of fertility/,
    ],
    ['an area that the city does not have', { areas: ['99.99'] }, 'area-unknown', /no kelurahan/],
    ['ages that the lever does not know', { ages: { from: 1, to: 2 } }, 'lever-of-all-ages', /all ages/],
  ])('names the key and its bounds for %s', (_, change, code, message) => {
    const request = { ...asked, scenario: { ...custom, levers: [{ ...scenario.levers[0]!, ...change }] } };
    expect(() => read(request)).toThrow(message);
    expect(() => read(request)).toThrow(expect.objectContaining({ text: expect.objectContaining({ code }) }) as Error);
  });
});
