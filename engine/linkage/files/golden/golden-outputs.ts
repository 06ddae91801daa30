/** The golden records of a run over files, and of rows that are kept for runs that take in more. */
import { join } from 'node:path';
import type { StandardRecord } from '../../core/growing/live-records.ts';
import type { LinkResult } from '../../core/pairs.ts';
import type { WeighedBy } from '../../core/trained/parameters.ts';
import { textOfValue, type BookWords, type FieldKind, type LinkTable } from '../../core/table.ts';
import type { ReadSource } from '../reading/read-source.ts';
import type { SharedColumn } from '../reading/text-column.ts';
import { packRecords } from '../state/rows-file.ts';
import { recordsByCluster, type Clusters, type RecordNames } from '../writing/write-pairs.ts';
import { Conflicts, strongFields, type ConflictSummary } from './conflicts.ts';
import type { ValueWords } from './golden-column.ts';
import type { GoldenSpec } from './spec.ts';
import { GOLDEN_FILE, GOLDEN_SOURCES_FILE, writeGolden, type GoldenSummary } from './write-golden.ts';
import { numberedTexts, type WrittenColumn } from './written-column.ts';

export interface GoldenRun {
  readonly spec: GoldenSpec;
  readonly columns: readonly WrittenColumn[];
  readonly clusters: Clusters;
  readonly names: RecordNames;
  readonly pairs: LinkResult['pairs'];
  readonly parameters: WeighedBy;
}

export interface GoldenMade {
  readonly golden: GoldenSummary;
  readonly conflicts: ConflictSummary;
}

/** Writes both files into a folder, and tells what was chosen and what contradicts itself. */
export function writeGoldenFiles(folder: string, { spec, columns, ...run }: GoldenRun): GoldenMade {
  const { conflicts, ...input } = conflictsOf(run);
  const paths = [join(folder, GOLDEN_FILE), join(folder, GOLDEN_SOURCES_FILE)] as const;
  const golden = writeGolden(...paths, { spec, columns, ...input }, conflicts);
  return { golden, conflicts: conflicts.summary() };
}

/** What golden records are made from beside the columns, and who is told of what contradicts itself. */
export function conflictsOf({ clusters, names, pairs, parameters }: Omit<GoldenRun, 'spec' | 'columns'>) {
  const strong = strongFields(parameters);
  return {
    clusters,
    records: recordsByCluster(clusters, names.order),
    names,
    strong: strong.map(({ field }) => field),
    conflicts: new Conflicts(strong, pairs, clusters.number, clusters.count),
  };
}

/** What of a source golden records are written from. */
export interface GoldenSource {
  readonly columns: ReadonlyMap<string, SharedColumn>;
}

/** Columns of a table beside the texts of the files that it was made of. */
export function columnsOfFiles(
  { fields, source, sourceStart }: Pick<LinkTable, 'fields' | 'source' | 'sourceStart'>,
  sources: readonly GoldenSource[],
): WrittenColumn[] {
  return [...fields.values()].map(({ name, values, book }) => ({
    field: name,
    kind: book.kind,
    values,
    count: book.count,
    textOf: (value) => textOfValue(book, value),
    words: isName(book.kind) && book.words !== undefined ? wordsOfBook(book.words) : undefined,
    written: { source, sourceStart, columns: sources.map(({ columns }) => columns.get(name)) },
  }));
}

export const isName = (kind: FieldKind): boolean => kind === 'name-part' || kind === 'full-name';

const wordsOfBook = ({ starts, wordOf, book }: BookWords): ValueWords => ({ starts, wordOf, wordCount: book.count });

/** Texts as numbers, 0 for blank. */
export function numbered(count: number, textOf: (at: number) => string) {
  const texts = [''];
  const numbers = new Map<string, number>([['', 0]]);
  const values = new Uint32Array(count);
  for (let at = 0; at < count; at++) {
    const text = textOf(at);
    let number = numbers.get(text);
    if (number === undefined) {
      numbers.set(text, (number = texts.length));
      texts.push(text);
    }
    values[at] = number;
  }
  return { texts, values };
}

/** Words of texts, [0] blank. */
export function wordsOfTexts(texts: readonly string[]): ValueWords {
  const split = texts.map((text) => (text === '' ? [] : text.split(' ')));
  const starts = new Uint32Array(texts.length + 1);
  split.forEach(({ length }, i) => (starts[i + 1] = starts[i]! + length));
  const all = split.flat();
  const words = numbered(all.length, (at) => all[at]!);
  return { starts, wordOf: words.values, wordCount: words.texts.length };
}

/** The bytes of WRITTEN_ROWS_FILE. @param order [record of the file] record of the columns */
export const packWritten = (columns: readonly WrittenColumn[], order: ArrayLike<number>): Uint8Array =>
  packRecords(
    columns.map(({ field, kind, written }) => ({ name: field, kind, ...numberedTexts(written) })),
    order,
  );

/** Rows as files write them, by the names that standard records have. */
export function writtenRecords(sources: readonly ReadSource[], fields: readonly { readonly name: string }[]) {
  return sources.flatMap(({ name, ids, columns }) =>
    ids.map((id, row): StandardRecord => {
      const texts = new Map<string, string>();
      for (const { name: field } of fields) {
        const column = columns.get(field);
        if (column !== undefined) texts.set(field, column.dictionary[column.codes[row]!]!);
      }
      return { source: name, id, texts };
    }),
  );
}
