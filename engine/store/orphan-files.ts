/**
 * Files that a killed process left in the embedded database: PostgreSQL forgets the files of a transaction that never
 * ended, here the indexes of a snapshot that was about to be completed, and they would stay for ever.
 */
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { PGliteInterface } from '@electric-sql/pglite';

/** Below this number are the files that a database is born with. */
const FIRST_OWN_NUMBER = 16384;

/**
 * Deletes the files of tables and indexes that no table or index is in. Called before anything else is asked: while
 * nothing is under way, what the catalogue does not know nobody will ever know.
 *
 * @param folder folder of the database cluster
 * @returns      names of the files deleted
 */
export async function removeOrphanFiles(database: PGliteInterface, folder: string): Promise<string[]> {
  const { rows } = await database.query<{ oid: number; file: number }>(`
    select pg_database.oid, pg_relation_filenode(pg_class.oid) as file
    from pg_class, pg_database
    where datname = current_database() and pg_relation_filenode(pg_class.oid) is not null`);
  const known = new Set(rows.map(({ file }) => file));
  const files = join(folder, 'base', String(rows[0]!.oid));
  const orphans = readdirSync(files).filter((name) => {
    // 16423, 16423.1 (its second gigabyte), 16423_fsm, 16423_vm, 16423_init
    const number = Number(/^(\d+)(_(fsm|vm|init))?(\.\d+)?$/.exec(name)?.[1]);
    return number >= FIRST_OWN_NUMBER && !known.has(number);
  });
  for (const name of orphans) rmSync(join(files, name));
  return orphans;
}
