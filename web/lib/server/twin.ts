/** The one door from the web into the engine. */
import type * as Engine from '#engine';
import type { DigitalTransitions, Publications, PublishedArtefact, ScenarioRuns, WhatIfs } from '#engine';

// Kept out of the bundlers' sight, and looked up when the server runs: it runs engine/ as it stands, so that worker files
// keep their places.
const ENGINE: string = '#engine';

let opened: Promise<Publications> | undefined;

const engine = async (): Promise<typeof Engine> =>
  (await import(/* @vite-ignore */ import.meta.resolve(ENGINE))) as typeof Engine;

const open = async (): Promise<Publications> => (await engine()).openPublications();

/** Opened at the first question; a failure is not kept, so that the next question tries again. */
function publications(): Promise<Publications> {
  opened ??= open().catch((error: unknown) => {
    opened = undefined;
    throw error;
  });
  return opened;
}

/** One artefact of the snapshot served now: `meta.json`, `table/kelurahan.bin` … */
export const findArtefact = async (name: string): Promise<PublishedArtefact | undefined> =>
  (await publications()).findArtefact(name);

/** The newest complete snapshot; undefined while there is none yet. */
export const servedSnapshotId = async (): Promise<string | undefined> => (await publications()).servedSnapshotId();

/** Runs of scenarios; those that a stopped server left go on when they are first asked for. */
export const scenarioRuns = async (): Promise<ScenarioRuns> => (await engine()).openScenarioRuns();

/** What-ifs about programmes of aid; the facts of the city are opened at the first one. */
export const whatIfs = async (): Promise<WhatIfs> => (await engine()).openWhatIfs();

/** The move of services to digital ones; its residents are read at the first question. */
export const digitalTransitions = async (): Promise<DigitalTransitions> => (await engine()).openDigitalTransitions();
