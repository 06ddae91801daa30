import { say } from '../words.ts';
import type { Bilingual } from '../../kernel/bilingual.ts';
import { languageOf } from '../language.ts';
import { extname, resolve } from 'node:path';
import { openCityFacts, type CityFacts } from '../../city-facts.ts';
import {
  exportList,
  LIST_FORMATS,
  REPORT_NAMES,
  REPORTS,
  type ListFormat,
  type Report,
} from '../../exports/lists/export-list.ts';
import { evaluateProgramme, reviewProgramme } from '../../programme-review.ts';
import { openKeys } from '../../store/keys.ts';
import { openStore } from '../../store/open.ts';
import { newestSnapshot } from '../../store/snapshots.ts';
import type { Store } from '../../store/store.ts';
import { usageError, type Command, type CommandContext, type CommandResult } from '../command.ts';
import { emptyListsOption, rulesOption } from './city.ts';
import {
  BY_OPTION,
  byOption,
  freezeInto,
  otherListLines,
  frozenLines,
  LIST_OPTIONS,
  PREVIOUS_OPTION,
  previousOption,
  scoreOptions,
  seedOption,
} from './list-options.ts';

async function run(context: CommandContext): Promise<CommandResult> {
  const { config, options } = context;
  const stamp = { by: byOption(context), at: new Date() };
  const report = reportOption(options['report']);
  const { path, format } = outOption(options['out']);
  const previous = previousOption(context);
  if (report === 'perubahan' && previous === undefined)
    throw usageError('--report perubahan needs --previous FILE.', 'Give it the frozen list of the period before.');
  const store = await openStore(config, { usesPostgis: false });
  try {
    const city = await cityOf(store, context);
    const language = languageOf(context);
    const rules = rulesOption(context, city, context.operands[0]!);
    const seed = seedOption(context);
    const review = reviewProgramme(
      evaluateProgramme(city, rules),
      config,
      seed,
      await scoreOptions(context, city.snapshotId),
    );
    const file = typeof options['freeze'] === 'string' ? resolve(options['freeze']) : undefined;
    const frozen = file === undefined ? undefined : { file, ...freezeInto(file, review, stamp.by, stamp.at) };
    const keys = await openKeys(store, config.keysFile);
    const told = await exportList({ config, store, keys, review, report, format, path, stamp, seed, previous });
    return {
      lines: [
        say(TOLD, language, REPORT_NAMES[report][language], told.rows, told.sheets.join(', ')),
        ...otherListLines(told.otherLists, language),
        ...(frozen === undefined ? [] : frozenLines(frozen.file, frozen, language)),
        ...(format === 'csv' ? [CSV_WARNING[language]] : []),
        FOR_OWNER_ALONE[language],
      ],
      json: {
        file: path,
        report,
        ...told,
        snapshotId: city.snapshotId,
        isSample: city.snapshot.isSample,
        ...(frozen === undefined ? {} : { frozen }),
      },
    };
  } finally {
    await store.close();
  }
}

/** The facts of the newest snapshot, found through a store that is open already. */
export async function cityOf(store: Store, context: CommandContext): Promise<CityFacts> {
  const snapshot = await newestSnapshot(store);
  const emptyLists = emptyListsOption(context);
  return openCityFacts(context.config, snapshot === undefined ? { emptyLists } : { emptyLists, snapshot });
}

/** Of each list that is written as CSV. */
const TOLD: Bilingual = { id: '{}: {} baris, lembar {}.', en: '{}: {} rows, sheets {}.' };
const FOR_OWNER_ALONE: Bilingual = {
  id: 'Berkas ini memuat nama dan nomor identitas: untuk kerja di dalam kantor, hanya bagi pemiliknya.',
  en: 'The file holds names and numbers of identity: for work inside the office, for its owner alone.',
};
export const CSV_WARNING: Bilingual = {
  id: 'Lembar kerja yang membuka CSV dengan klik ganda merusak NIK dan No KK (hanya menyimpan 15 digit): baca lewat Data > Dari Teks/CSV, kolom itu sebagai teks, atau ambil .xlsx.',
  en: 'A spreadsheet that opens a CSV by double click destroys NIK and No KK (it keeps 15 digits): read it with Data > From Text/CSV, these columns as text, or take the .xlsx.',
};

function reportOption(text: string | boolean | undefined): Report {
  const found = REPORTS.find((report) => report === (text ?? 'bnba'));
  if (found !== undefined) return found;
  throw usageError('--report says which list is written.', `It is one of: ${REPORTS.join(', ')}.`);
}

export function outOption(text: string | boolean | undefined): { path: string; format: ListFormat } {
  const format = typeof text === 'string' ? LIST_FORMATS.find((each) => extname(text) === `.${each}`) : undefined;
  if (format === undefined) throw usageError('--out names no .xlsx and no .csv file.', 'For example --out pkh.xlsx.');
  if (/\d{16}/.test(text as string))
    throw usageError('--out has a number of identity in its name.', 'Name the file by programme and date.');
  return { path: resolve(text as string), format };
}

export const assistExportCommand: Command = {
  name: 'assist export',
  summary: {
    id: 'Menulis daftar sebuah program dengan nama dan nomor untuk dikerjakan, atau laporannya; .xlsx atau .csv',
    en: 'Writes the list of a programme with names and numbers, to be worked on, or a report about it; .xlsx or .csv',
  },
  operands: ['PROGRAMME'],
  options: [
    {
      name: 'out',
      value: 'FILE',
      help: { id: 'Ke mana: berkas .xlsx atau .csv', en: 'Where to: a .xlsx or a .csv file' },
    },
    BY_OPTION,
    {
      name: 'report',
      value: 'NAME',
      help: { id: `Yang mana: ${REPORTS.join(', ')} (bawaan bnba)`, en: `Which: ${REPORTS.join(', ')} (default bnba)` },
    },
    PREVIOUS_OPTION,
    {
      name: 'freeze',
      value: 'FILE',
      help: {
        id: 'Bekukan juga daftarnya ke berkas ini, seperti assist list --out',
        en: 'Freeze the list into this file as well, as assist list --out does',
      },
    },
    ...LIST_OPTIONS,
  ],
  details: {
    id: ['Contoh: npm run twin -- assist export bltd --out bltd.xlsx --by "Rina, Dinsos"'],
    en: ['Example: npm run twin -- assist export bltd --out bltd.xlsx --by "Rina, Dinsos"'],
  },
  run,
};
