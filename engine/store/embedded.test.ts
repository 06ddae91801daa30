import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { chance } from '../kernel/random.ts';
import { sql } from '../kernel/sql.ts';
import { EmbeddedSession } from './embedded.ts';
import { takeLock } from './lock-file.ts';
import { openPublished, openStore } from './open.ts';
import { discardUnfinished, newestSnapshot, readArtefact } from './snapshots.ts';
import { rowsLeft } from './test-snapshot.ts';
import { emptyEmbeddedStore, temporaryFolder } from './test-stores.ts';

// Starts of the embedded store take long on a busy machine; no test here fails on a time.
vi.setConfig({ testTimeout: 900_000, hookTimeout: 900_000 });

const folder = temporaryFolder();
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string) => ({ databaseUrl: undefined, storeFolder: join(folder, name) });

type Line = Record<string, unknown>;
const children = new Set<ChildProcess>();
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
});

/** Starts a process that builds, and hands out its lines one by one. */
function builder(storeFolder: string, task: string, mark?: string) {
  const preload = mark === undefined ? [] : ['--import', join(import.meta.dirname, 'disk-full-preload.ts')];
  const child = spawn(process.execPath, [...preload, join(import.meta.dirname, 'test-builder.ts'), storeFolder, task], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_OPTIONS: '', DISK_FULL_MARK: mark },
  });
  children.add(child);
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const lines = createInterface({ input: child.stdout! })[Symbol.asyncIterator]();
  /** The first line that has a word; undefined when the process ends before. */
  const until = async (word: string): Promise<Line | undefined> => {
    for (let next = await lines.next(); !next.done; next = await lines.next()) {
      const line = JSON.parse(next.value) as Line;
      if (word in line) return line;
    }
    return undefined;
  };
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
    children.delete(child);
  };
  return { pid: child.pid!, until, kill, ended };
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

test('a second process is told which one has the store, and gets it once that one is killed', async () => {
  const place = await emptyEmbeddedStore(join(folder, 'shared'));
  const first = builder(place.storeFolder, 'hold');
  await first.until('newest');
  for (const open of [openStore, openPublished]) {
    await expect(open(place)).rejects.toMatchObject({ kind: 'busy', text: { code: 'store-in-use' } });
    await expect(open(place)).rejects.toThrow(`in use by process ${first.pid}`);
  }
  await first.kill();
  const store = await openStore(place, { usesPostgis: false });
  await expect(openStore(place, { usesPostgis: false })).rejects.toThrow(
    'This process has the embedded store open already',
  );
  await store.close();
});

test('kill -9 at any point leaves the last complete snapshot and nothing half done', async () => {
  const place = await emptyEmbeddedStore(join(folder, 'killed'));
  const when = chance(1, 'kill');
  let newest = 0;
  for (let round = 0; round < 3; round++) {
    const child = builder(place.storeFolder, 'build');
    const found = (await child.until('newest'))!;
    // What the kill before left is gone, and what was complete is there, whole.
    expect(found['newest']).toBeGreaterThanOrEqual(newest);
    expect(found['artefactBytes']).toBe(found['newest'] === 0 ? 0 : 2_000_000);
    const complete = found['snapshots'] as number[];
    expect((found['parts'] as unknown[]).length).toBe(complete.length * 2);
    expect(new Set((found['tables'] as { snapshot: number }[]).map(({ snapshot }) => snapshot))).toEqual(
      new Set(complete),
    );
    // Rounds end while one is begun and filled, or while one is completed.
    if (round % 2 === 0) newest = (await child.until('complete'))!['complete'] as number;
    else await child.until('completing');
    await pause(when.below(120, round));
    await child.kill();
  }
  const store = await openStore(place, { usesPostgis: false });
  await discardUnfinished(store);
  const served = (await newestSnapshot(store))!;
  expect(served.number).toBeGreaterThanOrEqual(newest);
  expect((await readArtefact(store, served.number, 'table/rw.bin'))!.bytes).toEqual(new Uint8Array(2_000_000).fill(7));
  const left = await rowsLeft(store);
  expect(left.parts).toHaveLength(left.snapshots.length * 2);
  await store.close();
});

