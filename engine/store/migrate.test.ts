import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { TwinError } from '../kernel/errors.ts';
import { sql } from '../kernel/sql.ts';
import { migrate, MIGRATIONS_FOLDER, newestVersion, readMigrations, type Migration } from './migrate.ts';
import { openPublished, openStore } from './open.ts';
import type { Store } from './store.ts';
import { sayWhenServerIsMissing } from './test-server-or-say.ts';
import { temporaryFolder, testStores } from './test-stores.ts';

// Starts of the embedded store take long on a busy machine; no test here fails on a time.
vi.setConfig({ testTimeout: 900_000, hookTimeout: 900_000 });

const stores = await testStores();
const folder = temporaryFolder();
afterAll(async () => {
  await stores.end();
  rmSync(folder, { recursive: true });
});
sayWhenServerIsMissing(stores.server);

test('each file has a number of its own, without gaps', () => {
  const versions = readMigrations().map(({ version }) => version);
  expect(versions).toEqual(versions.map((_, i) => i + 1));
  expect(readdirSync(MIGRATIONS_FOLDER)).toHaveLength(versions.length);
});

/** The migrations as they are, and more or other ones. */
function migrationsWith(name: string, text: string): Migration[] {
  const copy = join(folder, 'migrations');
  rmSync(copy, { recursive: true, force: true });
  mkdirSync(copy);
  cpSync(MIGRATIONS_FOLDER, copy, { recursive: true });
  writeFileSync(join(copy, name), text);
  return readMigrations(copy);
}

describe.each(stores.places)('migrations of the $kind store', ({ place }) => {
  let store: Store;
  beforeAll(async () => {
    store = await openStore(place);
  });
  afterAll(() => store.close());

  const codeOf = async (work: Promise<void>): Promise<string> => {
    const error: unknown = await work.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    return error instanceof TwinError ? error.text.code : 'worked';
  };
  const ran = async (): Promise<number[]> =>
    (await store.rows<{ version: number }>(sql`select version from twin.migration order by 1`)).map(
      ({ version }) => version,
    );
  const all = readMigrations().map(({ version }) => version);
  const next = `${String(newestVersion() + 1).padStart(4, '0')}_more.sql`;

  test('run once', async () => {
    expect(await ran()).toEqual(all);
    await migrate(store);
    expect(await ran()).toEqual(all);
  });

  test('that were edited after they ran are refused', async () => {
    const edited = migrationsWith('0002_snapshots.sql', 'create table twin.other (a int);');
    expect(await codeOf(migrate(store, edited))).toBe('migration-edited');
    expect(await store.rows(sql`select to_regclass('twin.other')::text as name`)).toEqual([{ name: null }]);
  });

  test('that fail leave nothing, and run when they are mended', async () => {
    const half = migrationsWith(next, 'create table twin.more (a int); insert into twin.more values (1, 2);');
    expect(await codeOf(migrate(store, half))).toBe('database-42601');
    expect(await store.rows(sql`select to_regclass('twin.more')::text as name`)).toEqual([{ name: null }]);
    expect(await ran()).toEqual(all);
    const mended = migrationsWith(next, 'create table twin.more (a int); insert into twin.more values (1);');
    await migrate(store, mended);
    expect(await store.rows(sql`select a from twin.more`)).toEqual([{ a: 1 }]);
    expect(await ran()).toEqual([...all, all.length + 1]);
  });

  test('of a newer program are left alone by an older one', async () => {
    expect(await codeOf(migrate(store))).toBe('store-newer');
    await store.close();
    await expect(openStore(place)).rejects.toMatchObject({ kind: 'store', text: { code: 'store-newer' } });
    await expect(openPublished(place)).rejects.toMatchObject({ kind: 'store', text: { code: 'store-other-version' } });
    // The lock on migrating was given back: another attempt does not wait for ever.
    await expect(openStore(place)).rejects.toMatchObject({ kind: 'store' });
  });
});
