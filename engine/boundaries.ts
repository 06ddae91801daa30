/** Which boundaries are in force: those that a site imported, else the indicative ones of geodata/. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from './config.ts';

export function boundariesFolder(config: Pick<Config, 'geodataFolder' | 'importedGeodataFolder'>): string {
  return existsSync(config.importedGeodataFolder)
    ? config.importedGeodataFolder
    : join(config.geodataFolder, 'boundaries');
}
