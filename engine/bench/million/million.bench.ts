/** A file of a million rows from CSV to its outputs, as `twin link` does it, in a process of its own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StageTime } from '../../linkage/core/pairs.ts';
import type { LinkReport } from '../../linkage/files/report/report.ts';
import { linkInProcess } from './link-in-process.ts';
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
    const startedAt = performance.now();
    const report = await linkInProcess({ model, files: [persons], truth, out: join(folder, 'out'), threads });
    const seconds = (performance.now() - startedAt) / 1000;
    return { rows, threads, seconds, report };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const percent = (share: number): string => `${(share * 100).toFixed(3)} %`;

function stageLine({ name, seconds, cpuSeconds, beside }: StageTime): string {
  const times = `  ${name.padEnd(46)} ${seconds.toFixed(2).padStart(7)} s ${cpuSeconds.toFixed(2).padStart(7)} CPU-s`;
  if (beside === undefined) return times;
  return `${times}, of these ${beside.seconds.toFixed(2)} s and ${beside.cpuSeconds.toFixed(2)} CPU-s beside ${beside.stages.join(' and ')}`;
}

/** As linking calls the two stages that parameters come from. */
const PARAMETERS = { u: 'Menghitung kesamaan yang kebetulan', EM: 'Mempelajari bobot bukti' };
/** Asked of a million records. */
const ASKED_SECONDS = 2;

/**
 * u and EM by the clock, each from its start to its end, whatever went on beside.
 *
 * @throws RangeError where linking calls its stages otherwise
 */
export function parametersLine(stages: readonly StageTime[]): string {
  const [u, em] = Object.values(PARAMETERS).map((name) => {
    const found = stages.find((stage) => stage.name === name);
    if (found === undefined) throw new RangeError(`Linking has no stage "${name}".`);
    return found;
  });
  const [seconds, cpuSeconds] = [u!.seconds + em!.seconds, u!.cpuSeconds + em!.cpuSeconds];
  const kept = seconds <= ASKED_SECONDS ? 'kept' : 'not kept';
  const times = [u!, em!, { seconds, cpuSeconds }].map(
    (of) => `${of.seconds.toFixed(2)} s (${of.cpuSeconds.toFixed(2)} CPU-s)`,
  );
  return `  parameters  u ${times[0]!}, EM and weights ${times[1]!}, together ${times[2]!}; ${ASKED_SECONDS} s by the clock asked of a million records: ${kept}`;
}

export function millionLines({ rows, threads, seconds, report }: MillionResult): string {
  const { run, measured, estimated } = report;
  return [
    `${rows.toLocaleString('en')} rows, a fifth of them duplicates, from CSV to the outputs, ${threads} threads`,
    `  ${seconds.toFixed(1)} s, ${run.cpuSeconds.toFixed(1)} CPU-s, ${run.peakMebibytes} MiB at most`,
    ...run.stages.map(stageLine),
    parametersLine(run.stages),
    ...(measured === undefined
      ? []
      : [
          `  measured    precision ${percent(measured.clusters.precision)}, recall ${percent(measured.clusters.recall)}, F1 ${percent(measured.clusters.f1)}`,
        ]),
    `  estimated   precision ${percent(estimated.precision.value)}, recall ${percent(estimated.recall.value)}`,
  ].join('\n');
}
