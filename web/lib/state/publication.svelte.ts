/** What the server publishes, loaded as it is asked for: each part waits, is ready, or failed with a reason. */
import { createContext } from 'svelte';
import type { AreaLevel, PublicationMeta, QualityReport } from '#engine';
import { readTable, UnreadableTableError, type Table } from '../columns.ts';
import { shapesOf, type AreaShapes } from '../map/shapes.ts';
import { fetchAnswer, jsonOf, LoadingError, Part } from './loading.svelte.ts';

/** How long until the page asks again whether the twin is built. */
const ASK_AGAIN_MS = 5000;
/** How often an open page asks whether a newer snapshot is served. */
const LOOK_AGAIN_MS = 60_000;

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
    const lookAgain = (): void => void (document.visibilityState === 'visible' && this.lookAgain());
    const seldom = setInterval(lookAgain, LOOK_AGAIN_MS);
    document.addEventListener('visibilitychange', lookAgain);
    return () => {
      clearInterval(timer);
      clearInterval(seldom);
      document.removeEventListener('visibilitychange', lookAgain);
    };
  }

  /** Finds out whether a newer snapshot is served; a server that does not answer says nothing of it. */
  async lookAgain(): Promise<void> {
    if (this.meta.value === undefined || this.isOutdated) return;
    const response = await fetch('/data/meta.json', { method: 'HEAD', cache: 'no-store' }).catch(() => undefined);
    if (response?.ok) this.#compare(response);
  }

  #compare(response: Response): void {
    const snapshotId = response.headers.get('x-kembaran-snapshot') ?? undefined;
    this.#snapshotId ??= snapshotId;
    if (snapshotId !== this.#snapshotId) this.isOutdated = true;
  }

  async #json<T>(name: string): Promise<T> {
    return jsonOf<T>(await this.#fetch(name));
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
    const response = await fetchAnswer(`/data/${name}`);
    this.#compare(response);
    return response;
  }
}

export const [usePublication, providePublication] = createContext<Publication>();
