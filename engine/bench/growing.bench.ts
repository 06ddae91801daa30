/**
 * A linkage that grows: what one more record costs where so many are linked already, by itself and against linking all
 * of them again. The latencies are this machine's at this moment; p50 and p99 are of single records, adds, changes and
 * removals mixed.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SILENT } from '../kernel/progress.ts';
import { chance } from '../kernel/random.ts';
import { PART_NAMES } from '../linkage/core/blocking/key-parts.ts';
import { nameOf, type StandardRecord } from '../linkage/core/growing/live-records.ts';
import type { LiveLinkage } from '../linkage/core/growing/live-linkage.ts';
import { openLinkage } from '../linkage/core/growing/open-linkage.ts';
import { readRecords } from '../linkage/core/growing/read-records.ts';
import { linkTable } from '../linkage/core/link-table.ts';
import { autoComparisons } from '../linkage/core/measures/auto-comparisons.ts';
import { MEASURES } from '../linkage/core/measures/measures.ts';
import { makeTable, type SourceTexts } from '../linkage/core/values/make-table.ts';
import { planFields } from '../linkage/files/model/fields.ts';
import { completeModel, loadModel } from '../linkage/files/model/load-model.ts';
import { planLinks, planSources } from '../linkage/files/model/sources.ts';
import { readSource, type ReadSource } from '../linkage/files/reading/read-source.ts';
import { writePersonsFile } from './million/persons-file.ts';
import { pair, type Paired } from './pairing.ts';

/** Steps that are timed: of ten, seven add a record, two change one and one removes one. */
const STEPS = 3000;
/** Steps before them, so that the first ones are not those of a program that has just begun. */
const WARMING = 600;
const THREADS = 2;

export interface GrowingLatency {
  readonly records: number;
  readonly steps: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly mostMs: number;
  /** Of the processor alone: what other work on the machine leaves as it is. */
  readonly cpuP50Ms: number;
  readonly cpuP99Ms: number;
  readonly openSeconds: number;
  readonly linkSeconds: number;
  readonly mebibytes: number;
}

/** Rows of a source from one on to before another. */
function rowsOf({ name, ids, columns }: ReadSource, from: number, to: number): SourceTexts {
  return {
    name,
    ids: ids.slice(from, to),
    columns: new Map(
      [...columns].map(([field, { dictionary, codes }]) => [field, { dictionary, codes: codes.slice(from, to) }]),
    ),
  };
}

export async function growingBench(records: number): Promise<{ latency: GrowingLatency; paired: Paired[] }> {
  const folder = mkdtempSync(join(tmpdir(), 'kembaran-growing-'));
  try {
    const file = await writePersonsFile({
      rows: records + (STEPS + WARMING) * 2,
      duplicateShare: 0.2,
      seed: 3577,
      folder,
    });
    const written = loadModel(file.model);
    const plans = planSources(written, 'model.yaml', [file.persons]);
    const source = await readSource(plans[0]!, () => undefined);
    const base = rowsOf(source, 0, records);
    const plan = planFields(written, 'model.yaml', [source]);
    const table = makeTable({ sources: [base], fields: plan.fields });
    const links = planLinks(written, 'model.yaml', plans);
    const core = { measures: MEASURES, keyParts: PART_NAMES, autoComparisons };
    const { model } = completeModel(written, 'model.yaml', table, plan, links, core);
    const startedAt = performance.now();
    const { parameters } = await linkTable(table, model, { threads: THREADS, progress: SILENT });
    const linkedAt = performance.now();
    const live = await openLinkage(table, {
      ids: [base.ids],
      trained: parameters,
      threads: THREADS,
      progress: SILENT,
    });
    const openedAt = performance.now();
    const late = readRecords([rowsOf(source, records, source.ids.length)], plan.fields, table.readings);
    const { times, cpu } = takeSteps(live, late, source.name, base.ids);
    const latency: GrowingLatency = {
      records,
      steps: times.length,
      p50Ms: quantile(times, 0.5),
      p99Ms: quantile(times, 0.99),
      mostMs: times.at(-1)!,
      cpuP50Ms: quantile(cpu, 0.5),
      cpuP99Ms: quantile(cpu, 0.99),
      openSeconds: (openedAt - linkedAt) / 1000,
      linkSeconds: (linkedAt - startedAt) / 1000,
      mebibytes: Math.round(process.memoryUsage().rss / 2 ** 20),
    };
    const last = late.at(-1)!;
    const paired = await pair(
      { what: 'One more record, against linking all again with the same model', unit: 'records', size: records },
      { name: 'add and remove', run: () => addAndRemove(live, last) },
      {
        name: 'linkTable with the trained model',
        run: async () => {
          await linkTable(table, parameters.model, { threads: THREADS, progress: SILENT, trained: parameters });
          return 0;
        },
      },
      1,
    );
    return { latency, paired: [paired] };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function addAndRemove(live: LiveLinkage, record: StandardRecord): number {
  live.add(record);
  live.remove(nameOf(record.source, record.id));
  return 0;
}

/** Milliseconds of each step, ascending. */
function takeSteps(
  live: LiveLinkage,
  late: readonly StandardRecord[],
  source: string,
  ids: readonly string[],
): { readonly times: Float64Array; readonly cpu: Float64Array } {
  const draw = chance(1, 'bench-growing');
  const [times, cpu] = [new Float64Array(STEPS), new Float64Array(STEPS)];
  let next = 0;
  for (let step = -WARMING; step < STEPS; step++) {
    const [kind, name] = [(step + WARMING) % 10, nameOf(source, ids[draw.below(ids.length, step + WARMING)]!)];
    const isThere = live.records.find(name) !== undefined;
    const record = late[next]!;
    const usedBefore = process.cpuUsage();
    const startedAt = performance.now();
    if (kind < 7 || !isThere) {
      live.add(record);
      next++;
    } else if (kind < 9) {
      // The row of another late record, under the name of one that is there.
      live.change({ ...late[late.length - 2 - ((step + WARMING) % 100)]!, source, id: name.slice(source.length + 1) });
    } else {
      live.remove(name);
    }
    if (step < 0) continue;
    times[step] = performance.now() - startedAt;
    const { user, system } = process.cpuUsage(usedBefore);
    cpu[step] = (user + system) / 1000;
  }
  return { times: times.sort(), cpu: cpu.sort() };
}

const quantile = (ascending: Float64Array, share: number): number =>
  ascending[Math.min(ascending.length - 1, Math.floor(ascending.length * share))]!;

export const latencyLines = (of: GrowingLatency): string =>
  [
    `A linkage of ${of.records.toLocaleString('en')} records that grows (${of.steps.toLocaleString('en')} steps: 7 of 10 add, 2 change, 1 removes)`,
    `  a record   p50 ${of.p50Ms.toFixed(2)} ms   p99 ${of.p99Ms.toFixed(2)} ms   most ${of.mostMs.toFixed(1)} ms`,
    `  of the processor   p50 ${of.cpuP50Ms.toFixed(2)} ms   p99 ${of.cpuP99Ms.toFixed(2)} ms`,
    `  linked and learnt in ${of.linkSeconds.toFixed(1)} s, opened in ${of.openSeconds.toFixed(1)} s, ${of.mebibytes} MiB in all`,
  ].join('\n');
