/** The data folder holds registers of real people: whoever starts the twin is told when others may look into it. */
import { statSync } from 'node:fs';
import { relative } from 'node:path';
import type { Config } from './config.ts';
import type { Progress } from './kernel/progress.ts';

/** Any right of the group or of everybody. */
const OTHERS = 0o077;

/** Windows has no such rights, and a folder that is not there yet is made for its owner alone. */
function isOpenToOthers(folder: string): boolean {
  if (process.platform === 'win32') return false;
  const stats = statSync(folder, { throwIfNoEntry: false });
  return stats !== undefined && (stats.mode & OTHERS) !== 0;
}

const isInside = (folder: string, path: string): boolean => !relative(folder, path).startsWith('..');

/** Folders with data of persons that other users of the machine may enter: what lies in a closed folder is closed. */
export function exposedFolders(config: Pick<Config, 'dataFolder' | 'registersFolder'>): string[] {
  const { dataFolder, registersFolder } = config;
  const folders = isInside(dataFolder, registersFolder) ? [dataFolder] : [dataFolder, registersFolder];
  return folders.filter(isOpenToOthers);
}

export function warnOfExposedFolders(config: Pick<Config, 'dataFolder' | 'registersFolder'>, progress: Progress): void {
  for (const folder of exposedFolders(config)) {
    const close = `chmod 700 "${folder}"`;
    progress.note(
      `Perhatian: pengguna lain di komputer ini dapat membuka folder data penduduk. Tutup dengan: ${close} / Note: other users of this machine can look into this folder of personal data. Close it with: ${close}`,
    );
  }
}
