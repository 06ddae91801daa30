/** The facts that rules may speak of (models/assistance/facts.yaml), and where each comes from. */
import { join } from 'node:path';
import { z } from 'zod';
import { BILINGUAL } from '../../kernel/bilingual.ts';
import { loadYaml } from '../../kernel/yaml-file.ts';
import { ruleError } from '../programmes/rule-error.ts';

export const FACT_LEVELS = ['person', 'household'] as const;
export type FactLevel = (typeof FACT_LEVELS)[number];

const POPULATION_SOURCE = z.strictObject({
  /** Column of PersonColumns or HouseholdColumns. */
  population: z.string(),
  blank: z.number().optional(),
  /** Value to what it means here; others leave it open. */
  codes: z.record(z.string().regex(/^\d+$/), z.number()).optional(),
  /** What a value outside the two says; one between them leaves it open. */
  beyond: z.strictObject({ low: z.number(), high: z.number(), means: z.number() }).optional(),
  /** Register that fills the column, as an explanation names it. */
  register: z.string(),
  /** Field of that register with the day on which it was taken. */
  dateField: z.string().optional(),
});
const REGISTER_SOURCE = z.strictObject({
  register: z.string(),
  field: z.string(),
  codes: z.record(z.string().regex(/^\d+$/), z.number()).optional(),
  flags: z.int().positive().optional(),
  /** Field of that register with the day of the row. */
  dateField: z.string().optional(),
});
const KNOWN_SOURCE = z.strictObject({
  knownTo: z.array(z.string()).min(1),
  /**
   * `absence`: only that whom none of them knows is known not to be; of whom one does, its fields tell. `presence`: only that whom
   * one of them knows is; it has not everybody whom it could have.
   */
  tells: z.enum(['absence', 'presence']).optional(),
  /** Field of the first of them with the day of the row. */
  dateField: z.string().optional(),
});

const FACT = z.strictObject({
  word: z.string().min(1),
  level: z.enum(FACT_LEVELS),
  kind: z.enum(['yes-no', 'number', 'code']),
  list: z.string().optional(),
  unit: z.string().optional(),
  name: BILINGUAL,
  from: z.array(z.union([POPULATION_SOURCE, REGISTER_SOURCE, KNOWN_SOURCE])),
  needs: BILINGUAL.optional(),
});

export type FactSource = z.infer<typeof FACT>['from'][number];
export type FactDescription = z.infer<typeof FACT> & { readonly key: string };
/** By key, in the order of the file. */
export type FactCatalogue = ReadonlyMap<string, FactDescription>;

/** Key of "this person receives programme p". */
export const receivesFact = (programme: string): string => `receives/${programme}`;
/** Key of "somebody of this family receives programme p". */
export const familyReceivesFact = (programme: string): string => `family-receives/${programme}`;

export const factsFile = (models: string): string => join(models, 'assistance', 'facts.yaml');

/**
 * Reads facts.yaml and adds, for each programme, that a person or a family receives it.
 *
 * @throws TwinError configuration, naming the key
 */
export function loadFacts(models: string, programmes: readonly string[]): FactCatalogue {
  const path = factsFile(models);
  const facts = new Map<string, FactDescription>();
  const words = new Map<string, string>();
  for (const [key, fact] of Object.entries(loadYaml(path, z.record(z.string(), FACT)))) {
    if ((fact.kind === 'code') !== (fact.list !== undefined))
      throw ruleError(path, key, 'a list belongs to kind code, and to no other');
    if (fact.from.length === 0 && fact.needs === undefined)
      throw ruleError(path, key, 'tells its source in `from`, or in `needs` who would have to deliver it');
    const other = words.get(fact.word);
    if (other !== undefined) throw ruleError(path, key, `has the word of ${other}`);
    words.set(fact.word, key);
    facts.set(key, { key, ...fact });
  }
  for (const programme of programmes) {
    for (const level of FACT_LEVELS) {
      const key = level === 'person' ? receivesFact(programme) : familyReceivesFact(programme);
      const name = { id: `Menerima ${programme}`, en: `Receives ${programme}` };
      facts.set(key, { key, word: `menerima ${programme}`, level, kind: 'yes-no', name, from: [] });
    }
  }
  return facts;
}
