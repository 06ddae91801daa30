import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { tidySnapshots } from './save-snapshot.ts';
import { snapshotFolderName } from './snapshot-files.ts';
import { loadOrCreateKeys } from './store/keys.ts';
import { openStore } from './store/open.ts';
import { abandonSnapshot, beginSnapshot, completeSnapshot } from './store/snapshots.ts';
import { sayWhenServerIsMissing } from './store/test-server-or-say.ts';
import { MANIFEST, saveSmallSnapshot } from './store/test-snapshot.ts';
import { temporaryFolder, testStores } from './store/test-stores.ts';

// Starts of the embedded store take long on a busy machine; no test here fails on a time.
vi.setConfig({ testTimeout: 900_000, hookTimeout: 900_000 });

const stores = await testStores();
const folder = temporaryFolder();
afterAll(async () => {
  await stores.end();
  rmSync(folder, { recursive: true });
});
sayWhenServerIsMissing(stores.server);

const snapshotsFolder = join(folder, 'snapshots');
const config = { snapshotsFolder, keepSnapshots: 1 };
const makeFolder = (name: string): string => {
  mkdirSync(join(snapshotsFolder, name), { recursive: true });
  return name;
};

test('folders that belong to no snapshot go, those of the snapshots that are kept stay', async () => {
  const store = await openStore(stores.places[0]!.place, { usesPostgis: false });
  const keys = loadOrCreateKeys(join(folder, 'keys.json'));
  const made: string[] = [];
  for (const contentId of ['a', 'b']) {
    const number = await beginSnapshot(store, { ...MANIFEST, contentId });
    await saveSmallSnapshot(store, number, keys);
    await completeSnapshot(store, number);
    made.push(makeFolder(snapshotFolderName(number, contentId)));
  }
  makeFolder('000099-left-behind.partial');
  await tidySnapshots(config, store);
  expect(readdirSync(snapshotsFolder)).toEqual([made[1]]);
  await store.close();
  rmSync(snapshotsFolder, { recursive: true });
});

// Only a server lets in two processes.
describe.each(stores.places.slice(1))('beside another process at one $kind', ({ place }) => {
  test('that is building, its folder stays; once it has given up, the folder goes', async () => {
    const [other, own] = [
      await openStore(place, { usesPostgis: false }),
      await openStore(place, { usesPostgis: false }),
    ];
    const number = await beginSnapshot(other, MANIFEST);
    const name = makeFolder(snapshotFolderName(number, MANIFEST.contentId));
    await tidySnapshots(config, own);
    expect(readdirSync(snapshotsFolder)).toEqual([name]);
    await abandonSnapshot(other, number);
    await tidySnapshots(config, own);
    expect(readdirSync(snapshotsFolder)).toEqual([]);
    await Promise.all([other.close(), own.close()]);
  });
});
