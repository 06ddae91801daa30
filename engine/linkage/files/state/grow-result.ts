/** Takes rows and decisions into a result that is there: nothing is learnt anew, and who is not touched stays as he is. */
import { constants, copyFileSync, existsSync, linkSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Bilingual } from '../../../kernel/bilingual.ts';
import { TwinError } from '../../../kernel/errors.ts';
import { writeFileAtomic } from '../../../kernel/files.ts';
import type { Progress } from '../../../kernel/progress.ts';
import type { PartedComponents } from '../../core/deciding/part-components.ts';
import { keepLinkage, numbersOf } from '../../core/growing/kept-linkage.ts';
import type { LiveLinkage } from '../../core/growing/live-linkage.ts';
import { nameOf, type StandardRecord } from '../../core/growing/live-records.ts';
import type { FieldSpec } from '../../core/link-model.ts';
import { partedNotes } from '../../core/link-notes.ts';
import { arenaOfTexts } from '../../core/values/text-arena.ts';
import { inForce } from '../../review/binding.ts';
import { DECISIONS_FILE, readDecisions } from '../../review/decisions-file.ts';
import { goldenMade } from '../golden/golden-index.ts';
import type { GrownRecords } from '../golden/grown-golden.ts';
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
import { writeSpliced } from '../writing/splice.ts';
import { numberClusters, type Clusters } from '../writing/write-pairs.ts';
import { EVENTS_FILE, type EventLine } from './events-file.ts';
import { grownOrder } from './grown-order.ts';
import { grownPairs } from './grown-pairs.ts';
import { grownReport } from './grown-report.ts';
import { grownColumn } from './grown-rows.ts';
import { grownTables, readTables } from './grown-tables.ts';
import { changeEntities, clustersByEntity, earlierResult, eventsText, type Earlier } from './keep-entities.ts';
import { LINKS_FILE, packLinks } from './links-file.ts';
import { packLive, type TablesIndex } from './live-file.ts';
import { openLive } from './open-live.ts';
import { changeResult } from './result-lock.ts';
import { packColumns, readRows, type StoredColumn, type StoredRows } from './rows-file.ts';

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
  const written = readRows(join(folder, WRITTEN_ROWS_FILE), todo);
  const { parameters } = trained;
  const { links } = earlier;
  const settled = inForce(lines).pairs;
  const { live, tables } = await openLive({ folder, links, rows, parameters, settled, threads, progress });
  progress.stage('Memasukkan baris', records.length + removed.length, 'baris');
  const counts = takeIn(live, records, removed, parameters.model.fields, (done) => progress.at(done));
  progress.stage('Menulis pasangan dan kelompok');
  const come = options.written ?? [];
  const growth = await writeGrown({ folder, live, trained, earlier, rows, written, come, counts, tables });
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

interface Grown {
  readonly folder: string;
  readonly live: LiveLinkage;
  readonly trained: TrainedModelFile;
  readonly earlier: Earlier;
  readonly rows: StoredRows;
  readonly written: StoredRows;
  /** Rows that came, as their files write them. */
  readonly come: readonly StandardRecord[];
  readonly counts: Counts;
  readonly tables: TablesIndex | undefined;
}

/**
 * The files of a result take the place of those before all at once, so that nobody reads half a step. They are the bytes that
 * linking all rows anew would write; of what no row touched they are copied as they lie in those before, where these are as
 * they were written.
 */
