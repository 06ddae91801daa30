import { expect, onTestFinished, test } from 'vitest';
import { WorkerPool } from './worker-pool.ts';

test('many tasks wait for one thread without a warning; each has its own answer, or what it throws', async () => {
  const warnings: Error[] = [];
  const note = (warning: Error): void => void warnings.push(warning);
  process.on('warning', note);
  const pool = new WorkerPool(new URL('./test-worker.ts', import.meta.url), 1);
  onTestFinished(async () => {
    process.off('warning', note);
    await pool.close();
  });
  const numbers = Array.from({ length: 40 }, (_, i) => i);
  const failing = expect(pool.ask(0, 'fail', 1)).rejects.toThrow('told to fail');
  expect(await Promise.all(numbers.map((number) => pool.ask(0, 'echo', number)))).toEqual(numbers);
  await failing;
  expect(warnings).toEqual([]);
});
