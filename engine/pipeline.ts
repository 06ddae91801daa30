/**
 * The main job, top to bottom: register files in, a complete snapshot of the twin out. Each step hands its result to the
 * next; nothing shows until the last one is done.
 */
import { accuracyOfSample, type SampleAccuracy } from './accuracy.ts';
import { loadProgrammes } from './assistance/programmes/load.ts';
import { boundariesFolder } from './boundaries.ts';
import { describeBuild, readingId, withIds, type BuildManifest } from './build-manifest.ts';
import { loadCityDecisions } from './city-decisions.ts';
import type { EventCounts } from './city-events.ts';
import { factTable, gatherFacts } from './city-facts.ts';
import { keepCityPersons, personsBefore } from './city-persons.ts';
import { makeRowKeys } from './city-row-keys.ts';
import type { Config } from './config.ts';
import { loadGeography } from './geography/load.ts';
import type { RegisterQuality } from './layers/publication.ts';
import type { LinkageReport } from './linkage/linkage.ts';
import { linkCity, populateCity } from './linked-city.ts';
import { requireResidents } from './population/require-residents.ts';
import { publishLists } from './publish-lists.ts';
import { publish } from './publish.ts';
import { isWhole, saveSnapshot, tidySnapshots } from './save-snapshot.ts';
import { snapshotFolderName } from './snapshot-files.ts';
import { openKeys } from './store/keys.ts';
import { discardUnfinished, listSnapshots, newestSnapshot, type Snapshot } from './store/snapshots.ts';
import type { Store } from './store/store.ts';
import type { TerminalProgress } from './terminal.ts';

export interface BuildOptions {
  readonly config: Config;
  readonly progress: TerminalProgress;
  readonly store: Store;
  /** Build even when the newest snapshot was made from the same. */
  readonly isForced: boolean;
  /** Build even when not half as many people are left as the newest snapshot has. */
  readonly acceptsFewer?: boolean;
}

export type BuildOutcome =
  | { readonly kind: 'unchanged'; readonly snapshotId: string }
  | {
      readonly kind: 'built';
      readonly snapshotId: string;
      readonly residents: number;
      readonly households: number;
      readonly registers: readonly RegisterQuality[];
      /** Against the truth of the sample city; undefined for real registers. */
      readonly accuracy: SampleAccuracy['registers'] | undefined;
      /** Chances told of links against the same truth. */
      readonly calibration: SampleAccuracy['calibration'] | undefined;
      /** The links of each register as judged without truth. */
      readonly judged: LinkageReport['judged'];
      /** What became of the decisions of people; undefined where there are none. */
      readonly decisions: LinkageReport['decisions'];
      /** What happened to persons since the snapshot before; `isFirst` where none before knew of them. */
      readonly persons: { readonly isFirst: boolean; readonly counts: EventCounts };
      readonly stages: readonly { readonly stage: string; readonly seconds: number }[];
    };

/**
 * Builds a snapshot from the registers folder, unless the newest one was made from the very same.
 *
 * @throws TwinError what is wrong, where, and what to do; the snapshot served before is unharmed
 */
export async function buildTwin(options: BuildOptions): Promise<BuildOutcome> {
  const { config, progress, store } = options;
  const keys = await openKeys(store, config.keysFile);
  const geography = loadGeography(boundariesFolder(config));
  const decisions = loadCityDecisions(config.decisionsFile, keys);
  const inputs = await describeBuild({
    ...config,
    geography,
    keysFingerprint: keys.fingerprint,
    decisionsSha256: decisions.sha256,
    progress,
  });
  await discardUnfinished(store);
  await tidySnapshots(config, store);
  const newest = await newestSnapshot(store);
  if (inputsOf(newest) === inputs.inputsId && newest !== undefined && !options.isForced) {
    const snapshotId = snapshotFolderName(newest.number, newest.contentId);
    if (await isWhole(config, snapshotId, progress)) return { kind: 'unchanged', snapshotId };
  }

  const programmes = loadProgrammes(config.modelsFolder);
  const linked = await linkCity(config, decisions, progress);
  const rowKeys = makeRowKeys(keys, linked.reading.registers, readingId(inputs));
  // Thrown where it is waited for; until then it is no error that nobody looks at.
  rowKeys.catch(() => undefined);
  progress.stage('Menetapkan id orang', linked.linkage.personCount, 'orang');
  // Samples of several seeds are several cities, and none of them is the real one.
  const isOfCity = ({ isSample, seed }: Snapshot): boolean => isSample === inputs.isSample && seed === inputs.seed;
  const snapshots = (await listSnapshots(store)).filter(isOfCity);
  const folders = snapshots.map(({ number, contentId }) => snapshotFolderName(number, contentId));
  const persons = keepCityPersons(linked, keys, personsBefore(config, keys, folders, progress));
  const manifest = withIds(inputs, persons.idsSha256);
  const city = populateCity(linked, config, keys, geography, manifest.referenceDay, progress, persons.ids);
  const { reading, linkage, population, householdOfPerson, findings } = city;
  const { residents, households } = { residents: population.persons.count, households: population.households.count };
  const servedResidents = residentsServed(newest, manifest);
  requireResidents({ residents, servedResidents, acceptsFewer: options.acceptsFewer === true });
  const published = publish({
    ...config,
    manifest,
    reading,
    linkage,
    geography,
    population,
    householdOfPerson,
    findings,
    progress,
  });
  progress.stage('Menyusun fakta dan daftar bantuan');
  const facts = gatherFacts(city, geography, programmes);
  const table = factTable(config, programmes, population, facts);
  const lists = publishLists({ ...published, ...facts, programmes, table, population, geography });

  const snapshotId = await saveSnapshot(
    config,
    store,
    keys,
    {
      manifest,
      reading,
      linkage,
      population,
      geography,
      facts,
      artefacts: [...published.artefacts, lists],
      personIds: city.personIds,
      writePersons: persons.write,
      writeRowKeys: await rowKeys,
      counts: { residents, households, personEvents: persons.counts },
    },
    progress,
  );
  await tidySnapshots(config, store);
  const accuracy = accuracyOf(manifest, () => accuracyOfSample(reading, linkage, config.truthFolder));
  return {
    kind: 'built',
    snapshotId,
    residents,
    households,
    registers: published.quality.registers,
    accuracy: accuracy?.registers,
    calibration: accuracy?.calibration,
    judged: linkage.report.judged,
    decisions: linkage.report.decisions,
    persons: { isFirst: persons.isFirst, counts: persons.counts },
    stages: [...progress.durations],
  };
}

/** Residents of the newest snapshot, if it is of the same city: samples are made in any size. */
function residentsServed(newest: Snapshot | undefined, { isSample }: BuildManifest): number | undefined {
  const residents = newest?.counts['residents'];
  return typeof residents === 'number' && !isSample && !newest!.isSample ? residents : undefined;
}

/** What a snapshot was made from; those of earlier versions had the ids that their inputs gave. */
function inputsOf(snapshot: Snapshot | undefined): string | undefined {
  const inputsId = snapshot?.details['inputsId'];
  return typeof inputsId === 'string' ? inputsId : snapshot?.contentId;
}

const accuracyOf = <T>(manifest: BuildManifest, evaluate: () => T): T | undefined =>
  manifest.isSample ? evaluate() : undefined;
