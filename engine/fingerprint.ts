/** What a build is made from besides its inputs: the code and the parameters, each as one checksum. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { sha256 } from './kernel/checksum.ts';
import { projectPath } from './kernel/files.ts';

/** Files of a folder that a test accepts, as paths with forward slashes, in ascending order. */
export function filesUnder(folder: string, isWanted: (path: string) => boolean): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter(isWanted)
    .sort();
}

/** One checksum over the names and the bytes of many files. */
export function sha256OfFolder(folder: string, isWanted: (path: string) => boolean = () => true): string {
  const lines = filesUnder(folder, isWanted).map((path) => `${path} ${sha256(readFileSync(join(folder, path)))}`);
  return sha256(lines.join('\n'));
}

const isEngineCode = (path: string): boolean =>
  /\.(ts|sql)$/.test(path) && !/\.test\.ts$/.test(path) && !/^(tests|bench|samples)\//.test(path);

/** 0.1.0+9f86d081884c: the version of the package and the first twelve digits of the checksum over the engine's code. */
export function codeVersion(): string {
  const manifest = JSON.parse(readFileSync(projectPath('package.json'), 'utf8')) as { version: string };
  return `${manifest.version}+${sha256OfFolder(projectPath('engine'), isEngineCode).slice(0, 12)}`;
}

/** Checksum over every parameter file but those of the sample city, which the twin never reads. */
export const parametersSha256 = (modelsFolder: string): string =>
  sha256OfFolder(modelsFolder, (path) => /\.(ya?ml|json|csv)$/.test(path) && !path.startsWith('sample/'));
