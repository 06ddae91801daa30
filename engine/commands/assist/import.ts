import { basename, extname, resolve } from 'node:path';
import { loadProgrammes } from '../../assistance/programmes/load.ts';
import { readListCsv } from '../../exports/lists/read-list-csv.ts';
import { readWorkbook, type ReadSheets } from '../../exports/lists/read-workbook.ts';
import { compareReturned, type Conflict, type Fault, type Returned } from '../../exports/lists/returned.ts';
import { appendWork, newestWork, readWork, type WorkLine } from '../../exports/lists/work-file.ts';
import { changeWork } from '../../exports/lists/work-lock.ts';
import { WORKED_HEADINGS, WORKED_KEYS, type Worked, type WorkedKey } from '../../exports/lists/worked.ts';
import { describePlace, TwinError } from '../../kernel/errors.ts';
import { snapshotFolderName } from '../../snapshot-files.ts';
import { loadKeys } from '../../store/keys.ts';
import { openPublished } from '../../store/open.ts';
import { newestSnapshot } from '../../store/snapshots.ts';
import { usageError, type Command, type CommandContext, type CommandResult } from '../command.ts';
import { programmeOf } from './city.ts';
import { BY_OPTION, byOption } from './list-options.ts';

const CONFLICT_WAYS = ['keep', 'file'] as const;

async function run(context: CommandContext): Promise<CommandResult> {
  const { config, options } = context;
  const [id, path] = context.operands as [string, string];
  const programme = programmeOf(id, loadProgrammes(config.modelsFolder).programmes).id;
  const by = byOption(context);
  const way = CONFLICT_WAYS.find((each) => each === (options['conflicts'] ?? 'keep'));
  if (way === undefined)
    throw usageError('--conflicts says what counts.', `It is one of: ${CONFLICT_WAYS.join(', ')}.`);
  const isTrial = options['check'] === true;
  const file = basename(path);
  const [sheets, snapshots] = [await readSheets(resolve(path)), await snapshotsOf(context)];
  // Read and written in one go: what another takes in meanwhile is seen, or waits.
  return changeWork(config.assistanceWorkFile, context.progress, () => {
    const work = readWork(config.assistanceWorkFile);
    const returned = compareReturned({
      sheets,
      file,
      programme,
      snapshots,
      keys: loadKeys(config.keysFile),
      newestOf: (list) => newestWork(work, list),
      by,
    });
    if (returned.faults.length > 0 && !isTrial) throw refused(returned.faults);
    const conflicting = way === 'file' ? returned.conflicts : [];
    const entries = [
      ...returned.entries.map(({ id: row, work: own }) => ({ id: row, work: own })),
      ...conflicting.map(({ id: row, inFile }) => ({ id: row, work: inFile })),
    ].map((entry) => ({ programme, ...entry, list: returned.list, by }));
    const written = isTrial ? [] : appendWork(config.assistanceWorkFile, entries, new Date());
    return { lines: linesOf(returned, written, isTrial, way === 'file'), json: jsonOf(returned, written, isTrial) };
  });
}

const readSheets = (path: string): ReadSheets | Promise<ReadSheets> =>
  extname(path).toLowerCase() === '.csv' ? readListCsv(path) : readWorkbook(path);

/** The newest snapshot, and the one that somebody says the work was done with. */
async function snapshotsOf({ config, options }: CommandContext): Promise<string[]> {
  const reader = await openPublished(config);
  try {
    const newest = await newestSnapshot(reader);
    const named = options['snapshot'];
    return [
      ...(newest === undefined ? [] : [snapshotFolderName(newest.number, newest.contentId)]),
      ...(typeof named === 'string' ? [named] : []),
    ];
  } finally {
    await reader.close();
  }
}

function refused(faults: readonly Fault[]): TwinError {
  const [{ what, ...first }] = faults as [Fault, ...Fault[]];
  const more = faults.length - 1;
  const others = more === 0 ? '' : ` There are ${more} more; --check lists all.`;
  return new TwinError('input', { ...first, what: `Nothing was taken in. ${what}${others}` });
}

const MOST_SHOWN = 50;

