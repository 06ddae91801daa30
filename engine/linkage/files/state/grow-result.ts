/** Takes rows and decisions into a result that is there: nothing is learnt anew, and who is not touched stays as he is. */
import { constants, copyFileSync, existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Bilingual } from '../../../kernel/bilingual.ts';
import { TwinError } from '../../../kernel/errors.ts';
import { writeFileAtomic } from '../../../kernel/files.ts';
import type { Progress } from '../../../kernel/progress.ts';
import type { PartedComponents } from '../../core/deciding/part-components.ts';
import { keepLinkage } from '../../core/growing/kept-linkage.ts';
import type { LiveLinkage } from '../../core/growing/live-linkage.ts';
import { nameOf, type StandardRecord } from '../../core/growing/live-records.ts';
import { partedNotes } from '../../core/link-notes.ts';
import { arenaOfTexts, textsOfArena } from '../../core/values/text-arena.ts';
import type { LinkResult } from '../../core/pairs.ts';
import { inForce } from '../../review/binding.ts';
import { recordOfName } from '../../review/decision.ts';
import { DECISIONS_FILE, readDecisions } from '../../review/decisions-file.ts';
import { packWritten, writeGoldenFiles } from '../golden/golden-outputs.ts';
import { grownColumns, writtenRows, type WrittenRows } from '../golden/grown-golden.ts';
import type { GoldenSpec } from '../golden/spec.ts';
import { FREQUENCIES_FILE, readTrained, TRAINED_FILE, type TrainedModelFile } from '../trained/trained-file.ts';
import {
  LIVE_FILE,
  OTHER_PAIRS,
  REPORT_PAGE,
  ROWS_FILE,
  WRITTEN_ROWS_FILE,
  writeOutputs,
} from '../writing/out-folder.ts';
import { orderRecords } from '../writing/record-order.ts';
import { numberClusters, writeClusters, writePairs, type RecordNames } from '../writing/write-pairs.ts';
import { EVENTS_FILE, type EventLine } from './events-file.ts';
import { clustersByEntity, earlierResult, eventsText, keepEntities, type Earlier } from './keep-entities.ts';
import { grownReport } from './grown-report.ts';
import { LINKS_FILE, packLinks } from './links-file.ts';
import { packLive } from './live-file.ts';
import { openLive } from './open-live.ts';
import { changeResult } from './result-lock.ts';
import { readRows, repackRows, type KeptOrFresh, type StoredRows } from './rows-file.ts';

export interface GrowOptions {
  readonly folder: string;
  readonly records: readonly StandardRecord[];
  /** The same rows as their files write them. */
  readonly written?: readonly StandardRecord[];
  /** Names of records that are no more. */
  readonly removed: readonly string[];
  readonly decisionsPath?: string | undefined;
  readonly threads: number;
  readonly progress: Progress;
}

export interface Growth {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly removed: number;
  /** Asked to be removed, and not there. */
  readonly notThere: number;
  readonly records: number;
  readonly linkedPairs: number;
  /** Clusters whose records contradict each other. */
  readonly conflicts: number;
  /** Events of this step by kind. */
  readonly events: Readonly<Record<string, number>>;
  /** Files that told of the rows as they were, and are taken away. */
  readonly dropped: readonly string[];
  /** What hangs together and was too large to be looked at whole, of all rows. */
  readonly parted?: PartedComponents | undefined;
}

/** Made by the run that learnt alone, of its rows and, where asked for, with their values. */
const OF_FIRST_RUN = [REPORT_PAGE, OTHER_PAIRS];

/** What is said of a step besides its numbers. */
export const growthNotes = ({ dropped, parted }: Pick<Growth, 'dropped' | 'parted'>): Bilingual[] => [
  ...partedNotes(parted),
  ...droppedNotes(dropped),
];

function droppedNotes(dropped: readonly string[]): Bilingual[] {
  if (dropped.length === 0) return [];
  const files = dropped.join(', ');
  return [
    {
      id: `Dihapus, karena memuat baris sebelumnya: ${files}. report.json dihitung ulang; yang hanya dapat dikatakan proses yang belajar ada di firstRun.`,
      en: `Taken away, as it tells of the rows before: ${files}. report.json counts anew, and has under firstRun what only the run that learnt could tell.`,
    },
  ];
}

/** What a result must hold for rows to be taken in. */
export function openForGrowth(folder: string): { readonly trained: TrainedModelFile; readonly earlier: Earlier } {
  const earlier = earlierResult(folder);
  if (earlier === undefined || !existsSync(join(folder, TRAINED_FILE))) {
    throw new TwinError('usage', {
      code: 'no-result',
      what: `The folder "${basename(folder)}" holds no result of linking.`,
      expected: `a folder with ${LINKS_FILE} and ${TRAINED_FILE}`,
      todo: 'Link files first: npm run twin -- link MODEL.yaml FILE… --out DIR --keep-rows',
    });
  }
  if (![ROWS_FILE, WRITTEN_ROWS_FILE].every((name) => existsSync(join(folder, name)))) throw rowsNotKept(folder);
  return { trained: readTrained(join(folder, TRAINED_FILE)), earlier };
}

