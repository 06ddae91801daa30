/** PostGIS in the process, through PGlite in a thread of its own: nothing to install, one process at a time. */
import { closeSync, existsSync, fsyncSync, openSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { systemCode, TwinError } from '../kernel/errors.ts';
import { makePrivateFolder, storageError, writeFileAtomic } from '../kernel/files.ts';
import { databaseError, diskFull, type DatabaseFault } from './database-errors.ts';
import type { NumberedRequest, Reply, Request, WorkerOptions } from './embedded-messages.ts';
import { takeLock, type HeldLock } from './lock-file.ts';
import { questionText, webOnlyRefusal } from './published.ts';
import type { Answer, Session } from './session-store.ts';
import type { PublishedQuestion, PublishedReader, Row } from './store.ts';

/** With less than this the database cannot even keep its log: what stopped it was the disk. */
const LEAST_FREE_BYTES = 20 * 1024 * 1024;

interface Waiting {
  readonly statement: string;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/** What was asked, for an error's text; values are not in it. */
const statementOf = (request: Request): string =>
  'text' in request ? request.text : request.do === 'copy' ? `copy ${request.target}` : request.do;

/** The embedded database as one session. */
export class EmbeddedSession implements Session {
  readonly #folder: string;
  readonly #lock: HeldLock;
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #isWebOnly: boolean;
  #lastId = 0;
  #stopped: TwinError | undefined;

  constructor(folder: string, lock: HeldLock, how: Omit<WorkerOptions, 'folder'>) {
    this.#folder = folder;
    this.#lock = lock;
    this.#isWebOnly = how.mode === 'web';
    const workerData: WorkerOptions = { folder: databaseFolder(folder), ...how };
    this.#worker = new Worker(new URL('./embedded-worker.ts', import.meta.url), { workerData });
    this.#worker.on('message', (reply: Reply) => this.#receive(reply));
    this.#worker.on('error', () => this.#stop());
    this.#worker.on('exit', () => this.#stop());
  }

  async query(text: string, values: readonly (string | null)[]): Promise<Answer> {
    return this.#ask({ do: 'query', text, values });
  }

  async script(text: string): Promise<void> {
    await this.#ask({ do: 'script', text });
  }

  async copy(target: string, bytes: Uint8Array): Promise<void> {
    await this.#ask({ do: 'copy', target, bytes }, [bytes.buffer as ArrayBuffer]);
  }

  async published(question: PublishedQuestion, values: readonly string[]): Promise<Row[]> {
    questionText(question);
    return (await this.#ask({ do: 'published', question, values })).rows;
  }

  async becomeWebOnly(): Promise<PublishedReader> {
    await this.#ask({ do: 'web-only' });
    this.#isWebOnly = true;
    return webOnly(this);
  }

  async close(): Promise<void> {
    try {
      if (this.#stopped === undefined) await this.#ask({ do: 'close' });
    } finally {
      await this.abort();
    }
  }

  /** Ends the thread as it stands; the database recovers at its next start. */
  async abort(): Promise<void> {
    await this.#worker.terminate();
    this.#lock.release();
  }

  #ask(request: Request, transfer: readonly ArrayBuffer[] = []): Promise<Answer> {
    if (this.#stopped !== undefined) return Promise.reject(this.#stopped);
    // The thread refuses as well: this is only the better message.
    if (this.#isWebOnly && !['published', 'close'].includes(request.do)) return Promise.reject(webOnlyRefusal());
    return new Promise((resolve, reject) => {
      const id = ++this.#lastId;
      this.#waiting.set(id, { statement: statementOf(request), resolve, reject });
      this.#worker.postMessage({ ...request, id } satisfies NumberedRequest, transfer);
    });
  }

  #receive(reply: Reply): void {
    if ('noRoom' in reply) return this.#giveUp(diskFull('ENOSPC'));
    const waiting = this.#waiting.get(reply.id);
    if (waiting === undefined) return;
    this.#waiting.delete(reply.id);
    if ('rows' in reply) waiting.resolve({ rows: reply.rows, affected: reply.affected });
    else if ('fault' in reply) waiting.reject(this.#told(reply.fault, waiting.statement));
    else waiting.reject(stopped(this.#folder, reply.broken.name));
  }

  /** On a full disk the database also fails in ways that do not name the disk (class XX, internal). */
  #told(fault: DatabaseFault, statement: string): TwinError {
    return fault.code.startsWith('XX') && isDiskFull(this.#folder)
      ? diskFull(fault.code)
      : databaseError(fault, statement);
  }

  /** The database recovers at its next start; until then nobody may ask it. */
  #giveUp(error: TwinError): void {
    this.#stopped ??= error;
    void this.#worker.terminate();
  }

  /** The thread is gone: whoever waits hears of it, and so does whoever asks later. */
  #stop(): void {
    this.#stopped ??= stopped(this.#folder, 'thread ended');
    for (const { reject } of this.#waiting.values()) reject(this.#stopped);
    this.#waiting.clear();
  }
}

/** Only the named questions of a session. */
function webOnly(session: EmbeddedSession): PublishedReader {
  return {
    published: (question, values = []) => session.published(question, values.map(String)),
    close: () => session.close(),
  };
}

const databaseFolder = (folder: string): string => join(folder, 'database');
/** There while the database is being made: what is found beside it is half done and holds nothing yet. */
const unfinishedMark = (folder: string): string => join(folder, 'database-unfinished');

function isDiskFull(folder: string): boolean {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize < LEAST_FREE_BYTES;
}

function stopped(folder: string, reason: string): TwinError {
  if (isDiskFull(folder)) return diskFull(reason);
  return new TwinError('store', {
    code: 'embedded-store-stopped',
    what: `The embedded database stopped or could not be started (${reason}).`,
    todo: `Start again: it recovers by itself. If it never starts, delete ${folder} and build from the registers once more.`,
  });
}

/**
 * Opens the database of a folder, which is made when it is not there: 10 s and 60 MB.
 *
 * @param usesPostgis whether PostGIS is loaded
 * @throws TwinError busy when another process has it; storage when the folder cannot be written; store otherwise
 */
export async function openEmbedded(folder: string, usesPostgis: boolean): Promise<EmbeddedSession> {
  const lock = lockFolder(folder);
  let session: EmbeddedSession | undefined;
  try {
    const isNew = startOver(folder);
    session = new EmbeddedSession(folder, lock, { mode: 'engine', usesPostgis });
    await session.query('select 1', []);
    if (isNew) finishNew(folder);
    return session;
  } catch (error) {
    await session?.abort();
    if (existsSync(unfinishedMark(folder))) rmSync(databaseFolder(folder), { recursive: true, force: true });
    lock.release();
    throw storageError(error, folder);
  }
}

/** @throws TwinError store when nothing was built yet; else as openEmbedded */
export async function openEmbeddedForWeb(folder: string): Promise<PublishedReader> {
  if (isEmbeddedNew(folder)) throw nothingBuilt();
  const lock = lockFolder(folder);
  return webOnly(new EmbeddedSession(folder, lock, { mode: 'web', usesPostgis: false }));
}

/** Whether a folder holds no database yet, or one that was never finished. */
export const isEmbeddedNew = (folder: string): boolean =>
  !existsSync(databaseFolder(folder)) || existsSync(unfinishedMark(folder));

export const nothingBuilt = (): TwinError =>
  new TwinError('store', {
    code: 'store-empty',
    what: 'Nothing was built yet: the store has no tables.',
    todo: 'Run "npm start", or "npm run twin -- build".',
  });

function lockFolder(folder: string): HeldLock {
  try {
    makePrivateFolder(folder);
  } catch (error) {
    throw notAFolder(storageError(error, folder), folder);
  }
  return takeLock(join(folder, 'lock'));
}

/** For what is wrong with a path besides room and rights: a part of it is a file, or does not exist and never can. */
const notAFolder = (error: unknown, folder: string): unknown =>
  error instanceof TwinError
    ? error
    : new TwinError('storage', {
        code: 'not-a-folder',
        what: `The folder of the store cannot be made (${systemCode(error) ?? 'unknown reason'}): ${folder}`,
        todo: 'Move away what is in its place, or name another folder with KEMBARAN_DATA.',
      });

/** Clears away what a killed first start left behind. @returns whether the database is to be made */
function startOver(folder: string): boolean {
  if (existsSync(unfinishedMark(folder))) rmSync(databaseFolder(folder), { recursive: true, force: true });
  if (existsSync(databaseFolder(folder))) return false;
  writeFileAtomic(unfinishedMark(folder), 'The database is being made. If this file is found, it is made again.\n');
  makePrivateFolder(databaseFolder(folder));
  return true;
}

/** PGlite does not sync the files that it is born with; once they are safe the database counts as made. */
function finishNew(folder: string): void {
  for (const entry of readdirSync(databaseFolder(folder), { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = openSync(join(entry.parentPath, entry.name), 'r');
    fsyncSync(file);
    closeSync(file);
  }
  rmSync(unfinishedMark(folder));
}
