/** The golden records of a run over files, and of rows that are kept for runs that take in more. */
import { join } from 'node:path';
import type { StandardRecord } from '../../core/growing/live-records.ts';
import type { FieldSpec } from '../../core/link-model.ts';
import type { LinkResult } from '../../core/pairs.ts';
import { textOfValue, type BookWords, type FieldKind, type LinkTable } from '../../core/table.ts';
import type { ReadSource } from '../reading/read-source.ts';
import { packRecords } from '../state/rows-file.ts';
import type { Clusters, RecordNames } from '../writing/write-pairs.ts';
import { Conflicts, strongFields, type ConflictSummary } from './conflicts.ts';
import type { ValueWords } from './golden-column.ts';
import type { GoldenSpec } from './spec.ts';
import {
  GOLDEN_FILE,
  GOLDEN_SOURCES_FILE,
  writeGolden,
  type GoldenSummary,
  type WrittenColumn,
} from './write-golden.ts';

export interface GoldenRun {
  readonly spec: GoldenSpec;
  readonly columns: readonly WrittenColumn[];
  readonly clusters: Clusters;
  readonly names: RecordNames;
  readonly source: LinkTable['source'];
  readonly pairs: LinkResult['pairs'];
  readonly parameters: LinkResult['parameters'];
}

export interface GoldenMade {
  readonly golden: GoldenSummary;
  readonly conflicts: ConflictSummary;
}

/** Writes both files into a folder, and tells what was chosen and what contradicts itself. */
export function writeGoldenFiles(folder: string, run: GoldenRun): GoldenMade {
  const { clusters, pairs, parameters } = run;
  const conflicts = new Conflicts(strongFields(parameters), pairs, clusters.number, clusters.count);
  const golden = writeGolden(join(folder, GOLDEN_FILE), join(folder, GOLDEN_SOURCES_FILE), { ...run, conflicts });
  return { golden, conflicts: conflicts.summary() };
}

/** Columns of a table beside the texts of the files that it was made of. */
export function columnsOfFiles(table: LinkTable, sources: readonly ReadSource[]): WrittenColumn[] {
  return [...table.fields.values()].map(({ name, values, book }) => {
    const written = sources.map(({ columns }) => columns.get(name));
    return {
      field: name,
      kind: book.kind,
      values,
      count: book.count,
      textOf: (value) => textOfValue(book, value),
      words: isName(book.kind) && book.words !== undefined ? wordsOfBook(book.words) : undefined,
      writtenOf(record) {
        const source = table.source[record]!;
        const column = written[source];
        return column === undefined ? '' : column.dictionary[column.codes[record - table.sourceStart[source]!]!]!;
      },
    };
  });
}

const isName = (kind: FieldKind): boolean => kind === 'name-part' || kind === 'full-name';

const wordsOfBook = ({ starts, wordOf, book }: BookWords): ValueWords => ({ starts, wordOf, wordCount: book.count });

/** Columns of records by their texts: standard, and as written. */
export function columnsOfTexts(
  fields: readonly Pick<FieldSpec, 'name' | 'kind'>[],
  records: number,
  standardOf: (record: number, field: string) => string,
  writtenOf: (record: number, field: string) => string,
): WrittenColumn[] {
  return fields.map(({ name, kind }) => {
    const { texts, values } = numbered(records, (record) => standardOf(record, name));
    return {
      field: name,
      kind,
      values,
      count: texts.length,
      textOf: (value) => texts[value]!,
      words: isName(kind) ? wordsOfTexts(texts) : undefined,
      writtenOf: (record) => writtenOf(record, name),
    };
  });
}

/** Texts as numbers, 0 for blank. */
function numbered(count: number, textOf: (at: number) => string) {
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

function wordsOfTexts(texts: readonly string[]): ValueWords {
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
    columns.map(({ field, kind }) => ({ name: field, kind })),
    Array.from(order, (record) => ({ texts: new Map(columns.map((each) => [each.field, each.writtenOf(record)])) })),
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
