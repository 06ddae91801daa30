/** A file of a million rows from CSV to its outputs, as `twin link` does it, in a process of its own. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectPath } from '../../kernel/files.ts';
import type { LinkReport } from '../../linkage/files/report/report.ts';
import { writePersonsFile } from './persons-file.ts';

export interface MillionOptions {
  readonly rows: number;
  readonly threads: number;
}

export interface MillionResult {
  readonly rows: number;
  readonly threads: number;
  /** Of the process, from its start to its end. */
  readonly seconds: number;
  readonly report: LinkReport;
}

export async function millionBench({ rows, threads }: MillionOptions): Promise<MillionResult> {
  const folder = mkdtempSync(join(tmpdir(), 'kembaran-million-'));
  try {
    const { persons, truth, model } = await writePersonsFile({ rows, duplicateShare: 0.2, seed: 3577, folder });
    const out = join(folder, 'out');
    const startedAt = performance.now();
    await link([model, persons, '--out', out, '--truth', truth, '--threads', String(threads)]);
    const seconds = (performance.now() - startedAt) / 1000;
    const report = JSON.parse(readFileSync(join(out, 'report.json'), 'utf8')) as LinkReport;
    return { rows, threads, seconds, report };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function link(operands: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, [projectPath('engine', 'cli.ts'), 'link', ...operands], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`twin link ended with ${String(code)}.`));
    });
  });
}

const percent = (share: number): string => `${(share * 100).toFixed(3)} %`;

export function millionLines({ rows, threads, seconds, report }: MillionResult): string {
  const { run, measured, estimated } = report;
  const stage = ({ name, seconds: wall, cpuSeconds }: (typeof run.stages)[number]): string =>
    `  ${name.padEnd(46)} ${wall.toFixed(2).padStart(7)} s ${cpuSeconds.toFixed(2).padStart(7)} CPU-s`;
  return [
    `${rows.toLocaleString('en')} rows, a fifth of them duplicates, from CSV to the outputs, ${threads} threads`,
    `  ${seconds.toFixed(1)} s, ${run.cpuSeconds.toFixed(1)} CPU-s, ${run.peakMebibytes} MiB at most`,
    ...run.stages.map(stage),
    ...(measured === undefined
      ? []
      : [
          `  measured    precision ${percent(measured.clusters.precision)}, recall ${percent(measured.clusters.recall)}, F1 ${percent(measured.clusters.f1)}`,
        ]),
    `  estimated   precision ${percent(estimated.precision.value)}, recall ${percent(estimated.recall.value)}`,
  ].join('\n');
}
