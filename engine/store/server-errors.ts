/** What can be wrong with a PostgreSQL server, each with what to do about it. */
import { systemCode, TwinError, type ErrorText } from '../kernel/errors.ts';

/** Host, port, user and database of the connection; never its password. */
export interface ServerAddress {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
}

export const OLDEST_POSTGRESQL = 15;
export const OLDEST_POSTGIS = '3.3';

const storeError = (code: string, what: string, todo: string, expected?: string): TwinError => {
  const text: ErrorText = { code, what, todo };
  return new TwinError('store', expected === undefined ? text : { ...text, expected });
};

export const urlUnreadable = (): TwinError =>
  new TwinError('configuration', {
    code: 'database-url-unreadable',
    what: 'DATABASE_URL is not the address of a PostgreSQL database.',
    expected: 'postgresql://user:password@host:5432/database',
    todo: 'Mend DATABASE_URL (characters such as @ and / in a password are written %40 and %2F), or unset it to use the embedded store.',
  });

/** An error while connecting. Its message is left out where the code tells enough. */
export function connectingError(error: unknown, { host, port, user, database }: ServerAddress): TwinError {
  const code = systemCode(error) ?? '';
  const message = (error as Error).message;
  if (code === '28P01' || code === '28000' || message.includes('password')) {
    return storeError(
      'server-refused-login',
      `The PostgreSQL server at ${host}:${port} refused user ${user}${code === '' ? '' : ` (${code})`}: the password is wrong or missing, or the user may not connect from here.`,
      'Check user and password in DATABASE_URL, and pg_hba.conf of the server.',
    );
  }
  if (code === '3D000') {
    return storeError(
      'database-missing',
      `The PostgreSQL server at ${host}:${port} has no database ${database}.`,
      `Make it: createdb -h ${host} -p ${port} -U ${user} ${database}; or name another one in DATABASE_URL.`,
    );
  }
  if (code === '53300' || code === '57P03') {
    return storeError(
      'server-not-ready',
      `The PostgreSQL server at ${host}:${port} takes no connection now (${code}: ${code === '53300' ? 'too many connections' : 'starting or stopping'}).`,
      'Try again in a moment.',
    );
  }
  return storeError(
    'server-not-there',
    `No PostgreSQL server can be reached at ${host}:${port} (${code || message}).`,
    'Start it, mend host and port in DATABASE_URL, or unset DATABASE_URL to use the embedded store.',
  );
}

export const connectionLost = ({ host, port }: ServerAddress): TwinError =>
  storeError(
    'server-lost',
    `The connection to the PostgreSQL server at ${host}:${port} was lost.`,
    'Start again when the server is back: what was complete before is unharmed, what was under way is built again.',
  );

export const serverTooOld = (found: string): TwinError =>
  storeError(
    'server-too-old',
    `The server is PostgreSQL ${found}.`,
    'Use a newer server, or unset DATABASE_URL to use the embedded store.',
    `PostgreSQL ${OLDEST_POSTGRESQL} or newer`,
  );

export const postgisMissing = (): TwinError =>
  storeError(
    'postgis-missing',
    'PostGIS is not installed on the server.',
    'Install it there (Debian: apt-get install postgresql-15-postgis-3), or unset DATABASE_URL to use the embedded store.',
    `PostGIS ${OLDEST_POSTGIS} or newer`,
  );

export const postgisTooOld = (found: string): TwinError =>
  storeError(
    'postgis-too-old',
    `The server has PostGIS ${found}.`,
    'Upgrade it there, then: alter extension postgis update.',
    `PostGIS ${OLDEST_POSTGIS} or newer`,
  );

export const postgisNotCreated = (database: string): TwinError =>
  storeError(
    'postgis-not-created',
    `The database ${database} has no extension postgis, and this user may not create it.`,
    `Let an administrator run in ${database}: create extension postgis`,
  );

export const rolesMissing = (user: string): TwinError =>
  storeError(
    'roles-missing',
    `The roles kembaran_identity and kembaran_web are not there or not granted to ${user}, who may not create roles.`,
    `Let an administrator run: create role kembaran_identity nologin; create role kembaran_web nologin; grant kembaran_identity, kembaran_web to "${user}"`,
  );

export const schemaNotAllowed = (user: string, database: string): TwinError =>
  storeError(
    'schema-not-allowed',
    `The user ${user} may not create schemas in database ${database}.`,
    `Let an administrator run: grant create on database "${database}" to "${user}"`,
  );

export const wrongEncoding = (found: string): TwinError =>
  storeError(
    'database-encoding',
    `The database is encoded in ${found}.`,
    'Make another one: createdb --encoding UTF8 --template template0 NAME',
    'UTF8',
  );
