import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { TwinError } from '../../kernel/errors.ts';
import { RunQueue, type RunReports, type RunWork } from './run-queue.ts';
import { idOfRun, readRecords, saveRecord, type RunRecord, type RunState } from './run-record.ts';

const named = { id: 'a', en: 'a' };
const scenario = { name: named, description: named, levers: [] };

const record = (digit: string, replicates = 20, state: RunState = 'waiting'): RunRecord => ({
  id: idOfRun(digit.repeat(16), replicates),
  spec: { baseline: scenario, scenario, years: 5, seed: 1, alignment: [] },
  ground: { snapshotId: '000001-aa', codeVersion: '1', parametersSha256: 'b' },
  replicates,
  about: { contentId: 'aa', referenceDate: '2025-12-31', isSample: true },
  state,
  askedAt: `2026-01-0${Number(digit) || 9}T00:00:00.000Z`,
});

/** Work that goes on until a test ends it. */
class Bench {
  readonly begun: string[] = [];
  reports: RunReports | undefined;
  signal: AbortSignal | undefined;
  #end: (error?: Error) => void = () => undefined;

  readonly work: RunWork = ({ id }, reports, signal) => {
    this.begun.push(id);
    this.reports = reports;
    this.signal = signal;
    return new Promise((resolve, reject) => {
      this.#end = (error) => (error === undefined ? resolve() : reject(error));
      signal.addEventListener('abort', () => reject(new Error('stopped')));
    });
  };

