/** The command line: npm run twin -- <command>. */
import {
  asksForHelp,
  commandHelp,
  commandLines,
  exitCodeLines,
  groupHelp,
  parseCommandLine,
  unknownCommand,
  type Command,
} from './commands/command.ts';
import { allCommands, commandsNamed } from './commands/commands.ts';
import { ENGLISH } from './commands/english/progress.ts';
import { errorInIndonesian } from './commands/indonesian/errors.ts';
import { languageAskedFor } from './commands/language.ts';
import { loadConfig, SETTINGS } from './config.ts';
import { warnOfExposedFolders } from './data-privacy.ts';
import { EXIT_CODES, TwinError } from './kernel/errors.ts';
import { openProgress } from './terminal.ts';

async function generalHelp(): Promise<string> {
  return [
    'Kembaran: a population digital twin of a city, built from the registers that it keeps.',
    '',
    'Usage: npm run twin -- <command> [options]',
    '',
    ...commandLines(await allCommands()),
    '',
    'Every command has --help and --json.',
    '',
    'Settings, from the environment:',
    ...SETTINGS.flatMap((setting) => [`  ${setting.name} (default ${setting.defaultText})`, `      ${setting.reason}`]),
    '',
    'Exit codes:',
    '  0  done',
    ...exitCodeLines(),
  ].join('\n');
}

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
  if (args[0] === 'help' && args.length > 1) return main([...args.slice(1), '--help']);
  if (args.length === 0 || ['--help', '-h', 'help'].includes(args[0]!)) {
    process.stdout.write(`${await generalHelp()}\n`);
    if (args.length === 0) process.exitCode = EXIT_CODES.usage;
    return;
  }
  const found = await findCommand(args);
  if (found === undefined) {
    const alike = await commandsNamed(args[0]!);
    if (alike.length === 0 || !asksForHelp(args.slice(1))) throw unknownCommand(args, alike);
    process.stdout.write(`${groupHelp(args[0]!, alike)}\n`);
    return;
  }
  const { options, operands } = parseCommandLine(found.command, found.rest);
  if (options['help'] === true) {
    process.stdout.write(`${commandHelp(found.command)}\n`);
    return;
  }
  const config = loadConfig();
  const speech = options['language'] === 'en' ? ENGLISH : undefined;
  const progress = openProgress(config.logsFolder, found.command.name.replaceAll(' ', '-'), speech);
  warnOfExposedFolders(config, progress);
  const result = await found.command.run({ config, progress, options, operands });
  progress.end();
  const text = options['json'] === true ? JSON.stringify(result.json, null, 2) : result.lines.join('\n');
  process.stdout.write(`${text}\n`);
}

/** In the language that was asked for; in both where none was, Indonesian first, as far as the error is known in it. */
function toldError({ message, text }: TwinError): string[] {
  const asked = languageAskedFor(args);
  const indonesian = asked === 'en' ? undefined : errorInIndonesian(text);
  if (indonesian === undefined) return [message];
  return asked === 'id' ? [indonesian] : [indonesian, message];
}

const args = process.argv.slice(2);
try {
  await main(args);
} catch (error) {
  if (!(error instanceof TwinError)) throw error;
  if (args.includes('--json'))
    process.stdout.write(`${JSON.stringify({ error: { kind: error.kind, ...error.text } })}\n`);
  process.stderr.write(`\n${toldError(error).join('\n')}\n`);
  process.exitCode = error.exitCode;
}
