/** Four whole numbers of 32 bits at once. */
import { unsigned } from './binary.ts';
import type { Writer } from './loop.ts';
import type { Whole } from './values.ts';

const [PREFIX, LOAD, STORE, ALIGNMENT] = [0xfd, 0, 11, 4];
/** Beside the alignment of an access: another memory than the own one is named. */
const IN_MEMORY = 0x40;
const SHARED = 1;

/**
 * Copies numbers from shared memory, four at a time.
 *
 * @param numbers a multiple of four
 * @param from    byte of shared memory, @param to byte at hand
 */
export function copyShared({ emit }: Pick<Writer, 'emit'>, numbers: number, from: Whole, to: Whole): void {
  for (let byte = 0; byte < numbers * 4; byte += 16) {
    const loaded = [...from.code, PREFIX, LOAD, ALIGNMENT | IN_MEMORY, SHARED, ...unsigned(byte)];
    emit([...to.code, ...loaded, PREFIX, STORE, ALIGNMENT, ...unsigned(byte)]);
  }
}
