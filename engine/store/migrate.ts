/** Brings the tables of a store to the newest form: each migration once, in order, in a transaction. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from '../kernel/checksum.ts';
import { TwinError } from '../kernel/errors.ts';
import { sql } from '../kernel/sql.ts';
import type { Store } from './store.ts';

export interface Migration {
  /** From the name of the file: 0002_snapshots.sql is 2. */
  readonly version: number;
  readonly name: string;
  readonly text: string;
  readonly sha256: string;
}

export const MIGRATIONS_FOLDER = join(import.meta.dirname, 'migrations');

/** The migrations of a folder, in order. */
export function readMigrations(folder = MIGRATIONS_FOLDER): Migration[] {
  const names = readdirSync(folder)
    .filter((name) => /^\d{4}_[a-z-]+\.sql$/.test(name))
    .sort();
  return names.map((name) => {
    const text = readFileSync(join(folder, name), 'utf8');
    return { version: Number(name.slice(0, 4)), name, text, sha256: sha256(text) };
  });
}

/** Schema that this code needs: the number of its newest migration. */
export const newestVersion = (): number => readMigrations().at(-1)!.version;

/** Whether some migration has not run yet. */
export async function isBehind(store: Store): Promise<boolean> {
  const [table] = await store.rows<{ name: string | null }>(sql`select to_regclass('twin.migration')::text as name`);
  if (table!.name === null) return true;
  const [row] = await store.rows<{ version: number | null }>(sql`select max(version) as version from twin.migration`);
  return (row!.version ?? 0) < newestVersion();
}

/** Any two processes that migrate one database take this lock in turn; the number only has to be the same for both. */
const MIGRATION_LOCK = 35_770_001;

/**
 * Runs what has not run yet. Two processes that start together wait for each other.
 *
 * @throws TwinError store: a migration that has run was edited or is gone, or the store is newer than this code
 */
export async function migrate(store: Store, migrations: readonly Migration[] = readMigrations()): Promise<void> {
  await store.run(sql`select pg_advisory_lock(${MIGRATION_LOCK})`);
  try {
    await store.script(`
      create schema if not exists twin;
      create table if not exists twin.migration (
        version int primary key, name text not null, sha256 text not null, ran_at timestamptz not null default now()
      )`);
    const done = await store.rows<Migration>(sql`select version, name, sha256 from twin.migration order by version`);
    done.forEach((ran, i) => refuseEdited(ran, migrations[i]));
    for (const migration of migrations.slice(done.length)) await runOne(store, migration);
  } finally {
    await store.run(sql`select pg_advisory_unlock(${MIGRATION_LOCK})`).catch(() => undefined);
  }
}

async function runOne(store: Store, { version, name, text, sha256 }: Migration): Promise<void> {
  await store.transaction(async (transaction) => {
    await transaction.script(text);
    await transaction.run(
      sql`insert into twin.migration (version, name, sha256) values (${version}, ${name}, ${sha256})`,
    );
  });
}

function refuseEdited(ran: Pick<Migration, 'version' | 'name' | 'sha256'>, ours: Migration | undefined): void {
  if (ours?.version === ran.version && ours.sha256 === ran.sha256) return;
  if (ours === undefined) {
    throw new TwinError('store', {
      code: 'store-newer',
      what: `The store was last used by a newer version of this program (migration ${ran.name}).`,
      todo: 'Use that version or a newer one; nothing was changed.',
    });
  }
  throw new TwinError('store', {
    code: 'migration-edited',
    what: `The migration ${ran.name} has run on this store in another form than it has now.`,
    where: { file: ours.name },
    todo: 'Put the file back as it was and write the change as a new migration; nothing was changed.',
  });
}
