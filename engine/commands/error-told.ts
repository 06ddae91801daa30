/** How the command line tells an error: to people in the language that they asked for, to machines with its code as well. */
import type { Language } from '../kernel/bilingual.ts';
import type { ErrorKind, ErrorText, TwinError } from '../kernel/errors.ts';
import { errorInIndonesian, partsInIndonesian } from './indonesian/errors.ts';

/** In the language that was asked for; in both where none was, Indonesian first. */
export function toldLines({ message, text }: TwinError, asked: Language | undefined): string[] {
  const indonesian = asked === 'en' ? undefined : errorInIndonesian(text);
  const english = countedFromOne(message, 'lever');
  if (indonesian === undefined) return [english];
  const told = countedFromOne(indonesian, 'tuas');
  return asked === 'id' ? [told] : [told, english];
}

/** People count the levers of a list from 1, whose keys count from 0: `levers.0.value` is `lever 1, value`. */
const countedFromOne = (told: string, lever: string): string =>
  told.replace(/^levers\.(\d+)\.?([\w.-]*)/, (_, place: string, key: string) =>
    [`${lever} ${Number(place) + 1}`, key].filter(Boolean).join(', '),
  );

export interface ToldError extends ErrorText {
  readonly kind: ErrorKind;
  /** All of it as one text, in the language of its parts. */
  readonly message: string;
  readonly language: Language;
}

/** `kind` and `code` are the same in every language; the texts are English where no language was asked for. */
export function toldJson({ kind, message, text }: TwinError, asked: Language | undefined): { error: ToldError } {
  const parts = asked === 'id' ? partsInIndonesian(text) : undefined;
  if (parts === undefined) return { error: { kind, ...text, message, language: 'en' } };
  return { error: { kind, ...parts, message: errorInIndonesian(text)!, language: 'id' } };
}
