/** For tests: a list that was exported, worked on and comes back, in a folder of its own. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadOrCreateKeys } from '../../store/keys.ts';
import { CODE_HEADING, FIXED_HEADINGS } from './list-source.ts';
import { readListCsv } from './read-list-csv.ts';
import { readWorkbook } from './read-workbook.ts';
import { compareReturned, type Returned } from './returned.ts';
import { rowCode } from './row-code.ts';
import { anySheet, metadataSheet, type AnySheet, type Cell } from './sheet.ts';
import { newestWork, readWork } from './work-file.ts';
import { NOTHING_WORKED, WORKED_HEADINGS, WORKED_KEYS, type Worked } from './worked.ts';
import { writeListCsv, writeListWorkbook } from './write-list.ts';

export const SNAPSHOT = '000003-c0ffee';
export const LIST = `pkh ${SNAPSHOT} 0123456789abcdef`;
export const METADATA: [string, string][] = [
  ['Program', 'pkh'],
  ['Snapshot', SNAPSHOT],
  ['Daftar', LIST],
  ['Jumlah baris', '4'],
];
export const METADATA_SHEET = metadataSheet(METADATA);

export interface TestRow {
  readonly fixed: readonly Cell[];
  /** As exported, and as somebody has written it since. */
  readonly before: Worked;
  readonly after: Worked;
}

export const idOf = (i: number): string => i.toString(16).padStart(32, '0');
export const rowOf = (i: number, after: Worked = NOTHING_WORKED, before: Worked = NOTHING_WORKED): TestRow => ({
  fixed: FIXED_HEADINGS.map((heading, c) => (heading === 'ID' ? idOf(i) : heading === 'No' ? i + 1 : `isi ${i} ${c}`)),
  before,
  after,
});

export const WORK: Worked = {
  meeting: 'disetujui',
  visit: 'rumah dihuni',
  visitedOn: '2025-11-03',
  officer: 'Sari, PSM',
  recommendation: 'Tidak layak',
  reason: '=HYPERLINK("x")',
  note: "'-1, lihat foto",
};

type More = Partial<Parameters<typeof compareReturned>[0]>;

export class ReturnedFiles {
  readonly folder = mkdtempSync(join(tmpdir(), 'kembaran-returned-'));
  readonly keys = loadOrCreateKeys(join(this.folder, 'keys.json'));
  readonly path = join(this.folder, 'pkh.xlsx');
  readonly csv = join(this.folder, 'pkh.csv');
  readonly workFile = join(this.folder, 'work.jsonl');

  /** The sheet as it comes back: the codes are those of the export. */
  readonly sheetOf = (rows: readonly TestRow[], extra: readonly string[] = []): AnySheet =>
    anySheet<TestRow>({
      name: 'Daftar',
      columns: [
        ...FIXED_HEADINGS.map((heading, i) => ({ heading, width: 9, of: ({ fixed }: TestRow) => fixed[i]! })),
        ...WORKED_KEYS.map((key) => ({
          heading: WORKED_HEADINGS[key],
          width: 9,
          isOpen: true as const,
          of: ({ after }: TestRow) => after[key],
        })),
        {
          heading: CODE_HEADING,
          width: 9,
          of: ({ fixed, before }: TestRow) => rowCode(this.keys, LIST, fixed, before),
        },
        ...extra.map((heading) => ({ heading, width: 9, of: () => '' })),
      ],
      rows,
    });

  readonly returned = async (sheets: readonly AnySheet[], more: More = {}): Promise<Returned> => {
    await writeListWorkbook(this.path, sheets, 'Rina & Budi');
    return this.compare(more);
  };

  readonly compare = async (more: More = {}): Promise<Returned> =>
    this.#compared('pkh.xlsx', await readWorkbook(this.path), more);

  /** As `returned`, by way of a CSV. @param change of the text, as a spreadsheet saves it */
  readonly returnedCsv = (
    sheets: readonly [AnySheet, ...AnySheet[]],
    change: (text: string) => string = (text) => text,
  ): Returned => {
    writeListCsv(this.csv, sheets);
    writeFileSync(this.csv, change(readFileSync(this.csv, 'utf8')));
    return this.#compared('pkh.csv', readListCsv(this.csv), {});
  };

  #compared(file: string, sheets: Awaited<ReturnType<typeof readWorkbook>>, more: More): Returned {
    return compareReturned({
      sheets,
      file,
      programme: 'pkh',
      snapshots: [SNAPSHOT],
      keys: this.keys,
      newestOf: (list) => newestWork(readWork(this.workFile), list),
      by: 'Rina',
      ...more,
    });
  }

  /** Puts a text where work is kept. */
  readonly writeText = (text: string): void => {
    rmSync(this.workFile, { force: true });
    writeFileSync(this.workFile, text);
  };

  readonly forget = (): void => rmSync(this.workFile, { force: true });
  readonly remove = (): void => rmSync(this.folder, { recursive: true });
}
