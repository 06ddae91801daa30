/** The residents of the newest complete snapshot, for the commands that count on from them. */
import { boundariesFolder } from './boundaries.ts';
import type { Config } from './config.ts';
import type { Geography } from './geography/geography.ts';
import { loadGeography } from './geography/load.ts';
import { TwinError } from './kernel/errors.ts';
import type { Population } from './population/columns.ts';
import { readPopulation } from './population/parquet.ts';
import { populationFolder } from './save-snapshot.ts';
import { damagedFiles, snapshotFolderName } from './snapshot-files.ts';
import { openPublished } from './store/open.ts';
import { newestSnapshot, type Snapshot } from './store/snapshots.ts';

export interface NewestPopulation {
  /** As `twin status` lists it. */
  readonly snapshotId: string;
  readonly snapshot: Snapshot;
  readonly population: Population;
  /** The boundaries that the snapshot was built with: its area columns are indexes into their levels. */
  readonly geography: Geography;
}

/**
 * @throws TwinError input `nothing-built` or `boundaries-changed`; storage when the columns are damaged; store, busy
 */
export async function openNewestPopulation(config: Config): Promise<NewestPopulation> {
  const snapshot = await findNewest(config);
  if (snapshot !== undefined) return openPopulation(config, snapshot);
  throw new TwinError('input', {
    code: 'nothing-built',
    what: 'There is no complete snapshot to start from.',
    todo: 'Build one first: npm run twin -- build',
  });
}

/** @throws TwinError input `boundaries-changed`; storage when the columns are damaged */
export async function openPopulation(config: Config, snapshot: Snapshot): Promise<NewestPopulation> {
  const snapshotId = snapshotFolderName(snapshot.number, snapshot.contentId);
  const folder = populationFolder(config, snapshotId);
  const [damaged] = await damagedFiles(folder);
  if (damaged !== undefined) {
    throw new TwinError('storage', {
      code: 'population-unreadable',
      what: 'The columns of the newest snapshot are gone or are no more what was written.',
      where: { file: damaged },
      todo: 'Build the snapshot again: npm run twin -- build.',
    });
  }
  const geography = loadGeography(boundariesFolder(config));
  requireSameBoundaries(snapshot, geography);
  return { snapshotId, snapshot, population: await readPopulation(folder), geography };
}

async function findNewest(config: Config): Promise<Snapshot | undefined> {
  const reader = await openPublished(config);
  try {
    return await newestSnapshot(reader);
  } finally {
    await reader.close();
  }
}

function requireSameBoundaries(snapshot: Snapshot, geography: Geography): void {
  if (snapshot.details['geographyVersion'] === geography.version) return;
  throw new TwinError('input', {
    code: 'boundaries-changed',
    what: 'The newest snapshot was built with other boundaries than are in force now.',
    todo: 'Build a snapshot with the boundaries of now: npm run twin -- build',
  });
}
