/** The streets of each kelurahan, for addresses and for finding them again. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { projectPath } from '../kernel/files.ts';

/**
 * @param geodataFolder holds gazetteer/streets.csv
 * @returns             by Kemendagri code of the kelurahan, upper case with the kind before the name: `JL. SERAYU`
 */
export function loadStreets(geodataFolder: string = projectPath('geodata')): ReadonlyMap<string, readonly string[]> {
  const text = readFileSync(join(geodataFolder, 'gazetteer', 'streets.csv'), 'utf8');
  const rows = parse(text, { columns: true, skip_empty_lines: true }) as { kelurahan_code: string; street: string }[];
  const streets = new Map<string, string[]>();
  for (const { kelurahan_code: code, street } of rows) streets.set(code, [...(streets.get(code) ?? []), street]);
  return streets;
}
