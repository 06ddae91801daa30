import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { chance } from '../../kernel/random.ts';
import { finished, sandboxWithStore, startProcess, twinJson, type Settings } from '../twin-process.ts';

interface Status {
  readonly served: string | null;
  readonly snapshots: readonly { id: string; state: string }[];
  readonly orphans: number;
}

interface Built {
  readonly kind: 'built' | 'unchanged';
  readonly snapshotId: string;
}

const KILLS = 20;
/** A build may end before its turn to be killed comes; on a quiet machine few do. */
const MOST_TRIES = 10 * KILLS;
const settings = sandboxWithStore(afterAll, 800);
const folder = settings['KEMBARAN_DATA']!;

/** Lets a build run for a while, then ends it as a power cut would. */
async function killedBuild(afterMs: number, environment: Settings): Promise<boolean> {
  const child = startProcess('engine/cli.ts', ['build', '--force', '--json'], environment);
  const end = finished(child);
  const timer = setTimeout(() => child.kill('SIGKILL'), afterMs);
  const run = await end;
  clearTimeout(timer);
  return run.signal === 'SIGKILL';
}

test(`a build killed ${KILLS} times at random points never shows, and the next one completes`, async () => {
  await twinJson(['sample'], settings);
  const first = await twinJson<Built>(['build'], settings);
  // The first build finds a store without a row; those that are killed are like the second.
  const startedAt = performance.now();
  await twinJson<Built>(['build', '--force'], settings);
  const buildMs = performance.now() - startedAt;
  const when = chance(20, 'kill');

  let killed = 0;
  for (let i = 0; killed < KILLS && i < MOST_TRIES; i++) {
    // What comes before the store opens leaves nothing behind: most kills fall into the later two thirds.
    if (!(await killedBuild(buildMs * (0.2 + 0.8 * when.uniform(i)), settings))) continue;
    killed++;
    if (killed % 5 !== 0) continue;
    const status = await twinJson<Status>(['status'], settings);
    expect(status.snapshots.filter((snapshot) => snapshot.state === 'complete').length).toBeGreaterThan(0);
    // What the killed build left is the next build's to clear away.
    expect(status.served).not.toBeNull();
  }
  expect(killed).toBe(KILLS);

  const last = await twinJson<Built>(['build', '--force'], settings);
  expect(last.kind).toBe('built');
  const status = await twinJson<Status>(['status'], settings);
  expect(status.served).toBe(last.snapshotId);
  expect(status.orphans).toBe(0);
  expect(status.snapshots.every((snapshot) => snapshot.state === 'complete')).toBe(true);
  expect(readdirSync(join(folder, 'snapshots')).sort()).toEqual(status.snapshots.map(({ id }) => id).sort());
  expect(first.kind).toBe('built');
});
