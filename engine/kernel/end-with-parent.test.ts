import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { expect, onTestFinished, test } from 'vitest';
import { END_WITH_PARENT } from './end-with-parent.ts';
import { isRunning } from './running-process.ts';

/** A parent that starts a helper, tells its process id, and waits. */
const PARENT = `
  const { spawn } = require('node:child_process');
  const helper = spawn(process.execPath, JSON.parse(process.argv[1]), { stdio: ['pipe', 'ignore', 'ignore'] });
  console.log(helper.pid);
  setInterval(() => {}, 1000);
`;
const WAITS = ['-e', 'console.log("ready"); setInterval(() => {}, 1000)'];

async function helperPid(parent: ChildProcess): Promise<number> {
  const [line] = (await once(parent.stdout!, 'data')) as [Buffer];
  return Number(line.toString());
}

test.each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)('a helper ends with its parent, ended by %s', async (signal) => {
  const parent = spawn(process.execPath, ['-e', PARENT, JSON.stringify([...END_WITH_PARENT, ...WAITS])], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const pid = await helperPid(parent);
  onTestFinished(() => void (isRunning(pid) && process.kill(pid)));
  expect(isRunning(pid)).toBe(true);
  parent.kill(signal);
  await once(parent, 'exit');
  await expect.poll(() => isRunning(pid), { timeout: 20_000 }).toBe(false);
});

test('it is not held back from ending by itself, and not ended while its parent lives', async () => {
  const [done, waits] = [['-e', '0'], WAITS].map((script) =>
    spawn(process.execPath, [...END_WITH_PARENT, ...script], { stdio: ['pipe', 'pipe', 'inherit'] }),
  ) as [ChildProcess, ChildProcess];
  expect(await once(done, 'exit')).toEqual([0, null]);
  await once(waits.stdout!, 'data');
  expect(waits.exitCode).toBeNull();
  waits.stdin!.end();
  expect(await once(waits, 'exit')).toEqual([1, null]);
});

test('threads of it, and a process without standard input that takes its options over, go on to their end', async () => {
  const script = `
    const { Worker } = require('node:worker_threads');
    const { spawn } = require('node:child_process');
    new Worker('', { eval: true }).on('exit', (code) => console.log('thread', code));
    spawn(process.execPath, [...process.execArgv.slice(0, 2), '-e', 'setTimeout(() => 0, 500)'], { stdio: 'ignore' })
      .on('exit', (code) => console.log('process', code));
  `;
  const helper = spawn(process.execPath, [...END_WITH_PARENT, '-e', script], { stdio: ['pipe', 'pipe', 'inherit'] });
  let said = '';
  helper.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  expect(await once(helper, 'close')).toEqual([0, null]);
  expect(said.trim().split('\n').sort()).toEqual(['process 0', 'thread 0']);
});
