/** Which counts add up, as models/indicators/relations.yaml declares it. */
import { z } from 'zod';
import type { Programme } from '../indicators/programmes.ts';
import { INDICATOR_LEVELS, type IndicatorLevel } from '../indicators/counts.ts';
import { projectPath } from '../kernel/files.ts';
import { loadYaml } from '../kernel/yaml-file.ts';

const EACH = ['programme', 'family-programme', 'person-programme', 'overlap-programme', 'register'] as const;
type Each = (typeof EACH)[number];

const keys = z.array(z.string().min(1)).min(1);

const SHAPE = z.strictObject({
  limit: z.int().min(1),
  public: z.array(z.string()),
  exempt: z.array(z.string()),
  unseen: z.array(z.string()),
  noneIsTold: z.array(z.string()),
  cityOnly: z.array(z.string()),
  mostlySmall: z.number().positive().max(1),
  leastShareLarge: z.number().min(0).max(1),
  hiddenAt: z.partialRecord(z.enum(INDICATOR_LEVELS), z.array(z.string())),
  relations: z.array(
    z.strictObject({ each: z.enum(EACH).optional(), whole: keys, parts: keys, rest: z.enum(['group', 'blank']) }),
  ),
  loss: z.strictObject({
    counts: z.array(z.strictObject({ of: z.string(), weight: z.number().positive() })),
    levels: z.strictObject({ city: z.number(), kecamatan: z.number(), kelurahan: z.number(), rw: z.number() }),
  }),
});

/** `whole` less `parts` is a rest: a group of people to be protected, or blanks that are taken as known. */
export interface Relation {
  readonly whole: readonly string[];
  readonly parts: readonly string[];
  readonly rest: 'group' | 'blank';
}

export interface DisclosureRules {
  /** Counts under it are hidden, none included: that nobody is there says something of everybody who is. */
  readonly limit: number;
  readonly relations: readonly Relation[];
  /** Public knowledge, no count of people. */
  isPublic(key: string): boolean;
  /** Shown however small. */
  isExempt(key: string): boolean;
  /** Never shown, and no shown number is made of it. */
  isUnseen(key: string): boolean;
  /** That there is nobody may be known. */
  isNoneTold(key: string): boolean;
  isAt(key: string, level: IndicatorLevel): boolean;
  /** Hidden at this level altogether. */
  isHiddenAt(key: string, level: IndicatorLevel): boolean;
  /** Share of small cells from which on a count is hidden at a level altogether. */
  readonly mostlySmall: number;
  /** Share of large cells under which a level is hidden altogether. */
  readonly leastShareLarge: number;
  /** How much a hidden cell of this count is missed. */
  loss(key: string, level: IndicatorLevel): number;
}

export interface RelationNames {
  readonly programmes: readonly Programme[];
  /** Ids of the registers that are held against the population register. */
  readonly registers: readonly string[];
}

const fits = (pattern: string, key: string): boolean =>
  pattern.endsWith('*') ? key.startsWith(pattern.slice(0, -1)) : key === pattern;
const anyFits = (patterns: readonly string[], key: string): boolean => patterns.some((pattern) => fits(pattern, key));

/**
 * @param counts keys of the counts that there are; a relation that names another is left out
 * @throws TwinError configuration when the file does not have the expected shape
 */
export function loadDisclosureRules(
  counts: Iterable<string>,
  names: RelationNames,
  path = projectPath('models', 'indicators', 'relations.yaml'),
): DisclosureRules {
  const { limit, relations, loss, ...lists } = loadYaml(path, SHAPE);
  const known = [...counts];
  const values: Record<Each, readonly string[]> = {
    programme: names.programmes.map(({ key }) => key),
    'family-programme': names.programmes.filter((p) => p.counts === 'families').map(({ key }) => key),
    'person-programme': names.programmes.filter((p) => p.counts === 'persons').map(({ key }) => key),
    'overlap-programme': names.programmes.filter((p) => p.overlap).map(({ key }) => key),
    register: names.registers,
  };
  return {
    limit,
    relations: relations.flatMap(({ each, ...relation }) =>
      (each === undefined ? [''] : values[each]).flatMap((value) => expand(relation, each, value, values, known)),
    ),
    isPublic: (key) => lists.public.includes(key),
    isExempt: (key) => lists.exempt.includes(key),
    isUnseen: (key) => anyFits(lists.unseen, key),
    isNoneTold: (key) => anyFits(lists.noneIsTold, key),
    isAt: (key, level) => level === INDICATOR_LEVELS[0] || !lists.cityOnly.includes(key),
    isHiddenAt: (key, level) => anyFits(lists.hiddenAt[level] ?? [], key),
    mostlySmall: lists.mostlySmall,
    leastShareLarge: lists.leastShareLarge,
    loss: (key, level) => loss.levels[level] * (loss.counts.find(({ of }) => fits(of, key))?.weight ?? 1),
  };
}

/** One relation with its names put in; none where a count it needs is not there. */
function expand(
  relation: Relation,
  each: Each | undefined,
  value: string,
  values: Record<Each, readonly string[]>,
  known: readonly string[],
): Relation[] {
  const side = (patterns: readonly string[]): string[] | undefined => {
    const named = patterns
      .map((pattern) => (each === undefined ? pattern : pattern.replace(`{${each}}`, value)))
      .flatMap((pattern) => everyOf(pattern, values));
    const found = named.map((pattern) => known.filter((key) => fits(pattern, key)));
    return found.length === 0 || found.some((of) => of.length === 0) ? undefined : found.flat();
  };
  const whole = side(relation.whole);
  const parts = side(relation.parts);
  return whole === undefined || parts === undefined ? [] : [{ whole, parts, rest: relation.rest }];
}

function everyOf(pattern: string, values: Record<Each, readonly string[]>): string[] {
  const all = EACH.find((each) => pattern.includes(`{all ${each}}`));
  return all === undefined ? [pattern] : values[all].map((value) => pattern.replace(`{all ${all}}`, value));
}
