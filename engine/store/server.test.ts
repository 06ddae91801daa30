import { rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { TwinError } from '../kernel/errors.ts';
import { sql } from '../kernel/sql.ts';
import { newestVersion, readMigrations } from './migrate.ts';
import { openPublished, openStore } from './open.ts';
import { checkServer, isOlder, type ServerFacts } from './server-check.ts';
import { openKeys } from './keys.ts';
import { findPersons } from './snapshot-rows.ts';
import { beginSnapshot, completeSnapshot, deleteSnapshot, newestSnapshot } from './snapshots.ts';
import { MANIFEST, NIKS, PERSON_IDS, rowsLeft, saveSmallSnapshot } from './test-snapshot.ts';
import { sayWhenServerIsMissing } from './test-server-or-say.ts';
import { asAdministrator, databaseOf, temporaryFolder, testServer } from './test-stores.ts';

const server = await testServer();
afterAll(async () => {
  if (!('missing' in server)) await server.end();
});
sayWhenServerIsMissing(server);

const failureOf = async (work: Promise<unknown>): Promise<TwinError> => {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(TwinError);
  return error as TwinError;
};
const at = (databaseUrl: string) => ({ databaseUrl, storeFolder: '/nowhere' });

describe('an address at which nothing good is found', () => {
  test.each([
    'not an address',
    'mysql://localhost/x',
    'localhost:5432',
    'postgresql://u:p@[::1/x',
    'postgresql://u:p@host:99999999/x',
  ])('that is none: %j', async (url) => {
    for (const open of [openStore, openPublished]) {
      const error = await failureOf(open(at(url)));
      expect([error.kind, error.text.code]).toEqual(['configuration', 'database-url-unreadable']);
    }
  });

  test('no server there', async () => {
    for (const open of [openStore, openPublished]) {
      const error = await failureOf(open(at('postgresql://someone:geheim@127.0.0.1:1/twin')));
      expect([error.kind, error.text.code]).toEqual(['store', 'server-not-there']);
      expect(error.message).toContain('127.0.0.1:1');
      expect(`${error.message} ${error.stack} ${String(error.cause)}`).not.toContain('geheim');
    }
  });

  test('something that is no PostgreSQL', async () => {
    const other = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const error = await failureOf(openStore(at(`postgresql://a:b@127.0.0.1:${port}/twin`)));
    expect([error.kind, error.text.code]).toEqual(['store', 'server-not-there']);
    other.close();
  });
});

describe('a server that will not do', () => {
  const good: ServerFacts = {
    version: 15,
    versionText: '15.4',
    encoding: 'UTF8',
    postgisAvailable: '3.3.2',
    postgisCreated: '3.3.2',
    mayCreatePostgis: true,
    mayCreateRoles: true,
    hasRoles: true,
    mayCreateSchemas: true,
  };
  const address = { host: 'h', port: 1, user: 'u', database: 'd' };
  const check = (facts: Partial<ServerFacts>): Promise<void> =>
    checkServer({ query: () => Promise.resolve({ rows: [{ ...good, ...facts }], affected: 0 }) }, address);

  test.each([
    [{ version: 14, versionText: '14.9' }, 'server-too-old'],
    [{ encoding: 'SQL_ASCII' }, 'database-encoding'],
    [{ postgisAvailable: null, postgisCreated: null }, 'postgis-missing'],
    [{ postgisAvailable: '3.4.0', postgisCreated: '3.2.9' }, 'postgis-too-old'],
    [{ postgisCreated: null, mayCreatePostgis: false }, 'postgis-not-created'],
    [{ mayCreateSchemas: false }, 'schema-not-allowed'],
    [{ mayCreateRoles: false, hasRoles: false }, 'roles-missing'],
  ])('%j', async (facts, code) => {
    const error = await failureOf(check(facts));
    expect([error.kind, error.text.code]).toEqual(['store', code]);
  });

  test('and one that will', async () => {
    await check({});
    await check({ mayCreateRoles: false });
    await check({ mayCreatePostgis: false });
    await check({ postgisCreated: null });
  });

  test('versions are compared as numbers', () => {
    expect(isOlder('3.2.9', '3.3')).toBe(true);
    expect(isOlder('3.3.2', '3.3')).toBe(false);
    expect(isOlder('3.10.0', '3.3')).toBe(false);
    expect(isOlder('4.0.0dev', '3.3')).toBe(false);
  });
});

if (!('missing' in server)) {
  const change = (part: 'username' | 'password' | 'pathname', value: string): string => {
    const url = new URL(server.url);
    url[part] = value;
    return url.href;
  };

  describe('a server that is there', () => {
    test('refuses a wrong password, a missing one and a user that it does not know', async () => {
      const urls = [change('password', 'salah'), change('password', ''), change('username', 'nobody_here')];
      for (const url of urls) {
        for (const open of [openStore, openPublished]) {
          const error = await failureOf(open(at(url)));
          expect([error.kind, error.text.code]).toEqual(['store', 'server-refused-login']);
          expect(error.message).not.toContain('salah');
        }
      }
    });

    test('has no such database', async () => {
      for (const open of [openStore, openPublished]) {
        const error = await failureOf(open(at(databaseOf(server.url, 'no_such_database'))));
        expect([error.kind, error.text.code]).toEqual(['store', 'database-missing']);
        expect(error.message).toContain('no_such_database');
      }
    });

    test('has a database in which nothing was built', async () => {
      const error = await failureOf(openPublished(at(await server.makeDatabase())));
      expect([error.kind, error.text.code]).toEqual(['store', 'store-empty']);
    });

    test('lets two processes that start together make the tables once', async () => {
      const place = at(await server.makeDatabase());
      const opened = await Promise.all([openStore(place), openStore(place), openStore(place)]);
      const done = await opened[0].rows(sql`select version from twin.migration order by version`);
      expect(done).toEqual(readMigrations().map(({ version }) => ({ version })));
      for (const store of opened) await store.close();
    });

    test('serves the web for a login that has the role of the web and no other', async () => {
      const url = await server.makeDatabase();
      const store = await openStore(at(url));
      const login = `web_login_${Math.abs(Number(new URL(url).port))}_${newestVersion()}`;
      await asAdministrator(url, `create role ${login} login password 'rahasia'`);
      try {
        await asAdministrator(url, `grant kembaran_web to ${login}`);
        const own = new URL(url);
        own.username = login;
        own.password = 'rahasia';
        const reader = await openPublished(at(own.href));
        expect(await newestSnapshot(reader)).toBeUndefined();
        await reader.close();
        await expect(asAdministrator(own.href, 'select full_name from identity.person')).rejects.toThrow(
          'permission denied',
        );
        // It may not build: neither make the tables nor use them.
        expect((await failureOf(openStore(at(own.href)))).kind).toBe('store');
      } finally {
        await store.close();
        await asAdministrator(url, `drop role ${login}`);
      }
    });

    test('does for an owner who is no superuser, once an administrator has prepared it', async () => {
      const url = await server.makeDatabase();
      const name = new URL(url).pathname.slice(1);
      const owner = `owner_of_${name}`;
      // The roles are there from now on.
      await (await openStore(at(await server.makeDatabase()))).close();
      await asAdministrator(url, `create role ${owner} login password 'rahasia'`);
      const own = new URL(url);
      own.username = owner;
      own.password = 'rahasia';
      const refused = async (): Promise<string> => (await failureOf(openStore(at(own.href)))).text.code;
      try {
        expect(await refused()).toBe('schema-not-allowed');
        await asAdministrator(url, `grant create on database ${name} to ${owner}`);
        expect(await refused()).toBe('roles-missing');
        await asAdministrator(url, `grant kembaran_identity, kembaran_web to ${owner}`);
        expect(await refused()).toBe('postgis-not-created');
        await asAdministrator(url, 'create extension postgis');
        const store = await openStore(at(own.href));
        const folder = temporaryFolder();
        const keys = await openKeys(store, join(folder, 'keys.json'));
        const snapshot = await beginSnapshot(store, MANIFEST);
        await saveSmallSnapshot(store, snapshot, keys);
        await completeSnapshot(store, snapshot);
        expect(await newestSnapshot(store)).toMatchObject({ number: snapshot });
        expect(await findPersons(store, snapshot, keys, 'nik', NIKS[0])).toEqual([PERSON_IDS[0]]);
        expect(await deleteSnapshot(store, snapshot)).toBe(true);
        expect(await rowsLeft(store)).toEqual({ snapshots: [], tables: [], parts: [] });
        await store.close();
        rmSync(folder, { recursive: true });
      } finally {
        await asAdministrator(url, `drop owned by ${owner} cascade`);
        await asAdministrator(url, `drop role ${owner}`);
      }
    });

    test('that goes away in the middle is told, and does not end the process', async () => {
      const url = await server.makeDatabase();
      const store = await openStore(at(url));
      const [row] = await store.rows<{ pid: number }>(sql`select pg_backend_pid() as pid`);
      const sleeping = failureOf(store.run(sql`select pg_sleep(30)`));
      await asAdministrator(url, `select pg_terminate_backend(${row!.pid})`);
      expect((await sleeping).text.code).toBe('server-lost');
      expect((await failureOf(store.rows(sql`select 1`))).text.code).toBe('server-lost');
      await store.close();
    });

    test('keeps apart what is asked in whatever language and time zone it is set to', async () => {
      const url = await server.makeDatabase();
      const name = new URL(url).pathname.slice(1);
      await asAdministrator(url, `alter database ${name} set datestyle = 'SQL, DMY'`);
      await asAdministrator(url, `alter database ${name} set timezone = 'Asia/Jakarta'`);
      const store = await openStore(at(url));
      const moment = new Date('2025-12-31T23:30:00Z');
      expect(await store.rows(sql`select ${moment}::timestamptz as moment, date '2025-12-31' as day`)).toEqual([
        { moment, day: '2025-12-31' },
      ]);
      await store.close();
    });
  });
}
