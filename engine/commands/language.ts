/** In which language a command speaks to people: help, results, notes, progress and errors. */
import type { Language } from '../kernel/bilingual.ts';
import { usageError, type CommandContext } from './command.ts';

const isLanguage = (word: unknown): word is Language => word === 'id' || word === 'en';

/** @throws TwinError usage */
export function languageOf({ options }: Pick<CommandContext, 'options'>): Language {
  const word = options['language'] ?? 'id';
  if (isLanguage(word)) return word;
  throw usageError('--language does not take that value.', 'Give it one of: id, en.', 'id or en');
}

/** What a command line asks for, before it is known whether it can be read; undefined where it asks for none. */
export function languageAskedFor(args: readonly string[]): Language | undefined {
  const at = args.lastIndexOf('--language');
  const word =
    at >= 0 ? args[at + 1] : args.findLast((arg) => arg.startsWith('--language='))?.slice('--language='.length);
  return isLanguage(word) ? word : undefined;
}

const isLanguageOption = (arg: string): boolean => arg === '--language' || arg.startsWith('--language=');

/** The command line with its language said last, wherever it was said: what is before it names the command. */
export function languageLast(args: readonly string[]): { readonly bare: string[]; readonly all: string[] } {
  const isOfLanguage = args.map((arg, i) => isLanguageOption(arg) || args[i - 1] === '--language');
  const bare = args.filter((_, i) => !isOfLanguage[i]);
  return { bare, all: [...bare, ...args.filter((_, i) => isOfLanguage[i])] };
}
