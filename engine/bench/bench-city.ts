/** The sample city that benches work on, made once a run in a temporary folder. */
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig, type Config } from '../config.ts';
import { SILENT } from '../kernel/progress.ts';
import { makeSample } from '../sample.ts';

export interface BenchCity {
  readonly residents: number;
  readonly config: Config;
  /** The population register alone. */
  readonly populationOnlyFolder: string;
  remove(): void;
}

export async function makeBenchCity(residents: number): Promise<BenchCity> {
  const folder = mkdtempSync(join(tmpdir(), 'kembaran-bench-'));
  const config = loadConfig({ KEMBARAN_DATA: folder });
  await makeSample({ config, progress: SILENT, residents, seed: 3577, isReplaced: false });
  const populationOnlyFolder = join(folder, 'population-only');
  mkdirSync(populationOnlyFolder);
  const file = 'dukcapil-penduduk.csv';
  copyFileSync(join(config.registersFolder, file), join(populationOnlyFolder, file));
  writeFileSync(
    join(populationOnlyFolder, 'registers.yaml'),
    `asOf: 2025-12-31\nsample: true\nfiles:\n  - { file: ${file}, register: dukcapil, dates: dmy, decimal: ',', encoding: windows-1252, delimiter: ';' }\n`,
  );
  return {
    residents,
    config,
    populationOnlyFolder,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
