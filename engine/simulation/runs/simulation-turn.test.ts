import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isTurnTaken, takeTurn, type TurnOptions } from './simulation-turn.ts';

let simulations: string;
let told: string[];
let other: ChildProcess | undefined;
beforeEach(() => {
  simulations = mkdtempSync(join(tmpdir(), 'turn-'));
  told = [];
});
afterEach(() => {
  other?.kill('SIGKILL');
  other = undefined;
  rmSync(simulations, { recursive: true });
});
const lock = (): string => join(simulations, 'simulating.lock');
const options = (more: Partial<TurnOptions> = {}): TurnOptions => ({
  isPatient: true,
  onWaiting: (what) => told.push(`waits: ${what}`),
  onTakenOver: (who) => told.push(`took over from ${who}`),
  ...more,
});

/** Another process that has the turn until it is killed. */
async function startOther(): Promise<number> {
  const script = `
    const { takeTurn } = await import(${JSON.stringify(join(import.meta.dirname, 'simulation-turn.ts'))});
    await takeTurn(${JSON.stringify(simulations)}, { isPatient: false, onWaiting() {}, onTakenOver() {} });
    process.stdout.write('taken');
    setInterval(() => {}, 1000);`;
  other = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise((resolve) => other!.stdout!.once('data', resolve));
  return other.pid!;
}

describe('the turn to simulate', () => {
  test('is taken, given back, and taken again', async () => {
    const first = await takeTurn(simulations, options());
    expect(existsSync(lock())).toBe(true);
    first.release();
    expect(existsSync(lock())).toBe(false);
    (await takeTurn(simulations, options({ isPatient: false }))).release();
    expect(told).toEqual([]);
  });

  test('of another process is waited for, or refused with its pid where nobody is to wait', async () => {
    const pid = await startOther();
    await expect(takeTurn(simulations, options({ isPatient: false }))).rejects.toMatchObject({
      kind: 'busy',
      text: { code: 'simulation-under-way', what: expect.stringContaining(`process ${pid}`) as string },
    });
    const turn = takeTurn(simulations, options());
    await expect.poll(() => told.length).toBe(1);
    expect(told[0]).toContain(`waits: Another run is being simulated by process ${pid}`);
    // Killed, it gives nothing back: its lock is left behind, and that is told.
    other!.kill('SIGKILL');
    (await turn).release();
    expect(told).toHaveLength(2);
    expect(told[1]).toContain(`took over from process ${pid}`);
  });

  test('is taken as long as its process lives, and no longer', async () => {
    expect(isTurnTaken(simulations)).toBe(false);
    const own = await takeTurn(simulations, options());
    expect(isTurnTaken(simulations)).toBe(true);
    own.release();
    await startOther();
    expect(isTurnTaken(simulations)).toBe(true);
    other!.kill('SIGKILL');
    await expect.poll(() => isTurnTaken(simulations)).toBe(false);
    expect(existsSync(lock())).toBe(true);
    // Torn: its writer was killed in the middle.
    writeFileSync(lock(), '{"pid":');
    expect(isTurnTaken(simulations)).toBe(false);
  });

  test('is waited for no longer than somebody wants it', async () => {
    await startOther();
    const stop = new AbortController();
    const turn = takeTurn(simulations, options({ signal: stop.signal }));
    await expect.poll(() => told.length).toBe(1);
    stop.abort();
    await expect(turn).rejects.toThrow(/abort/);
  });

  test('that a process left behind which is no more is taken over and told', async () => {
    writeFileSync(lock(), JSON.stringify({ pid: 2 ** 22 + 1, startedAt: '1', host: hostname(), token: 'a' }));
    expect(isTurnTaken(simulations)).toBe(false);
    (await takeTurn(simulations, options({ isPatient: false }))).release();
    expect(told).toEqual([`took over from process ${2 ** 22 + 1} on ${hostname()}`]);
  });
});
