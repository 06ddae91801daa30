/**
 * A process of its own that builds snapshots, for tests that kill it or fill its disk: tells in lines of JSON what it
 * found and what it does.
 *
 * node test-builder.ts FOLDER build    builds until it is killed
 * node test-builder.ts FOLDER hold     opens the store and waits
 * node test-builder.ts FOLDER fill     builds until the disk is full (disk-full-preload.ts), after one complete snapshot
 * node test-builder.ts FOLDER commit   the same, and the disk is full when rows are to be committed
 */
import { rmSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { TwinError } from '../kernel/errors.ts';
import { openKeys } from './keys.ts';
import { openStore } from './open.ts';
import {
  abandonSnapshot,
  beginSnapshot,
  completeSnapshot,
  discardUnfinished,
  newestSnapshot,
  readArtefact,
} from './snapshots.ts';
import { MANIFEST, rowsLeft, saveSmallSnapshot } from './test-snapshot.ts';
import { saveArtefacts } from './snapshot-rows.ts';

const [folder, task] = process.argv.slice(2) as [string, 'build' | 'hold' | 'fill' | 'commit'];
const ARTEFACT_BYTES = 2_000_000;
const say = (line: object): void => void writeSync(1, `${JSON.stringify(line)}\n`);

const store = await openStore({ databaseUrl: undefined, storeFolder: folder }, { usesPostgis: false });
const keys = await openKeys(store, join(folder, 'keys.json'));

async function tell(): Promise<void> {
  const newest = await newestSnapshot(store);
  const artefact = newest && (await readArtefact(store, newest.number, 'table/rw.bin'));
  say({ newest: newest?.number ?? 0, artefactBytes: artefact?.bytes.length ?? 0, ...(await rowsLeft(store)) });
}

async function build(): Promise<void> {
  const snapshot = await beginSnapshot(store, MANIFEST);
  say({ building: snapshot });
  await saveSmallSnapshot(store, snapshot, keys, ARTEFACT_BYTES);
  say({ completing: snapshot });
  await completeSnapshot(store, snapshot);
  say({ complete: snapshot });
}

const fillDisk = (): void => writeFileSync(process.env['DISK_FULL_MARK']!, '');

const artefact = (i: number, bytes: number) => ({
  name: `filling ${i}`,
  contentType: 'x',
  bytes: new Uint8Array(bytes).fill(i),
});

async function fillUp(snapshot: number): Promise<void> {
  fillDisk();
  for (let i = 0; ; i++) await saveArtefacts(store, snapshot, [artefact(i, 1 << 20)]);
}

const fillBeforeCommit = (snapshot: number): Promise<void> =>
  store.transaction(async (transaction) => {
    await saveArtefacts(transaction, snapshot, [artefact(0, 10)]);
    fillDisk();
  });

async function fill(untilItFails: (snapshot: number) => Promise<void>): Promise<void> {
  await build();
  const snapshot = await beginSnapshot(store, MANIFEST);
  try {
    await untilItFails(snapshot);
  } catch (error) {
    if (!(error instanceof TwinError)) throw error;
    say({ failed: error.text.code, kind: error.kind });
  }
  // There is room again, and the database is asked once more.
  rmSync(process.env['DISK_FULL_MARK']!);
  await abandonSnapshot(store, snapshot).then(
    () => say({ afterwards: 'answered' }),
    (error: unknown) => say({ afterwards: error instanceof TwinError ? error.text.code : 'broken' }),
  );
}

say({ discarded: await discardUnfinished(store) });
await tell();
if (task === 'fill') await fill(fillUp);
if (task === 'commit') await fill(fillBeforeCommit);
if (task === 'build') for (;;) await build();
if (task === 'hold') setInterval(() => undefined, 1000);
else await store.close().catch(() => undefined);
