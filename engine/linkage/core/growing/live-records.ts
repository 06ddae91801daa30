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

/** Records keep their numbers while they live; a number whose record is gone is not used again. */
export class LiveRecords {
  readonly #table: Pick<LinkTable, 'sources'>;
  readonly #textOf: (record: number, field: string) => string;
  readonly #texts = new Map<number, ReadonlyMap<string, string>>();
  readonly #names: string[] = [];
  readonly #numbers = new Map<string, number>();
  source: Uint8Array;
  idHash: Uint32Array;
  /** Numbers that were given, those of records that are gone included. */
  count: number;

  /**
   * @param ids    [source][row] as the table has them
   * @param textOf reads the texts of the records of the table, where its fields do not hold them
   */
  constructor(
    table: LinkTable,
    ids: readonly (readonly string[])[],
    textOf: (record: number, field: string) => string = textReader(table),
  ) {
    this.#table = table;
    this.#textOf = textOf;
    this.count = table.count;
    this.source = Uint8Array.from(table.source);
    this.idHash = Uint32Array.from(table.idHash);
    table.sources.forEach((source, s) => {
      for (const id of ids[s]!) {
        const name = nameOf(source, id);
        this.#numbers.set(name, this.#names.length);
        this.#names.push(name);
      }
    });
  }

  get sources(): readonly string[] {
    return this.#table.sources;
  }

  /** Records that live. */
  get living(): number {
    return this.#numbers.size;
  }

  find(name: string): number | undefined {
    return this.#numbers.get(name);
  }

  nameOf(record: number): string {
    return this.#names[record]!;
  }

  isLiving(record: number): boolean {
    return this.#numbers.get(this.#names[record]!) === record;
  }

  numbers(): IterableIterator<number> {
    return this.#numbers.values();
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
    this.#numbers.delete(this.#names[record]!);
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

function textReader({ fields }: LinkTable): (record: number, field: string) => string {
  return (record, field) => {
    const column = fields.get(field);
    return column === undefined ? '' : textOfValue(column.book, column.values[record]!);
  };
}
