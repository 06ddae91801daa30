/** Cards of the indicators, one for each that there is, from the templates in models/indicators. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { INDICATOR_LEVELS } from '../indicators/counts.ts';
import type { Programme } from '../indicators/programmes.ts';
import { BILINGUAL, type Bilingual, type Language } from '../kernel/bilingual.ts';
import { TwinError } from '../kernel/errors.ts';
import { projectPath } from '../kernel/files.ts';
import { loadYaml } from '../kernel/yaml-file.ts';
import type { IndicatorCard, IndicatorGroup } from './publication.ts';

const TEXT = z.string().min(1);
/** Texts that a card puts in by name; a text of both languages follows the language it stands in. */
const ENTRY = z.record(z.string(), z.union([z.string(), z.number(), BILINGUAL]));
type Entry = z.infer<typeof ENTRY>;

const CARD = z.strictObject({
  key: TEXT,
  name: BILINGUAL,
  concept: BILINGUAL,
  definition: BILINGUAL,
  interpretation: BILINGUAL,
  method: BILINGUAL,
  formula: TEXT,
  formulaReference: z.string().regex(/^engine\/.+\.ts$/),
  unit: BILINGUAL,
  format: z.enum(['count', 'share', 'decimal']),
  decimals: z.int().min(0).max(4),
  levels: z.array(z.enum(INDICATOR_LEVELS)),
  source: BILINGUAL,
  producer: TEXT,
  custodian: TEXT,
  period: TEXT,
  isPublic: z.boolean(),
  isMapped: z.boolean(),
  survey: z.strictObject({ value: z.number(), period: TEXT, source: TEXT }).optional(),
});

const FILE = z.strictObject({
  group: TEXT,
  defaults: z.record(z.string(), z.unknown()),
  each: z.record(z.string(), z.array(ENTRY)).optional(),
  cards: z.array(z.record(z.string(), z.unknown())),
});

const GROUPS = z.array(z.strictObject({ key: TEXT, name: BILINGUAL }));
const NOT_CARDS = ['groups.yaml', 'programmes.yaml', 'relations.yaml'];

export interface CardNames {
  readonly programmes: readonly Programme[];
  /** Registers held against the population register. */
  readonly registers: readonly { readonly id: string; readonly name: Bilingual }[];
  /** 2025-12-31 */
  readonly referenceDate: string;
  /** Empty where no decile was received. */
  readonly desilVersion: string;
}

/** In the place of what a city without DTSEN has none of, in either language. */
const NOT_RECEIVED = '–';

const UNITS: Readonly<Record<Programme['counts'], Bilingual>> = {
  families: { id: 'KK', en: 'households' },
  persons: { id: 'jiwa', en: 'persons' },
};

export const loadGroups = (folder = projectPath('models', 'indicators')): IndicatorGroup[] =>
  loadYaml(join(folder, 'groups.yaml'), GROUPS);

/**
 * @throws TwinError configuration: a card lacks a field, or names a text that nobody gives
 */
export function loadCards(names: CardNames, folder = projectPath('models', 'indicators')): IndicatorCard[] {
  const order = loadGroups(folder).map(({ key }) => key);
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.yaml') && !NOT_CARDS.includes(file))
    .map((file) => ({ file, ...loadYaml(join(folder, file), FILE) }))
    .sort((a, b) => order.indexOf(a.group) - order.indexOf(b.group));
  return files.flatMap(({ file, group, defaults, each, cards }) => {
    const entries: Record<string, readonly Entry[]> = { ...each, ...namedEntries(names) };
    return cards.flatMap((card) => expand(file, group, { ...defaults, ...card }, entries, names));
  });
}

function namedEntries({ programmes, registers }: CardNames): Record<string, Entry[]> {
  return {
    programme: programmes.map(({ key, name, counts }) => ({ key, name, unit: UNITS[counts] })),
    register: registers.map(({ id, name }) => ({ key: id, name })),
  };
}

/** A card for each combination of the entries it asks for. */
function expand(
  file: string,
  group: string,
  template: Record<string, unknown>,
  entries: Readonly<Record<string, readonly Entry[]>>,
  names: CardNames,
): IndicatorCard[] {
  const asked = (template['each'] as string[] | undefined) ?? [];
  const overlapping = names.programmes.filter(({ overlap }) => overlap);
  const list = (language: Language): string => overlapping.map(({ name }) => name[language]).join(', ');
  const common: Record<string, Entry> = {
    '': {
      referenceDate: names.referenceDate,
      desilVersion: names.desilVersion === '' ? NOT_RECEIVED : names.desilVersion,
      overlap: { id: list('id'), en: list('en') },
    },
  };
  const combinations = asked.reduce<Record<string, Entry>[]>(
    (made, kind) => made.flatMap((one) => (entries[kind] ?? []).map((entry) => ({ ...one, [kind]: entry }))),
    [common],
  );
  const fields = Object.fromEntries(Object.entries(template).filter(([key]) => key !== 'each'));
  return combinations.map((of) => {
    const parsed = CARD.safeParse(fill(fields, of, 'id', file));
    if (!parsed.success) throw faultyCard(file, String(template['key']), parsed.error.issues[0]!);
    const { survey, ...card } = parsed.data;
    return { group, ...card, ...(survey === undefined ? {} : { survey }) };
  });
}

/** Puts the texts in: {programme.name}, {referenceDate}. */
function fill(value: unknown, of: Readonly<Record<string, Entry>>, language: Language, file: string): unknown {
  if (typeof value === 'string') return fillText(value, of, language, file);
  if (Array.isArray(value)) return value.map((one) => fill(one, of, language, file));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, fill(one, of, key === 'en' ? 'en' : language, file)]),
  );
}

function fillText(text: string, of: Readonly<Record<string, Entry>>, language: Language, file: string): string {
  return text.replace(/\{([a-zA-Z]+)(?:\.([a-zA-Z]+))?\}/g, (written, first: string, second: string | undefined) => {
    const found = second === undefined ? of['']![first] : of[first]?.[second];
    if (found === undefined) throw unknownText(file, written);
    return typeof found === 'object' ? found[language] : String(found);
  });
}

const unknownText = (file: string, written: string): TwinError =>
  new TwinError('configuration', {
    code: 'card-text-unknown',
    what: `A card names ${written}, and nothing gives that text.`,
    where: { file },
    todo: 'Correct the name, or add it to the entries of `each`.',
  });

const faultyCard = (file: string, key: string, issue: { path: PropertyKey[]; message: string }): TwinError =>
  new TwinError('configuration', {
    code: 'card-faulty',
    what: `The card ${key}: ${issue.path.join('.')}: ${issue.message}.`,
    where: { file },
    todo: 'Mend that field; every card has the fields of IndicatorCard (engine/layers/publication.ts).',
  });
