/** Which boundaries are in force: those that a site imported, else the indicative ones of geodata/. */
import { join } from 'node:path';
import type { Config } from './config.ts';
import { findImportedBoundaries } from './geography/import/folder.ts';

export function boundariesFolder(config: Pick<Config, 'geodataFolder' | 'importedGeodataFolder'>): string {
  return findImportedBoundaries(config.importedGeodataFolder) ?? join(config.geodataFolder, 'boundaries');
}
