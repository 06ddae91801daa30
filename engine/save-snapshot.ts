/** Puts everything of a build into the store and beside it, and lets it show only when all of it is there. */
import { join } from 'node:path';
import { writeKeptFacts, type KeptFacts } from './assistance/kept/kept-facts.ts';
import type { BuildManifest } from './build-manifest.ts';
import type { Config } from './config.ts';
import type { Geography } from './geography/geography.ts';
import { identitiesOf } from './identities.ts';
import type { Progress } from './kernel/progress.ts';
import type { Artefact } from './layers/publication.ts';
import { LINK_KINDS, type Linkage } from './linkage/linkage.ts';
import type { Population } from './population/columns.ts';
import { writePopulation } from './population/parquet.ts';
import type { FolderReading } from './registers/read.ts';
import {
  damagedFiles,
  makeSnapshotFolder,
  orphanFolders,
  removeSnapshotFolders,
  snapshotFolderName,
} from './snapshot-files.ts';
import type { Keys } from './store/keys.ts';
import { saveArtefacts, saveIdentities, saveLineage, saveReading, saveReview } from './store/snapshot-rows.ts';
import {
  abandonSnapshot,
  beginSnapshot,
  completeSnapshot,
  keepNewest,
  listSnapshots,
  whileNobodyBuilds,
} from './store/snapshots.ts';
import type { Store } from './store/store.ts';

export interface SnapshotParts {
  readonly manifest: BuildManifest;
  readonly reading: FolderReading;
  readonly linkage: Linkage;
  readonly population: Population;
  readonly geography: Geography;
  readonly facts: KeptFacts;
  readonly artefacts: readonly Artefact[];
  /** [person of the linkage × 16 bytes] */
  readonly personIds: Uint8Array;
  /** Writes who is who, for the next build. */
  readonly writePersons: (folder: string) => void;
  /** Writes which rows there are, for those who decide about them. */
  readonly writeRowKeys: (folder: string) => void;
  readonly counts: Readonly<Record<string, unknown>>;
}

/**
 * @returns name of the snapshot: its folder, and what `twin status` lists
 * @throws TwinError busy, store, storage; nothing of the snapshot is left then
 */
export async function saveSnapshot(
  config: Config,
  store: Store,
  keys: Keys,
  parts: SnapshotParts,
  progress: Progress,
): Promise<string> {
  const { manifest } = parts;
  const number = await beginSnapshot(store, {
    ...manifest,
    inputs: parts.reading.files.map(({ name, registerId, sha256 }) => ({ name, registerId, sha256 })),
    details: {
      geographyVersion: manifest.geographyVersion,
      factsSha256: manifest.factsSha256,
      files: manifest.inputs,
      inputsId: manifest.inputsId,
    },
  });
  const name = snapshotFolderName(number, manifest.contentId);
  try {
    await makeSnapshotFolder(config.snapshotsFolder, name, (folder) => {
      writePopulation(parts.population, parts.geography, folder);
      writeKeptFacts(parts.facts, folder);
      parts.writePersons(folder);
      parts.writeRowKeys(folder);
    });
    await saveRows(store, keys, number, parts, progress);
    await completeSnapshot(store, number, parts.counts);
  } catch (error) {
    removeSnapshotFolders(config.snapshotsFolder, [name]);
    await abandonSnapshot(store, number).catch(() => undefined);
    throw error;
  }
  return name;
}

async function saveRows(
  store: Store,
  keys: Keys,
  number: number,
  parts: SnapshotParts,
  progress: Progress,
): Promise<void> {
  const { reading, linkage, personIds } = parts;
  const { registers } = reading;
  progress.stage('Menyimpan jejak baris', registers.length, 'register');
  await saveReading(store, number, reading);
  for (const [r, records] of registers.entries()) {
    await saveLineage(store, number, [{ records, links: linkage.links[r]! }], LINK_KINDS, personIds);
    progress.at(r + 1);
  }
  await saveReview(store, number, linkage.review, registers, personIds);
  progress.stage('Menyandikan dan menyimpan identitas', linkage.personCount, 'orang');
  await saveIdentities(store, number, keys, identitiesOf(registers, linkage), personIds);
  progress.stage('Menyimpan tabel wilayah', parts.artefacts.length, 'berkas');
  await saveArtefacts(store, number, parts.artefacts);
  progress.end();
}

/**
 * Keeps the newest snapshots, and of the folders those that belong to one; later, when another process is building: the
 * folder that it fills belongs to none yet.
 */
export async function tidySnapshots(
  config: Pick<Config, 'keepSnapshots' | 'snapshotsFolder'>,
  store: Store,
): Promise<void> {
  await whileNobodyBuilds(store, async () => {
    await keepNewest(store, config.keepSnapshots);
    const known = (await listSnapshots(store)).map(({ number, contentId }) => snapshotFolderName(number, contentId));
    removeSnapshotFolders(config.snapshotsFolder, orphanFolders(config.snapshotsFolder, known));
  });
}

/** Where the columns of a snapshot are. */
export const populationFolder = (config: Pick<Config, 'snapshotsFolder'>, name: string): string =>
  join(config.snapshotsFolder, name);

/** Whether the columns of a snapshot are as they were written; what is not is told. */
export async function isWhole(config: Config, name: string, progress: Progress): Promise<boolean> {
  const damaged = await damagedFiles(populationFolder(config, name));
  if (damaged.length === 0) return true;
  progress.note(`Berkas snapshot ${name} hilang atau rusak (${damaged.join(', ')}): dibangun ulang.`);
  return false;
}
