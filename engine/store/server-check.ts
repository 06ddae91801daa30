/** Whether a server is one that this program can work with, asked before anything is done to it. */
import {
  OLDEST_POSTGIS,
  OLDEST_POSTGRESQL,
  postgisMissing,
  postgisNotCreated,
  postgisTooOld,
  rolesMissing,
  schemaNotAllowed,
  serverTooOld,
  wrongEncoding,
  type ServerAddress,
} from './server-errors.ts';
import type { Session } from './session-store.ts';

export interface ServerFacts {
  readonly version: number;
  readonly versionText: string;
  readonly encoding: string;
  readonly postgisAvailable: string | null;
  readonly postgisCreated: string | null;
  readonly mayCreatePostgis: boolean;
  readonly mayCreateRoles: boolean;
  readonly hasRoles: boolean;
  readonly mayCreateSchemas: boolean;
}

const SERVER_FACTS = `
  select current_setting('server_version_num')::int / 10000 as version,
         current_setting('server_version') as "versionText",
         current_setting('server_encoding') as encoding,
         (select default_version from pg_available_extensions where name = 'postgis') as "postgisAvailable",
         (select extversion from pg_extension where extname = 'postgis') as "postgisCreated",
         (select rolsuper from pg_roles where rolname = current_user)
           or exists (select from pg_available_extension_versions
                      where name = 'postgis' and (trusted or not superuser)) as "mayCreatePostgis",
         (select rolsuper or rolcreaterole from pg_roles where rolname = current_user) as "mayCreateRoles",
         (select count(*) = 2 from pg_roles where rolname in ('kembaran_identity', 'kembaran_web')
            and pg_has_role(current_user, oid, 'usage')) as "hasRoles",
         has_database_privilege(current_database(), 'create') as "mayCreateSchemas"`;

/** @throws TwinError store when the server is too old, lacks PostGIS or a right, or is not in UTF-8 */
export async function checkServer(session: Pick<Session, 'query'>, { user, database }: ServerAddress): Promise<void> {
  const [row] = (await session.query(SERVER_FACTS, [])).rows;
  const facts = row as unknown as ServerFacts;
  if (facts.version < OLDEST_POSTGRESQL) throw serverTooOld(facts.versionText);
  if (facts.encoding !== 'UTF8') throw wrongEncoding(facts.encoding);
  const postgis = facts.postgisCreated ?? facts.postgisAvailable;
  if (postgis === null) throw postgisMissing();
  if (isOlder(postgis, OLDEST_POSTGIS)) throw postgisTooOld(postgis);
  if (!facts.mayCreateSchemas) throw schemaNotAllowed(user, database);
  if (!facts.hasRoles && !facts.mayCreateRoles) throw rolesMissing(user);
  if (facts.postgisCreated === null && !facts.mayCreatePostgis) throw postgisNotCreated(database);
}

/** Compares 3.10 with 3.3 as numbers, part by part. */
export function isOlder(found: string, wanted: string): boolean {
  const [a, b] = [found, wanted].map((text) => text.split('.').map((part) => Number.parseInt(part, 10)));
  for (const [i, part] of b!.entries()) if ((a![i] ?? 0) !== part) return (a![i] ?? 0) < part;
  return false;
}
