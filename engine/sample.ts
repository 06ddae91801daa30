/** The sample city as one job: invented, written as register files, its truth apart. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from './config.ts';
import { loadGeography } from './geography/load.ts';
import { loadStreets } from './geography/streets.ts';
import { TwinError } from './kernel/errors.ts';
import type { Progress } from './kernel/progress.ts';
import { parseIsoDate } from './kernel/time.ts';
import { loadDeclaration } from './registers/declaration.ts';
import { calibrationReport, type CalibrationRow } from './samples/calibration.ts';
import { generateCity } from './samples/generate-city.ts';
import { loadErrorModel } from './samples/registers/error-model.ts';
import { writeRegisters, type SampleFile } from './samples/registers/write-registers.ts';
import { writeSurvey, type WrittenSurvey } from './samples/survey/write-survey.ts';

export { calibrationLines } from './samples/calibration-lines.ts';

export interface SampleOptions {
  readonly config: Config;
  readonly progress: Progress;
  readonly residents: number;
  readonly seed: number;
  /** Whether a sample city that is there may be replaced; real registers never are. */
  readonly isReplaced: boolean;
}

export interface MadeSample {
  readonly residents: number;
  readonly seed: number;
  readonly files: readonly SampleFile[];
  readonly rows: number;
  readonly calibration: readonly CalibrationRow[];
  readonly survey: WrittenSurvey;
}

/** The invented household survey, apart from the registers: nothing of a build reads it. */
export const sampleSurveyFile = ({ dataFolder }: Pick<Config, 'dataFolder'>): string =>
  join(dataFolder, 'survei', 'survei-contoh.csv');

/** What lies in the registers folder: nothing, a sample city, or something that must not be touched. */
export function registersState(folder: string): 'empty' | 'sample' | 'other' {
  if (!existsSync(folder) || readdirSync(folder).every((name) => name.startsWith('.'))) return 'empty';
  return loadDeclaration(folder)?.sample === true ? 'sample' : 'other';
}

/** @throws TwinError input when there is nothing to build from */
export function requireRegisters(folder: string): void {
  if (registersState(folder) !== 'empty') return;
  throw new TwinError('input', {
    code: 'no-register-files',
    what: 'There is no register file to build from.',
    expected: 'register files, and a registers.yaml beside them, in the folder that KEMBARAN_REGISTERS names',
    todo: 'Put them there, or make a sample city: npm run twin -- sample',
  });
}

/**
 * @returns undefined when there are registers already and they may not be replaced
 */
export async function makeSample(options: SampleOptions): Promise<MadeSample | undefined> {
  const { config, progress, residents, seed } = options;
  const state = registersState(config.registersFolder);
  if (state === 'other' || (state === 'sample' && !options.isReplaced)) return undefined;
  const geography = loadGeography(join(config.geodataFolder, 'boundaries'));
  const errors = loadErrorModel();
  const city = generateCity({
    residents,
    seed,
    referenceDay: parseIsoDate(errors.stamps['as-of'])!,
    geography,
    models: config.modelsFolder,
    progress,
    streets: loadStreets(config.geodataFolder),
  });
  // Before the registers: where they are, all of the sample is.
  progress.stage('Menulis survei rumah tangga');
  const survey = writeSurvey(city, geography, config.modelsFolder, sampleSurveyFile(config));
  const written = await writeRegisters({
    city,
    geography,
    errors,
    folder: config.registersFolder,
    truthFolder: config.truthFolder,
    progress,
  });
  progress.stage('Memeriksa kalibrasi');
  const calibration = calibrationReport(city, config.modelsFolder);
  progress.end();
  return { residents, seed, files: written.files, rows: written.rows, calibration, survey };
}
