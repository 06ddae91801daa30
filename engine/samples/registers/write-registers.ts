/** Writes the registers of an invented city, and apart from them the truth. */
import { existsSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Geography } from '../../geography/geography.ts';
import { TwinError } from '../../kernel/errors.ts';
import { FOR_OWNER, makePrivateFolder, storageError } from '../../kernel/files.ts';
import type { Progress } from '../../kernel/progress.ts';
import { loadDeclaration } from '../../registers/declaration.ts';
import type { City } from '../city.ts';
import { indexCity } from './people/city-index.ts';
import type { WritingContext } from './offices/context.ts';
import { CsvFile } from './files/csv-file.ts';
import { dapodikPlan } from './offices/dapodik.ts';
import { CSV_DIALECTS, declarationOf } from './declaration.ts';
import { deathsPlan, movesPlan } from './offices/departures.ts';
import { disnakerPlan } from './offices/disnaker.ts';
import { familiesPlan, membersPlan } from './offices/dtsen.ts';
import { rankFamilies } from './offices/dtsen-ranking.ts';
import { surveyFamilies } from './offices/dtsen-survey.ts';
import { dukcapilPlan } from './offices/dukcapil.ts';
import type { ErrorModel } from './error-model.ts';
import { reportedEvents } from './people/fates.ts';
import { FILE_OF_REGISTER, HEADINGS, SAMPLE_REGISTERS, type SampleRegister } from './headings.ts';
import { loadLabels } from './people/labels.ts';
import { Mishaps } from './slips/mishaps.ts';
import { Outsiders } from './people/outsiders.ts';
import { pbiJkPlan } from './offices/pbi-jk.ts';
import { drawLists } from './offices/recipient-lists.ts';
import { bltdPlan } from './offices/bltd.ts';
import { pkhPlan } from './offices/pkh.ts';
import { sembakoPlan } from './offices/sembako.ts';
import { type RegisterPlan, writeRegisterFile } from './files/register-file.ts';
import type { TableFile } from './files/table-file.ts';
import type { TruthSummary } from './truth.ts';
import { RowTruth, writeTruth } from './truth-writer.ts';
import { type WorkbookStyle, XlsxFile } from './files/xlsx-file.ts';

export interface SampleFile {
  readonly register: SampleRegister;
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
  /** Rows under the headings, spoiled ones among them. */
  readonly rows: number;
}

export interface SampleFiles {
  readonly folder: string;
  readonly truthFolder: string;
  readonly files: readonly SampleFile[];
  /** Rows of all files. */
  readonly rows: number;
}

const PLANS: Readonly<Record<SampleRegister, (context: WritingContext) => RegisterPlan>> = {
  dukcapil: dukcapilPlan,
  'dukcapil-deaths': deathsPlan,
  'dukcapil-moves': movesPlan,
  'dtsen-families': familiesPlan,
  'dtsen-members': membersPlan,
  pkh: pkhPlan,
  sembako: sembakoPlan,
  'pbi-jk': pbiJkPlan,
  bltd: bltdPlan,
  disnaker: disnakerPlan,
  dapodik: dapodikPlan,
};

export interface WriteRegistersOptions {
  readonly city: City;
  readonly geography: Geography;
  readonly errors: ErrorModel;
  /** Where the register files and registers.yaml come to lie. */
  readonly folder: string;
  readonly truthFolder: string;
  readonly progress: Progress;
}

/**
 * Writes every register file, registers.yaml and the truth. Both folders appear whole or not at all: the truth first, so
 * that where the registers are their truth is too.
 *
 * @throws TwinError storage when the disk is full or not writable; configuration when the error model cannot be met;
 *         usage when the folder holds registers that are not a sample
 */
export async function writeRegisters(options: WriteRegistersOptions): Promise<SampleFiles> {
  const { folder, truthFolder } = options;
  checkIsNoRealRegister(folder);
  const [partial, partialTruth] = [`${folder}.partial`, `${truthFolder}.partial`];
  try {
    for (const made of [partial, partialTruth]) {
      rmSync(made, { recursive: true, force: true });
      makePrivateFolder(made);
    }
    const files = await writeAll(options, partial, partialTruth);
    replaceFolder(partialTruth, truthFolder);
    replaceFolder(partial, folder);
    return { folder, truthFolder, files, rows: files.reduce((sum, file) => sum + file.rows, 0) };
  } catch (error) {
    for (const made of [partial, partialTruth]) rmSync(made, { recursive: true, force: true });
    throw storageError(error, folder);
  }
}

