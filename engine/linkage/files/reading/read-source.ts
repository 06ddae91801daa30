/** Reads one file whole: its ids, and its fields as columns of codes. */
import { TextTable } from './text-table.ts';
import type { CellRow } from '../../../registers/cells.ts';
import { shownFileName } from '../../../registers/file-name.ts';
import type { RowSource } from '../../../registers/source.ts';
import { readingKey, settled } from '../../core/values/make-table.ts';
import type { Note } from '../../core/values/standardise.ts';
import { textsOfArena, type TextArena } from '../../core/values/text-arena.ts';
import { inputFault, inWordsOfModel } from '../model/model-error.ts';
import type { SourcePlan } from '../model/sources.ts';
import type { Layout } from './located.ts';
import { encodingNotes } from './encoding-note.ts';
import { blankMissingWords } from './missing-words.ts';
import { openSource, type OpenedSource } from './open-source.ts';
import { joinColumns, shareColumns, type ColumnReaders, type ColumnsRead } from './read-columns.ts';
import { cellBytes, cellValue, TextColumnBuilder, type ReadColumn } from './text-column.ts';

/** A file read. Record i of ids and of every column is one row. */
export interface ReadSource {
  readonly name: string;
  /** Name of the file, for people. */
  readonly file: string;
  /** [record] as text, trimmed; distinct. Strings are made when they are asked for. */
  readonly ids: readonly string[];
  /** [record] the same as bytes. */
  readonly idTexts: TextArena;
  /** By field name. */
  readonly columns: ReadonlyMap<string, ReadColumn>;
  /** Heading that each field was read from, for people. */
  readonly headings: ReadonlyMap<string, string>;
  /** How it is written, in words. */
  readonly dialect: RowSource['dialect'];
  /** [record] 1-based row in the file. */
  readonly rows: Uint32Array;
  readonly notes: readonly Note[];
}

/**
 * @param readings what columns decided about how they are read, as a trained model remembers it; what is decided now is
 *                 added to it
 * @param onBytes how much of the file has gone by since the last call
 * @param threads that read some of the columns of a CSV
 * @throws TwinError input: what `openSource` throws, ids that repeat or are blank, no record
 */
export async function readSource(
  plan: SourcePlan,
  onBytes: (bytes: number) => void,
  readings: Record<string, unknown> = {},
  threads?: ColumnReaders,
): Promise<ReadSource> {
  try {
    const opened = await openSource(plan);
    try {
      return await readOpened(plan, opened, onBytes, readings, threads);
    } finally {
      await opened.source.close();
    }
  } catch (error) {
    throw inWordsOfModel(error);
  }
}

async function readOpened(
  plan: SourcePlan,
  opened: OpenedSource,
  onBytes: (bytes: number) => void,
  readings: Record<string, unknown>,
  threads: ColumnReaders | undefined,
): Promise<ReadSource> {
  const { source, sheet, layout, csv } = opened;
  const hands = csv === undefined ? 1 : 1 + (threads?.helpers ?? 0);
  const [own, ...shares] = hands === 1 ? [layout] : await shareColumns(opened, hands);
  const helped = shares.map((share, helper) => threads!.ask(helper, 'columns', { csv: csv!, layout: share }));
  const reader = new RecordReader(own!, source.is1904);
  const [, ...parts] = await Promise.all([source.read(sheet, (row) => reader.row(row), onBytes), ...helped]);
  const file = shownFileName(plan.path);
  reader.check(file, layout);
  const columns = joinColumns(layout, plan.path, [reader.columns(), ...parts]);
  const missing = blankMissingWords(plan.name, columns, plan.settings.missing, (what, decide) =>
    settled(readings, readingKey(plan.name, '', what), decide),
  );
  const idTexts = reader.ids();
  let ids: readonly string[] | undefined;
  return {
    name: plan.name,
    file,
    get ids() {
      return (ids ??= textsOfArena(idTexts));
    },
    idTexts,
    columns,
    headings: new Map([...layout.fields].map(([field, at]) => [field, at.map((i) => layout.headings[i]!).join(' + ')])),
    dialect: source.dialect,
    rows: reader.rows(),
    notes: [
      ...(csv === undefined ? [] : encodingNotes(csv.survey)),
      ...reader.notes(file, layout.width, csv !== undefined),
      ...missing,
    ],
  };
}

const MOST_NAMED = 5;

/** Takes the rows below the headings. */
class RecordReader {
  readonly #builders: readonly (readonly [field: string, builder: TextColumnBuilder])[];
  readonly #layout: Layout;
  readonly #is1904: boolean;
  readonly #known = new TextTable();
  #rows = new Uint32Array(1 << 14);
  /** Rows without id, and with an id that an earlier row has. */
  readonly #blank: number[] = [];
  readonly #repeats: { row: number; first: number }[] = [];
  #blanks = 0;
  #repeated = 0;
  #wide = 0;
  #firstWide = 0;
  #short = 0;
  #firstShort = 0;

