/** The whole way of `twin welfare train`: from a survey and a MODEL.yaml to scores, measures, a card and a trained model. */
import { join } from 'node:path';
import type { Bilingual } from '../../kernel/bilingual.ts';
import { writeFileAtomic } from '../../kernel/files.ts';
import type { Progress } from '../../kernel/progress.ts';
import { cardText } from '../card/card.ts';
import { featureWords } from '../explain/words.ts';
import { groupingsOf } from '../metrics/groups.ts';
import { pack } from '../outputs/packed.ts';
import { requireFolder, writeOutputs } from '../outputs/out-folder.ts';
import { trainedModel } from '../outputs/trained-model.ts';
import { writeExplanations, writePredictions, type Explained } from '../outputs/write-predictions.ts';
import { LEARNERS } from '../stack/fit-welfare.ts';
import { loadWelfareModelFile, type WelfareModelFile } from '../survey/load-model.ts';
import { readColumns } from '../survey/read-columns.ts';
import { checkSurvey, findHeading, type Survey } from '../survey/survey.ts';
import { decayOf } from './decay.ts';
import { learnFolds } from './learn-folds.ts';
import type { LearntFold } from './learn-fold.ts';
import { measure, type OutOfFold } from './measure.ts';
import { prepare, type Prepared } from './prepare.ts';
import { requireFiniteMetrics, requireFiniteScores } from './require-finite.ts';
import { reportOf, type WelfareReport } from './report.ts';

export interface TrainOptions {
  readonly surveyPath: string;
  readonly modelPath: string;
  /** Folder for the results; nothing is written where it is not given. */
  readonly out: string | undefined;
  readonly threads: number;
  readonly progress: Progress;
}

/** @throws TwinError configuration for MODEL.yaml, input for the survey, storage for the results */
export async function trainWelfare(options: TrainOptions): Promise<WelfareReport> {
  const { progress } = options;
  const model = loadWelfareModelFile(options.modelPath);
  if (options.out !== undefined) requireFolder(options.out);
  progress.stage('Membaca survei');
  const survey = checkSurvey(await readColumns(options.surveyPath, model), model);
  const prepared = prepare(survey, model);
  const groupings = groupingsOf(survey, model);
  for (const note of notesOf(survey, prepared)) progress.note(note.id);
  const learnt = await learn(options, survey, prepared);
  progress.stage('Mengukur ketepatan');
  const scores = outOfFold(survey, prepared, learnt);
  const explained = gathered(survey, prepared, learnt);
  requireFiniteScores(survey, scores, explained.values);
  const metrics = measure(survey, model, scores, groupings);
  requireFiniteMetrics(metrics);
  const decay = decayOf(survey, model, prepared.data, prepared.folds);
  const final = learnt.at(-1)!;
  const report = reportOf({ survey, model, prepared, metrics, decay, final, notes: notesOf(survey, prepared) });
  if (options.out !== undefined) {
    progress.stage('Menulis hasil');
    writeAll(options.out, { survey, model, prepared, learnt, scores, explained, report });
  }
  progress.end();
  return report;
}

function notesOf(survey: Survey, { notes, suspects }: Prepared): Bilingual[] {
  const told = suspects.map(({ column, isUsed, degree, reason }): Bilingual => {
    if (!isUsed) return { id: `${column} tidak dipakai: ${reason.id}.`, en: `${column} is not used: ${reason.en}.` };
    const isNamed = degree === 'sure';
    return {
      id: `${column} dipakai${isNamed ? ' karena disebut di MODEL' : ''}, tetapi periksa: ${reason.id}.`,
      en: `${column} is used${isNamed ? ' because MODEL names it' : ''}, but look at it: ${reason.en}.`,
    };
  });
  return [...survey.notes, ...notes, ...told];
}

const STEPS = 100;

