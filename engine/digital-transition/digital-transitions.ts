/** The digital service transition as the web asks for it: what may be edited, and answers that may be seen. */
import { loadConfig, type Config } from '../config.ts';
import { codeVersion, parametersSha256 } from '../fingerprint.ts';
import type { Bilingual } from '../kernel/bilingual.ts';
import { TwinError } from '../kernel/errors.ts';
import {
  SHOWN_MEASURES,
  TransitionShown,
  type Replicates,
  type ShownAreas,
  type ShownCity,
  type TransitionKey,
  type ShownMeasure,
} from '../layers/digital/shown-transition.ts';
import { decodeAreaTable } from '../layers/encode.ts';
import { ARTEFACTS, type PublicationMeta } from '../layers/publication.ts';
import { ROUNDED_TO } from '../layers/simulated/shown-results.ts';
import { openPublications, type Publications } from '../publications.ts';
import { populationFolder } from '../save-snapshot.ts';
import { editedParameters, editedPath, loadFields, pathValues, type Field } from '../simulation/digital/fields.ts';
import { ImpossibleStart, type ImpossibleValue } from '../simulation/digital/impossible-start.ts';
import { DIGITAL_MEASURES } from '../simulation/digital/measures.ts';
import {
  loadDigitalParameters,
  loadPath,
  pathNames,
  WITHOUT_PROGRAMME,
  type DigitalParameters,
  type DigitalPath,
} from '../simulation/digital/parameters.ts';
import { GROUPS } from '../simulation/digital/residents.ts';
import { aimsOf, slackOf } from '../simulation/digital/success.ts';
import { aimResults, type AimResult } from '../simulation/digital/summary.ts';
import { snapshotFolderName } from '../snapshot-files.ts';
import type { Snapshot } from '../store/snapshots.ts';
import type { Asked, Replicate, SnapshotAtHand, Start } from './protocol.ts';
import { readTransition, TRANSITION_LIMITS, type TransitionQuestion } from './question.ts';
import { TransitionThread } from './thread-client.ts';

export interface PathCard {
  readonly key: string;
  readonly name: Bilingual;
  readonly description: Bilingual;
  /** By the key of a field. */
  readonly values: Readonly<Record<string, number | 'unchanged'>>;
  readonly source: Bilingual | string;
}

/** What every answer rests on. */
export interface TransitionGround {
  readonly snapshotId: string;
  readonly referenceDate: string;
  readonly isSample: boolean;
  readonly codeVersion: string;
  readonly parametersSha256: string;
}

export interface TransitionCatalogue extends TransitionGround {
  /** Those of `path.…` have the values of the first path. */
  readonly fields: readonly Field[];
  readonly paths: readonly PathCard[];
  /** What every path is held against. */
  readonly without: PathCard;
  readonly measures: readonly ShownMeasure[];
  readonly limits: typeof TRANSITION_LIMITS;
  readonly areaCodes: readonly string[];
}

/** An aim of the mission on one path. */
export interface ShownAim extends AimResult {
  readonly isFall: boolean;
  /** What it may miss the aim by and still count as there: chance of one month. */
  readonly slack: number;
  /** What the measure has to come to, from the median at the start; undefined where that is hidden. */
  readonly wanted: number | undefined;
}

export interface ShownPath {
  readonly key: string;
  readonly city: ShownCity;
  readonly aims: readonly ShownAim[];
}

export interface TransitionAnswer extends TransitionGround {
  readonly kind: 'answer';
  readonly question: TransitionQuestion;
  /** The path without a programme, those of models/digital, and last the one that is asked for where it is edited. */
  readonly paths: readonly ShownPath[];
  /** The one that is asked for. */
  readonly asked: number;
  readonly areaCodes: readonly string[];
  readonly areas: Readonly<Partial<Record<TransitionKey, ShownAreas>>>;
  /** Residents of the snapshot, and those old enough to be in the model. */
  readonly persons: number;
  readonly inModel: number;
  /** [group] persons of the city: youth, adults, elderly; null where they are too few to be told. */
  readonly groups: readonly (number | null)[];
  readonly spread: number;
  readonly weight: number;
  readonly smallestShownCount: number;
  /** Residents that counts, and steps of shares, are rounded to below the city. */
  readonly roundedTo: number;
}

/** What is assumed of the start contradicts itself: nothing can be simulated. */
export interface TransitionRefusal extends ImpossibleValue {
  readonly kind: 'impossible';
  readonly code: string;
}

/** Replicates of paths that are kept: some 2 MB each with 20 of a city of 27 kelurahan. */
const KEPT_PATHS = 24;
/** Key of a path that is edited. */
const OWN = 'own';

interface AtHand {
  readonly snapshot: SnapshotAtHand;
  readonly ground: TransitionGround;
  readonly areaCodes: readonly string[];
  readonly limit: number;
}

