/** The commands about aid, loaded as they are asked for: what one of them needs takes longer to load than another runs. */
import type { Command } from '../command.ts';

/** By the second word of their names, in the order of the help. */
const LOADERS: Readonly<Record<string, () => Promise<Command>>> = {
  programmes: async () => (await import('./programmes.ts')).assistProgrammesCommand,
  evaluate: async () => (await import('./evaluate.ts')).assistEvaluateCommand,
  list: async () => (await import('./list.ts')).assistListCommand,
  'what-if': async () => (await import('./what-if.ts')).assistWhatIfCommand,
  ranking: async () => (await import('./ranking.ts')).assistRankingCommand,
  export: async () => (await import('./export.ts')).assistExportCommand,
  import: async () => (await import('./import.ts')).assistImportCommand,
  confirm: async () => (await import('./confirm.ts')).assistConfirmCommand,
  training: async () => (await import('./training.ts')).assistTrainingCommand,
  check: async () => (await import('./check.ts')).assistCheckCommand,
};

/** The one with that second word alone; all of them where there is none of it. */
export const assistCommands = (second = ''): Promise<readonly Command[]> =>
  Promise.all((Object.hasOwn(LOADERS, second) ? [LOADERS[second]!] : Object.values(LOADERS)).map((load) => load()));
