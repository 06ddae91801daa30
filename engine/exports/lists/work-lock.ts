/**
 * Two people never write onto lists at once: each would go on from what he read, and what the other wrote would be lost, or the
 * file be none that follows line on line any more.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { basename, dirname } from 'node:path';
import { TwinError } from '../../kernel/errors.ts';
import { makePrivateFolder } from '../../kernel/files.ts';
import type { Progress } from '../../kernel/progress.ts';
import { holderWords, takeLock, type HeldLock, type Locked } from '../../store/lock-file.ts';

export const workLockPath = (path: string): string => `${path}.lock`;

/** A list of a whole city is compared in a few seconds: who comes at the same moment waits so long. */
const PATIENCE_MILLISECONDS = 10_000;
const BETWEEN_LOOKS_MILLISECONDS = 50;

/**
 * Does what reads the file of work and adds to it, alone.
 *
 * @param path of the file of work
 * @param progress told where a lock that a dead process left behind is taken over
 * @throws TwinError busy: another process goes on writing to it; storage; whatever `work` throws
 */
export async function changeWork<T>(
  path: string,
  progress: Pick<Progress, 'note'>,
  work: () => T,
  patience = PATIENCE_MILLISECONDS,
): Promise<T> {
  makePrivateFolder(dirname(path));
  const held = await lockPatiently(path, patience);
  try {
    if (held.leftBy !== undefined) {
      const [file, who] = [basename(workLockPath(path)), holderWords(held.leftBy)];
      progress.note(
        `${file} ditinggalkan oleh proses yang sudah mati (${who}) dan diambil alih. / ${file} was left behind by a dead process (${who}) and is taken over.`,
      );
    }
    return work();
  } finally {
    held.release();
  }
}

async function lockPatiently(path: string, patience: number): Promise<HeldLock> {
  const until = performance.now() + patience;
  for (;;) {
    try {
      return takeLock(workLockPath(path), lockedWork(path));
    } catch (error) {
      if (!(error instanceof TwinError) || error.kind !== 'busy' || performance.now() > until) throw error;
      await wait(BETWEEN_LOOKS_MILLISECONDS);
    }
  }
}

const lockedWork = (path: string): Locked => ({
  code: 'work-in-use',
  own: `This process is writing to ${basename(path)} already.`,
  by: `Work on lists is being written to ${basename(path)} by`,
  todo: 'Nothing was taken in. Try again in a moment, or stop that process.',
  file: `${basename(workLockPath(path))} beside that file`,
});
