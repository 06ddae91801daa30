import { afterAll, describe, expect, test } from 'vitest';
import { askedOf, groundOf, type PairOfRuns } from './pair-of-runs.ts';
import { ReplicatePool } from './replicate-pool.ts';
import { replicateOf } from './replicate.ts';
import { sharedCopy } from './shared-copy.ts';
import { fewerBirths, testPair, testScenario } from './test-pair.ts';

const PAIR = testPair(3000, 3, fewerBirths(0.8, 2027));
const pool = new ReplicatePool(groundOf(PAIR), 2);
afterAll(() => pool.close());

const collect = async (pair: PairOfRuns, numbers: readonly number[]): Promise<Float32Array[]> => {
  const found: Float32Array[] = [];
  await pool.simulate(askedOf(pair), numbers, (number, values) => (found[number] = values));
  return found;
};

describe('threads that are kept', () => {
  test('simulate one run after the other, each the same bytes as alone, warm or not', async () => {
    const other = { ...PAIR, scenario: testScenario(fewerBirths(0.6, 2027)), seed: 6 };
    const first = await collect(PAIR, [0, 1, 2, 3, 4]);
    await pool.warmUp();
    const second = await collect(other, [0, 1, 2, 3, 4]);
    expect(first).toEqual([0, 1, 2, 3, 4].map(replicateOf(PAIR)));
    expect(second).toEqual([0, 1, 2, 3, 4].map(replicateOf(other)));
    expect(await collect(PAIR, [4])).toEqual([, , , , first[4]]);
  });

  test('let a run go at once when it is cancelled, and are there for the next', async () => {
    const stop = new AbortController();
    const numbers = Array.from({ length: 40 }, (_, i) => i);
    let done = 0;
    const cancelled = pool.simulate(
      askedOf(PAIR),
      numbers,
      () => {
        if (++done === 3) stop.abort(new Error('no more'));
      },
      { signal: stop.signal },
    );
    await expect(cancelled).rejects.toThrow('no more');
    expect(await collect(PAIR, [0])).toEqual([replicateOf(PAIR)(0)]);
    // Nothing of the cancelled run was told afterwards.
    expect(done).toBe(3);
  });

  test('stop when what is done cannot be put away, and tell why', async () => {
    let told = 0;
    const failing = pool.simulate(askedOf(PAIR), [0, 1, 2, 3, 4, 5, 6, 7], () => {
      told++;
      throw new Error('the disk is full');
    });
    await expect(failing).rejects.toThrow('the disk is full');
    await collect(PAIR, [0]);
    expect(told).toBe(1);
  });

  test('say what went wrong in a replicate', async () => {
    const broken = { ...PAIR, alignment: undefined } as unknown as PairOfRuns;
    await expect(collect(broken, [0])).rejects.toThrow(/drawsOfYear/);
    expect(await collect(PAIR, [0])).toHaveLength(1);
  });
});

describe('columns in shared memory', () => {
  test('hold the same values, once however often they are met; the rest stays as it is', () => {
    const column = Float32Array.of(1, NaN, 3);
    const copy = sharedCopy({ one: column, list: [{ same: column }], text: 'a', day: 3, none: undefined });
    expect(copy).toEqual({ one: column, list: [{ same: column }], text: 'a', day: 3, none: undefined });
    expect(copy.one.buffer).toBeInstanceOf(SharedArrayBuffer);
    expect(copy.list[0]!.same).toBe(copy.one);
    expect(column.buffer).toBeInstanceOf(ArrayBuffer);
  });
});
