/**
 * One run is simulated at a time, whichever process asks for it: each takes all processors, and the memory that is free was
 * reckoned for one. The next process waits until the file that says who simulates is gone.
 */
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { TwinError } from '../../kernel/errors.ts';
import { makePrivateFolder } from '../../kernel/files.ts';
import { holderWords, isLockHeld, takeLock, type HeldLock, type Locked } from '../../store/lock-file.ts';

const ASK_AGAIN_MS = 250;

export interface TurnOptions {
  readonly signal?: AbortSignal;
  /** Without it the error says who simulates, and nobody waits. */
  readonly isPatient: boolean;
  /** Somebody else simulates: told once, with who it is. */
  readonly onWaiting: (what: string) => void;
  /** A process that is no more had left the file behind: told with who it was. */
  readonly onTakenOver: (who: string) => void;
}

const lockOf = (simulations: string): string => join(simulations, 'simulating.lock');

/** Whether a living process simulates, this one or another; what a killed one left behind counts for nothing. */
export const isTurnTaken = (simulations: string): boolean => isLockHeld(lockOf(simulations));

/**
 * @param simulations folder of all runs
 * @throws TwinError busy `simulation-under-way` when another process simulates and nobody is to wait; the signal's reason
 */
export async function takeTurn(
  simulations: string,
  { signal, isPatient, onWaiting, onTakenOver }: TurnOptions,
): Promise<HeldLock> {
  makePrivateFolder(simulations);
  const path = lockOf(simulations);
  for (let isTold = false; ; isTold = true) {
    signal?.throwIfAborted();
    try {
      const held = takeLock(path, locked);
      if (held.leftBy !== undefined) onTakenOver(holderWords(held.leftBy));
      return held;
    } catch (error) {
      if (!(error instanceof TwinError) || error.kind !== 'busy' || !isPatient) throw error;
      if (!isTold) onWaiting(error.text.what);
    }
    await wait(ASK_AGAIN_MS, undefined, signal === undefined ? {} : { signal });
  }
}

const locked: Locked = {
  code: 'simulation-under-way',
  own: 'This process simulates another run.',
  by: 'Another run is being simulated by',
  todo: 'Wait until it is done, or leave out --no-wait.',
  file: 'simulations/simulating.lock in the data folder',
};
