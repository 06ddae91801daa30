/** One set linked as anybody links it, with what is judged of it beside what is true. */
import { parse as parseCsv } from 'csv-parse/sync';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Estimate } from '../../linkage/core/estimate.ts';
import { loadModel } from '../../linkage/files/model/load-model.ts';
import { planLinks, planSources } from '../../linkage/files/model/sources.ts';
import type { LinkReport } from '../../linkage/files/report/report.ts';
import { askedPairs } from '../../linkage/files/truth.ts';
import { linkInProcess } from '../million/link-in-process.ts';
import { scorePairs, type PairScore, type ScoredRecord } from './scoring.ts';
import { findRecords, readTruthRows, type ClusteredRecord, type SetFolder } from './set-folder.ts';

export interface JudgedSet {
  readonly set: string;
  readonly records: number;
  readonly score: PairScore;
  readonly judged: { readonly precision: Estimate; readonly recall: Estimate };
}

/** @throws TwinError what is wrong with the truth; Error where linking fails, which tells it on standard error */
export async function judgeSet(set: SetFolder, threads: number): Promise<JudgedSet> {
  const truth = readTruthRows(set);
  const out = mkdtempSync(join(tmpdir(), 'kembaran-judged-'));
  try {
    const { model, files } = set;
    const report = await linkInProcess({ model, files, truth: set.truth, out, threads, isQuiet: true });
    const scored = scoredRecords(set, truth, report, readFileSync(join(out, 'clusters.csv'), 'utf8'));
    const score = scorePairs(scored, askedOf(set));
    checkAgainst(report, score);
    return { set: set.name, records: report.records, score, judged: report.estimated };
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

function scoredRecords(
  set: SetFolder,
  truth: ReturnType<typeof readTruthRows>,
  { sources }: LinkReport,
  clusters: string,
): ScoredRecord[] {
  const numbers = new Map(sources.map(({ name }, number) => [name, number]));
  const rows: string[][] = parseCsv(clusters, { from: 2 });
  const records = rows.map(([source, id, cluster]): ClusteredRecord => ({
    source: numbers.get(source!)!,
    id: id!,
    cluster: cluster!,
  }));
  return findRecords(set, truth, sources, records).map(({ truth: { entity }, record }) => ({ ...record, entity }));
}

/** Whether the model asks for pairs of two files, or of one. */
function askedOf({ model, files }: SetFolder): (left: number, right: number) => boolean {
  const written = loadModel(model);
  const plans = planSources(written, 'model.yaml', files);
  const asked = askedPairs(
    planLinks(written, 'model.yaml', plans),
    plans.map(({ name }) => name),
  );
  return (left, right) => asked[left * plans.length + right] === 1;
}

/** What linking measures by itself is counted another way, and must be the same. */
function checkAgainst({ measured }: LinkReport, score: PairScore): void {
  for (const count of ['truePairs', 'linkedPairs', 'correctPairs'] as const)
    if (measured?.clusters[count] !== score[count])
      throw new Error(`Linking counts ${String(measured?.clusters[count])} ${count}, this bench ${score[count]}.`);
}
