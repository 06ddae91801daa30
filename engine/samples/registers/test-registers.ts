/** For tests: a small city, its registers in a folder of their own, and files read back by other code than ours. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import ExcelJS from 'exceljs';
import { projectPath } from '../../kernel/files.ts';
import { SILENT } from '../../kernel/progress.ts';
import { dayOf } from '../../kernel/time.ts';
import type { City } from '../city.ts';
import { generateCity } from '../generate-city.ts';
import { testGeography } from '../test-geography.ts';
import { CSV_DIALECTS } from './declaration.ts';
import { type ErrorModel, loadErrorModel } from './error-model.ts';
import { FILE_OF_REGISTER, type SampleRegister } from './headings.ts';
import { loadTruth, type Truth } from './truth.ts';
import { type SampleFiles, writeRegisters } from './write-registers.ts';

export const GEOGRAPHY = testGeography();

export const smallCity = (residents = 2000, seed = 7): City =>
  generateCity({
    residents,
    seed,
    referenceDay: dayOf(2025, 12, 31)!,
    geography: GEOGRAPHY,
    models: projectPath('models'),
    progress: SILENT,
  });

/** The model of the product with every rate changed by a rule, and no spoiled rows where `isClean`. */
export function changedModel(
  rate: (kind: string, register: string, was: number) => number,
  isClean = false,
): ErrorModel {
  const model = structuredClone(loadErrorModel());
  for (const [kind, entry] of Object.entries(model.rates)) {
    const at = entry.at as Record<string, number>;
    for (const register of Object.keys(FILE_OF_REGISTER)) at[register] = rate(kind, register, at[register] ?? 0);
  }
  if (isClean) for (const entry of Object.values(model['spoiled-rows'])) entry.at = {};
  return model;
}

/** No error of any kind, no spoiled row, nobody from outside. */
export function cleanModel(): ErrorModel {
  const model = changedModel(() => 0, true);
  for (const kind of ['dapodik-outsiders', 'disnaker-outsiders'] as const) model.coverage[kind].share = 0;
  return model;
}

export interface WrittenSample {
  readonly city: City;
  readonly files: SampleFiles;
  readonly truth: Truth;
  readonly root: string;
  remove(): void;
}

export async function writeSample(city: City, errors: ErrorModel = loadErrorModel()): Promise<WrittenSample> {
  const root = mkdtempSync(join(tmpdir(), 'kembaran-registers-'));
  const [folder, truthFolder] = [join(root, 'registers'), join(root, 'truth')];
  const files = await writeRegisters({ city, geography: GEOGRAPHY, errors, folder, truthFolder, progress: SILENT });
  const remove = (): void => rmSync(root, { recursive: true, force: true });
  return { city, files, truth: loadTruth(truthFolder), root, remove };
}

/** One row as read back. */
export interface ReadRow {
  readonly sheet: number;
  /** 1-based, as a spreadsheet shows it. */
  readonly row: number;
  readonly cells: readonly string[];
}

/** Every row of a register file that has anything in it, the heading rows among them. */
export async function readRows({ files }: WrittenSample, register: SampleRegister): Promise<ReadRow[]> {
  const path = join(files.folder, FILE_OF_REGISTER[register]);
  const dialect = CSV_DIALECTS[register];
  if (dialect === undefined) return readWorkbook(path);
  const text = readFileSync(path).toString(dialect.encoding === 'windows-1252' ? 'latin1' : 'utf8');
  const rows = parse(text, { bom: true, delimiter: dialect.delimiter, relax_column_count: false }) as string[][];
  return rows
    .map((cells, i) => ({ sheet: 0, row: i + 1, cells }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''));
}

async function readWorkbook(path: string): Promise<ReadRow[]> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(path);
  const rows: ReadRow[] = [];
  workbook.worksheets.forEach((worksheet, sheet) => {
    const columns = worksheet.columnCount;
    worksheet.eachRow((row, number) => {
      const cells = Array.from({ length: columns }, (_, i) => textOf(row.getCell(i + 1).value));
      rows.push({ sheet, row: number, cells });
    });
  });
  return rows;
}

function textOf(value: ExcelJS.CellValue): string {
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  return value === null || value === undefined ? '' : String(value);
}