const rowsNotKept = (folder: string): TwinError =>
  new TwinError('usage', {
    code: 'rows-not-kept',
    what: `The result in "${basename(folder)}" was made without its rows: there is nothing that new ones could be compared with.`,
    expected: `${ROWS_FILE} and ${WRITTEN_ROWS_FILE} beside it`,
    todo:
      'Link all rows again, with --keep-rows where rows are to be taken in later: npm run twin -- link MODEL.yaml FILE… ' +
      '--out DIR --trained DIR/model.trained.json --keep-rows. Decisions bind then, too, and clusters keep their numbers.',
  });

/**
 * @throws TwinError usage: no result, or one without its rows; input: a file of it is damaged; busy: another process is
 *         changing it; storage
 */
export async function growResult(options: GrowOptions): Promise<Growth> {
  // Without a folder there is nothing to be changed, and no lock beside it: what is missing is told.
  if (!existsSync(options.folder)) return growAlone(options);
  return changeResult(options.folder, options.progress, () => growAlone(options));
}

async function growAlone(options: GrowOptions): Promise<Growth> {
  const { folder, records, removed, threads, progress } = options;
  const { trained, earlier } = openForGrowth(folder);
  const { lines } = readDecisions(options.decisionsPath ?? join(folder, DECISIONS_FILE));
  const { todo } = rowsNotKept(folder).text;
  const rows = readRows(join(folder, ROWS_FILE), todo);
  const written = writtenRows(folder, earlier.links, options.written ?? [], todo);
  const { parameters } = trained;
  const { links } = earlier;
  const settled = inForce(lines).pairs;
  const live = await openLive({ folder, links, rows, parameters, settled, threads, progress });
  progress.stage('Memasukkan baris', records.length + removed.length, 'baris');
  const counts = takeIn(live, records, removed, parameters.model.fields, (done) => progress.at(done));
  progress.stage('Menulis pasangan dan kelompok');
  const growth = await writeGrown(folder, live, trained, earlier, rows, written, counts);
  progress.end();
  return growth;
}

type Counts = Pick<Growth, 'added' | 'changed' | 'unchanged' | 'removed' | 'notThere'>;

function takeIn(
  live: LiveLinkage,
  records: readonly StandardRecord[],
  removed: readonly string[],
  fields: readonly { readonly name: string }[],
  onDone: (done: number) => void,
): Counts {
  const counts = { added: 0, changed: 0, unchanged: 0, removed: 0, notThere: 0 };
  let done = 0;
  for (const record of records) {
    const known = live.records.find(nameOf(record.source, record.id));
    if (known === undefined) {
      live.add(record);
      counts.added++;
    } else if (fields.some(({ name }) => live.records.textOf(known, name) !== (record.texts.get(name) ?? ''))) {
      live.change(record);
      counts.changed++;
    } else counts.unchanged++;
    onDone(++done);
  }
  for (const name of removed) {
    if (live.records.find(name) === undefined) counts.notThere++;
    else {
      live.remove(name);
      counts.removed++;
    }
    onDone(++done);
  }
  return counts;
}

/**
 * The files of a result are written whole, however few rows came: they are the bytes that linking all rows anew would write,
 * sorted by source and id and by number of pair, so that one row moves all that stand after it; and they take the place of
 * those before all at once, so that nobody reads half a step. What no row changes, the trained model, is not written again.
 */
