/** A PostgreSQL server with PostGIS, through pg: many processes and machines may share it. */
import pg from 'pg';
import { TwinError } from '../kernel/errors.ts';
import { databaseError, databaseFault } from './database-errors.ts';
import { AS_WEB, questionText } from './published.ts';
import { checkServer } from './server-check.ts';
import { connectingError, connectionLost, urlUnreadable, type ServerAddress } from './server-errors.ts';
import type { Answer, Session } from './session-store.ts';
import type { PublishedQuestion, PublishedReader, Row } from './store.ts';
import { PARSERS } from './values.ts';

/** A server that does not answer is not there. */
const CONNECT_TIMEOUT_MILLISECONDS = 10_000;
/** Questions of the web that may run at the same time. */
const WEB_CONNECTIONS = 4;

/** The same texts for dates and numbers, whatever the server is set to. */
const SESSION_SETTINGS = `set datestyle = 'ISO, YMD'; set timezone = 'UTC'; set client_encoding = 'UTF8'`;

const asIs = (text: string): string => text;
const TYPES = { getTypeParser: (type: number) => PARSERS[type] ?? asIs } as pg.CustomTypesConfig;

/** Sends one piece of COPY data as soon as the server asks for it. */
class CopyPiece extends pg.Query {
  readonly #bytes: Uint8Array;

  constructor(text: string, bytes: Uint8Array, done: (error: Error | null) => void) {
    super({ text, callback: done } as unknown as pg.QueryConfig);
    this.#bytes = bytes;
  }

  /** Called by pg. */
  handleCopyInResponse(connection: { sendCopyFromChunk(chunk: Uint8Array): void; endCopyFrom(): void }): void {
    connection.sendCopyFromChunk(this.#bytes);
    connection.endCopyFrom();
  }
}

function connectionConfig(databaseUrl: string, purpose: string): pg.ClientConfig {
  return {
    connectionString: databaseUrl,
    application_name: `kembaran ${purpose} (process ${process.pid})`,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MILLISECONDS,
    keepAlive: true,
    types: TYPES,
  };
}

/** @throws TwinError configuration when the text is no address of a database */
function addressOf(databaseUrl: string): ServerAddress {
  if (!/^postgres(ql)?:\/\//.test(databaseUrl)) throw urlUnreadable();
  try {
    const { host, port, user, database } = new pg.Client({ connectionString: databaseUrl });
    return { host, port, user: user ?? '', database: database ?? '' };
  } catch {
    throw urlUnreadable();
  }
}

/** Turns whatever pg throws into a TwinError without values. */
function told(error: unknown, statement: string, address: ServerAddress): unknown {
  if (error instanceof TwinError) return error;
  const fault = databaseFault(error);
  const isGone = fault === undefined || /^(08|57P)/.test(fault.code);
  return isGone ? connectionLost(address) : databaseError(fault, statement);
}

/** One connection, as one session. */
export class ServerSession implements Session {
  readonly #client: pg.Client;
  readonly #address: ServerAddress;
  readonly #databaseUrl: string;

  constructor(client: pg.Client, address: ServerAddress, databaseUrl: string) {
    this.#client = client;
    this.#address = address;
    this.#databaseUrl = databaseUrl;
  }

  async query(text: string, values: readonly (string | null)[]): Promise<Answer> {
    // The extended protocol takes one statement, with or without values, as the embedded store does.
    const config = { text, values: [...values], queryMode: 'extended' } as pg.QueryConfig;
    const { rows, rowCount, command } = await this.#told(text, this.#client.query<Row>(config));
    return { rows, affected: command === 'SELECT' ? 0 : (rowCount ?? 0) };
  }

  async script(text: string): Promise<void> {
    await this.#told(text, this.#client.query(text));
  }

  async copy(target: string, bytes: Uint8Array): Promise<void> {
    const text = `copy ${target} from stdin with (format binary)`;
    const done = new Promise<void>((resolve, reject) => {
      this.#client.query(new CopyPiece(text, bytes, (error) => (error ? reject(error) : resolve())));
    });
    await this.#told(text, done);
  }

  async published(question: PublishedQuestion, values: readonly string[]): Promise<Row[]> {
    return askPublished(this.#client, this.#address, question, values);
  }

  async becomeWebOnly(): Promise<PublishedReader> {
    await this.close();
    return openServerForWeb(this.#databaseUrl);
  }

  async close(): Promise<void> {
    await this.#client.end();
  }

  async #told<T>(statement: string, answer: Promise<T>): Promise<T> {
    try {
      return await answer;
    } catch (error) {
      throw told(error, statement, this.#address);
    }
  }
}

async function askPublished(
  client: pg.ClientBase,
  address: ServerAddress,
  question: PublishedQuestion,
  values: readonly string[],
): Promise<Row[]> {
  const text = questionText(question);
  try {
    for (const statement of AS_WEB) await client.query(statement);
    return (await client.query<Row>(text, [...values])).rows;
  } catch (error) {
    throw told(error, text, address);
  } finally {
    await client.query('rollback').catch(() => undefined);
  }
}

/** @throws TwinError store: the server is not there, or lets this user not in */
async function connect(databaseUrl: string, address: ServerAddress, purpose: string): Promise<pg.Client> {
  const client = new pg.Client(connectionConfig(databaseUrl, purpose));
  // Without a listener a lost connection would end the process; the statement under way hears of it anyway.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return client;
  } catch (error) {
    // A login that was broken off on this side would keep the connection open for a minute.
    await client.end().catch(() => undefined);
    throw connectingError(error, address);
  }
}

/**
 * Connects for building, after checking that the server is one that this program can work with.
 *
 * @throws TwinError configuration, store: what is wrong with the address or the server, and what to do
 */
export async function openServer(databaseUrl: string): Promise<ServerSession> {
  const address = addressOf(databaseUrl);
  const session = new ServerSession(await connect(databaseUrl, address, 'engine'), address, databaseUrl);
  try {
    await session.script(SESSION_SETTINGS);
    await checkServer(session, address);
    return session;
  } catch (error) {
    await session.close();
    throw error;
  }
}

/**
 * Connects for serving: every question runs as role kembaran_web.
 *
 * @throws TwinError as openServer
 */
export async function openServerForWeb(databaseUrl: string): Promise<PublishedReader> {
  const address = addressOf(databaseUrl);
  await (await connect(databaseUrl, address, 'web')).end();
  const pool = new pg.Pool({ ...connectionConfig(databaseUrl, 'web'), max: WEB_CONNECTIONS });
  pool.on('error', () => undefined);
  pool.on('connect', (client) => {
    // Waits in line before the first question of this connection.
    client.query(SESSION_SETTINGS).catch(() => undefined);
  });
  return {
    async published(question, values = []) {
      const client = await pool.connect().catch((error: unknown) => {
        throw connectingError(error, address);
      });
      try {
        return await askPublished(client, address, question, values.map(String));
      } finally {
        client.release();
      }
    },
    close: () => pool.end(),
  };
}
