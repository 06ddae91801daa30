/** From whatever is there to a twin that can be served: the engine's part of `npm start`. */
import type { Config } from './config.ts';
import { codeVersion } from './fingerprint.ts';
import { buildTwin, type BuildOutcome } from './pipeline.ts';
import { announcePublications, servePublicationsFrom } from './publications.ts';
import { makeSample, registersState } from './sample.ts';
import { openStore } from './store/open.ts';
import { newestSnapshot } from './store/snapshots.ts';
import type { TerminalProgress } from './terminal.ts';

/**
 * Makes the sample city where there are no registers, builds a snapshot unless a complete one of the same inputs is
 * there, and leaves the store open for the web. The web may ask from the first moment: it is told that there is nothing
 * yet, then gets the last complete snapshot if this program made it, then the new one.
 *
 * @throws TwinError with what is wrong and what to do; what was complete before is unharmed
 */
export async function bringTwinUp(config: Config, progress: TerminalProgress): Promise<BuildOutcome> {
  announcePublications();
  // The first start of the embedded store takes long, in a thread of its own: meanwhile the city is made.
  const opening = openStore(config, { usesPostgis: false });
  opening.catch(() => undefined);
  if (registersState(config.registersFolder) === 'empty') {
    const { sampleResidents: residents, sampleSeed: seed } = config;
    await makeSample({ config, progress, residents, seed, isReplaced: false });
  }
  progress.stage('Membuka penyimpanan');
  const store = await opening;
  progress.end();
  try {
    // What another version wrote may not be what this version's web app reads.
    if ((await newestSnapshot(store))?.codeVersion === codeVersion()) await servePublicationsFrom(store);
    const outcome = await buildTwin({ config, progress, store, isForced: false });
    await servePublicationsFrom(await store.becomeWebOnly());
    return outcome;
  } catch (error) {
    await store.close();
    throw error;
  }
}
