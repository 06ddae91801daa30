/** Reads models/assistance: every programme with its rules, checked so that an error names the file and the key. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { loadYaml } from '../../kernel/yaml-file.ts';
import { loadFacts, type FactCatalogue, type FactLevel } from '../facts/catalogue.ts';
import { requireWhole } from './dated-values.ts';
import { parseExpression, receivesExpression, type ExpressionContext } from './expression.ts';
import { ruleError } from './rule-error.ts';
import {
  OVERLAP_KEY,
  PARAMETERS,
  SOURCE,
  type Component,
  type Condition,
  type Programme,
  type RankingKey,
  type Source,
} from './shape.ts';

export interface Programmes {
  readonly facts: FactCatalogue;
  readonly sources: ReadonlyMap<string, Source>;
  /** In the order of their ids. */
  readonly programmes: readonly Programme[];
}

const RULES_FILE = 'parameters.yaml';

type Written = z.infer<typeof PARAMETERS>;

/**
 * @param models the models folder
 * @throws TwinError configuration: a field that is none, periods with a gap or an overlap, an amount without a unit or a
 *         reference, a fact, limit, programme or source that is not there
 */
export function loadProgrammes(models: string): Programmes {
  const folder = join(models, 'assistance');
  const ids = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, RULES_FILE)))
    .map(({ name }) => name)
    .sort();
  const facts = loadFacts(models, ids);
  const sources = new Map(Object.entries(loadYaml(join(folder, 'sources.yaml'), z.record(z.string(), SOURCE))));
  const context = { facts, programmes: ids, sources };
  return { facts, sources, programmes: ids.map((id) => loadProgramme(join(folder, id, RULES_FILE), id, context)) };
}

interface LoadContext {
  readonly facts: FactCatalogue;
  readonly programmes: readonly string[];
  readonly sources: ReadonlyMap<string, Source>;
}

export const levelOf = ({ unit }: Pick<Programme, 'unit'>): FactLevel => (unit === 'family' ? 'household' : 'person');

/** Ids of the programmes that are given to families. */
export const familyProgrammes = ({ programmes }: Pick<Programmes, 'programmes'>): string[] =>
  programmes.filter((each) => levelOf(each) === 'household').map(({ id }) => id);

function loadProgramme(path: string, folder: string, known: LoadContext): Programme {
  const written = loadRules(path);
  if (written.id !== folder) throw ruleError(path, 'id', `is ${written.id}, and its folder is ${folder}`);
  const span = { from: written.validFrom, to: written.validTo ?? Infinity };
  if (span.to < span.from) throw ruleError(path, 'validTo', 'is before validFrom');
  requireDated(path, written, span);
  requireReferences(path, written, known.sources);
  const context: ExpressionContext = { path, ...known, limits: new Set(Object.keys(written.limits)) };
  const level = levelOf(written);
  const components = written.components.map((each, i) => componentOf(each, `components.${i}`, written, context));
  if (written.memberCap !== undefined && written.limits[written.memberCap] === undefined)
    throw ruleError(path, 'memberCap', `there is no limit ${written.memberCap}`);
  const conditions = written.conditions.map((each, i) => ({
    ...each,
    when: parseExpression(each.when, `conditions.${i}.when`, level, context),
  }));
  requireDistinct(path, 'conditions', conditions);
  requireDistinct(path, 'components', components);
  return {
    ...written,
    validTo: span.to,
    conditions,
    components,
    memberCap: written.memberCap,
    overlaps: written.overlaps.map((each, i) => overlapOf(each, `overlaps.${i}`, level, context)),
    ranking: written.ranking.map((each, i) => rankingOf(each, `ranking.${i}`, level, context)),
    path,
  };
}

/** Like loadYaml, but an error names the folder too: the files of all programmes have one name. */
function loadRules(path: string): Written {
  const parsed = PARAMETERS.safeParse(loadYaml(path, z.unknown()));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  throw ruleError(path, issue.path.join('.') || 'The file', issue.message);
}

function requireDated(path: string, written: Written, span: { readonly from: number; readonly to: number }): void {
  for (const group of ['limits', 'amounts'] as const) {
    for (const [key, { values, validFrom }] of Object.entries(written[group])) {
      const from = Math.max(span.from, validFrom ?? span.from);
      requireWhole(path, `${group}.${key}.values`, values, { from, to: span.to });
      const below = values.findIndex(({ value }) => value < 0);
      if (below >= 0) throw ruleError(path, `${group}.${key}.values.${below}`, 'is below 0');
    }
  }
  if (written.quotas.length > 0)
    requireWhole(path, 'quotas', written.quotas, { from: written.quotas[0]!.from, to: span.to });
  written.quotas.forEach((quota, i) => requirePlaces(path, `quotas.${i}`, quota));
  const odd = Object.entries(written.limits).find(([, { values }]) => values.some(({ value }) => Number.isNaN(value)));
  if (odd !== undefined) throw ruleError(path, `limits.${odd[0]}`, 'a limit cannot be unknown');
}

