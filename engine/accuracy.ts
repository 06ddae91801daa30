/** How right the linkage of the sample city is, against its truth; printed by a build, never used by it. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { evaluateLinkage, type RegisterQuality } from './linkage/evaluation.ts';
import type { Linkage } from './linkage/linkage.ts';
import type { RegisterReading } from './registers/records.ts';
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

/** @returns undefined where no truth lies beside the registers, as with real ones */
export function accuracyOfSample(
  reading: RegisterReading,
  linkage: Linkage,
  truthFolder: string,
): RegisterQuality[] | undefined {
  if (!existsSync(join(truthFolder, TRUTH_FILE))) return undefined;
  return evaluateLinkage(reading.registers, linkage, truthOfRows(reading, truthFolder));
}
