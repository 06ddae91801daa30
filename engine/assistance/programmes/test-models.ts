/** For tests: copies of models/assistance, in which files can be changed and added. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { TwinError } from '../../kernel/errors.ts';
import { projectPath } from '../../kernel/files.ts';
import { loadProgrammes } from './load.ts';

/** Text of a file of models/assistance by its path there; or what of the file becomes what. */
export type FileChange = string | readonly (readonly [was: string, becomes: string])[];

export class TestModels {
  readonly #root = mkdtempSync(join(tmpdir(), 'kembaran-rules-'));

  /** @returns a models folder with these files changed or added */
  with(files: Readonly<Record<string, FileChange>>): string {
    const models = mkdtempSync(join(this.#root, 'models-'));
    cpSync(projectPath('models', 'assistance'), join(models, 'assistance'), { recursive: true });
    for (const [file, change] of Object.entries(files)) {
      const path = join(models, 'assistance', file);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, typeof change === 'string' ? change : changed(readFileSync(path, 'utf8'), change));
    }
    return models;
  }

  /** What loading them says; '' where nothing is wrong. */
  saidOf(files: Readonly<Record<string, FileChange>>, load: (models: string) => void = loadProgrammes): string {
    try {
      load(this.with(files));
    } catch (error) {
      if (error instanceof TwinError && error.kind === 'configuration') return error.message;
      throw error;
    }
    return '';
  }

  remove(): void {
    rmSync(this.#root, { recursive: true, force: true });
  }
}

function changed(text: string, changes: readonly (readonly [string, string])[]): string {
  return changes.reduce((now, [was, becomes]) => {
    if (!now.includes(was)) throw new RangeError(`the file has no "${was}"`);
    return now.replace(was, becomes);
  }, text);
}
