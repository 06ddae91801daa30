/** How much memory a run takes, known before it starts. */
import { TwinError } from '../../kernel/errors.ts';
import { QUANTILES, VARIANTS } from './bands.ts';
import { toldPlaces } from './move-samples.ts';
import { periodsOf } from './moves-between.ts';
import { layoutOf, SIDES } from './sides.ts';
import type { PairOfRuns } from './pair-of-runs.ts';

const BYTES_PER_PERSON = 11;
/** Of the full model, households of some three persons among them. */
const BYTES_PER_PERSON_FULL = 90;
/** The start: as it was read, and in memory that threads share. */
const STARTS = 2;
/** A thread simulates both sides of the full model side by side, with lists of whom the year asks. */
const COPIES = 3;
const BYTES_PER_THREAD = 96 * 2 ** 20;
/** Values on their way from a thread to its file. */
const ON_THE_WAY = 1.25;
/** Columns of bands as numbers, those that are shown beside those that are not, and the file of them. */
const COPIES_OF_BANDS = 3;
const mebibytes = (bytes: number): string => `${Math.ceil(bytes / 2 ** 20)} MiB`;

export function bytesOfRun(pair: PairOfRuns, replicates: number, threads: number): number {
  const { values, side } = layoutOf(pair);
  // Moves with all who come and go, while bands are made of them.
  const movesWithSums = SIDES.length * periodsOf(pair.years) * toldPlaces(pair.areaCodes.length) ** 2;
  const people = pair.start.sexAge.length * (pair.full === undefined ? BYTES_PER_PERSON : BYTES_PER_PERSON_FULL);
  return (
    replicates * values * Float32Array.BYTES_PER_ELEMENT * ON_THE_WAY +
    side * VARIANTS.length * QUANTILES.length * Float32Array.BYTES_PER_ELEMENT * COPIES_OF_BANDS +
    replicates * movesWithSums * Float32Array.BYTES_PER_ELEMENT +
    people * STARTS +
    threads * (people * COPIES + BYTES_PER_THREAD)
  );
}

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
