/** How right the linkage of the sample city is, against its truth; printed by a build, never used by it. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { evaluateLinkage, type RegisterQuality } from './linkage/evaluation.ts';
import type { Linkage } from './linkage/linkage.ts';
import { calibrateLinks, type RegisterCalibration } from './linkage/residents/calibrate-links.ts';
import type { ReceivedFile, RegisterReading } from './registers/records.ts';
import { SAMPLE_REGISTERS, type SampleRegister } from './samples/registers/headings.ts';
import { loadTruth, TRUTH_FILE } from './samples/registers/truth.ts';

const isSampleRegister = (id: string): id is SampleRegister => SAMPLE_REGISTERS.includes(id as SampleRegister);

/** [register][row] true person of each accepted row, in the order of the reading. */
export function truthOfRows(reading: RegisterReading, truthFolder: string): Int32Array[] {
  const truth = loadTruth(truthFolder);
  return reading.registers.map(({ registerId, count, sourceSheet, sourceRow }) => {
    if (!isSampleRegister(registerId)) return new Int32Array(count).fill(-1);
    return Int32Array.from({ length: count }, (_, i) => truth.personOf(registerId, sourceSheet[i]!, sourceRow[i]!));
  });
}

/**
 * The registers that the truth speaks of: it knows people by their rows, so that of a file that somebody has changed since it
 * knows nothing. Without the population register there is nothing to hold the others against.
 */
export function comparableRegisters(
  files: readonly Pick<ReceivedFile, 'registerId' | 'sha256'>[],
  written: readonly { readonly register: string; readonly sha256: string }[],
): ReadonlySet<string> {
  const sums = new Map(written.map(({ register, sha256 }) => [register, sha256]));
  const changed = new Set(files.filter((file) => sums.get(file.registerId) !== file.sha256).map((f) => f.registerId));
  if (changed.has('dukcapil')) return new Set();
  return new Set(files.map(({ registerId }) => registerId).filter((id) => !changed.has(id)));
}

export interface SampleAccuracy {
  readonly registers: readonly RegisterQuality[];
  /** Chances told against what is true, register by register and of all together. */
  readonly calibration: readonly RegisterCalibration[];
}

/** @returns undefined where no truth lies beside the registers, as with real ones; registers that were changed are not in it */
export function accuracyOfSample(
  reading: RegisterReading,
  linkage: Linkage,
  truthFolder: string,
): SampleAccuracy | undefined {
  if (!existsSync(join(truthFolder, TRUTH_FILE))) return undefined;
  const comparable = comparableRegisters(reading.files, loadTruth(truthFolder).summary.registers);
  const truth = truthOfRows(reading, truthFolder);
  const isComparable = (registerId: string): boolean => comparable.has(registerId);
  return {
    registers: evaluateLinkage(reading.registers, linkage, truth).filter(({ registerId }) => isComparable(registerId)),
    calibration: calibrateLinks(reading.registers, linkage, truth, isComparable),
  };
}
