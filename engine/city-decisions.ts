/** What people decided about rows of the city's registers, as every linkage of them obeys it. */
import { sha256 } from './kernel/checksum.ts';
import type { ResidentDecisions } from './linkage/residents/decided/decided.ts';
import { readDecisions } from './linkage/review/decisions-file.ts';
import { personId, type Keys } from './store/keys.ts';

export interface CityDecisions extends ResidentDecisions {
  /** Checksum of all that was decided; undefined where nothing was, as where there is no file. */
  readonly sha256: string | undefined;
}

/**
 * Reads the file of decisions once, so that what a build is told to be made from is what it is made from.
 *
 * @throws TwinError input: the file is damaged or was changed
 */
export function loadCityDecisions(decisionsFile: string, keys: Keys): CityDecisions {
  const { lines } = readDecisions(decisionsFile);
  return {
    lines,
    sha256: lines.length === 0 ? undefined : sha256(JSON.stringify(lines)),
    digest: (text) => personId(keys, text),
  };
}