interface AskedPath {
  readonly key: string;
  readonly path: DigitalPath;
}

export class DigitalTransitions {
  readonly #config: Config;
  readonly #publications: () => Promise<Publications>;
  readonly #thread = new TransitionThread();
  readonly #codeVersion = codeVersion();
  #atHand: AtHand | undefined;
  /** By snapshot and what is asked of it: those that were simulated. */
  readonly #kept = new Map<string, Map<Replicate, Promise<Float64Array>>>();

  constructor(config: Config, publications: () => Promise<Publications>) {
    this.#config = config;
    this.#publications = publications;
  }

  /** @throws TwinError input `nothing-built`; configuration when a file of models/digital is faulty */
  async catalogue(): Promise<TransitionCatalogue> {
    const { ground, areaCodes, snapshot } = await this.#look();
    const { modelsFolder } = this.#config;
    const parameters = loadDigitalParameters(modelsFolder);
    // Whoever looks will ask: the residents are read meanwhile. What goes wrong there the answer tells.
    void this.#thread.start(snapshot, parameters).catch(() => undefined);
    const names = this.#names();
    const card = (key: string): PathCard => {
      const path = loadPath(modelsFolder, key);
      const { name, description, source } = path;
      return { key, name, description, source, values: pathValues(path) };
    };
    return {
      ...ground,
      fields: loadFields(modelsFolder, parameters, loadPath(modelsFolder, names[0]!)),
      paths: names.map(card),
      without: card(WITHOUT_PROGRAMME),
      measures: SHOWN_MEASURES,
      limits: TRANSITION_LIMITS,
      areaCodes,
    };
  }

  /**
   * @param words  as readTransition has them
   * @param signal nobody waits for the answer any more: no further replicate is begun
   * @throws TwinError input: the question is none, or nothing is built; configuration, storage, store
   */
  async answer(
    words: Iterable<readonly [string, string]>,
    signal?: AbortSignal,
  ): Promise<TransitionAnswer | TransitionRefusal> {
    const atHand = await this.#look();
    const { modelsFolder } = this.#config;
    const usual = loadDigitalParameters(modelsFolder);
    const question = readTransition(words, this.#names(), (path) =>
      loadFields(modelsFolder, usual, loadPath(modelsFolder, path)),
    );
    const parameters = editedParameters(usual, question.edits);
    const paths = this.#pathsOf(question);
    try {
      const start = await this.#thread.start(atHand.snapshot, parameters);
      const replicates = await this.#simulate(atHand.snapshot, question, parameters, paths, signal);
      return answerOf(atHand, question, parameters, paths, start, replicates);
    } catch (error) {
      if (!(error instanceof ImpossibleStart)) throw error;
      return { kind: 'impossible', code: error.text.code, ...error.value };
    }
  }

  close(): Promise<void> {
    return this.#thread.close();
  }