function learn({ threads, progress }: TrainOptions, survey: Survey, { data, folds }: Prepared): Promise<LearntFold[]> {
  const every = Uint32Array.from({ length: survey.count }, (_, row) => row);
  const tasks = folds.map((fold, i) => {
    const held = new Set(fold);
    const learnFrom = every.filter((row) => !held.has(row));
    return { name: `lipatan ${i + 1}`, learnFrom, score: fold, explains: true };
  });
  const final = { name: 'akhir', learnFrom: every, score: new Uint32Array(0), explains: false };
  progress.stage('Melatih model', STEPS, 'persen');
  return learnFolds(data, [...tasks, final], threads, (share) => progress.at(Math.floor(share * STEPS)));
}

/** Each household's score from the fold in which it was held out. */
function outOfFold(survey: Survey, { folds, data }: Prepared, learnt: readonly LearntFold[]): OutOfFold {
  const column = (): Float64Array => new Float64Array(survey.count);
  const byLearner = Object.fromEntries(LEARNERS.map((learner) => [learner, column()])) as Record<
    (typeof LEARNERS)[number],
    Float64Array
  >;
  const scores = { target: data.target, prediction: column(), low: column(), high: column(), byLearner };
  folds.forEach((fold, f) => {
    const { scored } = learnt[f]!;
    fold.forEach((row, i) => {
      scores.prediction[row] = scored.prediction[i]!;
      scores.low[row] = scored.low[i]!;
      scores.high[row] = scored.high[i]!;
      LEARNERS.forEach((learner, l) => (byLearner[learner][row] = scored.byLearner[l]![i]!));
    });
  });
  return scores;
}

interface Trained {
  readonly survey: Survey;
  readonly model: WelfareModelFile;
  readonly prepared: Prepared;
  readonly learnt: readonly LearntFold[];
  readonly scores: OutOfFold;
  readonly explained: Explained;
  readonly report: WelfareReport;
}

function writeAll(out: string, trained: Trained): void {
  const { survey, model, prepared, learnt, scores, explained, report } = trained;
  const { folds, data } = prepared;
  const ids = idsOf(survey, model);
  const foldOf = new Int32Array(survey.count);
  folds.forEach((fold, f) => fold.forEach((row) => (foldOf[row] = f)));
  const names = new Map(
    Object.entries(model.features).flatMap(([heading, { name }]) => (name === undefined ? [] : [[heading, name.id]])),
  );
  const words = featureWords(data.table, names, survey.label.transformation);
  writeOutputs(out, (folder) => {
    writePredictions(join(folder, 'predictions.csv'), survey, ids, foldOf, scores);
    const features = data.table.features.map(({ name }) => name);
    writeExplanations(join(folder, 'explanations.csv'), survey, ids, features, explained, scores, words);
    const packed = pack(trainedModel(survey, model, prepared, learnt.at(-1)!));
    writeFileAtomic(join(folder, 'weights.bin'), packed.bytes);
    writeFileAtomic(join(folder, 'model.json'), `${packed.json}\n`);
    writeFileAtomic(join(folder, 'card.md'), cardText(report));
    writeFileAtomic(join(folder, 'metrics.json'), `${JSON.stringify(report, null, 2)}\n`);
  });
}

function idsOf(survey: Survey, model: WelfareModelFile): string[] | undefined {
  if (model.id === undefined) return undefined;
  const { dictionary, codes } = survey.columns.get(findHeading(survey.columns, model.id)!)!;
  return Array.from(codes, (code) => dictionary[code]!);
}

function gathered(survey: Survey, { folds, data }: Prepared, learnt: readonly LearntFold[]) {
  const features = data.table.features.length;
  const base = new Float64Array(survey.count);
  const values = new Float64Array(survey.count * features);
  folds.forEach((fold, f) => {
    const { contributions, model } = learnt[f]!;
    fold.forEach((row, i) => {
      base[row] = contributions!.base;
      values.set(contributions!.values.subarray(i * model.features, (i + 1) * model.features), row * features);
    });
  });
  return { base, values };
}
