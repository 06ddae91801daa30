/** Scenarios as the web asks for them: what can be moved, runs and where they stand, results that may be seen. */
import { loadConfig, type Config } from '../config.ts';
import { codeVersion, parametersSha256 } from '../fingerprint.ts';
import { sha256 } from '../kernel/checksum.ts';
import { TwinError } from '../kernel/errors.ts';
import { makePrivateFolder } from '../kernel/files.ts';
import { parseIsoDate } from '../kernel/time.ts';
import { CELL_STATES, type AreaTable } from '../layers/area-table.ts';
import { decodeAreaTable } from '../layers/encode.ts';
import { ARTEFACTS, type PublicationMeta } from '../layers/publication.ts';
import { openPublications, type Publications } from '../publications.ts';
import { populationFolder } from '../save-snapshot.ts';
import { countReplicates, openRunFolder } from '../simulation/replicates/run-folder.ts';
import {
  baselinesFolder,
  identityOf,
  identityOfBaseline,
  nameOfRun,
  simulationsFolder,
  type RunGround,
} from '../simulation/runs/run-identity.ts';
import { settingOf } from '../simulation/runs/pair-of.ts';
import { isThere, RunQueue, type RunReports, type RunView } from '../simulation/runs/run-queue.ts';
import { folderOfRun, idOfRun, isRunId, shownFile, type RunRecord } from '../simulation/runs/run-record.ts';
import { takeTurn } from '../simulation/runs/simulation-turn.ts';
import { snapshotFolderName } from '../snapshot-files.ts';
import type { Snapshot } from '../store/snapshots.ts';
import { catalogueOf, offeredScenarios, type ScenarioCatalogue } from './catalogue.ts';
import type { AheadOrder, SnapshotAtHand } from './protocol.ts';
import { BASELINE_NAME, readRequest, RUN_LIMITS } from './request.ts';
import { readShown, type ShownOnDisk } from './shown-file.ts';
import { sameAsBaseline } from './simulate-run.ts';
import { SimulationThread } from './thread-client.ts';

export interface ShownBytes {
  readonly bytes: Uint8Array;
  readonly sha256: string;
}

interface AtHand {
  readonly snapshot: Snapshot;
  readonly ground: RunGround;
  readonly areaCodes: readonly string[];
  readonly startDay: number;
  readonly residents: number | undefined;
  readonly forThread: SnapshotAtHand;
}

export class ScenarioRuns {
  readonly #config: Config;
  readonly #publications: () => Promise<Publications>;
  readonly #simulations: string;
  readonly #thread = new SimulationThread();
  readonly #queue: RunQueue;
  readonly #codeVersion = codeVersion();
  #atHand: AtHand | undefined;

