/** PGlite's files in a folder, with the one call that PGlite leaves out: fsync, so that a commit outlives a power cut. */
import { fsyncSync } from 'node:fs';
import { PGlite, type PGliteInterface } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';

interface NodeStream {
  readonly nfd?: number;
}

export class DurableFiles extends NodeFS {
  override async init(...[database, options]: Parameters<NodeFS['init']>): ReturnType<NodeFS['init']> {
    const result = await super.init(database, options);
    result.emscriptenOpts.preRun?.push((module) => {
      const { NODEFS } = module.FS.filesystems as unknown as {
        NODEFS: { stream_ops: { fsync?: (stream: NodeStream) => number } };
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