  constructor(layout: Layout, is1904: boolean) {
    this.#layout = layout;
    this.#is1904 = is1904;
    this.#builders = [...layout.fields].map(([field, at]) => [field, new TextColumnBuilder(at, is1904)]);
  }

  row(row: CellRow): void {
    if (row.row <= this.#layout.headingRow) return;
    const id = cellBytes(row, this.#layout.id, this.#is1904);
    if (id === undefined) return this.#withoutId(row);
    const record = this.#known.count;
    const first = this.#known.entry(id.bytes, id.start, id.end);
    if (first < record) {
      if (++this.#repeated <= MOST_NAMED) this.#repeats.push({ row: row.row, first: this.#rows[first]! });
      return;
    }
    if (row.count < this.#layout.width && this.#short++ === 0) this.#firstShort = row.row;
    if (row.count > this.#layout.width && hasMore(row, this.#layout.width) && this.#wide++ === 0)
      this.#firstWide = row.row;
    if (record >= this.#rows.length) this.#growRows();
    this.#rows[record] = row.row;
    for (const [, builder] of this.#builders) builder.add(record, row);
  }

  ids(): TextArena {
    return this.#known.arena(false);
  }

  columns(): ColumnsRead {
    const records = this.#known.count;
    return { records, columns: new Map(this.#builders.map(([field, builder]) => [field, builder.done(records)])) };
  }

  rows(): Uint32Array {
    return this.#rows.slice(0, this.#known.count);
  }

  #withoutId(row: CellRow): void {
    for (let cell = 0; cell < row.count; cell++) {
      if (cellValue(row, cell, this.#is1904) === '') continue;
      if (++this.#blanks <= MOST_NAMED) this.#blank.push(row.row);
      return;
    }
  }

  #growRows(): void {
    const larger = new Uint32Array(this.#rows.length * 2);
    larger.set(this.#rows);
    this.#rows = larger;
  }

  /** @throws TwinError input `id-repeats`, `id-blank`, `file-empty` */
  check(file: string, layout: Layout): void {
    const place = { file, column: layout.headings[layout.id]! };
    if (this.#repeated > 0) {
      const pairs = this.#repeats.map(({ row, first }) => `${row} (as ${first})`).join(', ');
      const what = `${rowCount(this.#repeated)} an id that an earlier row has: rows ${pairs}${more(this.#repeated)}.`;
      const todo = 'Choose a column that tells all rows apart, or remove the rows that repeat.';
      throw inputFault('id-repeats', { ...place, row: this.#repeats[0]!.row }, what, 'another id in each row', todo);
    }
    if (this.#blanks > 0) {
      const what = `${rowCount(this.#blanks)} no id: rows ${this.#blank.join(', ')}${more(this.#blanks)}.`;
      const todo = 'Fill in the id, or remove these rows (a line of totals is no record).';
      throw inputFault('id-blank', { ...place, row: this.#blank[0]! }, what, 'an id in each row', todo);
    }
    if (this.#known.count > 0) return;
    throw inputFault(
      'file-empty',
      { file },
      'It has headings and no row.',
      'a row for each record',
      'Export it again.',
    );
  }

  /** @param isCsv of workbooks and Parquet a row ends with its last value, and is not short */
  notes(file: string, width: number, isCsv: boolean): Note[] {
    const notes: Note[] = [];
    if (this.#wide > 0) {
      const [n, first] = [this.#wide, this.#firstWide];
      notes.push({
        id: `${file}: ${n} baris memuat lebih dari ${width} sel (pertama: baris ${first}); sel lebihnya tidak dibaca. Periksa tanda kutip di baris itu.`,
        en: `${file}: ${rowCount(n)} more than ${width} cells (the first: row ${first}); the cells beyond were not read. Look for missing quotation marks there.`,
      });
    }
    if (isCsv && this.#short > 0) {
      const [n, first] = [this.#short, this.#firstShort];
      notes.push({
        id: `${file}: ${n} baris memuat kurang dari ${width} sel (pertama: baris ${first}); sel yang tidak ada dibaca kosong. Periksa apakah baris itu terpotong.`,
        en: `${file}: ${rowCount(n)} fewer than ${width} cells (the first: row ${first}); the cells that are not there are read as blank. Look whether the row is cut off.`,
      });
    }
    return notes;
  }
}

const rowCount = (count: number): string => (count === 1 ? '1 row has' : `${count} rows have`);
const more = (count: number): string => (count > MOST_NAMED ? ' …' : '');

function hasMore(row: CellRow, from: number): boolean {
  for (let cell = from; cell < row.count; cell++) if (cellValue(row, cell, false) !== '') return true;
  return false;
}
