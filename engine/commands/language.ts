/** In which language a command speaks to people: results, notes, progress and errors. */
import type { Language } from '../kernel/bilingual.ts';
import { usageError, type CommandContext, type Option } from './command.ts';

export const LANGUAGE: Option = {
  name: 'language',
  value: 'LANGUAGE',
  help: 'id or en: results, notes, progress and errors on the screen (default id; errors then in both)',
};

const isLanguage = (word: unknown): word is Language => word === 'id' || word === 'en';

/** @throws TwinError usage */
export function languageOf({ options }: Pick<CommandContext, 'options'>): Language {
  const word = options['language'] ?? 'id';
  if (isLanguage(word)) return word;
  throw usageError('--language does not take that value.', 'Give it one of: id, en.');
}

/** What a command line asks for, before it is known whether it can be read; undefined where it asks for none. */
export function languageAskedFor(args: readonly string[]): Language | undefined {
  const at = args.lastIndexOf('--language');
  const word =
    at >= 0 ? args[at + 1] : args.findLast((arg) => arg.startsWith('--language='))?.slice('--language='.length);
  return isLanguage(word) ? word : undefined;
}
