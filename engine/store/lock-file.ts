/** A file that says which process has a folder or a file for itself; one left behind by a killed process is recognised. */
import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { systemCode, TwinError } from '../kernel/errors.ts';
import { storageError } from '../kernel/files.ts';

interface Holder {
  readonly pid: number;
  /** When the process started, where the system tells: a pid is given out again. */
  readonly startedAt: string;
  readonly host: string;
  /** Tells two locks of one process apart. */
  readonly token: string;
  /** When the lock was taken, in ISO 8601; locks of before have none. */
  readonly since?: string;
}

export interface HeldLock {
  /** Who left the lock behind that was taken over; undefined where there was none. */
  readonly leftBy?: Pick<Holder, 'pid' | 'host' | 'since'> | undefined;
  release(): void;
}

/** What a lock keeps others from, as its error tells it. */
export interface Locked {
  readonly code: string;
  /** Said where this very process holds it. */
  readonly own: string;
  /** Begins a sentence that ends in who holds it: `The embedded store is in use by`. */
  readonly by: string;
  /** What to do, up to removing the file by hand. */
  readonly todo: string;
  /** How the error names the file; by its path where left out. */
  readonly file?: string;
}

const STORE: Locked = {
  code: 'store-in-use',
  own: 'This process has the embedded store open already.',
  by: 'The embedded store is in use by',
  todo: 'Stop that process first, or use a PostgreSQL server (DATABASE_URL), which many may share.',
};

/** How often a lock on taking over a lock may itself have been left behind. */
const DEEPEST_TAKEOVER = 5;

/**
 * Takes the lock; its folder is there.
 *
 * @param locked what it is for; the embedded store where left out
 * @throws TwinError busy when a living process holds it; the text names its pid
 * @throws TwinError storage when the folder cannot be written
 */
export function takeLock(path: string, locked: Locked = STORE): HeldLock {
  return take(path, locked, 0);
}

function take(path: string, locked: Locked, depth: number): HeldLock {
  const mine: Holder = {
    pid: process.pid,
    startedAt: startOf(process.pid),
    host: hostname(),
    token: randomUUID(),
    since: new Date().toISOString(),
  };
  const text = JSON.stringify(mine);
  try {
    createWhole(path, text, mine.token);
    return heldLock(path, text);
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw storageError(error, path);
  }
  if (depth === DEEPEST_TAKEOVER || isHeld(readHolder(path))) throw busy(readHolder(path), path, locked);
  // Only who holds this second lock may replace the first, so that two processes cannot both think that they have it.
  const takeover = take(`${path}.takeover`, locked, depth + 1);
  let leftBy: Holder | undefined;
  try {
    const found = readLock(path);
    leftBy = found?.holder;
    if (isHeld(leftBy)) throw busy(leftBy, path, locked);
    // Let go of meanwhile, it is free for whoever comes first, who needs no second lock: what he makes is not written over.
    if (found === undefined) createWhole(path, text, mine.token);
    else {
      writeFileSync(`${path}.${mine.token}`, text, { mode: 0o600 });
      renameSync(`${path}.${mine.token}`, path);
    }
  } catch (error) {
    if (systemCode(error) === 'EEXIST') throw busy(readHolder(path), path, locked);
    throw error instanceof TwinError ? error : storageError(error, path);
  } finally {
    takeover.release();
  }
  return heldLock(path, text, leftBy);
}

/** Whether a living process holds the lock; a file that a killed one left behind holds nobody up. */
export const isLockHeld = (path: string): boolean => isHeld(readHolder(path));

/** What a file system without hard links answers to a link. */
const NO_LINKS = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'];

/**
 * The file is there with its text or not at all: one that is opened first and written then is empty for a moment, and who looks
 * in that moment takes it for torn. Where there are no hard links, that moment stays.
 *
 * @throws EEXIST when it is there already
 */
function createWhole(path: string, text: string, token: string): void {
  const whole = `${path}.${token}`;
  writeFileSync(whole, text, { mode: 0o600 });
  try {
    linkSync(whole, path);
  } catch (error) {
    if (!NO_LINKS.includes(systemCode(error) ?? '')) throw error;
    writeFileSync(path, text, { flag: 'wx', mode: 0o600 });
  } finally {
    rmSync(whole, { force: true });
  }
}

function heldLock(path: string, text: string, leftBy?: Holder): HeldLock {
  return {
    leftBy,
    release() {
      try {
        if (readFileSync(path, 'utf8') === text) rmSync(path, { force: true });
      } catch (error) {
        if (systemCode(error) !== 'ENOENT') throw error;
      }
    },
  };
}

interface FoundLock {
  /** Undefined for a file that is empty or torn: its writer was killed in the middle. */
  readonly holder: Holder | undefined;
}

const readHolder = (path: string): Holder | undefined => readLock(path)?.holder;

/** Undefined where there is none. */
function readLock(path: string): FoundLock | undefined {
  try {
    return { holder: JSON.parse(readFileSync(path, 'utf8')) as Holder };
  } catch (error) {
    if (error instanceof SyntaxError) return { holder: undefined };
    if (systemCode(error) === 'ENOENT') return undefined;
    throw storageError(error, path);
  }
}

function isHeld(holder: Holder | undefined): boolean {
  if (holder === undefined) return false;
  // A process on another machine that shares the folder cannot be looked at from here.
  if (holder.host !== hostname()) return true;
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if (systemCode(error) === 'ESRCH') return false;
  }
  return holder.startedAt === '' || holder.startedAt === startOf(holder.pid);
}

/** Start of a process in clock ticks since boot; '' where the system does not tell (it is no Linux). */
function startOf(pid: number): string {
  try {
    // Field 22; field 2 is the name in brackets, which may hold spaces.
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ')[19]!;
  } catch {
    return '';
  }
}

function busy(holder: Holder | undefined, path: string, { code, own, by, todo, file = path }: Locked): TwinError {
  const isOwn = holder?.pid === process.pid && holder.host === hostname();
  const who = holder === undefined ? 'another process' : holderWords(holder);
  return new TwinError('busy', {
    code,
    what: isOwn ? own : `${by} ${who}.`,
    todo: `${todo} If no such process runs any more, delete ${file}.`,
  });
}

/** `process 12 on hall since 2026-11-30 08:10 UTC`. */
export function holderWords({ pid, host, since }: Pick<Holder, 'pid' | 'host' | 'since'>): string {
  const time = since === undefined ? '' : ` since ${since.slice(0, 16).replace('T', ' ')} UTC`;
  return `process ${pid} on ${host}${time}`;
}
