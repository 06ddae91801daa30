/** The criteria "tidak layak" as data (models/assistance/indications.yaml): what a reviewer should look at, and how far to trust it. */
import { join } from 'node:path';
import { z } from 'zod';
import { BILINGUAL, type Bilingual } from '../../kernel/bilingual.ts';
import { loadYaml } from '../../kernel/yaml-file.ts';
import { loadCodeLists, type CodeLists } from '../../registers/codes.ts';
import { FACT_LEVELS, type FactCatalogue, type FactLevel } from '../facts/catalogue.ts';
import { requireLimits, requirePossible } from '../programmes/bounds.ts';
import { DAY, inForceOn, LIMIT, REFERENCE, requireWhole, type Limit } from '../programmes/dated-values.ts';
import { parseExpression, type Expression } from '../programmes/expression.ts';
import type { Programmes } from '../programmes/load.ts';
import { ruleError } from '../programmes/rule-error.ts';

export const CONFIDENCES = ['low', 'medium', 'high'] as const;
/** How far a match can be trusted before anybody has looked. */
export type Confidence = (typeof CONFIDENCES)[number];

const CRITERION = z.strictObject({
  /** Place among the fifteen of the decree; left out for what is in use beside them. */
  number: z.int().min(1).max(15).optional(),
  name: BILINGUAL,
  /** First and last day on which the decree has it; without them always. */
  validFrom: DAY.optional(),
  validTo: DAY.optional(),
  level: z.enum(FACT_LEVELS),
  when: z.unknown().optional(),
  /** The overlaps of the programme at hand, instead of a condition. */
  overlaps: z.literal(true).optional(),
  /** `recipient`: only who is named as such, now or by the proposal; else anybody of the family. */
  subject: z.enum(['recipient', 'family']).default('family'),
  confidence: z.enum(CONFIDENCES),
  /** Facts in which a list says of each person how far it is to be trusted and who says it, in place of the criterion. */
  listed: z.strictObject({ confidence: z.string(), source: z.string() }).optional(),
  why: BILINGUAL,
  reference: REFERENCE,
});
const SHAPE = z.strictObject({ limits: z.record(z.string(), LIMIT), criteria: z.record(z.string(), CRITERION) });

export interface Criterion {
  readonly key: string;
  /** Place among the fifteen of the decree; undefined for what is in use beside them. */
  readonly number: number | undefined;
  readonly name: Bilingual;
  /** Days since 1970-01-01; without an end infinite. */
  readonly validFrom: number;
  readonly validTo: number;
  readonly level: FactLevel;
  /** Undefined where the overlaps of the programme are asked instead. */
  readonly when: Expression | undefined;
  readonly subject: 'recipient' | 'family';
  readonly confidence: Confidence;
  /** What the list itself says of each person; undefined where the criterion is not read off a list of its own. */
  readonly listed: ListedFacts | undefined;
  readonly why: Bilingual;
  readonly reference: readonly string[];
}

/** Facts of a person: how far his row can be trusted, 1 to 3 as CONFIDENCES, and the code of who says it. */
export interface ListedFacts {
  readonly confidence: string;
  readonly source: string;
  /** Code to who it is. */
  readonly sources: ReadonlyMap<number, Bilingual>;
}

export interface Criteria {
  readonly criteria: readonly Criterion[];
  readonly limits: Readonly<Record<string, Limit>>;
}

/**
 * @throws TwinError configuration: a field, fact, limit or source that is not there, or a programme that names a criterion
 *         which is none
 */
export function loadCriteria(models: string, { facts, sources, programmes }: Programmes): Criteria {
  const path = join(models, 'assistance', 'indications.yaml');
  const { limits, criteria } = loadYaml(path, SHAPE);
  const lists = loadCodeLists(models);
  const context = { path, facts, limits: new Set(Object.keys(limits)), programmes: programmes.map(({ id }) => id) };
  for (const [key, { values }] of Object.entries(limits))
    requireWhole(path, `limits.${key}.values`, values, { from: values[0]!.from, to: Infinity });
  requireLimits(path, 'limits', limits);
  for (const { id, indications, path: rules } of programmes.flatMap(({ editions }) => editions)) {
    const odd = indications === 'all' ? undefined : indications.find((key) => !(key in criteria));
    if (odd !== undefined) throw ruleError(rules, 'indications', `${id} names ${odd}, which is no criterion`);
  }
  return {
    limits,
    criteria: Object.entries(criteria).map(
      ([key, { when, overlaps, number, listed, validFrom = -Infinity, validTo = Infinity, ...criterion }]) => {
        const at = `criteria.${key}`;
        const odd = criterion.reference.find((id) => !sources.has(id));
        if (odd !== undefined) throw ruleError(path, `${at}.reference`, `${odd} is not in sources.yaml`);
        if ((when === undefined) !== (overlaps === true))
          throw ruleError(path, at, 'says either `when` or `overlaps: true`');
        const expression =
          when === undefined ? undefined : parseExpression(when, `${at}.when`, criterion.level, context);
        if (expression !== undefined) requirePossible(expression, `${at}.when`, { path, facts, limits });
        const told = listed && listedFacts(listed, `${at}.listed`, criterion.level, { path, facts, lists });
        if (validTo < validFrom) throw ruleError(path, `${at}.validTo`, 'is before validFrom');
        return { key, ...criterion, validFrom, validTo, number, when: expression, listed: told };
      },
    ),
  };
}

function listedFacts(
  { confidence, source }: { readonly confidence: string; readonly source: string },
  at: string,
  level: FactLevel,
  { path, facts, lists }: { readonly path: string; readonly facts: FactCatalogue; readonly lists: CodeLists },
): ListedFacts {
  for (const [key, fact] of Object.entries({ confidence, source }))
    if (facts.get(fact)?.kind !== 'code' || facts.get(fact)?.level !== level || level !== 'person')
      throw ruleError(path, `${at}.${key}`, `${fact} is no fact of a person with a code list`);
  const { entries } = lists.get(facts.get(source)!.list!)!;
  return {
    confidence,
    source,
    sources: new Map(entries.map(({ code, labelId, labelEn }) => [code, { id: labelId, en: labelEn }])),
  };
}

/** Limits of a day, for expressions. @throws TwinError configuration when one has no value on that day */
export function criteriaLimits({ limits }: Criteria, day: number): ReadonlyMap<string, number> {
  return new Map(
    Object.entries(limits).map(([name, { values }]) => {
      const found = inForceOn(values, day);
      if (found === undefined)
        throw ruleError('assistance/indications.yaml', `limits.${name}`, 'has no value on that day');
      return [name, found.value];
    }),
  );
}
