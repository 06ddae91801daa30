import type { Bilingual, Language } from '../kernel/bilingual.ts';
import { languageOf } from './language.ts';
import { decimalText, say } from './words.ts';
import { resolve } from 'node:path';
import { openCityFacts, type CityFacts } from '../city-facts.ts';
import { requireFolder } from '../estimation/outputs/out-folder.ts';
import { isKnownHere } from '../estimation/scoring/household-fact.ts';
import { snapshotFolderName } from '../snapshot-files.ts';
import { openPublished } from '../store/open.ts';
import { listSnapshots } from '../store/snapshots.ts';
import { scoreSnapshot } from '../welfare-score/city-score.ts';
import { keepScore } from '../welfare-score/kept-score.ts';
import { factsOfCity } from '../welfare-score/score-facts.ts';
import { scoreReport, type ModelReport, type ScoreReport } from '../welfare-score/score-report.ts';
import { writeScore } from '../welfare-score/write-score.ts';
import { usageError, type Command, type CommandContext, type CommandResult } from './command.ts';

async function run(context: CommandContext): Promise<CommandResult> {
  const { config, options, progress } = context;
  const [trained, otherwise, out] = ['trained', 'otherwise', 'out'].map((name) => folderOption(context, name));
  if (trained === undefined)
    throw usageError('--trained is missing.', 'Name the folder that twin welfare train --out wrote: --trained DIR');
  if (out !== undefined) requireFolder(out);
  progress.stage('Membuka fakta kota');
  const city = await openCity(context, options['snapshot']);
  progress.stage('Menilai keluarga', city.table.householdCount, 'keluarga');
  const folders = { trained, otherwise };
  const scored = await scoreSnapshot(config.modelsFolder, city, folders, (done) => progress.at(done));
  const report = scoreReport(city, scored, folders);
  progress.stage('Menyimpan skor');
  if (out !== undefined) writeScore(out, city, scored, report);
  await keepScore(config, city.snapshotId, scored);
  progress.end();
  const shown = typeof options['out'] === 'string' ? options['out'] : undefined;
  return { lines: linesOf(report, shown, languageOf(context)), json: report };
}

function folderOption({ options }: CommandContext, name: string): string | undefined {
  const folder = options[name];
  return typeof folder === 'string' ? resolve(folder) : undefined;
}

/** The newest snapshot, or one by the name that `twin status` lists. */
async function openCity({ config }: CommandContext, name: string | boolean | undefined): Promise<CityFacts> {
  if (typeof name !== 'string') return openCityFacts(config);
  const reader = await openPublished(config);
  const snapshots = await listSnapshots(reader).finally(() => reader.close());
  const named = (each: (typeof snapshots)[number]): string => snapshotFolderName(each.number, each.contentId);
  const snapshot = snapshots.find((each) => named(each) === name);
  if (snapshot !== undefined) return openCityFacts(config, { snapshot });
  throw usageError(
    `There is no snapshot "${name.slice(0, 40)}".`,
    snapshots.length === 0
      ? 'Build one first: npm run twin -- build'
      : `There are: ${snapshots.map(named).join(', ')}.`,
  );
}

const percent = (share: number, language: Language): string => `${decimalText(share * 100, 1, language)} %`;

function linesOf(report: ScoreReport, out: string | undefined, language: Language): string[] {
  const { families, main, otherwise, withoutScore, snapshotId } = report;
  const far = main.facts.filter(({ apart }) => apart > 0.1).map(({ fact }) => fact);
  const second = otherwise === undefined && withoutScore > 0 ? SECOND[language] : '';
  return [
    say(HEADING, language, snapshotId, families, report.referenceDate),
    '',
    ...modelLines(MAIN, main, families, language),
    ...(otherwise === undefined ? [] : modelLines(OTHERWISE, otherwise, families, language)),
    say(WITHOUT, language, withoutScore, percent(withoutScore / families, language), second),
    ...(far.length === 0 ? [] : ['', say(FAR, language, far.join(', '))]),
    '',
    KEPT[language],
    out === undefined ? GIVE_OUT[language] : say(RESULTS, language, out),
  ];
}

