import type { Bilingual, Language } from '../../kernel/bilingual.ts';
import { languageOf } from '../language.ts';
import { decimalText, say } from '../words.ts';
import { missingLines } from './list-lines.ts';
import { basename } from 'node:path';
import { partWords, rankSeekers, type RankedSeeker, type TrainingRanking } from '../../assistance/training/rank.ts';
import { loadTrainings, TRAINING_PROGRAMME, type Training } from '../../assistance/training/trainings.ts';
import type { CityFacts } from '../../city-facts.ts';
import { noteExport } from '../../exports/lists/export-list.ts';
import { timeWords } from '../../exports/lists/metadata.ts';
import { hexId } from '../../exports/lists/review-rows.ts';
import { metadataSheet } from '../../exports/lists/sheet.ts';
import { trainingSheet } from '../../exports/lists/training-sheet.ts';
import { writeListCsv, writeListWorkbook } from '../../exports/lists/write-list.ts';
import { isoDate } from '../../kernel/time.ts';
import { evaluateProgramme } from '../../programme-review.ts';
import { loadCodeLists } from '../../registers/codes.ts';
import { missingOf } from '../../publish-lists.ts';
import { readIdentities } from '../../store/identities.ts';
import { openKeys } from '../../store/keys.ts';
import { openStore } from '../../store/open.ts';
import type { Store } from '../../store/store.ts';
import { usageError, wholeOption, type Command, type CommandContext, type CommandResult } from '../command.ts';
import { OFFICE_ONLY, RULE_OPTIONS, rulesOption } from './city.ts';
import { cityOf, CSV_WARNING, outOption } from './export.ts';
import { BY_OPTION, byOption, SEED_OPTION, seedOption } from './list-options.ts';

const [DEFAULT_TOP, MOST_TOP] = [10, 100_000];

async function run(context: CommandContext): Promise<CommandResult> {
  const top = wholeOption(context, 'top', 1, MOST_TOP) ?? DEFAULT_TOP;
  const course = context.options['course'];
  const out = context.options['out'] === undefined ? undefined : outOption(context.options['out']);
  if (out !== undefined && course === undefined)
    throw usageError('--out writes one course.', 'Say which: --course NAME.');
  const stamp = out === undefined ? undefined : { by: byOption(context), at: new Date() };
  const language = languageOf(context);
  const store = await openStore(context.config, { usesPostgis: false });
  try {
    const city = await cityOf(store, context);
    const rankings = rankingsOf(context, city, course);
    const [ranking] = rankings;
    const rules = rulesOption(context, city, TRAINING_PROGRAMME);
    const conditions = rankings.flatMap(({ training }) => training.conditions);
    const missing = missingOf(rules.programme, city, conditions);
    if (out !== undefined && stamp !== undefined && ranking !== undefined)
      await exportRanking(context, store, city, ranking, out, stamp);
    return {
      lines: [
        ...rankings.flatMap((each) => linesOf(each, city, course === undefined ? 0 : top, language)),
        ...missingLines(MISSING, missing, language),
        ...(out?.format === 'csv' ? [CSV_WARNING[language]] : []),
        PROPOSALS[language],
        OFFICE_ONLY[language],
      ],
      json: {
        snapshotId: city.snapshotId,
        isSample: city.snapshot.isSample,
        ...(out === undefined ? {} : { file: out.path }),
        missing,
        trainings: rankings.map((each) => jsonOf(each, city, course === undefined ? 0 : top)),
      },
    };
  } finally {
    await store.close();
  }
}

/** One course, or all that are in force. */
function rankingsOf(context: CommandContext, city: CityFacts, course: string | boolean | undefined): TrainingRanking[] {
  const { kelurahan } = city.geography.levels;
  const trainings = loadTrainings(context.config.modelsFolder, city.programmes, kelurahan.codes);
  const rules = rulesOption(context, city, TRAINING_PROGRAMME);
  const inForce = trainings.trainings.filter((each) => each.validFrom <= rules.day && rules.day <= each.validTo);
  const asked = course === undefined ? inForce : inForce.filter(({ id }) => id === course);
  if (asked.length === 0)
    throw usageError('There is no such course on that day.', `There are: ${inForce.map(({ id }) => id).join(', ')}.`);
  const { found, columns } = evaluateProgramme(city, rules);
  const seed = seedOption(context);
  const { households, persons } = city.population;
  return asked.map((training) => {
    const at = kelurahan.codes.indexOf(training.kelurahan);
    const place = { lon: kelurahan.labelLon[at]!, lat: kelurahan.labelLat[at]! };
    return rankSeekers({ training, trainings, found, columns, households, place, ids: persons.personId, seed });
  });
}