async function writeGrown(
  folder: string,
  live: LiveLinkage,
  trained: TrainedModelFile,
  earlier: Earlier,
  rows: StoredRows,
  written: WrittenRows,
  counts: Counts,
): Promise<Growth> {
  const { names, recordOf } = namesOf(live);
  const pairs = pairsOf(live, recordOf);
  const clusterOf = new Uint32Array(names.order.records.length);
  for (const cluster of live.clusters()) {
    const smallest = cluster.reduce((least, number) => Math.min(least, recordOf.get(number)!), Infinity);
    for (const number of cluster) clusterOf[recordOf.get(number)!] = smallest;
  }
  const numbered = numberClusters(clusterOf, names.order);
  const entities = keepEntities(earlier, numbered, names);
  const clusters = clustersByEntity(entities.entity);
  const columns = grownColumns(trained.parameters.model.fields, live.records, names, written);
  const told = {
    ...counts,
    records: clusterOf.length,
    linkedPairs: pairs.isLinked.reduce((sum, isLinked) => sum + isLinked, 0),
    events: countEvents(entities.fresh),
    dropped: OF_FIRST_RUN.filter((name) => existsSync(join(folder, name))),
    parted: live.parted(),
  };
  let growth: Growth | undefined;
  await writeOutputs(folder, (partial) => {
    for (const name of [TRAINED_FILE, FREQUENCIES_FILE]) {
      if (existsSync(join(folder, name))) {
        copyFileSync(join(folder, name), join(partial, name), constants.COPYFILE_FICLONE);
      }
    }
    writePairs(join(partial, 'pairs.csv'), { pairs }, names, 1);
    writeClusters(join(partial, 'clusters.csv'), clusters, names);
    const made = writeGoldenFiles(partial, {
      spec: goldenOf(trained),
      columns,
      clusters,
      names,
      pairs,
      parameters: trained.parameters,
    });
    writeFileAtomic(join(partial, LINKS_FILE), packLinks(pairs, entities.entity, names));
    const kept = recordsInOrder(live, names);
    writeFileAtomic(join(partial, ROWS_FILE), packGrownRows(live, trained, rows, kept));
    writeFileAtomic(join(partial, WRITTEN_ROWS_FILE), packWritten(columns, names.order.records));
    writeFileAtomic(join(partial, EVENTS_FILE), eventsText(entities.events));
    growth = { ...told, conflicts: made.conflicts.clusters };
    writeFileAtomic(join(partial, LIVE_FILE), packLive(keepLinkage(live, kept), partial));
    const now = { names, pairs, clusters: numbered, made };
    writeFileAtomic(join(partial, 'report.json'), grownReport(folder, now, growth));
  });
  return growth!;
}

/** Rows are kept only beside a model that says how golden records are made. */
function goldenOf({ golden }: TrainedModelFile): GoldenSpec {
  if (golden === undefined) throw new RangeError(`${TRAINED_FILE} says nothing of golden records.`);
  return golden;
}

/** Records in the order of their sources, and where each live one went. */
function namesOf(live: LiveLinkage): { names: RecordNames; recordOf: ReadonlyMap<number, number> } {
  const { sources } = live.records;
  const numbers = sources.map((): number[] => []);
  for (const number of live.records.numbers()) numbers[live.records.source[number]!]!.push(number);
  const ids = numbers.map((of) => arenaOfTexts(of.map((number) => recordOfName(live.records.nameOf(number))[1])));
  const sourceStart = new Uint32Array(sources.length + 1);
  ids.forEach((of, s) => (sourceStart[s + 1] = sourceStart[s]! + of.count));
  return {
    names: { sources, sourceStart, ids, order: orderRecords(ids) },
    recordOf: new Map(numbers.flat().map((number, record) => [number, record])),
  };
}

function pairsOf(live: LiveLinkage, recordOf: ReadonlyMap<number, number>): LinkResult['pairs'] {
  const told = [...live.pairsToTell()];
  const { patterns } = live.weigher;
  const levels = new Uint8Array(told.length * patterns.width);
  told.forEach(({ pattern }, i) => {
    levels.set(patterns.levels.subarray(pattern * patterns.width, (pattern + 1) * patterns.width), i * patterns.width);
  });
  return {
    count: told.length,
    left: Uint32Array.from(told, ({ left }) => recordOf.get(left)!),
    right: Uint32Array.from(told, ({ right }) => recordOf.get(right)!),
    weightBits: Float32Array.from(told, ({ weightBits }) => weightBits),
    probability: Float32Array.from(told, ({ probability }) => probability),
    levels,
    rarityBits: Float32Array.from(told, ({ rarityBits }) => rarityBits),
    isLinked: Uint8Array.from(told, ({ isLinked }) => Number(isLinked)),
  };
}

/** Numbers of the records of a live linkage in the order of their names. */
function recordsInOrder(live: LiveLinkage, { sources, ids, order }: RecordNames): Uint32Array {
  const numbers = sources.flatMap((source, s) =>
    textsOfArena(ids[s]!).map((id) => live.records.find(nameOf(source, id))!),
  );
  return order.records.map((record) => numbers[record]!);
}

function packGrownRows(
  live: LiveLinkage,
  { parameters }: TrainedModelFile,
  stored: StoredRows,
  numbers: Uint32Array,
): Uint8Array {
  const { fields } = parameters.model;
  const records = Array.from(numbers, (number): KeptOrFresh => {
    if (number < stored.records && live.records.isAsOpened(number)) return number;
    return { texts: new Map(fields.map(({ name }) => [name, live.records.textOf(number, name)])) };
  });
  return repackRows(stored, fields, records);
}

function countEvents(events: readonly EventLine[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { kind } of events) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}