  constructor(config: Config, publications: () => Promise<Publications>) {
    this.#config = config;
    this.#publications = publications;
    this.#simulations = simulationsFolder(config.dataFolder);
    makePrivateFolder(this.#simulations);
    this.#queue = new RunQueue({
      simulations: this.#simulations,
      work: (record, reports, signal) => this.#simulate(record, reports, signal),
      shownOf: ({ id }) => this.#shownOf(id)?.replicates,
      storedOf: ({ id, replicates }) => countReplicates(folderOfRun(this.#simulations, id), replicates),
      // Over another program it could not be had again: it stays as it is, and says so.
      mayRecompute: ({ ground }) => ground.codeVersion === this.#codeVersion,
    });
    for (const file of this.#queue.unreadable)
      process.stderr.write(`Riwayat simulasi: ${file} tidak dapat dibaca. / It is no record of a run any more.\n`);
  }

  /** @throws TwinError input `nothing-built`; configuration when the file of levers is faulty */
  async catalogue(): Promise<ScenarioCatalogue> {
    const atHand = await this.#look();
    // Whoever looks will run: residents are read and baselines simulated meanwhile. What goes wrong there the run tells.
    const ahead = this.#ahead(atHand);
    void this.#thread.ask(atHand.forThread, { kind: 'load', ...(ahead && { ahead }) }).catch(() => undefined);
    return catalogueOf(this.#config.modelsFolder, atHand);
  }

  /** Newest first. */
  runs(): RunView[] {
    return this.#queue.list();
  }

  run(id: string): RunView | undefined {
    return this.#queue.find(id);
  }

  /**
   * Queues a run, or finds it where it was asked for before.
   *
   * @throws TwinError input, when it cannot be simulated: names the key and the bounds
   */
  async start(request: unknown): Promise<RunView> {
    const { snapshot, ground, areaCodes, startDay, forThread } = await this.#look();
    const { spec, replicates, scenarioName, baselineName } = readRequest(
      request,
      this.#config.modelsFolder,
      areaCodes,
      startDay,
    );
    if (JSON.stringify(spec.scenario.levers) === JSON.stringify(spec.baseline.levers)) throw sameAsBaseline();
    const identity = identityOf(ground, spec);
    const id = idOfRun(nameOfRun(identity), replicates);
    const known = this.#queue.find(id);
    if (known !== undefined && isThere(known)) return known;
    await this.#thread.ask(forThread, { kind: 'check', spec, replicates });
    openRunFolder(folderOfRun(this.#simulations, id), identity);
    return this.#queue.ask({
      id,
      ...(scenarioName === undefined ? {} : { scenarioName }),
      ...(baselineName === undefined ? {} : { baselineName }),
      spec,
      ground,
      replicates,
      about: {
        contentId: snapshot.contentId,
        referenceDate: snapshot.referenceDate,
        isSample: snapshot.isSample,
      },
      state: 'waiting',
      askedAt: new Date().toISOString(),
    });
  }

  cancel(id: string): RunView | undefined {
    return this.#queue.cancel(id);
  }

  remove(id: string): boolean {
    return this.#queue.remove(id);
  }

  /** What may be seen of a run so far; undefined while there is nothing. */
  results(id: string): ShownBytes | undefined {
    if (!isRunId(id) || this.#queue.find(id) === undefined) return undefined;
    const shown = this.#shownOf(id);
    if (shown === undefined) {
      this.#queue.lose(id);
      return undefined;
    }
    return { bytes: shown.bytes, sha256: sha256(shown.bytes) };
  }

  /** A file that is no more what was written counts as none: the replicates are there, and it is made again from them. */
  #shownOf(id: string): ShownOnDisk | undefined {
    const shown = readShown(shownFile(this.#simulations, id));
    if (shown !== 'damaged') return shown;
    process.stderr.write(
      `Hasil simulasi ${id} rusak dan dihitung ulang dari ulangannya. / Its shown results are damaged; they are made again from its replicates.\n`,
    );
    return undefined;
  }

  close(): Promise<void> {
    return this.#thread.close();
  }

  /** What is asked unless somebody asks for something else. @returns undefined where the usual baseline is of no use */
  #ahead({ ground, areaCodes, startDay }: AtHand): AheadOrder | undefined {
    const { modelsFolder, dataFolder } = this.#config;
    const [years, replicates, seed] = [RUN_LIMITS.years, RUN_LIMITS.replicates, RUN_LIMITS.seed].map(
      (limits) => limits.default,
    ) as [number, number, number];
    const setting = settingOf(modelsFolder, areaCodes, startDay, years);
    const { scenarios } = offeredScenarios(modelsFolder, setting);
    const baseline = scenarios.find(({ key }) => key === BASELINE_NAME);
    if (baseline === undefined) return undefined;
    const spec = { baseline, scenario: baseline, years, seed, alignment: [] };
    const baselineIdentity = identityOfBaseline(ground, spec);
    return {
      spec,
      replicates,
      baselineIdentity,
      baselines: baselinesFolder(dataFolder),
      simulations: this.#simulations,
    };
  }

  async #simulate(record: RunRecord, reports: RunReports, signal: AbortSignal): Promise<void> {
    const { forThread, ground } = await this.#look();
    if (JSON.stringify(record.ground) !== JSON.stringify(ground)) throw groundChanged();
    const { id, spec, replicates } = record;
    const order = {
      spec,
      replicates,
      identity: identityOf(ground, spec),
      baselineIdentity: identityOfBaseline(ground, spec),
      baselines: baselinesFolder(this.#config.dataFolder),
      folder: folderOfRun(this.#simulations, id),
      shownFile: shownFile(this.#simulations, id),
    };
    const turn = await takeTurn(this.#simulations, {
      signal,
      isPatient: true,
      onWaiting: () => reports.onHeldUp?.(true),
      onTakenOver: (who) =>
        process.stderr.write(`Kunci simulasi yang tertinggal dari ${who} diambil alih. / Its lock was taken over.\n`),
    });
    try {
      reports.onHeldUp?.(false);
      await this.#thread.ask(forThread, { kind: 'run', order }, reports, signal);
    } finally {
      turn.release();
    }
  }

  async #look(): Promise<AtHand> {
    const publications = await this.#publications();
    const snapshot = await publications.newestSnapshot();
    if (snapshot === undefined) throw nothingBuilt();
    const parameters = parametersSha256(this.#config.modelsFolder);
    if (this.#atHand?.snapshot.number !== snapshot.number || this.#atHand.ground.parametersSha256 !== parameters)
      this.#atHand = await this.#read(publications, snapshot, parameters);
    return this.#atHand;
  }

  async #read(publications: Publications, snapshot: Snapshot, parameters: string): Promise<AtHand> {
    const artefact = async (name: string): Promise<Uint8Array> => {
      const found = await publications.findArtefact(name);
      if (found === undefined) throw nothingBuilt();
      return found.bytes;
    };
    const meta = JSON.parse(new TextDecoder().decode(await artefact(ARTEFACTS.meta))) as PublicationMeta;
    const kelurahanTable = await artefact(ARTEFACTS.table('kelurahan'));
    const cityTable = await artefact(ARTEFACTS.table('city'));
    const snapshotId = snapshotFolderName(snapshot.number, snapshot.contentId);
    return {
      snapshot,
      ground: { snapshotId, codeVersion: this.#codeVersion, parametersSha256: parameters },
      areaCodes: decodeAreaTable(kelurahanTable).areaCodes,
      startDay: parseIsoDate(snapshot.referenceDate)!,
      residents: residentsIn(decodeAreaTable(cityTable)),
      forThread: {
        snapshotId,
        populationFolder: populationFolder(this.#config, snapshotId),
        modelsFolder: this.#config.modelsFolder,
        parametersSha256: parameters,
        cityTable,
        kelurahanTable,
        limit: meta.smallestShownCount,
      },
    };
  }
}

/** Of the city, on the last day that is published; undefined where they are hidden. */
function residentsIn({ columns }: AreaTable): number | undefined {
  const column = columns.find(({ indicator }) => indicator === 'residents');
  const last = (column?.values.length ?? 0) - 1;
  return column && CELL_STATES[column.states[last]!] === 'value' ? column.values[last] : undefined;
}

const nothingBuilt = (): TwinError =>
  new TwinError('input', {
    code: 'nothing-built',
    what: 'There is no complete snapshot to start from.',
    todo: 'Build one first: npm run twin -- build',
  });

const groundChanged = (): TwinError =>
  new TwinError('input', {
    code: 'ground-changed',
    what: 'Residents, rates or program are others than when the run was asked for: going on would mix both.',
    todo: 'Ask for it again; what was simulated before stays as it is.',
  });

let opened: ScenarioRuns | undefined;

/** The runs of this process; those that a stopped server left go on from here. */
export const openScenarioRuns = (): ScenarioRuns =>
  (opened ??= new ScenarioRuns(loadConfig(), () => openPublications()));
