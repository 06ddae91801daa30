/** The file of what a browser may see of a run: whole, of the version that is read here, or taken for nothing at all. */
import { existsSync, readFileSync } from 'node:fs';
import { SHOWN_RESULTS_MAGIC, SHOWN_RESULTS_VERSION, type ShownHeader } from '../layers/simulated/encode-results.ts';

const HEADER_AT = 16;

export interface ShownOnDisk {
  readonly bytes: Uint8Array;
  /** How many the results are made of. */
  readonly replicates: number;
}

/** @returns 'damaged' where something else is in its place; undefined where there is nothing */
export function readShown(file: string): ShownOnDisk | 'damaged' | undefined {
  if (!existsSync(file)) return undefined;
  try {
    const bytes = readFileSync(file);
    const [magic, version, length, body] = [0, 4, 8, 12].map((at) => bytes.readUInt32LE(at));
    if (magic !== SHOWN_RESULTS_MAGIC || version !== SHOWN_RESULTS_VERSION) return 'damaged';
    const header = JSON.parse(bytes.toString('utf8', HEADER_AT, HEADER_AT + length!)) as ShownHeader;
    const states = header.indicators.length * header.dates.length * header.areaCodes.length;
    const isWhole = bytes.length === body! + header.statesOffset + states && Number.isInteger(header.replicates);
    return isWhole ? { bytes, replicates: header.replicates } : 'damaged';
  } catch {
    return 'damaged';
  }
}
