/** What the server publishes, loaded as it is asked for: each part waits, is ready, or failed with a reason. */
import { createContext } from 'svelte';
import type { AreaLevel, PublicationMeta, QualityReport } from '#engine';
import { readTable, UnreadableTableError, type Table } from '../columns.ts';
import { shapesOf, type AreaShapes } from '../map/shapes.ts';

/**
 * `not-built` no snapshot yet; `unreachable` the server does not answer; `missing` the snapshot has no such part;
 * `unreadable` what came is not what was expected; `server` the server could not read its store.
 */
export type Problem = 'not-built' | 'unreachable' | 'missing' | 'unreadable' | 'server';

export type Loading<T> =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'ready'; readonly value: T }
  | { readonly kind: 'failed'; readonly problem: Problem };

class LoadingError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem);
    this.problem = problem;
  }
}

const WAITING = { kind: 'waiting' } as const;
/** How long until the page asks again whether the twin is built. */
const ASK_AGAIN_MS = 5000;

/** One part of the publication: loaded once, and asked for again where that failed. */
class Part<T> {
  state = $state.raw<Loading<T>>(WAITING);
  /** On the way or there. */
  #isAsked = false;
  readonly #load: () => Promise<T>;

  constructor(load: () => Promise<T>) {
    this.#load = load;
  }

  ask(): void {
    if (this.#isAsked) return;
    this.#isAsked = true;
    this.#load().then(
      (value) => (this.state = { kind: 'ready', value }),
      (error: unknown) => {
        this.#isAsked = false;
        this.state = { kind: 'failed', problem: error instanceof LoadingError ? error.problem : 'unreadable' };
      },
    );
  }

  retry(): void {
    this.state = WAITING;
    this.ask();
  }

  get value(): T | undefined {
    return this.state.kind === 'ready' ? this.state.value : undefined;
  }
}

type PublishedLevel = Exclude<AreaLevel, 'rt'>;

const partsOf = <T>(load: (level: PublishedLevel) => Promise<T>): Readonly<Record<PublishedLevel, Part<T>>> => ({
  city: new Part(() => load('city')),
  kecamatan: new Part(() => load('kecamatan')),
  kelurahan: new Part(() => load('kelurahan')),
  rw: new Part(() => load('rw')),
});

export class Publication {
  /** A newer snapshot came while this page was open: its parts do not go together with those already loaded. */
  isOutdated = $state(false);
  #snapshotId: string | undefined;

  readonly meta = new Part<PublicationMeta>(() => this.#json('meta.json'));
  readonly quality = new Part<QualityReport>(() => this.#json<QualityReport>('quality.json'));

  readonly #tables = partsOf((level) => this.#table(level));
  readonly #shapes = partsOf(async (level) => shapesOf(await this.#json(`boundaries/${level}.json`)));

  table(level: PublishedLevel): Part<Table> {
    return this.#tables[level];
  }

  shapes(level: PublishedLevel): Part<AreaShapes> {
    return this.#shapes[level];
  }

  /**
   * Asks for the description of the data until it is there.
   *
   * @returns stops asking
   */
  open(): () => void {
    this.meta.ask();
    const timer = setInterval(() => {
      const { state } = this.meta;
      if (state.kind === 'failed' && state.problem === 'not-built') this.meta.retry();
    }, ASK_AGAIN_MS);
    return () => clearInterval(timer);
  }

  async #json<T>(name: string): Promise<T> {
    const response = await this.#fetch(name);
    return (await response.json().catch(() => {
      throw new LoadingError('unreadable');
    })) as T;
  }

  async #table(level: AreaLevel): Promise<Table> {
    const response = await this.#fetch(`table/${level}.bin`);
    try {
      return readTable(await response.arrayBuffer());
    } catch (error) {
      throw error instanceof UnreadableTableError ? new LoadingError('unreadable') : error;
    }
  }

  async #fetch(name: string): Promise<Response> {
    const response = await fetch(`/data/${name}`).catch(() => {
      throw new LoadingError('unreachable');
    });
    if (!response.ok) throw new LoadingError(await problemOf(response));
    const snapshotId = response.headers.get('x-kembaran-snapshot') ?? undefined;
    this.#snapshotId ??= snapshotId;
    if (snapshotId !== this.#snapshotId) this.isOutdated = true;
    return response;
  }
}

async function problemOf(response: Response): Promise<Problem> {
  if (response.status === 404) return 'missing';
  const body = (await response.json().catch(() => undefined)) as { error?: { code?: string } } | undefined;
  // While the twin is started its answer is plain text; the store has failed only where the answer says so.
  return response.status === 503 && body?.error?.code !== 'store-unreadable' ? 'not-built' : 'server';
}

export const [usePublication, providePublication] = createContext<Publication>();
