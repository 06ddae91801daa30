/** The linkage held against the truth, where somebody knows it: which records are one entity. */
import { parse } from 'node:path';
import { shownFileName } from '../../registers/file-name.ts';
import type { Note } from '../core/values/standardise.ts';
import { inputFault, inWordsOfModel, listed } from './model/model-error.ts';
import type { LinkPlan } from './model/sources.ts';
import { pairsInCommon } from './pairs-in-common.ts';
import { shownHeadings } from './reading/heading-row.ts';
import { openIdTable } from './reading/open-id-table.ts';
import type { OpenedSource } from './reading/open-source.ts';
import type { ReadSource } from './reading/read-source.ts';
import { cellBytes, cellValue, type TextBytes } from './reading/text-column.ts';
import { TextTable } from './reading/text-table.ts';

/** [record] number of its entity from 1 on; 0 where the truth does not know the record. */
export interface Truth {
  readonly entity: Uint32Array;
  readonly entities: number;
  readonly notes: readonly Note[];
}

/** What of a source the truth is found by. */
export type TruthSource = Pick<ReadSource, 'name' | 'file' | 'idTexts'>;

export interface Accuracy {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  /** Pairs that are one entity, pairs that were linked, and those that are both; only pairs that the model asks for. */
  readonly truePairs: number;
  readonly linkedPairs: number;
  readonly correctPairs: number;
}

/**
 * Reads a table with the columns source, id and entity, or id and entity where no id is in two files.
 *
 * @throws TwinError input: unreadable, a column missing, an id that is in two files, a file that is not there, no id
 *         that is in any file
 */
export async function readTruth(path: string, sources: readonly TruthSource[]): Promise<Truth> {
  try {
    const opened = await openIdTable(path, 'source, id and entity');
    try {
      return await readEntities(shownFileName(path), opened, sources);
    } finally {
      await opened.source.close();
    }
  } catch (error) {
    throw inWordsOfModel(error);
  }
}

async function readEntities(file: string, opened: OpenedSource, sources: readonly TruthSource[]): Promise<Truth> {
  const { source, sheet, layout } = opened;
  const columnOf = (name: string): number => layout.headings.findIndex((heading) => heading.toLowerCase() === name);
  const [entityColumn, sourceColumn] = [columnOf('entity'), columnOf('source')];
  if (entityColumn < 0) {
    const todo = 'Give a table with the columns source, id and entity.';
    throw inputFault(
      'column-missing',
      { file },
      'There is no column "entity".',
      `entity beside ${listed(shownHeadings(layout.headings, 'headings'))}`,
      todo,
    );
  }
  const finder = new RecordFinder(file, sources);
  const entity = new Uint32Array(finder.records);
  const numbers = new TextTable();
  let unknown = 0;
  await source.read(
    sheet,
    (row) => {
      if (row.row <= layout.headingRow) return;
      const text = cellBytes(row, entityColumn, source.is1904);
      const id = cellBytes(row, layout.id, source.is1904);
      if (text === undefined || id === undefined) return;
      const named = sourceColumn < 0 ? undefined : cellValue(row, sourceColumn, source.is1904);
      const record = finder.find(id, named, row.row);
      if (record < 0) return void unknown++;
      entity[record] = numbers.entry(text.bytes, text.start, text.end) + 1;
    },
    () => undefined,
  );
  // A truth of other files would make nothing wrong, and everything look perfect.
  if (numbers.count === 0) throw ofOtherFiles(file, finder.records);
  return { entity, entities: numbers.count, notes: notesOf(file, unknown, entity) };
}

const ofOtherFiles = (file: string, records: number) =>
  inputFault(
    'truth-foreign',
    { file },
    `None of the ids in it is one of the ${records} records of the files.`,
    'source, id and entity of these records',
    'Give the truth of these files (ids as they have them; zeros in front count), or leave out --truth.',
  );

function notesOf(file: string, unknown: number, entity: Uint32Array): Note[] {
  const untold = entity.reduce((count, one) => count + Number(one === 0), 0);
  return [
    {
      id: `${file}: ${unknown} baris tentang catatan yang tidak ada di berkas mana pun dilewati.`,
      en: `${file}: ${unknown} rows about records that are in no file are passed over.`,
      count: unknown,
    },
    {
      id: `${file}: ${untold} catatan tidak disebut di dalamnya dan tidak ikut diukur.`,
      en: `${file}: ${untold} records are not told of in it and are left out of what is measured.`,
      count: untold,
    },
  ].flatMap(({ id, en, count }) => (count === 0 ? [] : [{ id, en }]));
}

