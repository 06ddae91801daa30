/** Links any files as a MODEL.yaml says: the whole way from files to files. */
import { existsSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { writeFileAtomic } from '../../kernel/files.ts';
import type { Progress } from '../../kernel/progress.ts';
import type { LinkResult } from '../core/pairs.ts';
import type { LinkTable } from '../core/table.ts';
import { makeTable } from '../core/values/make-table.ts';
import type { Note } from '../core/values/standardise.ts';
import { planFields } from './model/fields.ts';
import { completeModel, loadModel, type CompleteModel, type CoreKnowledge } from './model/load-model.ts';
import { planLinks, planSources, type LinkPlan, type SourcePlan } from './model/sources.ts';
import { readSource, type ReadSource } from './reading/read-source.ts';
import { examplePairs } from './report/examples.ts';
import { reportPage } from './report/page.ts';
import { reportOf, type LinkReport } from './report/report.ts';
import { StageClock } from './stage-clock.ts';
import { askedPairs, measureClusters, measurePairs, readTruth, type Truth } from './truth.ts';
import { OTHER_PAIRS, writeOutputs } from './writing/out-folder.ts';
import { orderRecords } from './writing/record-order.ts';
import { trainedModelFile } from './writing/trained-model.ts';
import { numberClusters, writeClusters, writePairs, type Clusters, type RecordNames } from './writing/write-pairs.ts';

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
  readonly progress: Progress;
}

/** The steps of linkage that are handed in, so that each can be tried without the others. */
export interface LinkingCore extends CoreKnowledge {
  readonly linkTable: (
    table: LinkTable,
    model: CompleteModel['model'],
    options: { readonly threads: number; readonly progress: Progress },
  ) => Promise<LinkResult>;
}

/**
 * Writes pairs.csv, clusters.csv, model.trained.json, report.json and report.html: all of them or none.
 *
 * @throws TwinError configuration for MODEL.yaml, input for the files, storage for the outputs
 */
export async function linkFiles(options: LinkFilesOptions, core: LinkingCore): Promise<LinkReport> {
  const { modelPath, paths, progress } = options;
  const modelFile = basename(modelPath);
  const written = loadModel(modelPath);
  const plans = planSources(written, modelFile, paths);
  const links = planLinks(written, modelFile, plans);
  const clock = new StageClock(progress);
  const sources = await readSources(plans, clock, progress);
  const truth = options.truthPath === undefined ? undefined : await readTruth(options.truthPath, sources);
  const { table, complete, notes } = await clock.time('Menyusun isian', () => {
    const plan = planFields(written, modelFile, sources);
    const made = makeTable({ sources, fields: plan.fields });
    const completed = completeModel(written, modelFile, made, plan, links, core);
    const told = [...sources.flatMap((source) => source.notes), ...plan.notes, ...made.notes, ...completed.notes];
    return { table: made, complete: completed, notes: told };
  });
  // A million rows of text are no longer needed once they are values.
  const kept = options.showsValues === true ? sources : sources.map((source) => ({ ...source, columns: new Map() }));
  const result = await core.linkTable(table, complete.model, { threads: options.threads, progress });
  clock.stages.push(...result.stages);
  const said = [...notes, ...(truth?.notes ?? []), ...result.notes];
  return writeResult(options, { sources: kept, table, links, complete, result, truth, notes: said, clock });
}

async function readSources(
  plans: readonly SourcePlan[],
  clock: StageClock,
  progress: Progress,
): Promise<readonly ReadSource[]> {
  const megabytes = (path: string): number => (existsSync(path) ? statSync(path).size / 1e6 : 0);
  const total = Math.ceil(plans.reduce((sum, { path }) => sum + megabytes(path), 0));
  let bytes = 0;
  const read = async (): Promise<ReadSource[]> => {
    const sources: ReadSource[] = [];
    for (const plan of plans)
      sources.push(await readSource(plan, (more) => progress.at(Math.floor((bytes += more) / 1e6))));
    return sources;
  };
  return clock.time('Membaca berkas', read, total, 'MB');
}

interface Linked {
  readonly sources: readonly ReadSource[];
  readonly table: LinkTable;
  readonly links: LinkPlan;
  readonly complete: CompleteModel;
  readonly result: LinkResult;
  readonly truth: Truth | undefined;
  readonly notes: readonly Note[];
  readonly clock: StageClock;
}

async function writeResult(options: LinkFilesOptions, linked: Linked): Promise<LinkReport> {
  const { sources, table, result, complete, clock } = linked;
  const ids = sources.map((source) => source.ids);
  let report: LinkReport | undefined;
  await writeOutputs(options.out, async (folder) => {
    const { names, clusters } = await clock.time('Menulis pasangan dan kelompok', () => {
      const named: RecordNames = {
        sources: table.sources,
        sourceStart: table.sourceStart,
        ids,
        order: orderRecords(ids),
      };
      const numbered = numberClusters(result.clusterOf, named.order);
      writePairs(join(folder, 'pairs.csv'), result, named, 1);
      if (options.writesOtherPairs === true) writePairs(join(folder, OTHER_PAIRS), result, named, 0);
      writeClusters(join(folder, 'clusters.csv'), numbered, named);
      return { names: named, clusters: numbered };
    });
    report = reportOf({
      sources,
      fields: complete.model.fields,
      result,
      clusters,
      isThresholdAuto: complete.model.threshold === 'auto',
      measured: measured(linked, clusters),
      notes: linked.notes,
      run: runOf(options.threads, clock),
    });
    const examples = examplePairs(result, names, options.showsValues === true ? sources : undefined);
    writeFileAtomic(join(folder, 'model.trained.json'), trainedModelFile(complete.model, result));
    writeFileAtomic(join(folder, 'report.html'), reportPage(report, result, examples));
    writeFileAtomic(join(folder, 'report.json'), `${JSON.stringify(report, null, 2)}\n`);
  });
  return report!;
}

function measured({ truth, links, table, result }: Linked, clusters: Clusters): LinkReport['measured'] | undefined {
  if (truth === undefined) return undefined;
  const asked = askedPairs(links, table.sources);
  return {
    clusters: measureClusters(truth, clusters.number, table.source, asked),
    pairs: measurePairs(truth, result.pairs, table.source, asked),
  };
}

const runOf = (threads: number, clock: StageClock): LinkReport['run'] => ({
  threads,
  stages: clock.stages,
  ...clock.whole(),
  peakMebibytes: Math.round(process.resourceUsage().maxRSS / 1024),
});
