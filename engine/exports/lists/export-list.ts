/** Writes a report about a programme with the names and numbers that it needs, and notes who took them away. */
import { appendFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { FrozenContent } from '../../assistance/lists/frozen-list.ts';
import type { Config } from '../../config.ts';
import { FOR_OWNER, storageError } from '../../kernel/files.ts';
import type { Bilingual } from '../../kernel/bilingual.ts';
import type { ProgrammeReview } from '../../programme-review.ts';
import { loadCodeLists } from '../../registers/codes.ts';
import { readIdentities } from '../../store/identities.ts';
import type { Keys } from '../../store/keys.ts';
import type { Store } from '../../store/store.ts';
import { daftarSheet } from './daftar.ts';
import type { ListSource } from './list-source.ts';
import { listNameOf, metadataLines, watermarkOf, type Stamp } from './metadata.ts';
import { placesSheet } from './places-sheet.ts';
import { changesSheet, doublesSheet, indicationsSheet, otherPersons, unmatchedSheet } from './reports.ts';
import { reviewRows } from './review-rows.ts';
import { metadataSheet, type AnySheet } from './sheet.ts';
import { newestWork, readWork, workedLists, workOf, type ListWorked } from './work-file.ts';
import { writeListCsv, writeListWorkbook } from './write-list.ts';

export const REPORTS = ['bnba', 'perubahan', 'ganda', 'tidak-padan', 'indikasi', 'pagu'] as const;
export type Report = (typeof REPORTS)[number];

export const REPORT_NAMES: Readonly<Record<Report, Bilingual>> = {
  bnba: { id: 'Daftar BNBA untuk dikerjakan', en: 'The list by name and address, to be worked on' },
  perubahan: { id: 'Daftar Perubahan', en: 'Who comes in, who leaves, who stays' },
  ganda: { id: 'Daftar Ganda', en: 'Doubles' },
  'tidak-padan': { id: 'Daftar Tidak Padan', en: 'Rows that lead to nobody who lives here' },
  indikasi: { id: 'Daftar Indikasi', en: 'Indications' },
  pagu: { id: 'Rekap Pagu', en: 'Places by kelurahan' },
};

export const LIST_FORMATS = ['xlsx', 'csv'] as const;
export type ListFormat = (typeof LIST_FORMATS)[number];

export interface ListExport {
  readonly config: Config;
  readonly store: Store;
  readonly keys: Keys;
  readonly review: ProgrammeReview;
  readonly report: Report;
  readonly format: ListFormat;
  readonly path: string;
  readonly stamp: Stamp;
  readonly seed: number;
  /** The list before; asked by `perubahan` alone. */
  readonly previous: FrozenContent | undefined;
}

export interface Exported {
  readonly rows: number;
  readonly sheets: readonly string[];
  readonly list: string;
  /** Other lists of the programme that people have worked on: nothing of it stands on this one. */
  readonly otherLists: readonly ListWorked[];
}

export interface ExportNote {
  /** When, in ISO 8601. */
  readonly at: string;
  readonly by: string;
  readonly list: string;
  readonly report: string;
  readonly format: ListFormat;
  /** Name without its folder. */
  readonly file: string;
  readonly rows: number;
}

/** Of a list as CSV: a spreadsheet keeps 15 digits of a number. */
const CSV_LINES: readonly [string, string][] = [
  [
    'Peringatan',
    'Excel yang membuka CSV lewat klik ganda merusak NIK dan No KK: baca lewat Data > Dari Teks/CSV dengan kedua kolom sebagai teks, atau pakai berkas .xlsx',
  ],
];

/** Who took which list away, one line each. */
export const EXPORTS_LOG = 'exports.jsonl';

/** @throws TwinError storage, store; configuration when these are not the keys of the numbers */
export async function exportList(asked: ListExport): Promise<Exported> {
  const { config, review, report, format, path, stamp } = asked;
  const listName = listNameOf(review);
  const work = readWork(config.assistanceWorkFile);
  const otherLists = workedLists(work, review.content.programme).filter(({ list }) => list !== listName);
  const source = await sourceOf(asked, listName, workOf(newestWork(work, listName)));
  const main = mainSheet(asked, source);
  const beside = report === 'bnba' ? [placesSheet(source, 'Rekap')] : [];
  const before = report === 'perubahan' ? asked.previous : undefined;
  const lines = metadataLines(review, REPORT_NAMES[report].id, main.rowCount, stamp, asked.seed, otherLists, before);
  const sheets: [AnySheet, ...AnySheet[]] = [main, ...beside, metadataSheet(lines)];
  if (format === 'xlsx') await writeListWorkbook(path, sheets, watermarkOf(stamp, review));
  else writeListCsv(path, [main, metadataSheet([...CSV_LINES, ...lines])]);
  noteExport(config, {
    at: stamp.at.toISOString(),
    by: stamp.by,
    list: listName,
    report,
    format,
    file: basename(path),
    rows: main.rowCount,
  });
  return { rows: main.rowCount, sheets: sheets.map(({ name }) => name), list: listName, otherLists };
}

async function sourceOf(
  { config, store, keys, review, report, previous }: ListExport,
  listName: string,
  worked: ListSource['worked'],
): Promise<ListSource> {
  const before = report === 'perubahan' ? previous!.rows.filter(({ standing }) => standing === 'proposed') : [];
  const rows = reviewRows(review, new Set(before.map(({ id }) => id)));
  const named = new Set(report === 'pagu' ? [] : rows.map(({ personId }) => personId));
  if (report === 'ganda') for (const id of otherPersons({ review })) named.add(id);
  named.delete('');
  return {
    modelsFolder: config.modelsFolder,
    review,
    rows,
    identities: await readIdentities(store, review.city.snapshot.number, keys, [...named]),
    codeLists: loadCodeLists(config.modelsFolder),
    worked,
    keys,
    listName,
  };
}

function mainSheet({ report, previous }: ListExport, source: ListSource): AnySheet {
  switch (report) {
    case 'bnba':
      return daftarSheet(source);
    case 'perubahan':
      return changesSheet(source, previous!);
    case 'ganda':
      return doublesSheet(source);
    case 'tidak-padan':
      return unmatchedSheet(source);
    case 'indikasi':
      return indicationsSheet(source);
    case 'pagu':
      return placesSheet(source, REPORT_NAMES.pagu.id);
  }
}

/** Notes who took which names away: one line, without any of them. */
export function noteExport({ dataFolder }: Config, line: ExportNote): void {
  const path = join(dataFolder, EXPORTS_LOG);
  try {
    appendFileSync(path, `${JSON.stringify(line)}\n`, { mode: FOR_OWNER, flush: true });
  } catch (error) {
    throw storageError(error, path);
  }
}