async function writeAll(options: WriteRegistersOptions, folder: string, truthFolder: string): Promise<SampleFile[]> {
  const { city, progress } = options;
  const context = contextOf(options);
  const rows = new Map<SampleRegister, RowTruth>();
  const registers: TruthSummary['registers'] = [];
  const plans = SAMPLE_REGISTERS.map((register) => PLANS[register](context));
  const total = plans.reduce((sum, { count }) => sum + count, 0);
  progress.stage('Menulis register', total, 'baris');
  let linesBefore = 0;
  for (const [r, register] of SAMPLE_REGISTERS.entries()) {
    const plan = plans[r]!;
    const truth = new RowTruth();
    const sheets = sheetsOf(options.geography, register);
    const table = openTable(join(folder, FILE_OF_REGISTER[register]), register, sheets);
    const output = { register, table, mishaps: context.mishaps[register], truth, progress, linesBefore };
    const written = await writeRegisterFile(plan, output);
    rows.set(register, truth);
    registers.push({
      register,
      file: FILE_OF_REGISTER[register],
      bytes: written.bytes,
      sha256: written.sha256,
      sheets: [...sheets],
      rows: truth.rows,
      rowsOfNobody: truth.nobody,
      errors: context.mishaps[register].counts(),
      spoiled: context.mishaps[register].spoiledCounts(),
    });
    linesBefore += plan.count;
    progress.at(linesBefore);
  }
  writeFileSync(join(folder, 'registers.yaml'), declarationOf(city), { mode: FOR_OWNER });
  const { lists, outsiders } = context;
  writeTruth(truthFolder, {
    city,
    lists: lists.bits,
    outsiders: outsiders.count,
    registers,
    rows,
    overlap: lists.overlap,
  });
  return registers.map((entry) => ({ ...entry, register: entry.register as SampleRegister }));
}

function contextOf({ city, geography, errors }: WriteRegistersOptions): WritingContext {
  const index = indexCity(city, geography);
  const mishaps = Object.fromEntries(
    SAMPLE_REGISTERS.map((register) => [register, new Mishaps(errors, city.seed, register)]),
  ) as Record<SampleRegister, Mishaps>;
  const ranking = rankFamilies(city, index, errors, mishaps['dtsen-families']);
  return {
    city,
    index,
    areas: index.areas,
    labels: loadLabels(),
    model: errors,
    mishaps,
    reported: reportedEvents(city, errors),
    ranking,
    survey: surveyFamilies(city, index, ranking, errors, mishaps['dtsen-members']),
    lists: drawLists(city, index, ranking, errors),
    outsiders: new Outsiders(city),
    dtsenKk: [],
  };
}

/** BLTD has a sheet a kecamatan; a CSV counts as one sheet. */
function sheetsOf(geography: Geography, register: SampleRegister): readonly string[] {
  return register === 'bltd' ? geography.levels.kecamatan.names.map((name) => name.toUpperCase()) : ['Sheet1'];
}

function openTable(path: string, register: SampleRegister, sheets: readonly string[]): TableFile {
  const headings = HEADINGS[register];
  const dialect = CSV_DIALECTS[register];
  if (dialect !== undefined) return new CsvFile(path, dialect, headings.length);
  const style: WorkbookStyle = {
    sheets,
    // Dapodik writes its dates as text.
    dateColumns: register === 'dapodik' ? [] : [...headings.keys()].filter((i) => /^tanggal/i.test(headings[i]!)),
    strings: register === 'dapodik' ? 'inline' : 'shared',
  };
  return new XlsxFile(path, style, headings.length);
}

/** A city's real registers are never overwritten by invented ones. */
function checkIsNoRealRegister(folder: string): void {
  if (!existsSync(folder) || readdirSync(folder).every((name) => name.startsWith('.'))) return;
  if (loadDeclaration(folder)?.sample === true) return;
  throw new TwinError('usage', {
    code: 'registers-not-sample',
    what: 'The folder for the sample registers holds files that are not a sample.',
    where: { file: folder },
    todo: 'Name another folder, or move those files away first.',
  });
}

function replaceFolder(made: string, place: string): void {
  const before = `${place}.before`;
  makePrivateFolder(dirname(place));
  rmSync(before, { recursive: true, force: true });
  if (existsSync(place)) renameSync(place, before);
  renameSync(made, place);
  rmSync(before, { recursive: true, force: true });
}
