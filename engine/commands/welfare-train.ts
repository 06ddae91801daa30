import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { trainWelfare } from '../estimation/training/train-welfare.ts';
import type { WelfareReport } from '../estimation/training/report.ts';
import type { Interval } from '../estimation/metrics/bootstrap.ts';
import { inBoth, type Bilingual, type Language } from '../kernel/bilingual.ts';
import { languageOf } from './language.ts';
import { decimalText, say } from './words.ts';
import { usageError, wholeOption, type Command, type CommandContext, type CommandResult } from './command.ts';

const MOST_THREADS = 16;

async function run(context: CommandContext): Promise<CommandResult> {
  const { progress, operands, options } = context;
  const { model, out } = options;
  if (typeof model !== 'string') {
    throw usageError('--model is missing.', 'Say which MODEL.yaml describes the survey: --model survey.yaml');
  }
  const report = await trainWelfare({
    surveyPath: resolve(operands[0]!),
    modelPath: resolve(model),
    out: typeof out === 'string' ? resolve(out) : undefined,
    threads: wholeOption(context, 'threads', 1, MOST_THREADS) ?? Math.min(MOST_THREADS, availableParallelism()),
    progress,
  });
  return { lines: linesOf(report, typeof out === 'string' ? out : undefined, languageOf(context)), json: report };
}

const percent = (share: number, language: Language): string => `${decimalText(share * 100, 1, language)} %`;
const percentWithin = ({ value, low, high }: Interval, language: Language): string => {
  const [middle, least, most] = [value, low, high].map((share) => percent(share, language));
  return say(WITHIN, language, middle!, least!, most!);
};
const within = ({ value, low, high }: Interval, language: Language): string => {
  const [middle, least, most] = [value, low, high].map((each) => decimalText(each, 3, language));
  return say(WITHIN, language, middle!, least!, most!);
};
const WITHIN: Bilingual = { id: '{} ({} sampai {})', en: '{} ({} to {})' };

function linesOf(report: WelfareReport, out: string | undefined, language: Language): string[] {
  const { survey, metrics, features, notes, model } = report;
  const context = features.contextIsUsed ? say(CONTEXT, language, features.context.length) : '';
  const row = (name: Bilingual, told: string): string => `  ${name[language].padEnd(30)}${told}`;
  const promised = percent(metrics.promisedCoverage, language);
  return [
    say(LEARNT, language, survey.file, survey.households, features.used.length, context, model.folds, model.backend),
    '',
    OUT_OF_FOLD[language],
    row(inBoth('R²'), within(metrics.fit.rSquared, language)),
    row(inBoth('Spearman'), within(metrics.spearman, language)),
    row(SLOPE, within(metrics.fit.slope, language)),
    row({ id: say(HOLD, 'id', promised), en: say(HOLD, 'en', promised) }, percentWithin(metrics.fit.covered, language)),
    ...metrics.coverages.flatMap(({ coverage, auc, inclusionError, exclusionError, welfareGain }) => [
      '',
      say(AT_COVERAGE, language, percent(coverage, language)),
      row(inBoth('AUC'), within(auc, language)),
      row(INCLUSION, percentWithin(inclusionError, language)),
      row(EXCLUSION, percentWithin(exclusionError, language)),
      ...(Number.isFinite(welfareGain.value) ? [row(GAIN, percentWithin(welfareGain, language))] : []),
    ]),
    ...(notes.length === 0 ? [] : ['', ...notes.map(({ [language]: note }) => say(NOTE, language, note))]),
    '',
    out === undefined ? NOTHING_WRITTEN[language] : say(RESULTS, language, out),
  ];
}