function modelLines(
  name: Bilingual,
  { version, trainedOn, surveyed, scored, metrics }: ModelReport,
  families: number,
  language: Language,
): string[] {
  const part = percent(scored / families, language);
  return [
    say(MODEL, language, name[language].padEnd(16), scored, part, version, trainedOn, surveyed ?? UNTOLD[language]),
    ...metrics.coverages.map(({ coverage, auc, inclusionError, exclusionError }) =>
      say(
        UNSEEN,
        language,
        percent(coverage, language),
        decimalText(auc.value, 3, language),
        percent(inclusionError.value, language),
        percent(exclusionError.value, language),
      ),
    ),
  ];
}

const HEADING: Bilingual = {
  id: 'Skor kerentanan lokal snapshot {}: {} keluarga, register menurut keadaan {}.',
  en: 'Skor kerentanan lokal of snapshot {}: {} families, registers as of {}.',
};
const MAIN: Bilingual = { id: 'model utama', en: 'main model' };
const OTHERWISE: Bilingual = { id: 'model kedua', en: 'otherwise' };
const WITHOUT: Bilingual = {
  id: '  tanpa skor       {} ({}): terlalu sedikit yang diketahui tentang mereka{}',
  en: '  without a score  {} ({}): too little is known of them{}',
};
const SECOND: Bilingual = {
  id: '; --otherwise DIR memakai model kedua untuk mereka',
  en: '; --otherwise DIR takes a second model for them',
};
const FAR: Bilingual = {
  id: 'Sebarannya lain dari survei, jadi periksa apakah pertanyaannya sama: {}',
  en: 'Spread otherwise than in the survey, so look whether the question is the same: {}',
};
const KEPT: Bilingual = {
  id: 'Disimpan bersama snapshot: dipakai assist evaluate --of ID, assist list --rank score, assist what-if --method score.',
  en: 'Kept with the snapshot: assist evaluate --of ID, assist list --rank score, assist what-if --method score use it.',
};
const GIVE_OUT: Bilingual = {
  id: 'Berikan --out DIR untuk skor dan alasan setiap keluarga serta kartunya.',
  en: 'Give --out DIR for scores and reasons of each family and a card.',
};
const RESULTS: Bilingual = {
  id: 'Hasil di {}: scores.csv, explanations.csv, card.md, summary.json. Untuk kerja di dalam kantor.',
  en: 'Results in {}: scores.csv, explanations.csv, card.md, summary.json. For work inside the office.',
};
const MODEL: Bilingual = {
  id: '  {} {} ({}); versi {}, dilatih dengan {}, ditanyakan {}',
  en: '  {} {} ({}); version {}, trained on {}, asked {}',
};
const UNTOLD: Bilingual = { id: 'pada waktu yang tidak disebut', en: 'at a time that is not told' };
const UNSEEN: Bilingual = {
  id: '                   pada keluarga survei yang belum dilihat, cakupan {}: AUC {}, salah masuk {}, salah keluar {}',
  en: '                   on unseen households of the survey at coverage {}: AUC {}, inclusion error {}, exclusion error {}',
};