async function writeGrown(grown: Grown): Promise<Growth> {
  const { folder, live, trained, earlier, rows, counts } = grown;
  const { fields } = trained.parameters.model;
  const old = grown.tables && readTables(folder, grown.tables);
  const isWhole = old === undefined || live.decided === undefined;
  const { names, numbers } = grownOrder(live.records, earlier.links);
  const numberOf = numbersOf(live, numbers);
  const isTouched = (number: number): boolean => isWhole || live.decided!.has(number) || !live.records.isLiving(number);
  const told = isWhole ? live.pairsToTell() : live.pairsDecided();
  const { pairs, was } = grownPairs(live, told, earlier.links.pairs, isTouched, numberOf);
  const entities = changeEntities(earlier, {
    clusters: isWhole ? live.clusters() : live.clustersDecided(),
    nameOf: (number) => live.records.nameOf(number),
    ...{ numbers, numberOf, isTouched },
  });
  const clusters = clustersByEntity(entities.entity);
  const standard = grownStandard(live, rows, fields, numbers);
  const ofFiles = grownWritten(grown, fields, numbers);
  const records: GrownRecords = { names, fields, standard, written: ofFiles, clusters };
  const spec = goldenOf(trained);
  const come = new Map(grown.come.map((row) => [live.records.find(nameOf(row.source, row.id)), row.texts]));
  const tables = grownTables({
    ...{ live, trained, rows, links: earlier.links, records, pairs, was, spec, isTouched, numbers },
    come: new Set([...come.keys()].filter((number) => number !== undefined)),
    old: isWhole ? undefined : old,
  });
  const made = goldenMade(tables.index.golden, spec, trained.parameters, pairs, clusters);
  const growth = {
    ...counts,
    records: numbers.length,
    linkedPairs: pairs.isLinked.reduce((sum, isLinked) => sum + isLinked, 0),
    events: countEvents(entities.fresh),
    dropped: OF_FIRST_RUN.filter((name) => existsSync(join(folder, name))),
    parted: live.parted(),
    conflicts: made.conflicts.clusters,
  };
  await writeOutputs(folder, (partial) => {
    for (const name of [TRAINED_FILE, FREQUENCIES_FILE]) keepFile(join(folder, name), join(partial, name));
    const checksums = Object.fromEntries(
      tables.files.map(({ name, input }) => [name, writeSpliced(join(partial, name), input)]),
    );
    writeFileAtomic(join(partial, LINKS_FILE), packLinks(pairs, entities.entity, names));
    writeFileAtomic(join(partial, ROWS_FILE), packColumns(fields, standard, numbers.length));
    writeFileAtomic(join(partial, WRITTEN_ROWS_FILE), packColumns(fields, ofFiles, numbers.length));
    writeFileAtomic(join(partial, EVENTS_FILE), eventsText(entities.events));
    const kept = { linkage: keepLinkage(live, numbers), tables: { ...tables.index, checksums } };
    writeFileAtomic(join(partial, LIVE_FILE), packLive(kept, partial));
    const numbered = numberClusters(firstOfCluster(clusters), names.order);
    writeFileAtomic(
      join(partial, 'report.json'),
      grownReport(folder, { names, pairs, clusters: numbered, made }, growth),
    );
  });
  return growth;
}

/** The trained model stays as it is: one file with two names, as long as the file system has such; else a copy. */
function keepFile(from: string, to: string): void {
  if (!existsSync(from)) return;
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to, constants.COPYFILE_FICLONE);
  }
}

/** [record] the first record of its cluster. */
function firstOfCluster({ number, count }: Clusters): Uint32Array {
  const first = new Uint32Array(count + 1).fill(NONE);
  return number.map((cluster, record) => {
    if (first[cluster] === NONE) first[cluster] = record;
    return first[cluster]!;
  });
}
const NONE = 0xffffffff;

/** Rows are kept only beside a model that says how golden records are made. */
function goldenOf({ golden }: TrainedModelFile): GoldenSpec {
  if (golden === undefined) throw new RangeError(`${TRAINED_FILE} says nothing of golden records.`);
  return golden;
}

/** [field] what records say as linking reads it. */
function grownStandard(
  live: LiveLinkage,
  rows: StoredRows,
  fields: readonly FieldSpec[],
  numbers: Uint32Array,
): StoredColumn[] {
  const fresh = placesOf(numbers, (number) => number >= rows.records || !live.records.isAsOpened(number));
  return fields.map(({ name }) => {
    const texts = fresh.map((place): [number, string] => [place, live.records.textOf(numbers[place]!, name)]);
    return grownColumn(rows.column(name) ?? blankColumn(rows.records), numbers, new Map(texts));
  });
}

/** [field] what they say as files write it: also where a row came that linking reads as the one before. */
function grownWritten(
  { live, written, come }: Grown,
  fields: readonly FieldSpec[],
  numbers: Uint32Array,
): StoredColumn[] {
  const texts = new Map(come.map((record) => [live.records.find(nameOf(record.source, record.id)), record.texts]));
  const fresh = placesOf(numbers, (number) => number >= written.records || texts.has(number));
  return fields.map(({ name }) => {
    const told = fresh.map((place): [number, string] => [place, texts.get(numbers[place]!)?.get(name) ?? '']);
    return grownColumn(written.column(name) ?? blankColumn(written.records), numbers, new Map(told));
  });
}

const placesOf = (numbers: Uint32Array, isAsked: (number: number) => boolean): number[] => {
  const places: number[] = [];
  for (let place = 0; place < numbers.length; place++) if (isAsked(numbers[place]!)) places.push(place);
  return places;
};

const blankColumn = (records: number): StoredColumn => ({ texts: arenaOfTexts(['']), codes: new Uint32Array(records) });

function countEvents(events: readonly EventLine[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { kind } of events) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}
