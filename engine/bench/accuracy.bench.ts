/** No bench of speed: how right linking without labels is, and how right it takes itself to be. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { TwinError } from '../kernel/errors.ts';
import { projectPath } from '../kernel/files.ts';
import type { Estimate } from '../linkage/core/estimate.ts';
import { calibrationNote, calibrationTable } from '../commands/calibration-lines.ts';
import type { Calibration } from '../linkage/files/calibration.ts';
import type { LinkReport } from '../linkage/files/report/report.ts';
import { linkInProcess } from './million/link-in-process.ts';
import { writePersonsFile } from './million/persons-file.ts';

export interface AccuracyResult {
  readonly set: string;
  readonly measured: { readonly precision: number; readonly recall: number; readonly f1: number };
  readonly estimated: { readonly precision: Estimate; readonly recall: Estimate };
  /** Chances told of pairs against the truth. */
  readonly calibration: Calibration | undefined;
}

/** A set of files, what their columns are called, and who is who. */
interface LinkSet {
  readonly name: string;
  readonly files: readonly string[];
  readonly model: string;
  readonly truth: string;
}

/** @param rows of the file of invented residents, a fifth of them duplicates */
export async function accuracyBench(rows: number, threads: number): Promise<AccuracyResult[]> {
  const folder = mkdtempSync(join(tmpdir(), 'kembaran-accuracy-'));
  try {
    const { persons, truth, model } = await writePersonsFile({ rows, duplicateShare: 0.2, seed: 3577, folder });
    const invented = { name: `${rows.toLocaleString('en')} invented residents`, files: [persons], model, truth };
    const results: AccuracyResult[] = [];
    for (const [i, set] of [...febrlSets(folder), invented].entries()) {
      const report = await linkInProcess({ ...set, out: join(folder, `out-${i}`), threads });
      results.push({ set: set.name, ...told(report) });
    }
    return results;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function told({ measured, estimated }: LinkReport): Omit<AccuracyResult, 'set'> {
  if (measured === undefined) throw new Error('A linkage with a truth measures nothing.');
  return { measured: measured.clusters, estimated, calibration: measured.calibration };
}

const FEBRL_COLUMNS =
  'given_name, surname, street_number, address_1, address_2, suburb, postcode, state, date_of_birth, soc_sec_id';

/** Invented Australians of the FEBRL generator, where they lie beside the project: data set 3, and 4 of two files. */
function febrlSets(folder: string): LinkSet[] {
  const shared = projectPath('../shared/data/linkage');
  if (!existsSync(shared))
    throw new TwinError('input', {
      code: 'sets-missing',
      what: 'The FEBRL data sets are not there.',
      expected: 'the folder shared/data/linkage beside the project',
      todo: 'Run this bench where it is.',
    });
  const model = join(folder, 'febrl.yaml');
  writeFileSync(model, `files:\n  '*':\n    id: rec_id\n    columns: [${FEBRL_COLUMNS}]\n`);
  return [
    ['FEBRL 3', 'febrl_dataset3.csv'],
    ['FEBRL 4', 'febrl_dataset4a.csv', 'febrl_dataset4b.csv'],
  ].map(([name, ...parts]) => {
    const files = parts.map((part) => join(shared, part));
    const truth = join(folder, `${parts[0]!}.truth.csv`);
    writeFileSync(truth, `source,id,entity\n${files.flatMap(entitiesOf).join('\n')}\n`);
    return { name: name!, files, model, truth };
  });
}

/** The number in `rec-123-org` is who it is. */
function entitiesOf(path: string): string[] {
  const source = basename(path, '.csv');
  const [, ...lines] = readFileSync(path, 'utf8').trimEnd().split('\n');
  return lines.map((line) => {
    const id = line.slice(0, line.indexOf(','));
    return `${source},${id},${id.split('-')[1]!}`;
  });
}

const percent = (share: number): string => `${(share * 100).toFixed(2)} %`;

export function accuracyLines({ set, measured, estimated, calibration }: AccuracyResult): string {
  const line = (what: string, truth: number, { value, low, high }: Estimate): string => {
    const holds = truth >= low && truth <= high ? '' : '   the interval does not hold it';
    return `  ${what.padEnd(10)} ${percent(truth).padStart(9)}   judged ${percent(value)} [${percent(low)}, ${percent(high)}]${holds}`;
  };
  return [
    `${set}: F1 ${percent(measured.f1)}`,
    line('precision', measured.precision, estimated.precision),
    line('recall', measured.recall, estimated.recall),
    ...(calibration === undefined
      ? []
      : [`  ${calibrationNote(calibration).en}`, ...calibrationTable(calibration, '    ')]),
  ].join('\n');
}
