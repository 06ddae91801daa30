/** Links any files as a MODEL.yaml says: the whole way from files to files. */
import { existsSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { writeFileAtomic } from '../../kernel/files.ts';
import type { Progress } from '../../kernel/progress.ts';
import type { Settled } from '../core/deciding/settled-pairs.ts';
import type { DecidedLinks } from '../core/link-result.ts';
import type { LinkResult } from '../core/pairs.ts';
import type { LinkTable } from '../core/table.ts';
import type { TrainedParameters } from '../core/trained/parameters.ts';
import type { Readings } from '../core/values/make-table.ts';
import type { Note } from '../core/values/standardise.ts';
import { bindDecisions, inForce } from '../review/binding.ts';
import { DECISIONS_FILE, readDecisions } from '../review/decisions-file.ts';
import { calibrationOf } from './calibration.ts';
import type { GoldenSpec } from './golden/spec.ts';
import { columnsOfFiles, packWritten } from './golden/golden-outputs.ts';
import { checkFieldsInCommon, planFields } from './model/fields.ts';
import { planGolden } from './model/golden.ts';
import { loadModel, openModel, type CoreKnowledge, type OpenedModel } from './model/load-model.ts';
import { withLine, withPlace } from './model/model-error.ts';
import { planNeverTogether } from './model/never-together.ts';
import type { WrittenModel } from './model/shape.ts';
import { planLinks, planSources, type LinkPlan, type SourcePlan } from './model/sources.ts';
import { joinDateParts } from './reading/date-parts.ts';
import { readSource, type ReadSource } from './reading/read-source.ts';
import { examplePairs } from './report/examples.ts';
import { reportPage } from './report/page.ts';
import { reportOf, type LinkReport } from './report/report.ts';
import { StageClock } from './stage-clock.ts';
import { EVENTS_FILE } from './state/events-file.ts';
import { clustersByEntity, earlierResult, eventsText, keepEntities, type Earlier } from './state/keep-entities.ts';
import { changeResult } from './state/result-lock.ts';
import { packRows } from './state/rows-file.ts';
import { FileThreads, makeTableOn, readTruthOn } from './threads/file-threads.ts';
import { writeOnThreads } from './threads/write-on-threads.ts';
import {
  FREQUENCIES_FILE,
  readTrained,
  TRAINED_FILE,
  trainedFiles,
  type TrainedModelFile,
} from './trained/trained-file.ts';
import { checkSources, recordFinder, trainedFields, trainedModel } from './trained/use-trained.ts';
import { askedPairs, measureClusters, measurePairs, type Truth } from './truth.ts';
import { ROWS_FILE, WRITTEN_ROWS_FILE, writeOutputs, checkIsFolder } from './writing/out-folder.ts';
import { orderRecords } from './writing/record-order.ts';
import { numberClusters, type Clusters, type RecordNames } from './writing/write-pairs.ts';

export interface LinkFilesOptions {
  readonly modelPath: string;
  readonly paths: readonly string[];
  readonly out: string;
  readonly threads: number;
  /** A table of the truth, against which the links are measured. */
  readonly truthPath?: string | undefined;
  /** Ids and values of the example pairs stand in report.html. */
  readonly showsValues?: boolean;
  /** Pairs that were looked at and not linked are written as well. */
  readonly writesOtherPairs?: boolean;
  /** model.trained.json of an earlier run, which is not learnt again. */
  readonly trainedPath?: string | undefined;
  /** Decisions of people; those of the folder of the outputs where left out. */
  readonly decisionsPath?: string | undefined;
  /** The rows are kept beside the result, so that rows to come can be taken in. */
  readonly keepsRows?: boolean;
  readonly progress: Progress;
}

/** The steps of linkage that are handed in, so that each can be tried without the others. */
export interface LinkingCore extends CoreKnowledge {
  readonly decideLinks: (
    table: LinkTable,
    model: OpenedModel['model'],
    options: {
      readonly threads: number;
      readonly progress: Progress;
      readonly trained?: TrainedParameters | undefined;
      readonly settled?: Settled | undefined;
    },
  ) => Promise<DecidedLinks>;
}

/**
 * Writes the files of OUTPUTS: all of them or none. Entities of an earlier result in the same folder keep their ids, and
 * its decisions bind.
 *
 * @throws TwinError configuration for MODEL.yaml, input for the files, storage for the outputs, busy: another process is
 *         changing the result there
 */
export async function linkFiles(options: LinkFilesOptions, core: LinkingCore): Promise<LinkReport> {
  try {
    checkIsFolder(options.out);
    return await changeResult(options.out, options.progress, () => linkAsModelled(options, core));
  } catch (error) {
    throw withPlace(withLine(error, options.modelPath), options.modelPath);
  }
}

async function linkAsModelled(options: LinkFilesOptions, core: LinkingCore): Promise<LinkReport> {
  const { modelPath, paths, progress } = options;
  const modelFile = basename(modelPath);
  const written = loadModel(modelPath);
  const plans = planSources(written, modelFile, paths);
  const links = planLinks(written, modelFile, plans);
  const clock = new StageClock(progress);
  const trained = options.trainedPath === undefined ? undefined : readTrained(options.trainedPath);
  if (trained !== undefined) checkSources(trained, plans, options.trainedPath!);
  const earlier = earlierResult(options.out);
  const lines = readDecisions(options.decisionsPath ?? join(options.out, DECISIONS_FILE)).lines;
  const planned = { modelFile, written, plans, links, trained, clock };
  const read = await withThreads(options, (threads) => readTable(options, { ...planned, threads }, core));
  const { sources, truth, table, opened, notes } = read;
  const bound = bindDecisions(inForce(lines), recordFinder(sources));
  const decided = await core.decideLinks(table, opened.model, {
    threads: options.threads,
    progress,
    trained: trained && { ...trained.parameters, model: opened.model as TrainedParameters['model'] },
    settled: bound.settled,
  });
  clock.stages.push(...decided.stages);
  const said = [...notes, ...opened.notes, ...(truth?.notes ?? []), ...bound.notes];
  return withThreads(options, (threads) =>
    writeResult(options, { ...read, links, decided, notes: said, earlier, clock, threads }),
  );
}

/** Threads that read hold much until they end, so that those that write are others. */
async function withThreads<T>(
  { threads: count, paths }: Pick<LinkFilesOptions, 'threads' | 'paths'>,
  work: (threads: FileThreads) => Promise<T>,
): Promise<T> {
  const threads = new FileThreads(count, paths);
  try {
    return await work(threads);
  } finally {
    await threads.close();
  }
}

interface Planned {
  readonly modelFile: string;
  readonly written: WrittenModel;
  readonly plans: readonly SourcePlan[];
  readonly links: LinkPlan;
  readonly trained: TrainedModelFile | undefined;
  readonly clock: StageClock;
  readonly threads: FileThreads;
}

/** Reads the files and makes the table of them, and the model but for its comparisons. */
async function readTable(options: LinkFilesOptions, planned: Planned, core: LinkingCore) {
  const { modelFile, written, plans, links, trained, clock, threads } = planned;
  const readings: Record<string, unknown> = { ...trained?.readings };
  const read = await readSources(plans, readings, threads, clock, options.progress);
  const isChosen = written.comparisons === undefined && written.blocking === undefined;
  const isOpen = (field: string): boolean => trained === undefined && isChosen && !(field in written.fields);
  const { sources, notes: dateNotes } = joinDateParts(read, isOpen, readings);
  return await clock.time('Menyusun isian', async () => {
    const plan = trained === undefined ? planFields(written, modelFile, sources) : trainedFields(trained, sources);
    const apart = trained === undefined ? checkFieldsInCommon(modelFile, links, plan, sources) : [];
    const neverTogether = planNeverTogether(written, modelFile, plans, links, sources, plan);
    const golden = planGolden(written, { ...plan, modelFile, sources: plans });
    const truth = options.truthPath === undefined ? undefined : readTruthOn(threads, options.truthPath, sources);
    const table = await makeTableOn(threads, { sources, fields: plan.fields, readings }, truth !== undefined);
    const opened =
      trained === undefined
        ? openModel(written, modelFile, table, plan, { ...links, neverTogether }, core)
        : trainedModel(trained, written, { ...links, neverTogether, names: table.sources });
    const ofSources = sources.flatMap((source) => source.notes);
    const notes = [...ofSources, ...dateNotes, ...plan.notes, ...apart, ...table.notes];
    return { sources, truth: await truth, table, opened, golden, notes };
  });
}

async function readSources(
  plans: readonly SourcePlan[],
  readings: Record<string, unknown>,
  threads: FileThreads,
  clock: StageClock,
  progress: Progress,
): Promise<readonly ReadSource[]> {
  const megabytes = (path: string): number => (existsSync(path) ? statSync(path).size / 1e6 : 0);
  const total = Math.ceil(plans.reduce((sum, { path }) => sum + megabytes(path), 0));
  let bytes = 0;
  const read = async (): Promise<ReadSource[]> => {
    const sources: ReadSource[] = [];
    for (const plan of plans)
      sources.push(await readSource(plan, (more) => progress.at(Math.floor((bytes += more) / 1e6)), readings, threads));
    return sources;
  };
  return clock.time('Membaca berkas', read, total, 'MB');
}

interface Linked {
  readonly sources: readonly ReadSource[];
  readonly table: LinkTable & { readonly readings: Readings };
  readonly links: LinkPlan;
  readonly opened: OpenedModel;
  readonly golden: GoldenSpec;
  readonly decided: DecidedLinks;
  readonly truth: Truth | undefined;
  readonly notes: readonly Note[];
  readonly earlier: Earlier | undefined;
  readonly clock: StageClock;
  readonly threads: FileThreads;
}

async function writeResult(options: LinkFilesOptions, linked: Linked): Promise<LinkReport> {
  const { sources, table, opened, clock } = linked;
  let report: LinkReport | undefined;
  await writeOutputs(options.out, async (folder) => {
    const ids = sources.map((source) => source.idTexts);
    const names: RecordNames = {
      sources: table.sources,
      sourceStart: table.sourceStart,
      ids,
      order: orderRecords(ids),
    };
    const { result, measured, clusters, entities, golden, conflicts } = await clock.time('Menulis hasil', () =>
      writeLinked(folder, options, linked, names),
    );
    if (options.keepsRows === true) {
      writeFileAtomic(join(folder, ROWS_FILE), packRows(table, names.order.records));
      const columns = columnsOfFiles(table, sources);
      writeFileAtomic(join(folder, WRITTEN_ROWS_FILE), packWritten(columns, names.order.records));
    }
    report = reportOf({
      sources,
      fields: opened.model.fields,
      result,
      clusters,
      golden,
      conflicts,
      isThresholdAuto: opened.model.threshold === 'auto',
      measured,
      notes: [...linked.notes, ...result.notes],
      run: runOf(options.threads, clock),
    });
    const examples = examplePairs(result, names, options.showsValues === true ? sources : undefined);
    const files = trainedFiles({
      sources: table.sources,
      parameters: result.parameters,
      readings: table.readings,
      golden: linked.golden,
    });
    writeFileAtomic(join(folder, FREQUENCIES_FILE), files.frequencies);
    writeFileAtomic(join(folder, TRAINED_FILE), files.json);
    writeFileAtomic(join(folder, EVENTS_FILE), eventsText(entities.events));
    writeFileAtomic(join(folder, 'report.html'), reportPage(report, result, examples));
    writeFileAtomic(join(folder, 'report.json'), `${JSON.stringify(report, null, 2)}\n`);
  });
  return report!;
}

/** Pairs, clusters, golden records, and what later runs need of them; meanwhile the links are judged. */
async function writeLinked(folder: string, options: LinkFilesOptions, linked: Linked, names: RecordNames) {
  const { decided, earlier, golden: spec, table, sources } = linked;
  const { pairs, weighed: parameters } = decided;
  const clusters = numberClusters(decided.clusterOf, names.order);
  const entities = keepEntities(earlier, clusters, names);
  const byEntity = clustersByEntity(entities.entity);
  let told: Told | undefined;
  const made = await writeOnThreads(
    linked.threads,
    { folder, pairs, clusters: byEntity, names, writesOtherPairs: options.writesOtherPairs === true },
    { spec, table, sources, clusters: byEntity, names, pairs, parameters },
    () => (told = { result: decided.whole(), measured: measuredBy(linked, clusters) }),
  );
  return { clusters, entities, ...made, ...told! };
}

/** What is told of links once they are decided. */
interface Told {
  readonly result: LinkResult;
  readonly measured: LinkReport['measured'];
}

function measuredBy({ truth, links, table, decided }: Linked, clusters: Clusters): LinkReport['measured'] {
  if (truth === undefined) return undefined;
  const asked = askedPairs(links, table.sources);
  const ofClusters = measureClusters(truth, clusters.number, table.source, asked);
  return {
    clusters: ofClusters,
    pairs: measurePairs(truth, decided.pairs, ofClusters.truePairs),
    calibration: calibrationOf(truth, decided.pairs),
  };
}

const runOf = (threads: number, clock: StageClock): LinkReport['run'] => ({
  finishedAt: new Date().toISOString(),
  threads,
  stages: clock.stages,
  ...clock.whole(),
  peakMebibytes: Math.round(process.resourceUsage().maxRSS / 1024),
});
