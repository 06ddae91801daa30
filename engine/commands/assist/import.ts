import type { Bilingual, Language } from '../../kernel/bilingual.ts';
import { errorInIndonesian } from '../indonesian/errors.ts';
import { languageOf } from '../language.ts';
import { say } from '../words.ts';
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
    return {
      lines: linesOf(returned, written, isTrial, way === 'file', languageOf(context)),
      json: jsonOf(returned, written, isTrial),
    };
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

function linesOf(
  returned: Returned,
  written: readonly WorkLine[],
  isTrial: boolean,
  takesFile: boolean,
  language: Language,
): string[] {
  const { faults, entries, conflicts, untouched, known, missing } = returned;
  const replaced = entries.filter(({ replaces }) => replaces !== undefined);
  const count = (name: Bilingual, value: number): string => `  ${name[language].padEnd(29)}${value}`;
  const way = conflicts.length === 0 ? '' : (takesFile ? FILE_COUNTS : NOT_TAKEN)[language];
  return [
    isTrial ? TRIAL[language] : say(WRITTEN, language, written.length),
    count(NEW, entries.length - replaced.length),
    count(INSTEAD, replaced.length),
    ...replaced
      .slice(0, MOST_SHOWN)
      .map(({ row, replaces }) => say(INSTEAD_OF, language, row, replaces!.entry, replaces!.by)),
    count(KNOWN, known),
    count(UNTOUCHED, untouched),
    count(MISSING, missing),
    count(IN_CONFLICT, conflicts.length) + way,
    ...conflicts.slice(0, MOST_SHOWN).flatMap((conflict) => conflictLines(conflict, language)),
    ...faults.slice(0, MOST_SHOWN).map((fault) => `  ! ${faultText(fault, language)}`),
    ...(faults.length > MOST_SHOWN ? [say(MORE_FAULTS, language, faults.length - MOST_SHOWN)] : []),
  ];
}

/** In words of the language, as the error of a workbook that is refused has them. */
function faultText(fault: Fault, language: Language): string {
  const told = language === 'id' ? errorInIndonesian(fault) : undefined;
  return told ?? `${describePlace(fault.where)}: ${fault.what} ${fault.todo}`;
}

const TRIAL: Bilingual = { id: 'Percobaan: tidak ada yang ditulis.', en: 'A trial: nothing is written.' };
const WRITTEN: Bilingual = { id: '{} baris dicatat.', en: '{} rows were written down.' };
const NEW: Bilingual = { id: 'baru', en: 'new' };
const INSTEAD: Bilingual = { id: 'mengganti yang ada', en: 'instead of what stood there' };
const INSTEAD_OF: Bilingual = {
  id: '    baris {}: mengganti isian {} oleh {}',
  en: '    row {}: instead of entry {} by {}',
};
const KNOWN: Bilingual = { id: 'sudah diketahui', en: 'known already' };
const UNTOUCHED: Bilingual = { id: 'tidak disentuh', en: 'untouched' };
const MISSING: Bilingual = { id: 'tidak ada lagi di buku kerja', en: 'not in the workbook any more' };
const IN_CONFLICT: Bilingual = { id: 'berbenturan', en: 'in conflict' };
const FILE_COUNTS: Bilingual = {
  id: ': isi berkas yang dipakai, yang lama tinggal dalam riwayat',
  en: ': the file counts, what stood stays in the history',
};
const NOT_TAKEN: Bilingual = {
  id: ': tidak dimasukkan; --conflicts file memakai isi berkas',
  en: ': not taken in; --conflicts file lets the file count',
};
const MORE_FAULTS: Bilingual = { id: '  ! dan {} lagi', en: '  ! and {} more' };
const SINCE: Bilingual = {
  id: '    baris {}, ditulis oleh {} pada {} sesudah buku kerja dibuat:',
  en: '    row {}, written by {} on {} since the workbook was made:',
};
const STANDS: Bilingual = {
  id: '      {}: tertulis "{}", di berkas "{}"',
  en: '      {}: stands "{}", in the file "{}"',
};
const NOT_SAME: Bilingual = { id: '      {}: tidak sama', en: '      {}: not the same' };

const conflictLines = ({ row, kept, by, at, inFile }: Conflict, language: Language): string[] => [
  say(SINCE, language, row, by, at.slice(0, 10)),
  ...differing(kept, inFile).map((key) =>
    key === 'recommendation'
      ? say(STANDS, language, WORKED_HEADINGS[key], String(kept[key]), String(inFile[key]))
      : say(NOT_SAME, language, WORKED_HEADINGS[key]),
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
