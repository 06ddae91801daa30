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
  /** Its progress is not shown; what it says of an error is in the error. */
  readonly isQuiet?: boolean;
}

/** @throws Error where it ends with anything but 0; what it says of that is on standard error, or in the error */
export async function linkInProcess({
  model,
  files,
  truth,
  out,
  threads,
  isQuiet = false,
}: LinkInProcess): Promise<LinkReport> {
  const operands = [model, ...files, '--out', out, '--truth', truth, '--threads', String(threads)];
  const child = spawn(process.execPath, [projectPath('engine', 'cli.ts'), 'link', ...operands], {
    stdio: ['ignore', 'ignore', isQuiet ? 'pipe' : 'inherit'],
  });
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (said += text));
  await new Promise<void>((resolve, reject) => {
    child.on('error', reject);
    // Not its exit: what it said may be on the way.
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error([`twin link ended with ${String(code)}.`, ...errorLines(said)].join('\n')));
    });
  });
  return JSON.parse(readFileSync(join(out, 'report.json'), 'utf8')) as LinkReport;
}

/** What is said besides progress. */
const errorLines = (said: string): string[] => said.split('\n').filter((line) => line !== '' && !/^[…✓]/.test(line));