function requirePlaces(path: string, key: string, { city, byKelurahan }: Written['quotas'][number]): void {
  const own = Object.values(byKelurahan);
  if (city === undefined && own.length === 0)
    throw ruleError(path, key, 'has places neither of the city nor by kelurahan');
  const sum = own.reduce((total, places) => total + places, 0);
  if (city !== undefined && sum > city)
    throw ruleError(path, `${key}.byKelurahan`, `comes to ${sum}, and the city has ${city} places`);
}

function requireReferences(path: string, written: Written, sources: ReadonlyMap<string, Source>): void {
  const check = (key: string, reference: readonly string[]): void => {
    const odd = reference.find((id) => !sources.has(id));
    if (odd !== undefined) throw ruleError(path, `${key}.reference`, `${odd} is not in sources.yaml`);
  };
  check('The file', written.reference);
  for (const group of ['limits', 'amounts'] as const)
    for (const [key, { values }] of Object.entries(written[group]))
      values.forEach(({ reference }, i) => check(`${group}.${key}.values.${i}`, reference));
  for (const group of ['conditions', 'overlaps', 'quotas'] as const)
    written[group].forEach(({ reference }, i) => check(`${group}.${i}`, reference));
}

function componentOf(
  { when, ...rest }: Written['components'][number],
  key: string,
  written: Written,
  context: ExpressionContext,
): Component {
  const amount = written.amounts[rest.amount];
  if (amount === undefined) throw ruleError(context.path, `${key}.amount`, `there is no amount ${rest.amount}`);
  const isOfFamily = amount.unit.startsWith('rupiah / family');
  if (isOfFamily !== (written.unit === 'family' && rest.of === 'unit'))
    throw ruleError(context.path, `${key}.amount`, `${rest.amount} is in ${amount.unit}, which does not fit it`);
  if (rest.of === 'members' && written.unit !== 'family')
    throw ruleError(context.path, `${key}.of`, 'members are those of a family');
  if (rest.of === 'members' && (when === undefined || rest.adds))
    throw ruleError(context.path, key, 'a component of members says `when`, and never adds');
  if (rest.of === 'members' && amount.values.some(({ value }) => Number.isNaN(value)))
    throw ruleError(context.path, `${key}.amount`, 'an amount of members cannot be unknown: the largest of them count');
  const level = rest.of === 'members' ? 'person' : levelOf(written);
  return { ...rest, when: when === undefined ? undefined : parseExpression(when, `${key}.when`, level, context) };
}

function overlapOf(
  { with: other, level, reference }: Written['overlaps'][number],
  key: string,
  unitLevel: FactLevel,
  { path, programmes }: ExpressionContext,
): Condition {
  if (!programmes.includes(other)) throw ruleError(path, `${key}.with`, `there is no programme ${other}`);
  if (level === 'person' && unitLevel !== 'person')
    throw ruleError(path, `${key}.level`, 'person is for programmes that are given to persons');
  const of = receivesExpression(other, level === 'person' ? 'person' : 'household');
  const asked = level === 'family' && unitLevel === 'person' ? ({ kind: 'family', of } as const) : of;
  return {
    key: `${OVERLAP_KEY}${other}`,
    name: { id: `Tidak menerima ${other}`, en: `Does not receive ${other}` },
    reference,
    when: { kind: 'not', of: asked },
  };
}

function rankingOf(
  written: Written['ranking'][number],
  key: string,
  level: FactLevel,
  context: ExpressionContext,
): RankingKey {
  const { order } = written;
  if ('membersWho' in written) {
    const who = parseExpression(written.membersWho, `${key}.membersWho`, 'person', context);
    return { kind: 'members-who', who, order };
  }
  const fact = context.facts.get(written.by);
  if (fact === undefined) throw ruleError(context.path, `${key}.by`, `there is no fact ${written.by}`);
  if (fact.level === 'person' && level === 'household')
    throw ruleError(context.path, `${key}.by`, `${written.by} is a fact of a person, and families are ranked`);
  return { kind: 'fact', fact: fact.key, order };
}

function requireDistinct(path: string, group: string, entries: readonly { readonly key: string }[]): void {
  const seen = new Set<string>();
  entries.forEach(({ key }, i) => {
    if (seen.has(key)) throw ruleError(path, `${group}.${i}.key`, `${key} stands there twice`);
    seen.add(key);
  });
}
