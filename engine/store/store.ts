/**
 * Where rows are kept: what any store can do. The embedded store and a PostgreSQL server behave the same; one suite of
 * tests runs on both.
 */
import type { Sql } from '../kernel/sql.ts';

/**
 * One row of an answer, by column name. int, float and count(*): number (bigint beyond 2^53); numeric, date, uuid: text
 * as PostgreSQL writes it; timestamptz: Date; bytea: Uint8Array; json: parsed; null: null.
 */
export type Row = Readonly<Record<string, unknown>>;

/** Whatever asks: the store itself, or one transaction of it. */
export interface Questioner {
  /**
   * Rows of one statement.
   *
   * @throws TwinError store when the database refuses it; the text never holds a value
   * @throws TwinError storage when the disk is full
   */
  rows<R = Row>(query: Sql): Promise<R[]>;
  /** One statement for its effect. @returns how many rows it touched */
  run(query: Sql): Promise<number>;
  /**
   * Puts columns into a table through COPY, whole or not at all when inside a transaction.
   *
   * @param table   schema and name: `twin.lineage`
   * @param columns name of the table's column to its values, all of one length
   * @returns       rows put in
   */
  insertColumns(table: string, columns: Readonly<Record<string, InsertColumn>>): Promise<number>;
  /** Several statements without values, as a migration holds them; all of them or none. */
  script(text: string): Promise<void>;
}

/** What the engine works with. One statement at a time: further ones wait their turn. */
export interface Store extends Questioner, PublishedReader {
  readonly kind: 'embedded' | 'server';
  /**
   * Runs `work` in one transaction: all of it, or nothing when it throws.
   * Inside, ask `transaction` and not the store, which would wait for itself; the store refuses that.
   */
  transaction<T>(work: (transaction: Questioner) => Promise<T>): Promise<T>;
  /** Gives up everything but the named questions, for ever: what a process does that has built and goes on to serve. */
  becomeWebOnly(): Promise<PublishedReader>;
  close(): Promise<void>;
}

/**
 * What serves the web: named questions about complete snapshots and nothing else, asked as role `kembaran_web`, which
 * may not read schema `identity`. No SQL can be handed in.
 */
export interface PublishedReader {
  published(question: PublishedQuestion, values?: readonly (string | number)[]): Promise<Row[]>;
  close(): Promise<void>;
}

export const PUBLISHED_QUESTIONS = ['schema-version', 'snapshots', 'newest-snapshot', 'artefact', 'artefacts'] as const;
export type PublishedQuestion = (typeof PUBLISHED_QUESTIONS)[number];

/** Text coded into a dictionary (kernel `Dictionary`); code 0 is blank. */
export interface CodedText {
  readonly codes: ArrayLike<number>;
  readonly dictionary: { readonly values: readonly string[] };
}

/**
 * One column to put in. Of a row: an integer or a float; NaN and `nullAt` become null; text, blank becomes null when
 * `blankIsNull`; bytes of one width from one array (uuid, keyed index), or of any length; one value for all rows.
 */
export type InsertColumn =
  | {
      readonly type: 'int2' | 'int4' | 'int8' | 'float4' | 'float8';
      readonly values: ArrayLike<number>;
      readonly nullAt?: number;
    }
  | { readonly type: 'text'; readonly values: readonly (string | null)[] }
  | { readonly type: 'coded-text'; readonly values: CodedText; readonly blankIsNull?: boolean }
  | { readonly type: 'json'; readonly values: readonly unknown[] }
  /** 16 bytes each; `at` picks them by index, -1 for null. */
  | { readonly type: 'uuid'; readonly values: Uint8Array; readonly at?: Int32Array }
  | { readonly type: 'bytes'; readonly values: readonly (Uint8Array | null)[] }
  /** Made when their turn comes, while the database takes in the rows before. */
  | { readonly type: 'made-bytes'; readonly length: number; readonly make: (row: number) => Uint8Array | null }
  | { readonly type: 'all'; readonly of: 'int4' | 'text'; readonly value: number | string };
