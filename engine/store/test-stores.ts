/** Stores for tests: the embedded one from a prepared folder, and a database of its own on a server where there is one. */
import { randomBytes } from 'node:crypto';
import { constants, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { sha256 } from '../kernel/checksum.ts';
import { projectPath } from '../kernel/files.ts';
import { readMigrations } from './migrate.ts';
import { openStore, type StorePlace } from './open.ts';
import { startPrivateServer, type NoServer } from './test-server.ts';

export type { NoServer };

/** A folder for one test file; the caller removes it. */
export const temporaryFolder = (): string => mkdtempSync(join(tmpdir(), 'kembaran-test-'));

/** A start from nothing takes 10 s and more; it is done once for each form of the tables, and copied from then on. */
export async function preparedStore(): Promise<string> {
  const version = readFileSync(projectPath('node_modules/@electric-sql/pglite/package.json'));
  const form = sha256([sha256(version), ...readMigrations().map((migration) => migration.sha256)].join()).slice(0, 12);
  const prepared = projectPath('node_modules', '.cache', 'kembaran', `store-${form}`);
  if (existsSync(prepared)) return prepared;
  const making = `${prepared}.${randomBytes(4).toString('hex')}`;
  mkdirSync(making, { recursive: true });
  await (await openStore({ databaseUrl: undefined, storeFolder: making })).close();
  try {
    renameSync(making, prepared);
  } catch (error) {
    // Another test file made it in the meantime.
    rmSync(making, { recursive: true });
    if (!existsSync(prepared)) throw error;
  }
  return prepared;
}

/** An embedded store with all tables and no rows. @param folder where it is put; made when it is not there */
export async function emptyEmbeddedStore(folder: string): Promise<StorePlace> {
  cpSync(await preparedStore(), folder, { recursive: true, mode: constants.COPYFILE_FICLONE });
  return { databaseUrl: undefined, storeFolder: folder };
}

export interface TestServer {
  /** Address of a user who may create databases and roles. */
  readonly url: string;
  /** An empty database, for which the address is returned; dropped at the end. */
  makeDatabase(): Promise<string>;
  end(): Promise<void>;
}

/** The server of DATABASE_URL, or a private one, or why there is none. */
export async function testServer(): Promise<TestServer | NoServer> {
  const given = process.env['DATABASE_URL'];
  const server = given ? { url: given, stop: () => Promise.resolve() } : await startPrivateServer();
  if ('missing' in server) return server;
  const made: string[] = [];
  return {
    url: server.url,
    async makeDatabase() {
      const name = `kembaran_test_${randomBytes(6).toString('hex')}`;
      await asAdministrator(server.url, `create database ${name} encoding 'UTF8' template template0`);
      made.push(name);
      return databaseOf(server.url, name);
    },
    async end() {
      for (const name of made) await asAdministrator(server.url, `drop database ${name} with (force)`);
      await server.stop();
    },
  };
}

/** The same server and user, another database. */
export function databaseOf(url: string, database: string): string {
  const address = new URL(url);
  address.pathname = `/${database}`;
  return address.href;
}

/** One statement on a connection of its own. */
export async function asAdministrator(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

export interface TestStores {
  /** One empty store of each kind that this machine can run. */
  readonly places: readonly { readonly kind: 'embedded' | 'server'; readonly place: StorePlace }[];
  readonly server: TestServer | NoServer;
  end(): Promise<void>;
}

export async function testStores(): Promise<TestStores> {
  const folder = temporaryFolder();
  const server = await testServer();
  const embedded = { kind: 'embedded', place: await emptyEmbeddedStore(join(folder, 'store')) } as const;
  const places =
    'missing' in server
      ? [embedded]
      : [
          embedded,
          { kind: 'server', place: { databaseUrl: await server.makeDatabase(), storeFolder: folder } } as const,
        ];
  return {
    places,
    server,
    async end() {
      if (!('missing' in server)) await server.end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
