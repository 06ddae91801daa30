/** Why a file of official boundaries cannot be taken. */
import { basename } from 'node:path';
import { TwinError } from '../../kernel/errors.ts';

export const IMPORT_FAULTS = [
  'boundary-file-unreadable',
  'boundary-file-format',
  'boundary-file-too-large',
  'boundary-file-empty',
  'not-json',
  'json-truncated',
  'not-geojson',
  'geometry-type',
  'geometry-broken',
  'code-column-missing',
  'code-unknown',
  'code-twice',
  'codes-contradict',
  'kelurahan-missing',
  'crs-unknown',
  'crs-contradicts',
  'coordinates-projected',
  'coordinates-elsewhere',
  'coordinates-displaced',
  'areas-overlap',
  'codes-mixed-up',
  'boundaries-not-clean',
] as const;
export type ImportFault = (typeof IMPORT_FAULTS)[number];

export interface FaultText {
  readonly what: string;
  readonly expected?: string;
  readonly todo: string;
  /** 1-based number of the feature in the file. */
  readonly feature?: number;
  readonly cause?: unknown;
}

export function importFault(file: string, code: ImportFault, text: FaultText): TwinError {
  const { what, expected, todo, feature, cause } = text;
  const where = { file: basename(file), ...(feature === undefined ? {} : { row: feature }) };
  const words = { code, what, where, todo, ...(expected === undefined ? {} : { expected }) };
  return new TwinError('input', words, cause === undefined ? undefined : { cause });
}
