/** One command of the command line: what it is called, which options it takes, what it prints. */
import { parseArgs } from 'node:util';
import type { Config } from '../config.ts';
import type { Bilingual, Language } from '../kernel/bilingual.ts';
import { EXIT_CODES, TwinError } from '../kernel/errors.ts';
import type { TerminalProgress } from '../terminal.ts';

export interface Option {
  readonly name: string;
  /** What the value stands for: `N`, `FILE`; undefined for a switch. */
  readonly value?: string;
  readonly help: Bilingual;
}

export interface CommandContext {
  readonly config: Config;
  readonly progress: TerminalProgress;
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
  readonly operands: readonly string[];
}

/** What a command found out: for people as lines, for machines (`--json`) as one object. */
export interface CommandResult {
  readonly lines: readonly string[];
  readonly json: unknown;
}

export interface Command {
  /** `build`, `geodata import`. */
  readonly name: string;
  readonly summary: Bilingual;
  /** Names of the operands after the command: `FILE`; a last one that ends in … may be given several times. */
  readonly operands: readonly string[];
  readonly options: readonly Option[];
  /** Lines that the help shows below the options: an example. */
  readonly details?: Readonly<Record<Language, readonly string[]>>;
  run(context: CommandContext): Promise<CommandResult>;
}

const COMMON: readonly Option[] = [
  {
    name: 'language',
    value: 'id|en',
    help: {
      id: 'Bahasa bantuan, hasil, catatan, kemajuan, dan kesalahan (bawaan id; kesalahan lalu dalam keduanya)',
      en: 'Language of help, results, notes, progress and errors (default id; errors then in both)',
    },
  },
  {
    name: 'json',
    help: {
      id: 'Cetak satu objek JSON ke keluaran baku, untuk mesin',
      en: 'Print one JSON object on standard output, for machines',
    },
  },
  { name: 'help', help: { id: 'Tampilkan bantuan ini; begitu pula -h', en: 'Show this help; so does -h' } },
];

/** A command may say of an option of all what it does there. */
const optionsOf = ({ options }: Command): readonly Option[] => [
  ...options,
  ...COMMON.filter(({ name }) => options.every((option) => option.name !== name)),
];

const optionLine = (option: Option, language: Language): string => {
  const name = option.value === undefined ? option.name : `${option.name} ${option.value}`;
  return `  --${name.padEnd(22)} ${option.help[language]}`;
};

const USAGE: Bilingual = { id: 'Pemakaian', en: 'Usage' };
const OPTIONS: Bilingual = { id: '[pilihan]', en: '[options]' };
const CLOSING: Readonly<Record<Language, readonly string[]>> = {
  id: [
    'Kemajuan ditulis ke keluaran galat dan ke berkas log di folder data; hasilnya ke keluaran baku.',
    'Kode keluar dan setelan: npm run twin -- --help',
    'In English: --help --language en',
  ],
  en: [
    'Progress goes to standard error and to a log file in the data folder; the result goes to standard output.',
    'Exit codes and settings: npm run twin -- --help --language en',
    'Dalam bahasa Indonesia: --help',
  ],
};

export function commandHelp(command: Command, language: Language): string {
  const usage = ['npm run twin --', command.name, ...command.operands, OPTIONS[language]].join(' ');
  return [
    command.summary[language],
    '',
    `${USAGE[language]}: ${usage}`,
    '',
    ...optionsOf(command).map((option) => optionLine(option, language)),
    ...(command.details === undefined ? [] : ['', ...command.details[language]]),
    '',
    ...CLOSING[language],
  ].join('\n');
}

/** A line for each command: its name and what it does. */
export function commandLines(commands: readonly Command[], language: Language): string[] {
  const width = Math.max(...commands.map(({ name }) => name.length)) + 1;
  return commands.map(({ name, summary }) => `  ${name.padEnd(width)} ${summary[language]}`);
}

const HELP = ['--help', '-h', 'help'];

/** What stands after the first word of a command of several words asks what others there may be. */
export const asksForHelp = (rest: readonly string[]): boolean => rest.length === 1 && HELP.includes(rest[0]!);

/** @param commands that begin with the word */
export const groupHelp = (word: string, commands: readonly Command[], language: Language): string =>
  [
    `${USAGE[language]}: npm run twin -- ${word} ${{ id: '<perintah>', en: '<command>' }[language]} ${OPTIONS[language]}`,
    '',
    ...commandLines(commands, language),
    '',
    { id: 'Masing-masing punya --help.', en: 'Each of them has --help.' }[language],
  ].join('\n');

