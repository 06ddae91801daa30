/** What the web serves: artefacts of the newest complete snapshot, asked from the store as the role that may read no more. */
import { loadConfig, type Config } from './config.ts';
import { sha256 } from './kernel/checksum.ts';
import { TwinError } from './kernel/errors.ts';
import { ARTEFACTS } from './layers/publication.ts';
import { openPublished } from './store/open.ts';
import { newestSnapshot, type Snapshot } from './store/snapshots.ts';
import type { PublishedReader } from './store/store.ts';

export interface PublishedArtefact {
  readonly name: string;
  readonly contentType: string;
  readonly sha256: string;
  readonly bytes: Uint8Array;
}

interface Newest {
  readonly number: number;
  readonly contentId: string;
  readonly completedAt: Date;
}

/** A newer snapshot, built by another process on a server, is served after this long at the latest. */
const LOOK_AGAIN_MS = 5000;

export class Publications {
  #reader: PublishedReader;
  readonly #now: () => number;
  #lookedAt = -Infinity;
  #newest: Promise<Newest | undefined> | undefined;
  /** Artefacts of the newest snapshot, by name; dropped when a newer one appears. */
  #kept = new Map<string, Promise<PublishedArtefact | undefined>>();
  #keptOf = -1;

  constructor(reader: PublishedReader, now: () => number = () => performance.now()) {
    this.#reader = reader;
    this.#now = now;
  }

  /** From now on another reader is asked: what it has shows at once. */
  readFrom(reader: PublishedReader): void {
    this.#reader = reader;
    this.#newest = undefined;
  }

  /** Content id of the newest complete snapshot; undefined while there is none. */
  async servedSnapshotId(): Promise<string | undefined> {
    return (await this.#look())?.contentId;
  }

  /** The same with all that it was made from; undefined while there is none. */
  newestSnapshot(): Promise<Snapshot | undefined> {
    return newestSnapshot(this.#reader);
  }

  /**
   * @throws TwinError store when the bytes do not fit their checksum: rather nothing than something damaged
   */
  async findArtefact(name: string): Promise<PublishedArtefact | undefined> {
    const newest = await this.#look();
    if (newest === undefined) return undefined;
    if (newest.number !== this.#keptOf) {
      this.#kept = new Map();
      this.#keptOf = newest.number;
    }
    const kept = this.#kept.get(name);
    if (kept !== undefined) return kept;
    const asked = this.#askUnlessReplaced(newest, name);
    // Only what exists is kept: names come from outside.
    const artefacts = this.#kept;
    artefacts.set(name, asked);
    void asked.then(
      (found) => found ?? artefacts.delete(name),
      () => artefacts.delete(name),
    );
    return asked;
  }

  close(): Promise<void> {
    return this.#reader.close();
  }

  #look(): Promise<Newest | undefined> {
    if (this.#newest === undefined || this.#now() - this.#lookedAt >= LOOK_AGAIN_MS) {
      this.#lookedAt = this.#now();
      this.#newest = this.#reader.published('newest-snapshot').then(
        ([row]) =>
          row && {
            number: row['number'] as number,
            contentId: row['content_id'] as string,
            completedAt: row['completed_at'] as Date,
          },
      );
      this.#newest.catch(() => (this.#newest = undefined));
    }
    return this.#newest;
  }

  /** Another process may have built since, and deleted the snapshot that was the newest a moment ago. */
  async #askUnlessReplaced(newest: Newest, name: string): Promise<PublishedArtefact | undefined> {
    const found = await this.#ask(newest, name);
    if (found !== undefined) return found;
    this.#newest = undefined;
    const now = await this.#look();
    return now === undefined || now.number === newest.number ? undefined : this.findArtefact(name);
  }

  async #ask(newest: Newest, name: string): Promise<PublishedArtefact | undefined> {
    const [row] = await this.#reader.published('artefact', [newest.number, name]);
    if (row === undefined) return undefined;
    const artefact = {
      name,
      contentType: row['content_type'] as string,
      sha256: row['sha256'] as string,
      bytes: row['bytes'] as Uint8Array,
    };
    if (sha256(artefact.bytes) !== artefact.sha256) throw damaged(name);
    return name === ARTEFACTS.meta ? withMoment(artefact, newest.completedAt) : artefact;
  }
}

const damaged = (name: string): TwinError =>
  new TwinError('store', {
    code: 'artefact-damaged',
    what: `The store gives ${name} with other bytes than were put in: their checksum does not fit.`,
    expected: 'the bytes of the build',
    todo: 'Build the snapshot again: npm run twin -- build --force. If it comes again, check the disk.',
  });

/** The moment of the build is no part of what was built: the store tells it. */
function withMoment(artefact: PublishedArtefact, completedAt: Date): PublishedArtefact {
  const meta = JSON.parse(new TextDecoder().decode(artefact.bytes)) as object;
  const bytes = new TextEncoder().encode(JSON.stringify({ ...meta, createdAt: completedAt.toISOString() }));
  return { ...artefact, bytes, sha256: sha256(bytes) };
}

let served: Promise<Publications> | undefined;

/** Before the store is open. */
const NOTHING_YET: PublishedReader = { published: async () => [], close: async () => undefined };

/**
 * Says that this process is about to open the store itself: until it hands over a reader there is no snapshot, and nobody
 * opens the store a second time.
 */
export function announcePublications(): void {
  served = Promise.resolve(new Publications(NOTHING_YET));
}

/** Hands the web the reader that this process has open already: the embedded store lets in one process only. */
export async function servePublicationsFrom(reader: PublishedReader): Promise<void> {
  served ??= Promise.resolve(new Publications(reader));
  (await served).readFrom(reader);
}

/** The publications of this process; opens the configured store at the first question where nobody handed one over. */
export function openPublications(config: () => Config = loadConfig): Promise<Publications> {
  served ??= openPublished(config()).then((reader) => new Publications(reader));
  served.catch(() => (served = undefined));
  return served;
}

export async function closePublications(): Promise<void> {
  const open = served;
  served = undefined;
  await (await open)?.close();
}
