/** The life of a snapshot: begun, filled, completed in one step, served, deleted as a whole. */
import { TwinError } from '../kernel/errors.ts';
import { sql } from '../kernel/sql.ts';
import { isoDate } from '../kernel/time.ts';
import type { PublishedReader, Row, Store } from './store.ts';

/** What a snapshot is made from. */
export interface SnapshotManifest {
  /** The same for the same inputs, parameters, code and seed. */
  readonly contentId: string;
  /** Days since 1970-01-01. */
  readonly referenceDay: number;
  readonly isSample: boolean;
  /** Whole number; undefined where no chance was involved. */
  readonly seed: number | undefined;
  readonly codeVersion: string;
  readonly parametersSha256: string;
  readonly inputs: readonly SnapshotInput[];
  /** Whatever else a reader of the snapshot may want to know. */
  readonly details?: Readonly<Record<string, unknown>>;
}

export interface SnapshotInput {
  readonly name: string;
  readonly registerId: string;
  readonly sha256: string;
}

/** A complete snapshot. */
export interface Snapshot {
  /** Counts up with each build of this store, with gaps where a build was killed. */
  readonly number: number;
  readonly contentId: string;
  /** 2025-12-31 */
  readonly referenceDate: string;
  readonly isSample: boolean;
  readonly createdAt: Date;
  readonly completedAt: Date;
  readonly seed: number | undefined;
  readonly codeVersion: string;
  readonly parametersSha256: string;
  readonly inputs: readonly SnapshotInput[];
  readonly details: Readonly<Record<string, unknown>>;
  readonly counts: Readonly<Record<string, unknown>>;
}

export interface StoredArtefact {
  readonly contentType: string;
  readonly sha256: string;
  readonly bytes: Uint8Array;
}

/** Whoever builds holds this lock, so that nobody takes his unfinished snapshot for one that was left behind. */
const BUILD_LOCK = 35_770_002;

async function takeBuildLock(store: Store): Promise<boolean> {
  const [row] = await store.rows<{ taken: boolean }>(sql`select pg_try_advisory_lock(${BUILD_LOCK}) as taken`);
  return row!.taken;
}

const releaseBuildLock = (store: Store): Promise<unknown> => store.run(sql`select pg_advisory_unlock(${BUILD_LOCK})`);

async function buildingElsewhere(store: Store): Promise<TwinError> {
  const [holder] = await store.rows<{ application: string; address: string | null }>(sql`
    select application_name as application, host(client_addr) as address
    from pg_locks join pg_stat_activity using (pid)
    where locktype = 'advisory' and objid = ${BUILD_LOCK} and granted
      and pg_locks.database = (select oid from pg_database where datname = current_database())`);
  const who =
    holder === undefined ? '' : `: ${holder.application}${holder.address === null ? '' : ` from ${holder.address}`}`;
  return new TwinError('busy', {
    code: 'build-under-way',
    what: `Another process builds a snapshot in this database${who}.`,
    todo: 'Wait until it is done, or stop it.',
  });
}

/**
 * Begins a snapshot, after clearing away what a killed build left behind. Ends with `completeSnapshot` or
 * `abandonSnapshot`.
 *
 * @returns number of the snapshot
 * @throws  TwinError busy when another process builds in the same database
 */
export async function beginSnapshot(store: Store, manifest: SnapshotManifest): Promise<number> {
  if (!(await takeBuildLock(store))) throw await buildingElsewhere(store);
  try {
    await deleteUnfinished(store);
    const [row] = await store.rows<{ number: number }>(sql`
      insert into twin.snapshot
        (content_id, reference_on, is_sample, seed, code_version, parameters_sha256, inputs, manifest)
      values (${manifest.contentId}, ${isoDate(manifest.referenceDay)}, ${manifest.isSample}, ${manifest.seed},
        ${manifest.codeVersion}, ${manifest.parametersSha256}, ${JSON.stringify(manifest.inputs)},
        ${JSON.stringify(manifest.details ?? {})})
      returning number`);
    return row!.number;
  } catch (error) {
    await releaseBuildLock(store).catch(() => undefined);
    throw error;
  }
}

/**
 * The single point at which a snapshot becomes visible and unchangeable.
 *
 * @param counts what the build counted, for whoever lists the snapshots
 * @throws TwinError store when it is not being built
 */
export async function completeSnapshot(
  store: Store,
  snapshot: number,
  counts: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const completed = await store.run(sql`
    update twin.snapshot set state = 'complete', completed_at = clock_timestamp(), counts = ${JSON.stringify(counts)}
    where number = ${snapshot} and state = 'building'`);
  if (completed !== 1) throw notBuilding(snapshot);
  await releaseBuildLock(store);
  await shortenLog(store);
}

