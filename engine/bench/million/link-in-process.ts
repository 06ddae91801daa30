/** `twin link` in a process of its own, as anybody starts it. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectPath } from '../../kernel/files.ts';
import type { LinkReport } from '../../linkage/files/report/report.ts';

export interface LinkInProcess {
  readonly model: string;
  readonly files: readonly string[];
  readonly truth: string;
  readonly out: string;
  readonly threads: number;
}

/** @throws Error where it ends with anything but 0; what it says of that is on standard error */
export async function linkInProcess({ model, files, truth, out, threads }: LinkInProcess): Promise<LinkReport> {
  const operands = [model, ...files, '--out', out, '--truth', truth, '--threads', String(threads)];
  const child = spawn(process.execPath, [projectPath('engine', 'cli.ts'), 'link', ...operands], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  await new Promise<void>((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`twin link ended with ${String(code)}.`));
    });
  });
  return JSON.parse(readFileSync(join(out, 'report.json'), 'utf8')) as LinkReport;
}