function linesOf(returned: Returned, written: readonly WorkLine[], isTrial: boolean, takesFile: boolean): string[] {
  const { faults, entries, conflicts, untouched, known, missing } = returned;
  const replaced = entries.filter(({ replaces }) => replaces !== undefined);
  return [
    isTrial ? 'A trial: nothing is written.' : `${written.length} rows were written down.`,
    `  new                          ${entries.length - replaced.length}`,
    `  instead of what stood there  ${replaced.length}`,
    ...replaced
      .slice(0, MOST_SHOWN)
      .map(({ row, replaces }) => `    row ${row}: instead of entry ${replaces!.entry} by ${replaces!.by}`),
    `  known already                ${known}`,
    `  untouched                    ${untouched}`,
    `  not in the workbook any more ${missing}`,
    `  in conflict                  ${conflicts.length}${conflicts.length === 0 ? '' : takesFile ? ': the file counts, what stood stays in the history' : ': not taken in; --conflicts file lets the file count'}`,
    ...conflicts.slice(0, MOST_SHOWN).flatMap(conflictLines),
    ...faults.slice(0, MOST_SHOWN).map(({ what, where, todo }) => `  ! ${describePlace(where)}: ${what} ${todo}`),
    ...(faults.length > MOST_SHOWN ? [`  ! and ${faults.length - MOST_SHOWN} more`] : []),
  ];
}

const conflictLines = ({ row, kept, by, at, inFile }: Conflict): string[] => [
  `    row ${row}, written by ${by} on ${at.slice(0, 10)} since the workbook was made:`,
  ...differing(kept, inFile).map((key) =>
    key === 'recommendation'
      ? `      ${WORKED_HEADINGS[key]}: stands "${kept[key]}", in the file "${inFile[key]}"`
      : `      ${WORKED_HEADINGS[key]}: not the same`,
  ),
];

/** What people write freely may name somebody: it stays in the workbook and in the file of work. */
const differing = (kept: Worked, inFile: Worked): WorkedKey[] => WORKED_KEYS.filter((key) => kept[key] !== inFile[key]);

const jsonOf = (returned: Returned, written: readonly WorkLine[], isTrial: boolean): unknown => ({
  isTrial,
  list: returned.list,
  written: written.map(({ entry, id, replaces }) => ({ entry, id, replaces })),
  known: returned.known,
  untouched: returned.untouched,
  missing: returned.missing,
  conflicts: returned.conflicts.map(({ row, id, by, at, kept, inFile }) => ({
    row,
    id,
    by,
    at,
    kept: kept.recommendation,
    inFile: inFile.recommendation,
    differing: differing(kept, inFile),
  })),
  faults: returned.faults,
});

export const assistImportCommand: Command = {
  name: 'assist import',
  summary: {
    id: 'Memasukkan buku kerja atau CSV dari "assist export" yang sudah dikerjakan: menurut id, benturan disebutkan, tidak ada yang ditimpa diam-diam',
    en: 'Takes in a worked-on workbook or CSV of "assist export": by id, with conflicts told and nothing overwritten silently',
  },
  operands: ['PROGRAMME', 'FILE'],
  options: [
    BY_OPTION,
    {
      name: 'check',
      help: {
        id: 'Hanya sebutkan yang akan dimasukkan, dan semua yang salah pada buku kerja',
        en: 'Only tell what would be taken in, and all that is wrong with the workbook',
      },
    },
    {
      name: 'conflicts',
      value: 'WAY',
      help: {
        id: 'Jika orang lain sudah menulis sesudahnya: keep yang ada (bawaan), atau file',
        en: 'Where others have written since: keep what stands (default), or file',
      },
    },
    {
      name: 'snapshot',
      value: 'ID',
      help: {
        id: 'Snapshot asal buku kerja, jika bukan yang terbaru',
        en: 'The snapshot that the workbook was made from, where it is not the newest',
      },
    },
  ],
  details: {
    id: ['Contoh: npm run twin -- assist import bltd bltd.xlsx --by "Rina, Dinsos"'],
    en: ['Example: npm run twin -- assist import bltd bltd.xlsx --by "Rina, Dinsos"'],
  },
  run,
};
