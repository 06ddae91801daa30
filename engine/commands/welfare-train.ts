import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { trainWelfare } from '../estimation/training/train-welfare.ts';
import type { WelfareReport } from '../estimation/training/report.ts';
import type { Interval } from '../estimation/metrics/bootstrap.ts';
import type { Language } from '../kernel/bilingual.ts';
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
  return { lines: linesOf(report, typeof out === 'string' ? out : undefined), json: report };
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
const percentWithin = ({ value, low, high }: Interval): string =>
  `${percent(value)} (${percent(low)} to ${percent(high)})`;
const within = ({ value, low, high }: Interval): string =>
  `${value.toFixed(3)} (${low.toFixed(3)} to ${high.toFixed(3)})`;

function linesOf({ survey, metrics, features, notes, model }: WelfareReport, out: string | undefined): string[] {
  return [
    `Skor kerentanan lokal from ${survey.file}: ${survey.households} households, ${features.used.length} facts${features.contextIsUsed ? ` and ${features.context.length} of their surroundings` : ''}; ${model.folds} folds, TensorFlow.js on ${model.backend}.`,
    '',
    `Out of fold                     value (95 % interval)`,
    `  R²                            ${within(metrics.fit.rSquared)}`,
    `  Spearman                      ${within(metrics.spearman)}`,
    `  calibration slope             ${within(metrics.fit.slope)}`,
    `  intervals of ${percent(metrics.promisedCoverage).padEnd(10)} hold   ${percentWithin(metrics.fit.covered)}`,
    ...metrics.coverages.flatMap(({ coverage, auc, inclusionError, exclusionError, welfareGain }) => [
      '',
      `At coverage ${percent(coverage)}`,
      `  AUC                           ${within(auc)}`,
      `  inclusion error               ${percentWithin(inclusionError)}`,
      `  exclusion error               ${percentWithin(exclusionError)}`,
      ...(Number.isFinite(welfareGain.value) ? [`  welfare gain of the best      ${percentWithin(welfareGain)}`] : []),
    ]),
    ...(notes.length === 0 ? [] : ['', ...notes.map(({ en }) => `Note: ${en}`)]),
    ...(out === undefined
      ? ['', 'Nothing was written: give --out DIR for scores, measures, card and model.']
      : ['', `Results in ${out}: predictions.csv, explanations.csv, metrics.json, card.md, model.json, weights.bin`]),
  ];
}

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
