/**
 * Two processes never change one result, or one file of decisions, at once: each would go on from what it read, and what the
 * other wrote would be lost. Who comes second is told who is at it, since when, and what to do.
 */
import { basename, dirname, resolve } from 'node:path';
import { TwinError } from '../../../kernel/errors.ts';
import { makePrivateFolder } from '../../../kernel/files.ts';
import type { Progress } from '../../../kernel/progress.ts';
import { holderWords, takeLock, type HeldLock, type Locked } from '../../../store/lock-file.ts';

type Told = Pick<Progress, 'note'>;

/** Beside the folder: the folder of a first result comes into being when it is whole. */
export const resultLockPath = (folder: string): string => `${resolve(folder)}.lock`;
export const decisionsLockPath = (path: string): string => `${path}.lock`;

/**
 * Does what changes the result in a folder, alone.
 *
 * @param progress told where a lock that a dead process left behind is taken over
 * @throws TwinError busy: another process is changing it; storage; whatever `work` throws
 */
export async function changeResult<T>(folder: string, progress: Told, work: () => Promise<T>): Promise<T> {
  const path = resultLockPath(folder);
  makePrivateFolder(dirname(path));
  const held = takeLock(path, lockedResult(folder));
  tellTakeover(held, basename(path), progress);
  try {
    return await work();
  } finally {
    held.release();
  }
}

const lockedResult = (folder: string): Locked => ({
  code: 'result-in-use',
  own: `This process is changing the result in "${basename(folder)}" already.`,
  by: `The result in "${basename(folder)}" is being changed by`,
  todo: 'Wait until it is done, or stop that process; then run the command again.',
  file: `${basename(resultLockPath(folder))} beside that folder`,
});

/** A decision is written in milliseconds: who comes at the same moment waits so long. */
const PATIENCE_MILLISECONDS = 1000;
const BETWEEN_LOOKS_MILLISECONDS = 20;

/**
 * Does what reads a file of decisions and adds to it, alone.
 *
 * @throws TwinError busy: another process goes on writing to it; storage; whatever `work` throws
 */
export function changeDecisions<T>(path: string, progress: Told, work: () => T): T {
  const held = lockPatiently(path);
  tellTakeover(held, basename(decisionsLockPath(path)), progress);
  try {
    return work();
  } finally {
    held.release();
  }
}

function lockPatiently(path: string): HeldLock {
  makePrivateFolder(dirname(path));
  const until = performance.now() + PATIENCE_MILLISECONDS;
  for (;;) {
    try {
      return takeLock(decisionsLockPath(path), lockedDecisions(path));
    } catch (error) {
      if (!(error instanceof TwinError) || error.kind !== 'busy' || performance.now() > until) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, BETWEEN_LOOKS_MILLISECONDS);
    }
  }
}

const lockedDecisions = (path: string): Locked => ({
  code: 'decisions-in-use',
  own: `This process is writing to ${basename(path)} already.`,
  by: `Decisions are being written to ${basename(path)} by`,
  todo: 'Nothing was decided. Try again in a moment, or stop that process.',
  file: `${basename(decisionsLockPath(path))} beside that file`,
});

function tellTakeover({ leftBy }: HeldLock, file: string, progress: Told): void {
  if (leftBy === undefined) return;
  const who = holderWords(leftBy);
  progress.note(
    `${file} ditinggalkan oleh proses yang sudah mati (${who}) dan diambil alih. / ${file} was left behind by a dead process (${who}) and is taken over.`,
  );
}
