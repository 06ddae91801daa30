/** All commands, loaded as they are asked for: to load every stage takes longer than most commands do. */
import type { Command } from './command.ts';

/** By the first word of their names, in the order of the help. */
const LOADERS: Readonly<Record<string, (second?: string) => Promise<readonly Command[]>>> = {
  sample: async () => [(await import('./sample.ts')).sampleCommand],
  build: async () => [(await import('./build.ts')).buildCommand],
  status: async () => [(await import('./status.ts')).statusCommand],
  geodata: async () => [(await import('./geodata-import.ts')).geodataImportCommand],
  export: async () => [(await import('./export.ts')).exportCommand],
  link: async () => [(await import('./link.ts')).linkCommand],
  review: async () => {
    const pairs = await import('./review-pair.ts');
    return [
      ...(await import('./review.ts')).reviewCommands,
      pairs.reviewPairCommand,
      pairs.reviewDecidePairCommand,
      ...(await import('./review-city.ts')).reviewCityCommands,
      ...(await import('./review-city-clusters.ts')).reviewCityClusterCommands,
      (await import('./review-city-pair.ts')).reviewCityPairCommand,
      ...(await import('./review-city-events.ts')).reviewCityEventCommands,
    ];
  },
  welfare: async () => {
    const score = await import('./welfare-score.ts');
    return [
      (await import('./welfare-train.ts')).welfareTrainCommand,
      score.welfareScoreCommand,
      score.welfareFactsCommand,
      (await import('./welfare-check.ts')).welfareCheckCommand,
    ];
  },
  assist: async (second) => (await import('./assist/commands.ts')).assistCommands(second),
  rates: async () => [(await import('./rates.ts')).ratesCommand],
  backtest: async () => [(await import('./backtest.ts')).backtestCommand],
  project: async () => [(await import('./project.ts')).projectCommand],
  simulate: async () => [(await import('./simulate.ts')).simulateCommand],
  digital: async () => [(await import('./digital.ts')).digitalCommand],
};

/**
 * Commands whose names begin with a word; none where there are none.
 *
 * @param second word after it, where somebody has said one: those of other second words may be left out then
 */
export const commandsNamed = async (word: string, second?: string): Promise<readonly Command[]> =>
  Object.hasOwn(LOADERS, word) ? LOADERS[word]!(second) : [];

export const allCommands = async (): Promise<readonly Command[]> =>
  (await Promise.all(Object.values(LOADERS).map((load) => load()))).flat();
