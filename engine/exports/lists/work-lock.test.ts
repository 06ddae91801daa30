/** Two processes that write onto lists at once: both are kept, one after the other, or the second is told who is at it. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { appendWork, readWork } from './work-file.ts';
import { changeWork, workLockPath } from './work-lock.ts';
import { NOTHING_WORKED } from './worked.ts';

const folder = mkdtempSync(join(tmpdir(), 'kembaran-work-'));
const path = join(folder, 'work.jsonl');
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(() => {
  for (const each of [path, workLockPath(path)]) rmSync(each, { force: true });
});

const notes: string[] = [];
const progress = { note: (text: string): void => void notes.push(text) };
const entry = (id: string) => ({ programme: 'pkh', list: 'a', by: 'Rina', id, work: NOTHING_WORKED });

/** What each of the processes does again and again: reads all, and adds a row of its own. */
const WRITER = `
import { changeWork } from ${JSON.stringify(import.meta.resolve('./work-lock.ts'))};
import { appendWork } from ${JSON.stringify(import.meta.resolve('./work-file.ts'))};
const [path, who] = process.argv.slice(2);
const entry = (id) => ({ programme: 'pkh', list: 'a', by: who, id, work: ${JSON.stringify(NOTHING_WORKED)} });
for (let i = 0; i < 25; i++) {
  await changeWork(path, { note() {} }, () => appendWork(path, [entry(who + i)], new Date(0)));
}
`;

async function writtenByThree(): Promise<void> {
  const script = join(folder, 'writer.mjs');
  writeFileSync(script, WRITER);
  const ends = ['Rina', 'Budi', 'Sari'].map(
    (who) =>
      new Promise((resolve) => {
        spawn(process.execPath, [script, path, who], { stdio: 'ignore' }).on('exit', resolve);
      }),
  );
  await Promise.all(ends);
}

test('what three processes write at once is all there, line on line', async () => {
  await writtenByThree();
  const { lines } = readWork(path);
  expect(lines).toHaveLength(75);
  expect(new Set(lines.map((line) => (line.kind === 'work' ? line.id : ''))).size).toBe(75);
  expect(existsSync(workLockPath(path))).toBe(false);
});

test('whoever waits in vain is told who is at it, and nothing is written', async () => {
  writeFileSync(
    workLockPath(path),
    JSON.stringify({ pid: 1, startedAt: '', host: hostname(), token: 'x', since: '2026-01-01T00:00:00.000Z' }),
  );
  await expect(changeWork(path, progress, () => appendWork(path, [entry('a')], new Date(0)), 80)).rejects.toThrow(
    /being written to work\.jsonl by process 1 .*Nothing was taken in.*work\.jsonl\.lock beside that file/s,
  );
  expect(existsSync(path)).toBe(false);
});

test('a lock that a dead process left behind is taken over, and said; one that fails releases its own', async () => {
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  writeFileSync(workLockPath(path), JSON.stringify({ pid, startedAt: '1', host: hostname(), token: 'x' }));
  await changeWork(path, progress, () => appendWork(path, [entry('a')], new Date(0)));
  expect(notes.join('\n')).toMatch(/work\.jsonl\.lock was left behind by a dead process/);
  const failing = changeWork(path, progress, () => {
    throw new RangeError('x');
  });
  await expect(failing).rejects.toThrow(RangeError);
  expect(existsSync(workLockPath(path))).toBe(false);
});
