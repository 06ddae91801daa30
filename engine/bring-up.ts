/** From whatever is there to a twin that can be served: the engine's part of `npm start`. */
import type { Config } from './config.ts';
import type { TerminalProgress } from './terminal.ts';
import { buildTwin, type BuildOutcome } from './pipeline.ts';
import { servePublicationsFrom } from './publications.ts';
import { makeSample, registersState } from './sample.ts';
import { openStore } from './store/open.ts';

/**
 * Makes the sample city where there are no registers, builds a snapshot unless a complete one of the same inputs is
 * there, and leaves the store open for the web.
 *
 * @throws TwinError with what is wrong and what to do; what was complete before is unharmed
 */
export async function bringTwinUp(config: Config, progress: TerminalProgress): Promise<BuildOutcome> {
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
    const outcome = await buildTwin({ config, progress, store, isForced: false });
    servePublicationsFrom(await store.becomeWebOnly());
    return outcome;
  } catch (error) {
    await store.close();
    throw error;
  }
}
