/** The words of the screen in two languages. id.json is written first; en.json has the same keys. */
import en from './en.json';
import id from './id.json';

export const LANGUAGES = ['id', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];
export type MessageKey = keyof typeof id;
export type MessageValues = Readonly<Record<string, string | number>>;

const CATALOGUES: Readonly<Record<Language, Readonly<Record<MessageKey, string>>>> = { id, en };

export const isLanguage = (text: unknown): text is Language => LANGUAGES.includes(text as Language);

/** Fills `{name}` in a message; a name without a value stays as it is, so that a test and a reader see it. */
export function translate(language: Language, key: MessageKey, values: MessageValues = {}): string {
  return CATALOGUES[language][key].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
