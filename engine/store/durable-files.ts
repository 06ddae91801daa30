/**
 * PGlite's files in a folder, with the one call that PGlite leaves out: fsync, so that a commit outlives a power cut. And
 * with a word when there is no room: a database whose log cannot be written waits for ever instead of giving up.
 */
import { fsyncSync } from 'node:fs';
import { PGlite, type PGliteInterface } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';

interface NodeStream {
  readonly nfd?: number;
}

interface StreamOperations {
  fsync?: (stream: NodeStream) => number;
  write: (...args: readonly unknown[]) => number;
}

/** EDQUOT, EFBIG and ENOSPC as Emscripten numbers them (WASI). */
const NO_ROOM: ReadonlySet<unknown> = new Set([19, 22, 51]);

export class DurableFiles extends NodeFS {
  readonly #onNoRoom: () => void;

  /** @param onNoRoom called in the middle of a write that found no room, before the database knows */
  constructor(folder: string, onNoRoom: () => void) {
    super(folder);
    this.#onNoRoom = onNoRoom;
  }

  override async init(...[database, options]: Parameters<NodeFS['init']>): ReturnType<NodeFS['init']> {
    const result = await super.init(database, options);
    result.emscriptenOpts.preRun?.push((module) => {
      const { NODEFS } = module.FS.filesystems as unknown as { NODEFS: { stream_ops: StreamOperations } };
      const { write } = NODEFS.stream_ops;
      NODEFS.stream_ops.write = (...args) => {
        try {
          return write(...args);
        } catch (error) {
          if (NO_ROOM.has((error as { errno?: unknown }).errno)) this.#onNoRoom();
          throw error;
        }
      };
      NODEFS.stream_ops.fsync = ({ nfd }) => {
        // A folder has no number of its own here.
        if (nfd !== undefined) fsyncSync(nfd);
        return 0;
      };
    });
    return result;
  }
}

/** PGlite's own, without -F (which turns fsync off) and with the one way of syncing that reaches `fsync` above. */
export const DURABLE_START: readonly string[] = [
  ...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'),
  '-c',
  'wal_sync_method=fsync',
];

export type Database = PGliteInterface;
