/**
 * Notes that name kinds of fields and levels of agreement as MODEL.yaml calls them, with their meaning in words before the
 * name: who reads the note understands it, and who goes to MODEL.yaml finds the name.
 */
import type { LinkModel } from '../../core/link-model.ts';
import { FIELD_KINDS, type FieldKind } from '../../core/table.ts';
import type { Note } from '../../core/values/standardise.ts';
import type { Both } from './both.ts';
import { KIND_WORDS } from './kind-words.ts';
import { levelInWords } from './level-words.ts';

interface Named {
  readonly name: string;
  readonly levels: readonly { readonly name: string }[];
}

/**
 * @param comparisons those of the run
 * @param fields      all fields of it, each with its kind
 */
export function notesInWords(
  notes: readonly Note[],
  comparisons: readonly Named[],
  fields: Pick<LinkModel, 'fields'>['fields'],
): Note[] {
  const levels = tokens(
    comparisons.map(({ name, levels: of }) => [name, of.map((level) => level.name)] as const),
    String.raw`(?: \(= (?<as>[a-z0-9-]+)\))?`,
  );
  const kinds = tokens(
    fields.map(({ name }) => [name, FIELD_KINDS] as const),
    '',
  );
  return notes.map(({ id, en }) => {
    const inLanguage = (text: string, language: keyof Both): string => {
      const withLevels = levels === undefined ? text : replaced(text, levels, levelWords(language));
      return kinds === undefined ? withLevels : replaced(withLevels, kinds, kindWords(language));
    };
    return { id: inLanguage(id, 'id'), en: inLanguage(en, 'en') };
  });
}

/** Finds `field: word` where the word is one of those of the field, and nothing that is longer. */
function tokens(named: readonly (readonly [string, readonly string[]])[], after: string): RegExp | undefined {
  const ways = named.flatMap(([name, words]) =>
    words.length === 0 ? [] : [`${escaped(name)}: (?:${words.map(escaped).join('|')})`],
  );
  if (ways.length === 0) return undefined;
  // The longest first: `born` must not be found within `born-again`, nor `one` where `one-slip` stands.
  ways.sort((a, b) => b.length - a.length);
  return new RegExp(`(?<=^|[\\s,])(?<token>${ways.join('|')})(?![\\w-])${after}`, 'g');
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

type Words = (word: string, as: string | undefined) => string;

function replaced(text: string, pattern: RegExp, words: Words): string {
  return text.replace(pattern, (...found) => {
    const { token, as } = found.at(-1) as { token: string; as?: string };
    const at = token.lastIndexOf(': ');
    return `${token.slice(0, at)}: ${words(token.slice(at + 2), as)}`;
  });
}

/** `sebagian sama (part)`; a word that is its own meaning stands alone. */
const beside = (meaning: string, name: string): string => (meaning === name ? name : `${meaning} (${name})`);

const levelWords =
  (language: keyof Both): Words =>
  (level, as) => {
    const told = (name: string): string => beside(levelInWords(name)[language], name);
    if (as === undefined) return told(level);
    return `${told(level)}${language === 'id' ? ', seperti ' : ', as '}${told(as)}`;
  };

const kindWords =
  (language: keyof Both): Words =>
  (kind) =>
    beside(KIND_WORDS[kind as FieldKind][language], kind);