const LEARNT: Bilingual = {
  id: 'Skor kerentanan lokal dari {}: {} keluarga, {} fakta{}; {} lipatan, TensorFlow.js pada {}.',
  en: 'Skor kerentanan lokal from {}: {} households, {} facts{}; {} folds, TensorFlow.js on {}.',
};
const CONTEXT: Bilingual = { id: ' dan {} tentang sekitarnya', en: ' and {} of their surroundings' };
const OUT_OF_FOLD: Bilingual = {
  id: 'Di luar lipatan                 nilai (rentang 95 %)',
  en: 'Out of fold                     value (95 % interval)',
};
const SLOPE: Bilingual = { id: 'kemiringan kalibrasi', en: 'calibration slope' };
const HOLD: Bilingual = { id: 'rentang {} memuat', en: 'intervals of {} hold' };
const AT_COVERAGE: Bilingual = { id: 'Pada cakupan {}', en: 'At coverage {}' };
const INCLUSION: Bilingual = { id: 'salah masuk', en: 'inclusion error' };
const EXCLUSION: Bilingual = { id: 'salah keluar', en: 'exclusion error' };
const GAIN: Bilingual = { id: 'bagian dari manfaat terbaik', en: 'welfare gain of the best' };
const NOTE: Bilingual = { id: 'Catatan: {}', en: 'Note: {}' };
const NOTHING_WRITTEN: Bilingual = {
  id: 'Tidak ada yang ditulis: berikan --out DIR untuk skor, ukuran, kartu, dan model.',
  en: 'Nothing was written: give --out DIR for scores, measures, card and model.',
};
const RESULTS: Bilingual = {
  id: 'Hasil di {}: predictions.csv, explanations.csv, metrics.json, card.md, model.json, weights.bin',
  en: 'Results in {}: predictions.csv, explanations.csv, metrics.json, card.md, model.json, weights.bin',
};

const MODEL_FILE = [
  '  label: { column: total_expenditure, per: household_size, transformation: log }',
  '  weight: hh_weight',
  '  cluster: village',
  '  features: auto          # or a list, or column: number | category | ordinal | yes-no | date | ignore',
  '  exclude: [food_total]   # columns that the score may not read',
  '  folds: 5',
  '  coverages: [0.2, 0.4]',
  '',
  '  npm run twin -- welfare train SURVEY.csv --model MODEL.yaml --out results',
];

const DETAILS: Readonly<Record<Language, readonly string[]>> = {
  id: [
    'MODEL.yaml yang cukup (models/welfare/example.yaml menerangkan setiap kunci):',
    '',
    ...MODEL_FILE,
    '',
    'Ditulis ke DIR: predictions.csv (satu baris per keluarga: baris, id, lipatan, label, skor dan rentangnya dari low sampai high',
    'dalam satuan label, oleh model yang belum pernah melihat keluarga itu atau klasternya; skor_kerentanan_lokal 0 sampai 100,',
    '100 paling rentan), explanations.csv (yang ditambahkan setiap fakta; dasar dan fakta berjumlah taksiran), metrics.json,',
    'card.md, model.json, dan weights.bin. Berkas: CSV dengan pemisah apa pun, XLSX, Parquet.',
  ],
  en: [
    'A MODEL.yaml that is enough (models/welfare/example.yaml has every key, explained):',
    '',
    ...MODEL_FILE,
    '',
    'Written to DIR: predictions.csv (a row a household: row, id, fold, label, score and its interval low to high in the unit',
    'of the label, by a model that had not seen the household or its cluster; skor_kerentanan_lokal 0 to 100, 100 most',
    'vulnerable), explanations.csv (what each fact adds; base and facts add up to the prediction), metrics.json, card.md,',
    'model.json and weights.bin. Files: CSV in any dialect, XLSX, Parquet.',
  ],
};

export const welfareTrainCommand: Command = {
  name: 'welfare train',
  summary: {
    id: 'Mempelajari skor kerentanan lokal dari survei rumah tangga, dan mengukur seberapa keliru skornya',
    en: 'Learns the local vulnerability score from a household survey, and measures how wrong it is',
  },
  operands: ['SURVEY'],
  options: [
    {
      name: 'model',
      value: 'MODEL.yaml',
      help: { id: 'Keterangan kolom survei', en: 'What the columns of the survey are' },
    },
    {
      name: 'out',
      value: 'DIR',
      help: {
        id: 'Folder hasil; hasil sebelumnya diganti',
        en: 'Folder for the results; results of an earlier run are replaced',
      },
    },
    {
      name: 'threads',
      value: 'N',
      help: {
        id: 'Utas (bawaan: semua prosesor); hasilnya sama berapa pun jumlahnya',
        en: 'Threads (default: all processors); the results are the same for any number',
      },
    },
  ],
  details: DETAILS,
  run,
};
