import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sha256 } from './kernel/checksum.ts';
import { Publications } from './publications.ts';
import { loadOrCreateKeys, type Keys } from './store/keys.ts';
import { openStore } from './store/open.ts';
import { beginSnapshot, completeSnapshot, deleteSnapshot, newestSnapshot } from './store/snapshots.ts';
import type { PublishedReader, Row, Store } from './store/store.ts';
import { MANIFEST, saveSmallSnapshot } from './store/test-snapshot.ts';
import { emptyEmbeddedStore, temporaryFolder } from './store/test-stores.ts';

const folder = temporaryFolder();
let store: Store;
let keys: Keys;
beforeAll(async () => {
  store = await openStore(await emptyEmbeddedStore(join(folder, 'store')), { usesPostgis: false });
  keys = loadOrCreateKeys(join(folder, 'keys.json'));
});
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

const begun = async (contentId: string): Promise<number> => {
  const number = await beginSnapshot(store, { ...MANIFEST, contentId });
  await saveSmallSnapshot(store, number, keys, 1000);
  return number;
};

/** The store, counting what it is asked; `change` is done to each row of an artefact. */
function watched(change: (row: Row) => Row = (row) => row): PublishedReader & { asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    async published(question, values) {
      asked.push([question, ...(values ?? [])].join(' '));
      const rows = await store.published(question, values);
      return question === 'artefact' ? rows.map(change) : rows;
    },
    close: () => Promise.resolve(),
  };
}

test('the newest complete snapshot is served, one under way is not, and a newer one after 5 s at the latest', async () => {
  let clock = 0;
  const publications = new Publications(watched(), () => clock);
  expect(await publications.servedSnapshotId()).toBeUndefined();
  expect(await publications.findArtefact('meta.json')).toBeUndefined();

  const first = await begun('first');
  clock += 5000;
  expect(await publications.servedSnapshotId()).toBeUndefined();
  await completeSnapshot(store, first);
  clock += 5000;
  expect(await publications.servedSnapshotId()).toBe('first');

  const second = await begun('second');
  clock += 5000;
  expect(await publications.servedSnapshotId()).toBe('first');
  await completeSnapshot(store, second);
  clock += 4999;
  expect(await publications.servedSnapshotId()).toBe('first');
  clock += 1;
  expect(await publications.servedSnapshotId()).toBe('second');
});

test('the moment of the build stands in meta.json, whose checksum is that of what is handed out', async () => {
  const { completedAt } = (await newestSnapshot(store))!;
  const meta = (await new Publications(watched()).findArtefact('meta.json'))!;
  expect(JSON.parse(new TextDecoder().decode(meta.bytes))).toEqual({ createdAt: completedAt.toISOString() });
  expect(meta.sha256).toBe(sha256(meta.bytes));
});

test('an artefact is asked from the store once a snapshot; a name that does not exist is not kept', async () => {
  let clock = 0;
  const reader = watched();
  const publications = new Publications(reader, () => clock);
  const artefactsAsked = (): number => reader.asked.filter((question) => question.startsWith('artefact ')).length;
  await Promise.all([publications.findArtefact('table/rw.bin'), publications.findArtefact('table/rw.bin')]);
  await publications.findArtefact('table/rw.bin');
  expect(artefactsAsked()).toBe(1);
  expect(await publications.findArtefact('../../etc/passwd')).toBeUndefined();
  expect(await publications.findArtefact('../../etc/passwd')).toBeUndefined();
  expect(artefactsAsked()).toBe(3);

  await completeSnapshot(store, await begun('third'));
  clock += 5000;
  await publications.findArtefact('table/rw.bin');
  expect(artefactsAsked()).toBe(4);
});

test('a snapshot that was replaced and deleted a moment ago gives way to the one that is there now', async () => {
  const publications = new Publications(watched(), () => 0);
  expect(await publications.servedSnapshotId()).toBe('third');
  const { number } = (await newestSnapshot(store))!;
  await completeSnapshot(store, await begun('fourth'));
  await deleteSnapshot(store, number);
  expect((await publications.findArtefact('table/rw.bin'))!.bytes).toHaveLength(1000);
  expect(await publications.servedSnapshotId()).toBe('fourth');
});

test.each([
  ['a changed byte', (bytes: Uint8Array): Uint8Array => bytes.map((byte, i) => (i === 500 ? byte ^ 1 : byte))],
  ['a missing end', (bytes: Uint8Array): Uint8Array => bytes.subarray(0, -1)],
  ['nothing left', (): Uint8Array => new Uint8Array()],
])('an artefact with %s is never served, and the error says what to do', async (_, spoil) => {
  let isSpoiled = true;
  const reader = watched((row) => (isSpoiled ? { ...row, bytes: spoil(row['bytes'] as Uint8Array) } : row));
  const publications = new Publications(reader);
  await expect(publications.findArtefact('table/rw.bin')).rejects.toMatchObject({
    kind: 'store',
    text: {
      code: 'artefact-damaged',
      what: expect.stringContaining('table/rw.bin'),
      todo: expect.stringContaining('build --force'),
    },
  });
  // The failure is not kept; the same artefact as it was put in is served.
  isSpoiled = false;
  expect((await publications.findArtefact('table/rw.bin'))!.bytes).toEqual(new Uint8Array(1000).fill(7));
});

test('an artefact with another checksum than its bytes have is never served', async () => {
  const publications = new Publications(watched((row) => ({ ...row, sha256: sha256('something else') })));
  await expect(publications.findArtefact('meta.json')).rejects.toMatchObject({ text: { code: 'artefact-damaged' } });
});

test('a store that fails once is asked again at once', async () => {
  const reader = watched();
  let fails = true;
  const failing: PublishedReader = {
    ...reader,
    published: (...question) => (fails ? Promise.reject(new Error('gone')) : reader.published(...question)),
  };
  const publications = new Publications(failing, () => 0);
  await expect(publications.servedSnapshotId()).rejects.toThrow('gone');
  fails = false;
  expect(await publications.servedSnapshotId()).toBe('fourth');
});

test('another reader is asked from the moment that it is handed over', async () => {
  const nothing: PublishedReader = { published: () => Promise.resolve([]), close: () => Promise.resolve() };
  const publications = new Publications(nothing, () => 0);
  expect(await publications.servedSnapshotId()).toBeUndefined();
  publications.readFrom(watched());
  expect(await publications.servedSnapshotId()).toBe('fourth');
});
