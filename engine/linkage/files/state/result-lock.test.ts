import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { SILENT } from '../../../kernel/progress.ts';
import type { NewDecision } from '../../review/decision.ts';
import { appendDecision, readDecisions } from '../../review/decisions-file.ts';
import { settleRecords } from '../../review/settle.ts';
import { changeResult, decisionsLockPath, resultLockPath } from './result-lock.ts';

/** Pid of a process that has ended. */
const deadPid = spawnSync(process.execPath, ['-e', '']).pid;
const SINCE = '2026-01-02T03:04:05.000Z';
const heldBy = (pid: number): string =>
  JSON.stringify({ pid, startedAt: '', host: hostname(), token: 'x', since: SINCE });
const AT = new Date('2026-01-31T08:00:00Z');
const decided = (id: string): NewDecision => ({
  kind: 'same',
  left: [['a', id]],
  right: [['b', id]],
  by: 'Ibu Sri',
  reason: 'akta',
});

let folder: string;
let notes: string[];
const progress = { note: (text: string) => void notes.push(text) };
beforeEach(() => {
  notes = [];
  folder = mkdtempSync(join(tmpdir(), 'result-lock-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
});

describe('a result', () => {
  test('is changed by one at a time; what holds it is let go when the work ends or fails', async () => {
    const out = join(folder, 'out');
    const within = changeResult(out, SILENT, () => changeResult(out, SILENT, () => Promise.resolve(1)));
    await expect(within).rejects.toThrow('This process is changing the result in "out" already. Wait until it is done');
    expect(existsSync(resultLockPath(out))).toBe(false);
    expect(await changeResult(out, progress, () => Promise.resolve(2))).toBe(2);
    expect([readdirSync(folder), notes]).toEqual([[], []]);
  });

  test('that another process changes: by whom, since when and what to do, without the path of the folder', async () => {
    const out = join(folder, 'out');
    writeFileSync(resultLockPath(out), heldBy(1));
    const fault: unknown = await changeResult(out, SILENT, () => Promise.resolve()).catch((error: unknown) => error);
    expect(fault).toMatchObject({ kind: 'busy', text: { code: 'result-in-use' } });
    const { message } = fault as Error;
    expect(message).toBe(
      `The result in "out" is being changed by process 1 on ${hostname()} since 2026-01-02 03:04 UTC. Wait until it is done, ` +
        'or stop that process; then run the command again. If no such process runs any more, delete out.lock beside that folder.',
    );
    expect(message).not.toContain(folder);
    expect(readFileSync(resultLockPath(out), 'utf8')).toBe(heldBy(1));
  });

  test('whose lock a dead process left is taken over, and that is told', async () => {
    const out = join(folder, 'out');
    writeFileSync(resultLockPath(out), heldBy(deadPid));
    expect(await changeResult(out, progress, () => Promise.resolve(3))).toBe(3);
    expect(notes.join()).toContain(
      `out.lock was left behind by a dead process (process ${deadPid} on ${hostname()} since 2026-01-02 03:04 UTC)`,
    );
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('decisions', () => {
  const path = (): string => join(folder, 'decisions.jsonl');

  test.each([
    ['added', () => appendDecision(path(), decided('1'), AT, progress)],
    ['settled', () => settleRecords(path(), decided('1'), AT, undefined, progress)],
  ])('are not %s while another process goes on writing; a lock of a dead one is taken over and told', (_, write) => {
    writeFileSync(decisionsLockPath(path()), heldBy(1));
    expect(write).toThrow(
      `Decisions are being written to decisions.jsonl by process 1 on ${hostname()} since 2026-01-02 03:04 UTC. Nothing was decided.`,
    );
    expect(existsSync(path())).toBe(false);
    writeFileSync(decisionsLockPath(path()), heldBy(deadPid));
    expect(write().decision).toBe(1);
    expect(notes.join()).toContain('decisions.jsonl.lock was left behind by a dead process');
    expect(readdirSync(folder)).toEqual(['decisions.jsonl']);
  });

  test('of four processes at once are all there, one after the other', async () => {
    const each = 15;
    const module = JSON.stringify(join(import.meta.dirname, '..', '..', 'review', 'decisions-file.ts'));
    const code = `
      const { appendDecision } = await import(${module});
      process.stdout.write('ready');
      process.stdin.once('data', () => {
        for (let i = 0; i < ${each}; i++) {
          const record = process.pid + ' ' + i;
          const decision = { kind: 'same', left: [['a', record]], right: [['b', record]], by: 'x', reason: 'y' };
          // On a slow disk one may write for longer than another waits: he is told so, and comes again.
          for (let isAdded = false; !isAdded;)
            try {
              appendDecision(${JSON.stringify(path())}, decision, new Date());
              isAdded = true;
            } catch (error) {
              if (error.kind !== 'busy') throw error;
            }
        }
        process.exit(0);
      });`;
    const children = Array.from({ length: 4 }, () =>
      spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['pipe', 'pipe', 'inherit'] }),
    );
    await Promise.all(children.map((child) => new Promise((ready) => child.stdout.once('data', ready))));
    const ended = children.map((child) => new Promise((end) => child.once('exit', end)));
    for (const child of children) child.stdin.write('go');
    expect(await Promise.all(ended)).toEqual([0, 0, 0, 0]);
    const { lines } = readDecisions(path());
    expect(lines.map(({ decision }) => decision)).toEqual(Array.from({ length: 4 * each }, (_, i) => i + 1));
  });
});
