/**
 * A PostgreSQL server of its own for tests: made in a temporary folder from an installed PostgreSQL, reached on loopback
 * with a password, gone afterwards.
 */
import { execFile, execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { isRunning } from '../kernel/running-process.ts';
import { OLDEST_POSTGRESQL } from './server-errors.ts';

export interface PrivateServer {
  /** postgresql://…, of a superuser; the database is `postgres`. */
  readonly url: string;
  stop(): Promise<void>;
}

/** Why there is none, in one line for the reader of a test report. */
export interface NoServer {
  readonly missing: string;
}

const FOLDER_PREFIX = 'kembaran-server-';
const HOW_TO = 'install it (Debian: apt-get install postgresql-15 postgresql-15-postgis-3) or set DATABASE_URL';
const MOST_PORTS = 3;
/** Of a tenth of a second each: a busy machine takes many seconds to start a server. */
const MOST_TRIES = 900;
const run = promisify(execFile);

/** Starts a server, within a few seconds. */
export async function startPrivateServer(): Promise<PrivateServer | NoServer> {
  const programs = findPrograms();
  if (programs === undefined) return { missing: `no PostgreSQL ${OLDEST_POSTGRESQL} or newer found: ${HOW_TO}` };
  if (!hasPostgis(programs)) return { missing: `PostgreSQL was found, but not its PostGIS: ${HOW_TO}` };
  const user = unprivilegedUser();
  if (user === undefined)
    return { missing: 'this is root, and there is no user postgres or nobody to run a server as' };
  removeAbandoned();
  return start(programs, user);
}

/** Folders that hold initdb and postgres, newest version first. */
function findPrograms(): string | undefined {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian) : [];
  const candidates = versions
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => join(debian, version, 'bin'))
    .concat((process.env['PATH'] ?? '').split(':'));
  return candidates.find((folder) => existsSync(join(folder, 'initdb')) && majorVersion(folder) >= OLDEST_POSTGRESQL);
}

function majorVersion(programs: string): number {
  try {
    const text = execFileSync(join(programs, 'postgres'), ['--version'], { encoding: 'utf8' });
    return Number.parseInt(/(\d+)(\.|devel|beta|rc|$)/m.exec(text)?.[1] ?? '0', 10);
  } catch {
    return 0;
  }
}

function hasPostgis(programs: string): boolean {
  const shared = programs.startsWith('/usr/lib/postgresql/')
    ? `/usr/share/postgresql/${programs.split('/').at(-2)}`
    : execFileSync(join(programs, 'pg_config'), ['--sharedir'], { encoding: 'utf8' }).trim();
  return existsSync(join(shared, 'extension', 'postgis.control'));
}

interface SystemUser {
  readonly uid: number;
  readonly gid: number;
}

/** PostgreSQL refuses to run as root. @returns {} for the present user, undefined when there is nobody to run as */
function unprivilegedUser(): SystemUser | Record<string, never> | undefined {
  if (process.getuid?.() !== 0) return {};
  for (const name of ['postgres', 'nobody']) {
    try {
      const id = (flag: string): number =>
        Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: 'pipe' }));
      return { uid: id('-u'), gid: id('-g') };
    } catch {
      // Not a user of this machine.
    }
  }
  return undefined;
}

/** A test run that was killed leaves its server; the server ends by itself once its folder is gone. */
function removeAbandoned(): void {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(FOLDER_PREFIX))) {
    const pid = Number(name.slice(FOLDER_PREFIX.length).split('-')[0]);
    if (!isRunning(pid)) rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function start(programs: string, user: SystemUser | Record<string, never>): Promise<PrivateServer> {
  const folder = mkdtempSync(join(tmpdir(), `${FOLDER_PREFIX}${process.pid}-`));
  const password = randomBytes(12).toString('hex');
  const passwordFile = join(folder, 'password');
  const data = join(folder, 'data');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  chmodSync(folder, 0o700);
  if (user.uid !== undefined) for (const path of [folder, passwordFile]) chownSync(path, user.uid, user.gid!);
  const how = { ...user, cwd: folder, env: { PATH: process.env['PATH'] ?? '', LC_ALL: 'C.UTF-8', TZ: 'UTC' } };
  const makeCluster = [
    '-D',
    data,
    '-U',
    'tester',
    '-A',
    'scram-sha-256',
    `--pwfile=${passwordFile}`,
    '-E',
    'UTF8',
    '-N',
  ];
  await run(join(programs, 'initdb'), makeCluster, how);
  // Nothing here has to outlive a power cut.
  const settings = {
    listen_addresses: '127.0.0.1',
    // Reached by its port alone: the path of a socket may be too long where temporary folders lie deep.
    unix_socket_directories: '',
    fsync: 'off',
    shared_buffers: '64MB',
  };
  const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    const all = ['-D', data, '-p', `${port}`, ...args];
    const server = spawn(join(programs, 'postgres'), all, { ...how, stdio: 'ignore' });
    const url = `postgresql://tester:${password}@127.0.0.1:${port}/postgres`;
    try {
      await answers(url, server);
      return { url, stop: () => stopServer(server, folder) };
    } catch (error) {
      // Somebody else may have taken the port since it was free.
      if (server.exitCode !== null && attempt < MOST_PORTS) continue;
      await stopServer(server, folder);
      throw error;
    }
  }
}

async function answers(url: string, server: ChildProcess): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (attempt === MOST_TRIES || server.exitCode !== null) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

async function stopServer(server: ChildProcess, folder: string): Promise<void> {
  if (server.exitCode === null && server.signalCode === null) {
    const ended = new Promise((resolve) => server.once('exit', resolve));
    // Fast shutdown: connections are ended.
    server.kill('SIGINT');
    await ended;
  }
  rmSync(folder, { recursive: true, force: true });
}
