/** The store that the configuration asks for. */
import { TwinError } from '../kernel/errors.ts';
import { isEmbeddedNew, nothingBuilt, openEmbedded, openEmbeddedForWeb } from './embedded.ts';
import { isBehind, migrate, newestVersion } from './migrate.ts';
import { openServer, openServerForWeb } from './postgis.ts';
import { SessionStore } from './session-store.ts';
import type { PublishedReader, Store } from './store.ts';

/** Where the store is: a PostgreSQL server, or else a folder for the embedded one. */
export interface StorePlace {
  readonly databaseUrl: string | undefined;
  /** Folder that the embedded store has for itself. */
  readonly storeFolder: string;
}

export interface OpenOptions {
  /**
   * False where no spatial function is asked: the embedded store then opens 2 s sooner and takes 500 MB less. A server
   * has PostGIS in any case.
   */
  readonly usesPostgis?: boolean;
}

/**
 * Opens the store for building: everything may be asked, the tables are brought to their newest form.
 *
 * @throws TwinError busy, storage, store: what is wrong and what to do
 */
export async function openStore(place: StorePlace, { usesPostgis = true }: OpenOptions = {}): Promise<Store> {
  if (place.databaseUrl !== undefined) return migrated(new SessionStore('server', await openServer(place.databaseUrl)));
  const open = async (withPostgis: boolean): Promise<Store> =>
    new SessionStore('embedded', await openEmbedded(place.storeFolder, withPostgis));
  if (usesPostgis) return migrated(await open(true));
  if (!isEmbeddedNew(place.storeFolder)) {
    const store = await open(false);
    if (!(await orClose(store, isBehind(store)))) return migrated(store);
    await store.close();
  }
  // Migrations may ask for PostGIS; afterwards the store is opened without it.
  await (await migrated(await open(true))).close();
  return migrated(await open(false));
}

async function migrated(store: Store): Promise<Store> {
  await orClose(store, migrate(store));
  return store;
}

/** What fails leaves nothing open. */
async function orClose<T>(opened: { close(): Promise<void> }, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    await opened.close();
    throw error;
  }
}

/**
 * Opens the store for serving: named questions about complete snapshots, as a role that cannot read `identity`.
 *
 * @throws TwinError store when nothing was built yet, or by another version of this program; else as openStore
 */
export async function openPublished(place: StorePlace): Promise<PublishedReader> {
  const reader =
    place.databaseUrl === undefined
      ? await openEmbeddedForWeb(place.storeFolder)
      : await openServerForWeb(place.databaseUrl);
  await orClose(reader, checkVersion(reader));
  return reader;
}

/** SQLSTATE of a role, schema or table that is not there. */
const NOT_THERE = ['database-22023', 'database-42704', 'database-3F000', 'database-42P01'];

async function checkVersion(reader: PublishedReader): Promise<void> {
  const version = await reader
    .published('schema-version')
    .then(([row]) => row?.['version'] as number)
    .catch((error: unknown) => {
      throw error instanceof TwinError && NOT_THERE.includes(error.text.code) ? nothingBuilt() : error;
    });
  if (version === newestVersion()) return;
  throw new TwinError('store', {
    code: 'store-other-version',
    what: `The store has tables of version ${version}; this program serves version ${newestVersion()}.`,
    todo: 'Run "npm start" or "npm run twin -- build" with this version once, which brings the tables up to date.',
  });
}
