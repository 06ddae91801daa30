/** The command line: npm run twin -- <command>. */
import {
  asksForHelp,
  commandHelp,
  groupHelp,
  parseCommandLine,
  unknownCommand,
  type Command,
} from './commands/command.ts';
import { allCommands, commandsNamed } from './commands/commands.ts';
import { ENGLISH, INDONESIAN_ALONE } from './commands/english/progress.ts';
import { generalHelp } from './commands/general-help.ts';
import { languageAskedFor, languageLast, languageOf } from './commands/language.ts';
import { tellFailure } from './commands/tell-failure.ts';
import { loadConfig } from './config.ts';
import { warnOfExposedFolders } from './data-privacy.ts';
import { EXIT_CODES } from './kernel/errors.ts';
import { openProgress } from './terminal.ts';

async function findCommand(
  args: readonly string[],
): Promise<{ command: Command; rest: readonly string[] } | undefined> {
  for (const command of await commandsNamed(args[0]!, args[1])) {
    const words = command.name.split(' ');
    if (words.every((word, i) => args[i] === word)) return { command, rest: args.slice(words.length) };
  }
  return undefined;
}

async function main(args: readonly string[]): Promise<void> {
  const { bare, all } = languageLast(args);
  if (bare[0] === 'help' && bare.length > 1) return main([...all.slice(1), '--help']);
  const language = languageAskedFor(args) ?? 'id';
  if (bare.length === 0 || ['--help', '-h', 'help'].includes(bare[0]!)) {
    process.stdout.write(`${generalHelp(await allCommands(), language)}\n`);
    if (bare.length === 0) process.exitCode = EXIT_CODES.usage;
    return;
  }
  const found = await findCommand(all);
  if (found === undefined) {
    const alike = await commandsNamed(bare[0]!);
    if (alike.length === 0 || !asksForHelp(bare.slice(1))) throw unknownCommand(bare, alike);
    process.stdout.write(`${groupHelp(bare[0]!, alike, language)}\n`);
    return;
  }
  const { options, operands } = parseCommandLine(found.command, found.rest);
  if (options['help'] === true) {
    process.stdout.write(`${commandHelp(found.command, language)}\n`);
    return;
  }
  languageOf({ options });
  const config = loadConfig();
  logsFolder = config.logsFolder;
  const speech = { id: INDONESIAN_ALONE, en: ENGLISH }[language];
  const progress = openProgress(config.logsFolder, found.command.name.replaceAll(' ', '-'), speech);
  warnOfExposedFolders(config, progress);
  const result = await found.command.run({ config, progress, options, operands });
  progress.end();
  const text = options['json'] === true ? JSON.stringify(result.json, null, 2) : result.lines.join('\n');
  process.stdout.write(`${text}\n`);
}

const args = process.argv.slice(2);
let logsFolder: string | undefined;
// What nobody waits for fails as well.
process.on('uncaughtException', (error) => process.exit(tellFailure(error, args, logsFolder)));
try {
  await main(args);
} catch (error) {
  process.exitCode = tellFailure(error, args, logsFolder);
}
