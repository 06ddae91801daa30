/** What is there: registers, boundaries, snapshots, what is served, what a killed build left behind. */
import { existsSync } from 'node:fs';
import { boundariesFolder } from './boundaries.ts';
import type { Config } from './config.ts';
import { loadGeography } from './geography/load.ts';
import { sql } from './kernel/sql.ts';
import { loadDeclaration } from './registers/declaration.ts';
import { registerFiles } from './registers/read.ts';
import { populationFolder } from './save-snapshot.ts';
import { damagedFiles, orphanFolders, snapshotFolderName } from './snapshot-files.ts';
import { openStore } from './store/open.ts';
import { listSnapshots, whileNobodyBuilds, type Snapshot } from './store/snapshots.ts';
import type { Store } from './store/store.ts';

export interface TwinStatus {
  readonly store: 'embedded' | 'server';
  readonly registers: { readonly folder: string; readonly files: number; readonly isSample: boolean };
  readonly boundaries: 'indicative' | 'official';
  /** Newest first. */
  readonly snapshots: readonly {
    readonly id: string;
    readonly state: 'complete';
    readonly contentId: string;
    readonly referenceDate: string;
    readonly completedAt: string;
    readonly residents: number | null;
    /** Files of its columns that are gone or changed since the build. */
    readonly damaged: readonly string[];
  }[];
  /** Id of the snapshot that is served. */
  readonly served: string | null;
  /** Unfinished snapshots in the store and folders without a snapshot; none while another process builds. */
  readonly orphans: number;
}

/**
 * @throws TwinError busy when another process has the embedded store; store when the database cannot be reached
 */
export async function twinStatus(config: Config): Promise<TwinStatus> {
  const store = await openStore(config, { usesPostgis: false });
  try {
    const complete = await listSnapshots(store);
    const snapshots = await Promise.all(complete.map((snapshot) => snapshotStatus(config, snapshot)));
    const known = snapshots.map(({ id }) => id);
    return {
      store: store.kind,
      registers: registersStatus(config.registersFolder),
      boundaries: loadGeography(boundariesFolder(config)).status,
      snapshots,
      served: snapshots[0]?.id ?? null,
      orphans: (await whileNobodyBuilds(store, () => countOrphans(config, store, known))) ?? 0,
    };
  } finally {
    await store.close();
  }
}

/** @param known ids of the complete snapshots */
async function countOrphans(config: Config, store: Store, known: readonly string[]): Promise<number> {
  const [unfinished] = await store.rows<{ count: number }>(
    sql`select count(*) as count from twin.snapshot where state <> 'complete'`,
  );
  return unfinished!.count + orphanFolders(config.snapshotsFolder, known).length;
}

async function snapshotStatus(config: Config, snapshot: Snapshot): Promise<TwinStatus['snapshots'][number]> {
  const id = snapshotFolderName(snapshot.number, snapshot.contentId);
  return {
    id,
    state: 'complete',
    contentId: snapshot.contentId,
    referenceDate: snapshot.referenceDate,
    completedAt: snapshot.completedAt.toISOString(),
    residents: (snapshot.counts['residents'] as number | undefined) ?? null,
    damaged: await damagedFiles(populationFolder(config, id)),
  };
}

function registersStatus(folder: string): TwinStatus['registers'] {
  const files = existsSync(folder) ? registerFiles(folder) : [];
  return { folder, files: files.length, isSample: files.length > 0 && loadDeclaration(folder)?.sample === true };
}
