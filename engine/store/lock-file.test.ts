import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { takeLock } from './lock-file.ts';
import { temporaryFolder } from './test-stores.ts';

const folder = temporaryFolder();
const path = join(folder, 'lock');
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(() => {
  for (const name of readdirSync(folder)) rmSync(join(folder, name));
});

const holder = (facts: object): string =>
  JSON.stringify({ pid: process.pid, startedAt: '', host: hostname(), token: 'x', ...facts });

/** Pid of a process that has ended. */
const deadPid = spawnSync(process.execPath, ['-e', '']).pid;

test('one holds it; the second is told who; after its release the next may', () => {
  const lock = takeLock(path);
  expect(() => takeLock(path)).toThrow('This process has the embedded store open already');
  lock.release();
  takeLock(path).release();
  expect(readdirSync(folder)).toEqual([]);
});

test('a living process is named by its pid', () => {
  writeFileSync(path, holder({ pid: 1 }));
  expect(() => takeLock(path)).toThrow(/in use by process 1 on /);
  expect(readFileSync(path, 'utf8')).toContain('"pid":1');
});

test.each([
  ['a process that ended', { pid: deadPid }],
  ['another process that has the same pid now', { pid: 1, startedAt: '1234567890123' }],
])('a lock of %s is taken over', (_, facts) => {
  writeFileSync(path, holder(facts));
  const lock = takeLock(path);
  expect(() => takeLock(path)).toThrow('already');
  lock.release();
  expect(readdirSync(folder)).toEqual([]);
});

test.each(['', '{"pid":'])('a torn lock is taken over: %j', (text) => {
  writeFileSync(path, text);
  takeLock(path).release();
  expect(existsSync(path)).toBe(false);
});

test('a lock of another machine is left alone, with a word on how to remove it', () => {
  writeFileSync(path, holder({ pid: deadPid, host: 'elsewhere' }));
  expect(() => takeLock(path)).toThrow(`process ${deadPid} on elsewhere. Stop that process`);
  expect(() => takeLock(path)).toThrow(`delete ${path}`);
});

test('a takeover that was itself killed is taken over', () => {
  writeFileSync(path, holder({ pid: deadPid }));
  writeFileSync(`${path}.takeover`, holder({ pid: deadPid, token: 'y' }));
  takeLock(path).release();
  expect(readdirSync(folder)).toEqual([]);
});

test('the file is never there without its text, which would look torn to another process', async () => {
  const code = `
    const { takeLock } = await import(${JSON.stringify(join(import.meta.dirname, 'lock-file.ts'))});
    for (let i = 0; i < 3000; i++) takeLock(${JSON.stringify(path)}).release();`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: 'inherit' });
  const seen = { whole: 0, torn: 0 };
  const look = (): void => {
    try {
      if (readFileSync(path, 'utf8').endsWith('}')) seen.whole++;
      else seen.torn++;
    } catch {
      // Released.
    }
  };
  await new Promise<void>((resolve) => {
    let isOver = false;
    child.once('exit', () => (isOver = true));
    const again = (): void => {
      for (let i = 0; i < 100; i++) look();
      if (isOver) resolve();
      else setImmediate(again);
    };
    again();
  });
  expect(seen.whole).toBeGreaterThan(0);
  expect(seen.torn).toBe(0);
});

test('of several processes that find a stale lock one gets it', async () => {
  writeFileSync(path, holder({ pid: deadPid }));
  const code = `
    const { takeLock } = await import(${JSON.stringify(join(import.meta.dirname, 'lock-file.ts'))});
    process.stdout.write('ready');
    process.stdin.once('data', () => {
      try { takeLock(${JSON.stringify(path)}); process.stdout.write(' got'); } catch (error) { process.stdout.write(' ' + error.kind); }
    });`;
  const children = Array.from({ length: 4 }, () =>
    spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['pipe', 'pipe', 'inherit'] }),
  );
  const outputs = children.map(() => '');
  const until = (isSo: () => boolean) =>
    new Promise<void>((resolve) => {
      const look = (): void => (isSo() ? resolve() : void setTimeout(look, 5));
      look();
    });
  children.forEach((child, i) => child.stdout.on('data', (chunk: Buffer) => (outputs[i] += chunk.toString())));
  await until(() => outputs.every((output) => output === 'ready'));
  for (const child of children) child.stdin.write('go');
  await until(() => outputs.every((output) => output.length > 'ready'.length));
  for (const child of children) child.kill('SIGKILL');
  expect(outputs.sort()).toEqual(['ready busy', 'ready busy', 'ready busy', 'ready got']);
});