async function exportRanking(
  { config }: CommandContext,
  store: Store,
  city: CityFacts,
  ranking: TrainingRanking,
  { path, format }: ReturnType<typeof outOption>,
  { by, at }: { readonly by: string; readonly at: Date },
): Promise<void> {
  const { personId } = city.population.persons;
  const ids = ranking.seekers.map(({ person }) => hexId(personId, person));
  const identities = await readIdentities(store, city.snapshot.number, await openKeys(store, config.keysFile), ids);
  const codeLists = loadCodeLists(config.modelsFolder);
  const sheet = trainingSheet({ review: { city }, ranking, identities, codeLists });
  const { training } = ranking;
  const metadata = metadataSheet([
    ...(city.snapshot.isSample ? ([['Perhatian', 'DATA CONTOH: penduduk rekaan']] as [string, string][]) : []),
    ['Pelatihan', training.name.id],
    ['Kursi', String(training.seats)],
    ['Dasar', training.reference.join(', ')],
    ['Snapshot', city.snapshotId],
    ['Tanggal acuan', isoDate(city.table.referenceDay)],
    ['Jumlah baris', String(sheet.rowCount)],
    ['Dibuat oleh', by],
    ['Waktu dibuat', timeWords(at)],
    ['Sifat', 'Usulan dengan alasan; bukan putusan tentang siapa pun'],
  ]);
  if (format === 'csv') writeListCsv(path, [sheet, metadata]);
  else await writeListWorkbook(path, [sheet, metadata], `${by} · ${timeWords(at)} · snapshot ${city.snapshotId}`);
  const list = `${TRAINING_PROGRAMME}/${training.id} ${city.snapshotId}`;
  noteExport(config, {
    at: at.toISOString(),
    by,
    list,
    report: 'pelatihan',
    format,
    file: basename(path),
    rows: sheet.rowCount,
  });
}

const settledOf = ({ seekers }: TrainingRanking): readonly RankedSeeker[] =>
  seekers.filter(({ open }) => open.length === 0);

function linesOf(ranking: TrainingRanking, { population }: CityFacts, top: number, language: Language): string[] {
  const { training, seekers, failing, doNotFit } = ranking;
  const settled = settledOf(ranking).length;
  const named = (all: readonly { readonly name: Bilingual }[]): string =>
    all.map(({ name }) => name[language]).join('; ');
  return [
    say(COURSE, language, training.id, training.name[language], training.seats),
    say(FITTING, language, settled, seekers.length - settled, doNotFit),
    ...failing.map((each) => `    ${String(each.seekers).padStart(7)} ${each.condition.name[language]}`),
    ...seekers
      .slice(0, top)
      .flatMap(({ rank, points, parts, person, isByLot, open }) => [
        `  ${String(rank).padStart(4)}. ${decimalText(points, 1, language).padStart(5)}  ${hexId(population.persons.personId, person)}${isByLot ? BY_LOT[language] : ''}`,
        `        ${parts.map((part) => partWords(part)[language]).join('; ')}`,
        ...(open.length === 0 ? [] : [say(NOT_KNOWN, language, named(open))]),
      ]),
    '',
  ];
}

const COURSE: Bilingual = { id: '{}: {}, {} kursi', en: '{}: {}, {} seats' };
const FITTING: Bilingual = {
  id: '  cocok {}, belum dapat dipastikan {}, tidak cocok {}',
  en: '  fit {}, cannot be told yet {}, do not fit {}',
};
const BY_LOT: Bilingual = { id: '  (diundi)', en: '  (by lot)' };
const NOT_KNOWN: Bilingual = { id: '        belum diketahui: {}', en: '        not known yet: {}' };
const MISSING: Bilingual = {
  id: 'Ditanya aturan dan tidak ada di register mana pun, sehingga tidak ada yang dapat dikatakan cocok:',
  en: 'Asked by the rules and told by no register, so that nobody can be said to fit:',
};

function jsonOf(ranking: TrainingRanking, { population }: CityFacts, top: number): unknown {
  const { training, seekers, failing, doNotFit } = ranking;
  const settled = settledOf(ranking).length;
  const { id, name, seats, kelurahan, reference }: Training = training;
  return {
    id,
    name,
    seats,
    kelurahan,
    reference,
    fit: settled,
    open: seekers.length - settled,
    doNotFit,
    failing: failing.map((each) => ({
      condition: each.condition.key,
      name: each.condition.name,
      seekers: each.seekers,
    })),
    seekers: seekers.slice(0, top).map(({ person, parts, open, ...seeker }) => ({
      id: hexId(population.persons.personId, person),
      ...seeker,
      parts: parts.map((part) => ({ ...part, words: partWords(part) })),
      open: open.map(({ key }) => key),
    })),
  };
}

const PROPOSALS: Bilingual = {
  id: 'Usulan beserta alasannya; tidak ada yang diberi atau ditolak karenanya.',
  en: 'Proposals with reasons; nobody is granted or refused anything by it.',
};

export const assistTrainingCommand: Command = {
  name: 'assist training',
  summary: {
    id: 'Mengurutkan pencari kerja yang cocok dengan sebuah pelatihan, beserta alasannya: kebutuhan keluarga, tanggungan, jarak, pengalaman',
    en: 'Ranks seekers who fit a course, with reasons: need of the family, dependants, distance, experience',
  },
  operands: [],
  options: [
    {
      name: 'course',
      value: 'NAME',
      help: {
        id: 'Satu pelatihan dari models/assistance/pelatihan-kerja/trainings.yaml; jika tidak, semua dihitung',
        en: 'One course of models/assistance/pelatihan-kerja/trainings.yaml; else all are counted',
      },
    },
    {
      name: 'top',
      value: 'N',
      help: {
        id: `Berapa pencari kerja yang ditampilkan (bawaan ${DEFAULT_TOP})`,
        en: `How many seekers are shown (default ${DEFAULT_TOP})`,
      },
    },
    {
      name: 'out',
      value: 'FILE',
      help: {
        id: 'Tulis urutannya dengan nama dan nomor: berkas .xlsx atau .csv',
        en: 'Write the ranking with names and numbers: a .xlsx or a .csv file',
      },
    },
    BY_OPTION,
    ...RULE_OPTIONS,
    SEED_OPTION,
  ],
  details: {
    id: ['Contoh: npm run twin -- assist training --course las --top 16'],
    en: ['Example: npm run twin -- assist training --course las --top 16'],
  },
  run,
};
