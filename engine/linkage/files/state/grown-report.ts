/** report.json of a result that grew: what is counted anew, and apart from it what only the run that learnt could tell. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LinkResult } from '../../core/pairs.ts';
import type { GoldenMade } from '../golden/golden-outputs.ts';
import { clusterSizes } from '../report/report.ts';
import type { Clusters, RecordNames } from '../writing/write-pairs.ts';

export interface GrownNow {
  readonly names: RecordNames;
  readonly pairs: LinkResult['pairs'];
  /** Numbered without gaps. */
  readonly clusters: Clusters;
  readonly made: GoldenMade;
}

/** What holds as long as nothing is learnt anew. */
const LEARNT = ['version', 'fields', 'threshold', 'model'] as const;

/** What is of the rows as they were when the model was learnt; `run.finishedAt` is its date. */
const OF_FIRST_RUN = [
  'sources',
  'records',
  'pairs',
  'clusters',
  'rules',
  'estimated',
  'measured',
  'unlinkable',
  'notes',
  'run',
] as const;

type Told = Readonly<Record<string, unknown>>;

const only = (report: Told, names: readonly string[]): Told =>
  Object.fromEntries(names.filter((name) => name in report).map((name) => [name, report[name]]));

/** @param growth what this step took in; told behind those before it */
export function grownReport(folder: string, now: GrownNow, growth: object): string {
  const path = join(folder, 'report.json');
  const before = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Told) : {};
  const steps = Array.isArray(before['growth']) ? (before['growth'] as unknown[]) : [];
  const { names, pairs, clusters, made } = now;
  const report = {
    ...only(before, LEARNT),
    sources: names.sources.map((name, s) => ({ name, records: names.ids[s]!.count })),
    records: names.order.records.length,
    pairs: { kept: pairs.count, linked: pairs.isLinked.reduce((sum, isLinked) => sum + isLinked, 0) },
    clusters: clusterSizes(clusters),
    ...made,
    growth: [...steps, growth],
    firstRun: before['firstRun'] ?? only(before, OF_FIRST_RUN),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}