const notBuilding = (snapshot: number): TwinError =>
  new TwinError('store', {
    code: 'snapshot-not-building',
    what: `Snapshot ${snapshot} is not being built.`,
    todo: 'Begin a new one.',
  });

/** Leaves nothing of a snapshot whose build failed. */
export async function abandonSnapshot(store: Store, snapshot: number): Promise<void> {
  await store.run(sql`delete from twin.snapshot where number = ${snapshot} and state = 'building'`);
  await releaseBuildLock(store);
  await freeRoom(store);
}

/**
 * Clears away what killed builds left behind; called when a process starts. A build under way in another process is
 * left alone.
 *
 * @returns how many there were
 */
export async function discardUnfinished(store: Store): Promise<number> {
  return (await whileNobodyBuilds(store, () => deleteUnfinished(store))) ?? 0;
}

/**
 * Does what would harm a snapshot that another process is building, or would take it for one that was left behind.
 *
 * @returns undefined, and nothing is done, while another process builds in the same database
 */
export async function whileNobodyBuilds<T>(store: Store, work: () => Promise<T>): Promise<T | undefined> {
  if (!(await takeBuildLock(store))) return undefined;
  try {
    return await work();
  } finally {
    await releaseBuildLock(store);
  }
}

async function deleteUnfinished(store: Store): Promise<number> {
  const deleted = await store.run(sql`delete from twin.snapshot where state = 'building'`);
  if (deleted > 0) await freeRoom(store);
  return deleted;
}

/** Deletes a complete snapshot with all its rows. @returns whether it was there */
export async function deleteSnapshot(store: Store, snapshot: number): Promise<boolean> {
  const deleted = await store.run(sql`delete from twin.snapshot where number = ${snapshot} and state = 'complete'`);
  if (deleted > 0) await freeRoom(store);
  return deleted > 0;
}

/**
 * Keeps the newest complete snapshots and deletes the older ones.
 *
 * @param count at least 1
 * @returns     numbers of those deleted
 */
export async function keepNewest(store: Store, count: number): Promise<number[]> {
  const deleted = await store.rows<{ number: number }>(sql`
    delete from twin.snapshot
    where state = 'complete' and number not in (
      select number from twin.snapshot where state = 'complete' order by number desc limit ${Math.max(1, count)}
    )
    returning number`);
  if (deleted.length > 0) await freeRoom(store);
  return deleted.map(({ number }) => number).sort((a, b) => a - b);
}

/** Two things that a server does by itself in the background. The large tables need no such care: they are dropped. */
async function freeRoom(store: Store): Promise<void> {
  if (store.kind === 'embedded') {
    await store.script('vacuum twin.snapshot, twin.register_file, twin.finding, twin.review_pair, twin.artefact');
  }
  await shortenLog(store);
}

/** The log since the last checkpoint is read again after a kill. */
async function shortenLog(store: Store): Promise<void> {
  if (store.kind === 'embedded') await store.script('checkpoint');
}

/** Complete snapshots, newest first. */
export async function listSnapshots(reader: PublishedReader): Promise<Snapshot[]> {
  return (await reader.published('snapshots')).map(snapshotOf);
}

/** The snapshot that is served: the newest complete one, or undefined when there is none yet. */
export async function newestSnapshot(reader: PublishedReader): Promise<Snapshot | undefined> {
  const [row] = await reader.published('newest-snapshot');
  return row && snapshotOf(row);
}

/** One artefact of a complete snapshot. */
export async function readArtefact(
  reader: PublishedReader,
  snapshot: number,
  name: string,
): Promise<StoredArtefact | undefined> {
  const [row] = await reader.published('artefact', [snapshot, name]);
  if (row === undefined) return undefined;
  const { content_type, sha256, bytes } = row as Record<'content_type' | 'sha256', string> & { bytes: Uint8Array };
  return { contentType: content_type, sha256, bytes };
}

/** Names of the artefacts of a complete snapshot. */
export async function artefactNames(reader: PublishedReader, snapshot: number): Promise<string[]> {
  return (await reader.published('artefacts', [snapshot])).map(({ name }) => name as string);
}

function snapshotOf(row: Row): Snapshot {
  return {
    number: row['number'] as number,
    contentId: row['content_id'] as string,
    referenceDate: row['reference_on'] as string,
    isSample: row['is_sample'] as boolean,
    createdAt: row['created_at'] as Date,
    completedAt: row['completed_at'] as Date,
    seed: (row['seed'] as number | null) ?? undefined,
    codeVersion: row['code_version'] as string,
    parametersSha256: row['parameters_sha256'] as string,
    inputs: row['inputs'] as SnapshotInput[],
    details: row['manifest'] as Record<string, unknown>,
    counts: row['counts'] as Record<string, unknown>,
  };
}
