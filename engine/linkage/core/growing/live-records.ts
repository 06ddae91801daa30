/** The records of a live linkage: those of a table as it was, and those that came or changed since, as standard texts. */
import type { Settled } from '../deciding/settled-pairs.ts';
import { textOfValue, type LinkTable } from '../table.ts';
import { idHashOf } from '../values/make-table.ts';

export type { Settled };

/** A record with its fields as a table would hold them. */
export interface StandardRecord {
  readonly source: string;
  readonly id: string;
  /** Standard text by field; '' or left out for blank. */
  readonly texts: ReadonlyMap<string, string>;
}

export const nameOf = (source: string, id: string): string => `${source}\n${id}`;

/** What the records of a table are called, by their numbers. */
export interface TableNames {
  nameOf(record: number): string;
  find(name: string): number | undefined;
}

/** Records keep their numbers while they live; a number whose record is gone is not used again. */
export class LiveRecords {
  readonly #table: Pick<LinkTable, 'sources'>;
  readonly #textOf: (record: number, field: string) => string;
  readonly #texts = new Map<number, ReadonlyMap<string, string>>();
  readonly #ofTable: TableNames;
  /** Records of the table, which have the first numbers. */
  readonly #opened: number;
  /** Names of those that came since, and their numbers while they live. */
  readonly #names: string[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #gone = new Set<number>();
  source: Uint8Array;
  idHash: Uint32Array;
  /** Numbers that were given, those of records that are gone included. */
  count: number;

  /**
   * @param ids    [source][row] as the table has them, or what the records are called
   * @param textOf reads the texts of the records of the table, where its fields do not hold them
   */
  constructor(
    table: LinkTable,
    ids: readonly (readonly string[])[] | TableNames,
    textOf: (record: number, field: string) => string = textReader(table),
  ) {
    this.#table = table;
    this.#textOf = textOf;
    this.#ofTable = 'nameOf' in ids ? ids : listedNames(table.sources, ids);
    this.count = table.count;
    this.#opened = table.count;
    this.source = Uint8Array.from(table.source);
    this.idHash = Uint32Array.from(table.idHash);
  }

  get sources(): readonly string[] {
    return this.#table.sources;
  }

  /** Records that live. */
  get living(): number {
    return this.count - this.#gone.size;
  }

  find(name: string): number | undefined {
    const come = this.#numbers.get(name);
    if (come !== undefined) return come;
    const record = this.#ofTable.find(name);
    return record === undefined || this.#gone.has(record) ? undefined : record;
  }

  nameOf(record: number): string {
    return record < this.#opened ? this.#ofTable.nameOf(record) : this.#names[record - this.#opened]!;
  }

  isLiving(record: number): boolean {
    return record < this.count && !this.#gone.has(record);
  }

  /** Those of the table that are gone. */
  goneOfTable(): number[] {
    return [...this.#gone].filter((record) => record < this.#opened);
  }

  /** Those that came or changed since and live. */
  fresh(): number[] {
    return [...this.#texts.keys()];
  }

  *numbers(): IterableIterator<number> {
    for (let record = 0; record < this.count; record++) if (!this.#gone.has(record)) yield record;
  }

  textOf(record: number, field: string): string {
    const texts = this.#texts.get(record);
    if (texts !== undefined) return texts.get(field) ?? '';
    return this.#textOf(record, field);
  }

  /** Whether the record says what it said when the linkage was opened. */
  isAsOpened(record: number): boolean {
    return !this.#texts.has(record);
  }

  add({ source, id, texts }: StandardRecord): number {
    const record = this.count++;
    if (record >= this.source.length) this.#enlarge();
    this.source[record] = this.sources.indexOf(source);
    this.idHash[record] = idHashOf(source, id);
    const name = nameOf(source, id);
    this.#names.push(name);
    this.#numbers.set(name, record);
    this.#texts.set(record, texts);
    return record;
  }

  change(record: number, texts: ReadonlyMap<string, string>): void {
    this.#texts.set(record, texts);
  }

  remove(record: number): void {
    this.#numbers.delete(this.nameOf(record));
    this.#gone.add(record);
    this.#texts.delete(record);
  }

  #enlarge(): void {
    const length = Math.ceil((this.source.length + 1024) * 1.5);
    const [source, idHash] = [new Uint8Array(length), new Uint32Array(length)];
    source.set(this.source);
    idHash.set(this.idHash);
    [this.source, this.idHash] = [source, idHash];
  }
}

function listedNames(sources: readonly string[], ids: readonly (readonly string[])[]): TableNames {
  const names = sources.flatMap((source, s) => ids[s]!.map((id) => nameOf(source, id)));
  const numbers = new Map(names.map((name, record) => [name, record]));
  return { nameOf: (record) => names[record]!, find: (name) => numbers.get(name) };
}

function textReader({ fields }: LinkTable): (record: number, field: string) => string {
  return (record, field) => {
    const column = fields.get(field);
    return column === undefined ? '' : textOfValue(column.book, column.values[record]!);
  };
}
