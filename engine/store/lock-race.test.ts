/** Two who want a lock that a third lets go of at that moment. */
import type * as Files from 'node:fs';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { takeLock } from './lock-file.ts';

/** Paths that are read as if they were not there, so many times yet. */
const letGo = vi.hoisted(() => new Map<string, number>());
vi.mock('node:fs', async (original) => {
  const real = await original<typeof Files>();
  return {
    ...real,
    readFileSync: (path: string, ...more: never[]) => {
      const times = letGo.get(path) ?? 0;
      if (times === 0) return real.readFileSync(path, ...more);
      letGo.set(path, times - 1);
      throw Object.assign(new Error('gone'), { code: 'ENOENT' });
    },
  };
});

test('who saw it let go of does not write over that of who was faster', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lock-race-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'lock');
  const faster = JSON.stringify({ pid: 1, startedAt: '', host: hostname(), token: 'faster' });
  writeFileSync(path, faster);
  // At the first look, and again when the second lock is taken: by then the faster one has it.
  letGo.set(path, 2);
  expect(() => takeLock(path)).toThrow(`in use by process 1 on ${hostname()}`);
  expect(readFileSync(path, 'utf8')).toBe(faster);
});
