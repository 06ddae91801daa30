/** The thread in which the embedded database lives: its start takes seconds and its statements block. */
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { postgis } from '@electric-sql/pglite-postgis';
import { systemCode } from '../kernel/errors.ts';
import { databaseFault } from './database-errors.ts';
import { DURABLE_START, DurableFiles } from './durable-files.ts';
import { removeOrphanFiles } from './orphan-files.ts';
import type { NumberedRequest, Reply, Request, WorkerOptions } from './embedded-messages.ts';
import { AS_WEB, questionText, webOnlyRefusal } from './published.ts';
import type { Row } from './store.ts';
import { PARSERS } from './values.ts';

const options = workerData as WorkerOptions;
const port = parentPort!;

/** Values come as the text that PostgreSQL reads: PGlite's own writers would refuse some of it. */
const asIs = (value: string): string => value;
const SERIALIZERS = Object.fromEntries(Object.keys(PARSERS).map((type) => [type, asIs]));

let isWebOnly = options.mode === 'web';

/** Who only reads needs no room. The message reaches the other thread even when this one never comes back. */
function tellNoRoom(): void {
  if (!isWebOnly) port.postMessage({ noRoom: true } satisfies Reply);
}

async function start(): Promise<PGlite> {
  const database: PGlite = await PGlite.create({
    fs: new DurableFiles(options.folder, tellNoRoom),
    startParams: [...DURABLE_START],
    extensions: options.usesPostgis ? { postgis } : {},
  });
  if (!isWebOnly) await removeOrphanFiles(database, options.folder);
  return database;
}
const starting = start();

interface Outcome {
  readonly rows: Row[];
  readonly affected: number;
}
const NOTHING: Outcome = { rows: [], affected: 0 };

async function query(database: PGlite, text: string, values: readonly (string | null)[]): Promise<Outcome> {
  const answer = await database.query<Row>(text, [...values], { parsers: PARSERS, serializers: SERIALIZERS });
  return { rows: answer.rows, affected: answer.affectedRows ?? 0 };
}

async function published(database: PGlite, request: Extract<Request, { do: 'published' }>): Promise<Outcome> {
  try {
    for (const statement of AS_WEB) await database.query(statement);
    return await query(database, questionText(request.question), request.values);
  } finally {
    await database.query('rollback');
  }
}

async function answer(database: PGlite, request: Request): Promise<Outcome> {
  if (request.do === 'close') return database.close().then(() => NOTHING);
  if (request.do === 'published') return published(database, request);
  if (isWebOnly) throw webOnlyRefusal();
  switch (request.do) {
    case 'web-only':
      isWebOnly = true;
      return NOTHING;
    case 'query':
      return query(database, request.text, request.values);
    case 'script':
      await database.exec(request.text);
      return NOTHING;
    case 'copy': {
      const blob = new Blob([request.bytes as Uint8Array<ArrayBuffer>]);
      await database.query(`copy ${request.target} from '/dev/blob' with (format binary)`, [], { blob });
      return NOTHING;
    }
  }
}

async function reply(request: NumberedRequest): Promise<Reply> {
  const { id } = request;
  try {
    return { id, ...(await answer(await starting, request)) };
  } catch (error) {
    const fault = databaseFault(error);
    if (fault !== undefined) return { id, fault };
    return { id, broken: { name: (error as Error).name, code: systemCode(error) } };
  }
}

// One after the other: a transaction's statements keep their order even when the sender does not wait.
let last: Promise<unknown> = starting.catch(() => undefined);
port.on('message', (request: NumberedRequest) => {
  last = last.then(async () => port.postMessage(await reply(request)));
  if (request.do === 'close') void last.then(() => port.close());
});
