/** What both stores have in common: one session, statements in turn, transactions, COPY, errors that hold no values. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { TwinError } from '../kernel/errors.ts';
import { sqlName, type Sql } from '../kernel/sql.ts';
import { columnLength, copyPieces } from './copy-binary.ts';
import type { InsertColumn, PublishedQuestion, PublishedReader, Questioner, Row, Store } from './store.ts';
import { toWire } from './values.ts';

export interface Answer {
  readonly rows: Row[];
  readonly affected: number;
}

/** One connection to a database, in this process or elsewhere. Every error it throws is a TwinError. */
export interface Session {
  query(text: string, values: readonly (string | null)[]): Promise<Answer>;
  /** Several statements without values. */
  script(text: string): Promise<void>;
  /**
   * @param target table and columns as COPY names them
   * @param bytes  one complete piece in COPY's binary format; not used by the caller afterwards
   */
  copy(target: string, bytes: Uint8Array): Promise<void>;
  /** One of the named questions, asked as role kembaran_web. */
  published(question: PublishedQuestion, values: readonly string[]): Promise<Row[]>;
  /** From now on only `published` and `close` are answered. */
  becomeWebOnly(): Promise<PublishedReader>;
  close(): Promise<void>;
}

/** Table (schema.name) and columns, quoted. */
const copyTarget = (table: string, columnNames: readonly string[]): string =>
  `${table.split('.').map(quoted).join('.')} (${columnNames.map(quoted).join(', ')})`;
const quoted = (name: string): string => sqlName(name).text;

class SessionQuestioner implements Questioner {
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  async rows<R = Row>(query: Sql): Promise<R[]> {
    return (await this.#session.query(query.text, query.values.map(toWire))).rows as R[];
  }

  async run(query: Sql): Promise<number> {
    return (await this.#session.query(query.text, query.values.map(toWire))).affected;
  }

  async insertColumns(table: string, columns: Readonly<Record<string, InsertColumn>>): Promise<number> {
    const rowCount = commonLength(table, columns);
    const target = copyTarget(table, Object.keys(columns));
    // The next piece is made ready while the database takes in the one before.
    let underWay: Promise<void> = Promise.resolve();
    try {
      for (const piece of copyPieces(Object.values(columns), rowCount)) {
        await underWay;
        underWay = this.#session.copy(target, piece);
      }
    } finally {
      await underWay;
    }
    return rowCount;
  }

  script(text: string): Promise<void> {
    return this.#session.script(text);
  }
}

function commonLength(table: string, columns: Readonly<Record<string, InsertColumn>>): number {
  const lengths = new Set(Object.values(columns).map(columnLength));
  lengths.delete(undefined);
  const [length] = lengths;
  if (lengths.size === 1 && Number.isInteger(length)) return length!;
  throw new RangeError(`The columns for ${table} are not of one length: ${[...lengths].join(', ')}.`);
}

const insideItself = (): TwinError =>
  new TwinError('internal', {
    code: 'store-inside-transaction',
    what: 'The store was asked from inside its own transaction, and would wait for itself.',
    todo: 'Ask the transaction that is handed in.',
  });

/** A store over one session: what is asked waits for what was asked before. */
export class SessionStore implements Store {
  readonly kind: Store['kind'];
  readonly #session: Session;
  readonly #questioner: SessionQuestioner;
  readonly #inside = new AsyncLocalStorage<true>();
  #last: Promise<unknown> = Promise.resolve();

  constructor(kind: Store['kind'], session: Session) {
    this.kind = kind;
    this.#session = session;
    this.#questioner = new SessionQuestioner(session);
  }

  rows<R = Row>(query: Sql): Promise<R[]> {
    return this.#inTurn(() => this.#questioner.rows<R>(query));
  }

  run(query: Sql): Promise<number> {
    return this.#inTurn(() => this.#questioner.run(query));
  }

  insertColumns(table: string, columns: Readonly<Record<string, InsertColumn>>): Promise<number> {
    return this.transaction((transaction) => transaction.insertColumns(table, columns));
  }

  script(text: string): Promise<void> {
    return this.#inTurn(() => this.#questioner.script(text));
  }

  published(question: PublishedQuestion, values: readonly (string | number)[] = []): Promise<Row[]> {
    return this.#inTurn(() => this.#session.published(question, values.map(String)));
  }

  transaction<T>(work: (transaction: Questioner) => Promise<T>): Promise<T> {
    return this.#inTurn(async () => {
      await this.#session.query('begin', []);
      try {
        const result = await this.#inside.run(true, () => work(this.#questioner));
        await this.#session.query('commit', []);
        return result;
      } catch (error) {
        // The first error is the one to tell; a session that is gone cannot roll back, and needs not to.
        await this.#session.query('rollback', []).catch(() => undefined);
        throw error;
      }
    });
  }

  becomeWebOnly(): Promise<PublishedReader> {
    return this.#inTurn(() => this.#session.becomeWebOnly());
  }

  close(): Promise<void> {
    return this.#inTurn(() => this.#session.close());
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.#inside.getStore()) return Promise.reject(insideItself());
    const turn = this.#last.then(work, work);
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}