  async end(error?: Error): Promise<void> {
    this.#end(error);
    await Promise.resolve();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

let simulations: string;
let bench: Bench;
/** Runs whose results are gone. */
let lost: string[];
/** Replicates on disk, by run. */
let stored: Map<string, number>;
const open = (mayRecompute = true): RunQueue =>
  new RunQueue({
    simulations,
    work: bench.work,
    shownOf: ({ id, state, replicates }) => (state === 'done' && !lost.includes(id) ? replicates : undefined),
    storedOf: ({ id }) => stored.get(id) ?? 0,
    mayRecompute: () => mayRecompute,
  });
const statesOf = (queue: RunQueue): [string, RunState][] =>
  queue.list().map(({ record: { id, state } }) => [id[0]!, state]);

beforeEach(() => {
  simulations = mkdtempSync(join(tmpdir(), 'runs-'));
  bench = new Bench();
  lost = [];
  stored = new Map();
});
afterEach(() => rmSync(simulations, { recursive: true }));

describe('runs wait for their turn', () => {
  test('one is simulated, and the next begins when it is done', async () => {
    const queue = open();
    queue.ask(record('1'));
    expect(queue.find(record('1').id)!.shown).toBeUndefined();
    expect(queue.ask(record('2')).ahead).toBe(1);
    expect(queue.ask(record('3')).ahead).toBe(2);
    expect(bench.begun).toEqual([record('1').id]);
    bench.reports!.onDone(7);
    bench.reports!.onShown(1);
    expect(queue.find(record('1').id)).toMatchObject({ done: 7, shown: 1, ahead: 0 });
    await bench.end();
    expect(bench.begun).toEqual([record('1').id, record('2').id]);
    expect(statesOf(queue)).toEqual([
      ['3', 'waiting'],
      ['2', 'running'],
      ['1', 'done'],
    ]);
  });
  test('the same run asked twice is simulated once, and found when it is done', async () => {
    const queue = open();
    queue.ask(record('1'));
    queue.ask(record('1'));
    expect(queue.list()).toHaveLength(1);
    bench.reports!.onShown(20);
    await bench.end();
    expect(queue.ask(record('1')).record.state).toBe('done');
    expect(bench.begun).toHaveLength(1);
    queue.ask(record('1', 40));
    expect(bench.begun).toHaveLength(2);
  });
  test('one that fails says why, holds up nobody, and can be asked again', async () => {
    const queue = open();
    queue.ask(record('1'));
    queue.ask(record('2'));
    await bench.end(
      new TwinError('input', { code: 'too-many-replicates', what: 'Too many.', expected: 'at most 7', todo: 'Fewer.' }),
    );
    const failed = queue.find(record('1').id)!.record;
    expect([failed.state, failed.fault]).toEqual([
      'failed',
      { code: 'too-many-replicates', what: 'Too many.', expected: 'at most 7', todo: 'Fewer.' },
    ]);
    expect(bench.begun).toHaveLength(2);
    await bench.end();
    const again = queue.ask(record('1')).record;
    expect([again.state, again.fault, again.endedAt]).toEqual(['running', undefined, undefined]);
  });
  test('an error that nobody foresaw is told to the terminal and not to the browser', async () => {
    const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const queue = open();
    queue.ask(record('1'));
    await bench.end(new Error('secret path'));
    const { fault } = queue.find(record('1').id)!.record;
    expect(fault!.code).toBe('unforeseen');
    expect(JSON.stringify(fault)).not.toContain('secret');
    expect(String(written.mock.calls[0]![0])).toContain('secret path');
    written.mockRestore();
  });
});

describe('cancelling', () => {
  test('stops the one that is simulated, and the next begins', async () => {
    const queue = open();
    queue.ask(record('1'));
    queue.ask(record('2'));
    expect(queue.cancel(record('1').id)!.record.state).toBe('cancelled');
    expect(bench.signal!.aborted).toBe(true);
    await bench.end();
    expect(statesOf(queue)).toEqual([
      ['2', 'running'],
      ['1', 'cancelled'],
    ]);
  });
  test('takes one that waits out of the line', async () => {
    const queue = open();
    queue.ask(record('1'));
    queue.ask(record('2'));
    queue.cancel(record('2').id);
    await bench.end();
    expect(bench.begun).toEqual([record('1').id]);
  });
  test('does not keep the same run from being asked again at once', async () => {
    const queue = open();
    queue.ask(record('1'));
    queue.cancel(record('1').id);
    expect(queue.ask(record('1')).record.state).toBe('waiting');
    await bench.end();
    expect(bench.begun).toEqual([record('1').id, record('1').id]);
    expect(queue.find(record('1').id)!.record.state).toBe('running');
  });
  test('twice, before the first attempt has ended, loses nobody who waits', async () => {
    const queue = open();
    queue.ask(record('1'));
    queue.ask(record('2'));
    queue.cancel(record('1').id);
    queue.ask(record('1'));
    queue.cancel(record('1').id);
    await bench.end();
    expect(statesOf(queue)).toEqual([
      ['1', 'cancelled'],
      ['2', 'running'],
    ]);
    expect(bench.begun).toEqual([record('1').id, record('2').id]);
    await bench.end();
    expect(bench.begun).toHaveLength(2);
  });
  test('of what is over, or of what there never was, changes nothing', async () => {
    const queue = open();
    queue.ask(record('1'));
    await bench.end();
    expect(queue.cancel(record('1').id)!.record.state).toBe('done');
    expect(queue.cancel(record('5').id)).toBeUndefined();
  });
});

describe('the history', () => {
  test('survives a restart: what was under way is simulated on, in the order in which it was asked', async () => {
    for (const [digit, state] of [
      ['3', 'waiting'],
      ['1', 'done'],
      ['2', 'running'],
      ['4', 'cancelled'],
    ] as const)
      saveRecord(simulations, record(digit, 20, state));
    const queue = open();
    expect(statesOf(queue)).toEqual([
      ['4', 'cancelled'],
      ['3', 'waiting'],
      ['2', 'running'],
      ['1', 'done'],
    ]);
    await bench.end();
    expect(bench.begun).toEqual([record('2').id, record('3').id]);
  });
  test('tells after a restart how many replicates a run has on disk, however few of them were shown', () => {
    saveRecord(simulations, record('1', 20, 'running'));
    saveRecord(simulations, record('2', 20, 'cancelled'));
    saveRecord(simulations, record('3', 20, 'done'));
    stored.set(record('1').id, 7).set(record('2').id, 12);
    expect(
      open()
        .list()
        .map(({ done }) => done),
    ).toEqual([20, 12, 7]);
  });
  test('has results that are gone made again from the replicates, unless that cannot be', async () => {
    saveRecord(simulations, record('1', 20, 'done'));
    lost = [record('1').id];
    expect(statesOf(open(false))).toEqual([['1', 'done']]);
    expect(bench.begun).toEqual([]);
    const queue = open();
    expect(statesOf(queue)).toEqual([['1', 'running']]);
    bench.reports!.onShown(20);
    await bench.end();
    expect(queue.find(record('1').id)).toMatchObject({ shown: 20, record: { state: 'done' } });
    // Damaged while the server runs: made again for whoever asks.
    queue.lose(record('1').id);
    expect(queue.ask(record('1')).record.state).toBe('running');
    queue.lose(record('1').id);
    expect(queue.find(record('1').id)!.shown).toBeUndefined();
    expect(bench.begun).toHaveLength(2);
  });
  test('holds how each run ended', async () => {
    const queue = open();
    queue.ask(record('1'));
    await bench.end();
    expect(readRecords(simulations).records.map(({ state }) => state)).toEqual(['done']);
  });
  test('is read beside the lock of whoever simulates, which a killed process leaves behind', () => {
    saveRecord(simulations, record('1', 20, 'running'));
    writeFileSync(join(simulations, 'simulating.lock'), '{}');
    const queue = open();
    expect(statesOf(queue)).toEqual([['1', 'running']]);
    expect([bench.begun, queue.unreadable]).toEqual([[record('1').id], []]);
  });
  test('names a file that is no record any more, and goes on without it', () => {
    saveRecord(simulations, record('1', 20, 'done'));
    saveRecord(simulations, record('2', 20, 'done'));
    writeFileSync(join(simulations, '2'.repeat(16), 'asked-20.json'), '{"id":');
    const queue = open();
    expect(queue.list()).toHaveLength(1);
    expect(queue.unreadable).toEqual([`${'2'.repeat(16)}/asked-20.json`]);
  });
  test('lets go of a run that is over, with its folder unless another entry or a table needs it', async () => {
    for (const replicates of [20, 40]) saveRecord(simulations, record('1', replicates, 'done'));
    const queue = open();
    expect(queue.remove(record('1', 20).id)).toBe(true);
    expect(readdirSync(simulations)).toHaveLength(1);
    writeFileSync(join(simulations, '1'.repeat(16), 'results-20.csv'), 'mine');
    expect(queue.remove(record('1', 40).id)).toBe(true);
    expect(readFileSync(join(simulations, '1'.repeat(16), 'results-20.csv'), 'utf8')).toBe('mine');
    saveRecord(simulations, record('2', 20, 'done'));
    expect(open().remove(record('2').id)).toBe(true);
    expect(readdirSync(simulations)).toEqual(['1'.repeat(16)]);
  });
  test('keeps a run that is not over', () => {
    const queue = open();
    queue.ask(record('1'));
    expect(queue.remove(record('1').id)).toBe(false);
    expect(queue.list()).toHaveLength(1);
  });
});
