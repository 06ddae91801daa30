/**
 * The snapshot whose residents are in memory. Those of an older one are let go when nobody works with them any more: a new
 * snapshot ends no run that is under way.
 */
import type { SnapshotAtHand } from './protocol.ts';

interface Closable {
  readonly pool: { close(): Promise<void> };
}

/** Something that is worked with until it is given back. */
export interface Lent<T> {
  readonly loaded: T;
  giveBack(): void;
}

interface Kept<T> {
  readonly key: string;
  readonly loaded: Promise<T>;
  users: number;
}

export class SnapshotsAtHand<T extends Closable> {
  readonly #load: (snapshot: SnapshotAtHand) => Promise<T>;
  #newest: Kept<T> | undefined;

  constructor(load: (snapshot: SnapshotAtHand) => Promise<T>) {
    this.#load = load;
  }

  /** Reads the residents where they are not there yet; the snapshot that was asked for last is kept. */
  async lend(snapshot: SnapshotAtHand): Promise<Lent<T>> {
    const kept = this.#keptOf(snapshot);
    kept.users++;
    let isOut = true;
    const giveBack = (): void => {
      if (isOut) kept.users--;
      isOut = false;
      this.#letGo(kept);
    };
    try {
      return { loaded: await kept.loaded, giveBack };
    } catch (error) {
      // What could not be read is read anew by whoever asks next.
      if (this.#newest === kept) this.#newest = undefined;
      giveBack();
      throw error;
    }
  }

  #keptOf(snapshot: SnapshotAtHand): Kept<T> {
    const key = `${snapshot.snapshotId} ${snapshot.parametersSha256}`;
    const before = this.#newest;
    if (before?.key === key) return before;
    const kept = { key, loaded: this.#load(snapshot), users: 0 };
    this.#newest = kept;
    if (before !== undefined) this.#letGo(before);
    return kept;
  }

  #letGo(kept: Kept<T>): void {
    if (kept.users > 0 || kept === this.#newest) return;
    void kept.loaded.then(({ pool }) => pool.close()).catch(() => undefined);
  }
}
