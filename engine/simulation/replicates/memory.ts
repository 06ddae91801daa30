/** How much memory a run takes, known before it starts. */
import { TwinError } from '../../kernel/errors.ts';
import { valuesOfReplicate, type PairOfRuns } from './pair-of-runs.ts';

const BYTES_PER_PERSON = 11;
/** Of the full model, households of some three persons among them. */
const BYTES_PER_PERSON_FULL = 90;
/** The start and the copy that is simulated on; and the program of a thread. */
const COPIES = 3;
const BYTES_PER_THREAD = 96 * 2 ** 20;
/** Values on their way from a thread to its file, and the table of results as text. */
const ON_THE_WAY = 1.5;
const mebibytes = (bytes: number): string => `${Math.ceil(bytes / 2 ** 20)} MiB`;

export const bytesOfRun = (pair: PairOfRuns, replicates: number, threads: number): number =>
  replicates * valuesOfReplicate(pair) * Float32Array.BYTES_PER_ELEMENT * ON_THE_WAY +
  threads *
    (pair.start.sexAge.length * (pair.full === undefined ? BYTES_PER_PERSON : BYTES_PER_PERSON_FULL) * COPIES +
      BYTES_PER_THREAD);

/** @throws TwinError input `too-many-replicates`: says how many fit */
export function requireMemory(pair: PairOfRuns, replicates: number, threads: number, availableBytes: number): void {
  const wanted = bytesOfRun(pair, replicates, threads);
  if (wanted <= availableBytes) return;
  const fixed = bytesOfRun(pair, 0, threads);
  const fit = Math.max(0, Math.floor((availableBytes - fixed) / ((wanted - fixed) / replicates)));
  throw new TwinError('input', {
    code: 'too-many-replicates',
    what: `${replicates} replicates take ${mebibytes(wanted)}, and ${mebibytes(availableBytes)} are free.`,
    expected: `at most ${fit} replicates with ${threads} ${threads === 1 ? 'thread' : 'threads'}`,
    todo: 'Take fewer replicates, years or threads, or free some memory.',
  });
}