/** Finds records by id, and by source where that is named. */
class RecordFinder {
  readonly records: number;
  readonly #file: string;
  readonly #sources: readonly TruthSource[];
  /** [source] first record. */
  readonly #starts: readonly number[];
  /** [source] ids, the entry of each being its row. */
  readonly #ids: readonly TextTable[];

  constructor(file: string, sources: readonly TruthSource[]) {
    this.#file = file;
    this.#sources = sources;
    let records = 0;
    this.#starts = sources.map(({ idTexts }) => (records += idTexts.count) - idTexts.count);
    this.records = records;
    this.#ids = sources.map(({ idTexts: { count, bytes, starts } }) => {
      const table = new TextTable();
      for (let row = 0; row < count; row++) table.entry(bytes, starts[row]!, starts[row + 1]!);
      return table;
    });
  }

  /** -1 where no file has it. */
  find(id: TextBytes, source: string | undefined, row: number): number {
    if (source !== undefined) return this.#findIn(this.#sourceOf(source, row), id);
    let found = -1;
    for (let s = 0; s < this.#ids.length; s++) {
      const record = this.#findIn(s, id);
      if (record >= 0 && found >= 0) throw this.#ambiguous(row);
      found = Math.max(found, record);
    }
    return found;
  }

  #findIn(source: number, { bytes, start, end }: TextBytes): number {
    const row = this.#ids[source]!.find(bytes, start, end);
    return row < 0 ? -1 : this.#starts[source]! + row;
  }

  #ambiguous(row: number) {
    const todo = 'Add a column "source" with the name of the file that each row is about.';
    const what = 'Two files have a record of this id.';
    return inputFault('truth-ambiguous', { file: this.#file, row }, what, 'a column source', todo);
  }

  #sourceOf(name: string, row: number): number {
    const found = this.#sources.findIndex(({ name: known, file }) => [known, file, parse(file).name].includes(name));
    if (found >= 0) return found;
    const expected = `one of ${listed(this.#sources.map((source) => source.name))}`;
    throw inputFault(
      'truth-source',
      { file: this.#file, row },
      `There is no file "${name}".`,
      expected,
      'Mend the name.',
    );
  }
}

/** [source × source] 1 where pairs of the two may be one entity by the model. */
export function askedPairs({ deduplicate, between }: LinkPlan, sources: readonly string[]): Uint8Array {
  const count = sources.length;
  const asked = new Uint8Array(count * count);
  deduplicate.forEach((isAsked, i) => (asked[i * count + i] = Number(isAsked)));
  for (const { left, right } of between) {
    const [i, j] = [sources.indexOf(left), sources.indexOf(right)];
    asked[i * count + j] = asked[j * count + i] = 1;
  }
  return asked;
}

/**
 * Measures clusters pair by pair. Records that the truth does not know count nowhere.
 *
 * @param cluster [record] any number that is the same within a cluster
 * @param source  [record]
 * @param asked   [source × source] as `askedPairs` gives it
 */
export function measureClusters(truth: Truth, cluster: Uint32Array, source: Uint8Array, asked: Uint8Array): Accuracy {
  const { entity } = truth;
  const of = { records: knownRecords(truth), source, asked };
  return accuracyOf(pairsInCommon(of, entity), pairsInCommon(of, cluster), pairsInCommon(of, entity, cluster));
}

function knownRecords({ entity }: Truth): Uint32Array {
  const known = new Uint32Array(entity.length);
  let count = 0;
  for (let record = 0; record < entity.length; record++) if (entity[record] !== 0) known[count++] = record;
  return known.subarray(0, count);
}

/** The same for pairs one by one. @param truePairs those that are one entity, of the pairs that the model asks for */
export function measurePairs(
  { entity }: Truth,
  pairs: {
    readonly count: number;
    readonly left: Uint32Array;
    readonly right: Uint32Array;
    readonly isLinked: Uint8Array;
  },
  truePairs: number,
): Accuracy {
  let linked = 0;
  let correct = 0;
  for (let pair = 0; pair < pairs.count; pair++) {
    const [left, right] = [entity[pairs.left[pair]!]!, entity[pairs.right[pair]!]!];
    if (pairs.isLinked[pair] !== 1 || left === 0 || right === 0) continue;
    linked++;
    if (left === right) correct++;
  }
  return accuracyOf(truePairs, linked, correct);
}

function accuracyOf(truePairs: number, linkedPairs: number, correctPairs: number): Accuracy {
  const precision = linkedPairs === 0 ? 1 : correctPairs / linkedPairs;
  const recall = truePairs === 0 ? 1 : correctPairs / truePairs;
  const f1 = truePairs + linkedPairs === 0 ? 1 : (2 * correctPairs) / (truePairs + linkedPairs);
  return { precision, recall, f1, truePairs, linkedPairs, correctPairs };
}