test.each([
  ['while rows are written', 'fill'],
  ['while rows are committed, for which the database would wait for ever', 'commit'],
])('a disk that is full %s is told as such, and the last complete snapshot is unharmed', async (_, task) => {
  const place = await emptyEmbeddedStore(join(folder, `full-${task}`));
  const mark = join(folder, `disk-is-full-${task}`);
  const child = builder(place.storeFolder, task, mark);
  const complete = (await child.until('complete'))!['complete'];
  expect(await child.until('failed')).toEqual({ failed: 'disk-full', kind: 'storage' });
  // There is room again; what the database does after such a failure cannot be relied on, so nobody asks it.
  expect(await child.until('afterwards')).toEqual({ afterwards: 'disk-full' });
  await child.ended;
  expect(existsSync(mark)).toBe(false);
  const store = await openStore(place, { usesPostgis: false });
  await discardUnfinished(store);
  expect(await newestSnapshot(store)).toMatchObject({ number: complete });
  expect((await readArtefact(store, complete as number, 'table/rw.bin'))!.bytes).toHaveLength(2_000_000);
  expect((await rowsLeft(store)).snapshots).toEqual([complete]);
  await store.close();
});

test('a copy of the folder is a copy of the store; files that a killed process left in it are cleared away', async () => {
  const place = await emptyEmbeddedStore(join(folder, 'original'));
  const store = await openStore(place, { usesPostgis: false });
  await store.script('create table public.kept (a int primary key); insert into public.kept values (1)');
  const [row] = await store.rows<{ path: string }>(sql`select pg_relation_filepath('public.kept') as path`);
  await store.close();
  cpSync(place.storeFolder, join(folder, 'copy'), { recursive: true });
  const files = dirname(join(folder, 'copy', 'database', row!.path));
  const count = readdirSync(files).length;
  const orphans = ['99001', '99001.1', '99001_fsm', '99001_vm'].map((name) => join(files, name));
  for (const orphan of orphans) writeFileSync(orphan, 'left behind');
  const copy = await openStore(at('copy'), { usesPostgis: false });
  expect(orphans.filter((orphan) => existsSync(orphan))).toEqual([]);
  expect(readdirSync(files).length).toBe(count);
  expect(await copy.rows(sql`select a from public.kept`)).toEqual([{ a: 1 }]);
  await copy.close();
});

test('a first start that was killed starts over', async () => {
  const place = at('begun');
  const database = join(place.storeFolder, 'database');
  mkdirSync(database, { recursive: true });
  writeFileSync(join(database, 'PG_VERSION'), '18\n');
  writeFileSync(join(place.storeFolder, 'database-unfinished'), '');
  await expect(openPublished(place)).rejects.toMatchObject({ kind: 'store', text: { code: 'store-empty' } });
  const child = builder(place.storeFolder, 'hold');
  // Killed while it makes the database once more.
  while (!existsSync(join(database, 'base'))) await pause(20);
  await child.kill();
  expect(existsSync(join(place.storeFolder, 'database-unfinished'))).toBe(true);
  const store = await openStore(place, { usesPostgis: false });
  expect(await store.rows(sql`select extname from pg_extension where extname = 'postgis'`)).toHaveLength(1);
  expect(existsSync(join(place.storeFolder, 'database-unfinished'))).toBe(false);
  expect(await newestSnapshot(store)).toBeUndefined();
  await store.close();
});

test('a database that cannot be started is left as it is, with a word on what to do', async () => {
  const place = await emptyEmbeddedStore(join(folder, 'damaged'));
  const control = join(place.storeFolder, 'database', 'global', 'pg_control');
  writeFileSync(control, 'no longer what it was');
  await expect(openStore(place, { usesPostgis: false })).rejects.toMatchObject({
    kind: 'store',
    text: { code: 'embedded-store-stopped' },
  });
  expect(statSync(control).size).toBe(21);
  // The lock was given back.
  takeLock(join(place.storeFolder, 'lock')).release();
});

test('where nothing was built there is nothing to serve', async () => {
  const place = at('nothing');
  await expect(openPublished(place)).rejects.toMatchObject({ kind: 'store', text: { code: 'store-empty' } });
  expect(existsSync(place.storeFolder)).toBe(false);
});

test('a folder that cannot be written is told as such', async () => {
  const file = join(folder, 'a-file');
  writeFileSync(file, '');
  await expect(openStore({ databaseUrl: undefined, storeFolder: join(file, 'store') })).rejects.toMatchObject({
    kind: 'storage',
  });
});

test('the thread that serves the web refuses whatever else it is told', async () => {
  const place = await emptyEmbeddedStore(join(folder, 'web'));
  const session = new EmbeddedSession(
    place.storeFolder,
    { release: () => undefined },
    { mode: 'web', usesPostgis: false },
  );
  await expect(session.query('select * from identity.person', [])).rejects.toMatchObject({
    text: { code: 'store-web-only' },
  });
  await expect(session.script('reset role')).rejects.toThrow();
  await expect(session.copy('identity.person (full_name)', new Uint8Array(8))).rejects.toThrow();
  expect(await session.published('snapshots', [])).toEqual([]);
  await session.close();
});