export const welfareScoreCommand: Command = {
  name: 'welfare score',
  summary: {
    id: 'Memberi skor semua keluarga sebuah snapshot dengan model terlatih, beserta rentang dan alasannya, dan menyimpannya bersama snapshot',
    en: 'Scores all families of a snapshot by a trained model, with intervals and reasons, and keeps that with the snapshot',
  },
  operands: [],
  options: [
    {
      name: 'trained',
      value: 'DIR',
      help: { id: 'Yang ditulis welfare train --out', en: 'What welfare train --out wrote' },
    },
    {
      name: 'otherwise',
      value: 'DIR',
      help: {
        id: 'Model yang menanyakan lebih sedikit (models/welfare/madiun-kk.yaml), untuk keluarga yang terlalu sedikit diketahui model pertama',
        en: 'A model that asks less (models/welfare/madiun-kk.yaml), for families of whom the first knows too little',
      },
    },
    {
      name: 'snapshot',
      value: 'NAME',
      help: {
        id: 'Seperti disebut twin status (bawaan: yang terbaru)',
        en: 'As twin status lists it (default: the newest)',
      },
    },
    {
      name: 'out',
      value: 'DIR',
      help: {
        id: 'Folder hasil; hasil sebelumnya diganti',
        en: 'Folder for the results; results of an earlier run are replaced',
      },
    },
  ],
  details: {
    id: [
      'Ditulis ke DIR, dengan id tanpa arti, tidak pernah nama atau nomor identitas: scores.csv (taksiran dan rentangnya dalam satuan',
      'label, skor_kerentanan_lokal 0 sampai 100 dengan 100 paling rentan dan letaknya di ujung rentang, urutan, yang menaikkan dan',
      'menurunkannya dalam dua bahasa), explanations.csv (yang ditambahkan setiap fakta; dasar dan fakta berjumlah taksiran),',
      'card.md, summary.json. Model yang membaca fakta yang tidak ada di kota ini, atau ada dengan kata lain, ditolak. Skor ini tidak',
      'pernah disebut desil.',
      '',
      'Contoh: npm run twin -- welfare score --trained data/skor/model --otherwise data/skor/model-kk --out data/skor/hasil',
    ],
    en: [
      'Written to DIR, ids without meaning, never a name or a number of identity: scores.csv (estimate and its interval in the unit',
      'of the label, skor_kerentanan_lokal 0 to 100 with 100 most vulnerable and where it stands at the ends of the interval,',
      'rank, what raised and lowered it in both languages), explanations.csv (what each fact adds; base and facts add up to the',
      'prediction), card.md, summary.json. A model that reads a fact that this city does not have, or has in other words, is',
      'refused. The score is never called desil.',
      '',
      'Example: npm run twin -- welfare score --trained data/skor/model --otherwise data/skor/model-kk --out data/skor/hasil',
    ],
  },
  run,
};

const FACTS: Bilingual = {
  id: 'Fakta keluarga di snapshot {} yang boleh dibaca model; MODEL.yaml menyebutnya: fact: KUNCI',
  en: 'Facts that a model may read of the families of snapshot {}; MODEL.yaml names them: fact: KEY',
};
const KNOWN: Bilingual = { id: 'diketahui', en: 'known' };
const UNTOLD_FACTS: Bilingual = {
  id: 'Tidak disebut register mana pun di sini: {}',
  en: 'Told by no register here: {}',
};

async function runFacts(context: CommandContext): Promise<CommandResult> {
  const { config } = context;
  const language = languageOf(context);
  const city = await openCityFacts(config);
  const facts = factsOfCity(config.modelsFolder, city).map((fact) => {
    const known = fact.values.reduce((sum, value) => sum + (Number.isNaN(value) ? 0 : 1), 0);
    return {
      key: fact.key,
      kind: fact.kind,
      name: fact.name,
      register: fact.register ?? null,
      knownShare: known / Math.max(1, fact.values.length),
      isKnown: isKnownHere(fact),
    };
  });
  const here = facts.filter(({ isKnown }) => isKnown);
  return {
    lines: [
      say(FACTS, language, city.snapshotId),
      '',
      ...here.map(
        ({ key, kind, name, register, knownShare }) =>
          `  ${key.padEnd(32)} ${kind.padEnd(7)} ${percent(knownShare, language).padStart(8)} ${KNOWN[language]}  ${register!.padEnd(16)} ${name[language]}`,
      ),
      '',
      say(UNTOLD_FACTS, language, facts.flatMap(({ isKnown, key }) => (isKnown ? [] : [key])).join(', ')),
    ],
    json: { snapshotId: city.snapshotId, facts },
  };
}

export const welfareFactsCommand: Command = {
  name: 'welfare facts',
  summary: {
    id: 'Menampilkan fakta keluarga kota ini yang boleh dibaca model kerentanan, dan untuk berapa keluarga masing-masing diketahui',
    en: 'Lists the facts that a welfare model may read of the families of this city, and of how many each is known',
  },
  operands: [],
  options: [],
  run: runFacts,
};