/** @param expected what should have been given, where the two sentences do not say it */
export function usageError(what: string, todo: string, expected?: string): TwinError {
  return new TwinError('usage', { code: 'usage', what, ...(expected !== undefined && { expected }), todo });
}

/** @param alike commands that begin with the same word */
export const unknownCommand = (args: readonly string[], alike: readonly Command[]): TwinError =>
  usageError(
    `There is no command "${args.join(' ').slice(0, 60)}".`,
    alike.length === 0
      ? 'npm run twin -- --help lists them.'
      : `There are ${alike.map(({ name }) => name).join(', ')}; npm run twin -- ${alike[0]!.name} --help tells what that takes.`,
  );

export interface ParsedCommand {
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
  readonly operands: readonly string[];
}

/**
 * @throws TwinError usage on an option that the command does not have, a value that is missing, or operands too many or
 *         too few
 */
export function parseCommandLine(command: Command, args: readonly string[]): ParsedCommand {
  const options = Object.fromEntries(
    optionsOf(command).map((option) => [
      option.name,
      {
        type: option.value === undefined ? ('boolean' as const) : ('string' as const),
        ...(option.name === 'help' ? { short: 'h' } : {}),
      },
    ]),
  );
  const help = `npm run twin -- ${command.name} --help shows what it takes.`;
  let parsed;
  try {
    parsed = parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    // The first sentence says what is wrong.
    const expected = `options of "${command.name}", each as its help shows it`;
    throw usageError((error as Error).message.split(/\.?$|\. |\.?\n/m)[0]! + '.', help, expected);
  }
  const isHelp = parsed.values['help'] === true;
  if (!isHelp && !takesOperands(command, parsed.positionals.length)) {
    const wanted = command.operands.length === 0 ? 'no operand' : command.operands.join(' ');
    throw usageError(`"${command.name}" takes ${wanted}, and ${parsed.positionals.length} were given.`, help, wanted);
  }
  const empty = Object.keys(parsed.values).find((name) => parsed.values[name] === '');
  if (empty !== undefined) throw usageError(`--${empty} has an empty value.`, help, 'a value');
  if (parsed.positionals.includes('')) throw usageError('An operand is empty.', help, 'no operand that is empty');
  return { options: parsed.values as ParsedCommand['options'], operands: parsed.positionals };
}

function takesOperands({ operands }: Command, given: number): boolean {
  return operands.at(-1)?.endsWith('…') === true ? given >= operands.length : given === operands.length;
}

/** A whole number given as an option, or undefined where the option is not there. */
export function wholeOption(context: CommandContext, name: string, from: number, to: number): number | undefined {
  const text = context.options[name];
  if (text === undefined) return undefined;
  const value = Number(text);
  if (typeof text === 'string' && Number.isInteger(value) && value >= from && value <= to) return value;
  throw usageError(
    `--${name} takes a whole number from ${from} to ${to}.`,
    'Give it such a number, or leave it out.',
    `a whole number from ${from} to ${to}`,
  );
}

export const exitCodeLines = (language: Language): string[] =>
  Object.entries(EXIT_CODES).map(
    ([kind, code]) => `  ${code}  ${EXIT_CODE_MEANINGS[kind as keyof typeof EXIT_CODES][language]}`,
  );

const EXIT_CODE_MEANINGS: Readonly<Record<keyof typeof EXIT_CODES, Bilingual>> = {
  internal: { id: 'kesalahan program itu sendiri', en: 'a fault of the program itself' },
  usage: { id: 'perintahnya salah ditulis', en: 'the command line is wrong' },
  input: {
    id: 'berkas masukan tidak dapat dibaca sebagaimana mestinya',
    en: 'an input file cannot be read as it should',
  },
  configuration: {
    id: 'setelan, kunci, atau berkas model salah atau tidak ada',
    en: 'a setting, a key or a model file is wrong or missing',
  },
  store: { id: 'basis data tidak terjangkau atau tidak dapat dipakai', en: 'the database cannot be reached or used' },
  storage: { id: 'disk penuh atau tidak dapat ditulisi', en: 'the disk is full or not writable' },
  busy: { id: 'port atau penyimpanan dipakai proses lain', en: 'a port or a store is in use by another process' },
};