  /** Of the paths with a programme; quickest first. */
  #names(): string[] {
    const { modelsFolder } = this.#config;
    const daysOf = (name: string): number => loadPath(modelsFolder, name).days;
    return pathNames(modelsFolder)
      .filter((name) => name !== WITHOUT_PROGRAMME)
      .sort((a, b) => daysOf(a) - daysOf(b));
  }

  #pathsOf({ path, edits }: TransitionQuestion): AskedPath[] {
    const { modelsFolder } = this.#config;
    const names = [WITHOUT_PROGRAMME, ...this.#names()];
    const known = names.map((key): AskedPath => ({ key, path: loadPath(modelsFolder, key) }));
    if (!Object.keys(edits).some((key) => key.startsWith('path.'))) return known;
    return [...known, { key: OWN, path: editedPath(loadPath(modelsFolder, path), edits) }];
  }

  /** @returns [path][replicate] */
  async #simulate(
    snapshot: SnapshotAtHand,
    { months, seed, replicates }: TransitionQuestion,
    parameters: DigitalParameters,
    paths: readonly AskedPath[],
    signal: AbortSignal | undefined,
  ): Promise<Replicates[]> {
    const found: Float64Array[][] = paths.map(() => []);
    const asked: readonly Replicate[] = replicates === 0 ? ['central'] : [...Array(replicates).keys()];
    for (const replicate of asked)
      for (const [i, { path }] of paths.entries()) {
        signal?.throwIfAborted();
        found[i]!.push(await this.#replicate(snapshot, { parameters, path, months, seed }, replicate));
      }
    return found;
  }

  #replicate(snapshot: SnapshotAtHand, asked: Asked, replicate: Replicate): Promise<Float64Array> {
    const kept = this.#keptOf(JSON.stringify([snapshot.snapshotId, asked]));
    const known = kept.get(replicate);
    if (known !== undefined) return known;
    const simulated = this.#thread.replicate(snapshot, asked, replicate);
    kept.set(replicate, simulated);
    simulated.catch(() => kept.delete(replicate));
    return simulated;
  }

  /** The one asked for last stays longest. */
  #keptOf(key: string): Map<Replicate, Promise<Float64Array>> {
    const kept = this.#kept.get(key) ?? new Map<Replicate, Promise<Float64Array>>();
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    if (this.#kept.size > KEPT_PATHS) this.#kept.delete(this.#kept.keys().next().value!);
    return kept;
  }

  async #look(): Promise<AtHand> {
    const publications = await this.#publications();
    const snapshot = await publications.newestSnapshot();
    if (snapshot === undefined) throw nothingBuilt();
    const parameters = parametersSha256(this.#config.modelsFolder);
    const known = this.#atHand?.ground;
    if (known?.snapshotId !== snapshot.contentId || known.parametersSha256 !== parameters)
      this.#atHand = await this.#read(publications, snapshot, parameters);
    return this.#atHand!;
  }

  async #read(publications: Publications, snapshot: Snapshot, parameters: string): Promise<AtHand> {
    const artefact = async (name: string): Promise<Uint8Array> => {
      const found = await publications.findArtefact(name);
      if (found === undefined) throw nothingBuilt();
      return found.bytes;
    };
    const meta = JSON.parse(new TextDecoder().decode(await artefact(ARTEFACTS.meta))) as PublicationMeta;
    const { areaCodes } = decodeAreaTable(await artefact(ARTEFACTS.table('kelurahan')));
    const snapshotId = snapshotFolderName(snapshot.number, snapshot.contentId);
    return {
      snapshot: {
        snapshotId,
        populationFolder: populationFolder(this.#config, snapshotId),
        areas: areaCodes.length,
      },
      ground: {
        snapshotId: snapshot.contentId,
        referenceDate: snapshot.referenceDate,
        isSample: snapshot.isSample,
        codeVersion: this.#codeVersion,
        parametersSha256: parameters,
      },
      areaCodes,
      limit: meta.smallestShownCount,
    };
  }
}

function answerOf(
  { ground, areaCodes, limit }: AtHand,
  question: TransitionQuestion,
  parameters: DigitalParameters,
  paths: readonly AskedPath[],
  start: Start,
  replicates: readonly Replicates[],
): TransitionAnswer {
  const { effects } = parameters;
  const areas = areaCodes.length;
  const weight = parameters.start.populationTotal.value / start.persons;
  const groups = [...start.sizes.subarray(areas * GROUPS.length)];
  const shown = new TransitionShown({
    months: question.months,
    areas,
    sizes: start.sizes,
    contacts: [effects.contactsYouth.value, effects.contactsAdults.value, effects.contactsElderly.value],
    weight,
    limit,
  });
  const own = paths.findIndex(({ key }) => key === OWN);
  const asked = own >= 0 ? own : paths.findIndex(({ key }) => key === question.path);
  return {
    kind: 'answer',
    ...ground,
    question,
    paths: paths.map(({ key }, i) => {
      const city = shown.city(replicates[i]!);
      return { key, city, aims: shownAims(parameters, question.months, areas, replicates[i]!, city) };
    }),
    asked,
    areaCodes,
    areas: shown.areas(replicates[0]!, replicates[asked]!),
    persons: start.persons,
    inModel: groups.reduce((sum, each) => sum + each, 0),
    groups: groups.map((each) => (each < limit ? null : Math.round(each * weight))),
    spread: start.spread,
    weight,
    smallestShownCount: limit,
    roundedTo: ROUNDED_TO,
  };
}

function shownAims(
  parameters: DigitalParameters,
  months: number,
  city: number,
  replicates: Replicates,
  shown: ShownCity,
): ShownAim[] {
  const at = (month: number, measure: number): number =>
    (month * (city + 1) + city) * DIGITAL_MEASURES.length + measure;
  const results = aimResults(parameters, replicates.length, (replicate, measure) =>
    Array.from({ length: months + 1 }, (_, month) => replicates[replicate]![at(month, measure)]!),
  );
  return aimsOf(parameters).map(({ measure, isFall, wanted }, i) => {
    const atStart = shown[measure]?.[0]?.[0];
    return {
      ...results[i]!,
      measure,
      isFall,
      slack: slackOf(measure),
      wanted: atStart === undefined ? undefined : wanted(atStart),
    };
  });
}

const nothingBuilt = (): TwinError =>
  new TwinError('input', {
    code: 'nothing-built',
    what: 'There is no complete snapshot to start from.',
    todo: 'Build one first: npm run twin -- build',
  });

let opened: DigitalTransitions | undefined;

/** The transitions of this process. */
export const openDigitalTransitions = (): DigitalTransitions =>
  (opened ??= new DigitalTransitions(loadConfig(), () => openPublications()));
