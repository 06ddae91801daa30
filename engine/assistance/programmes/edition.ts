/** Checks what one file of rules writes and makes it rules: an error names the file, the row and the key. */
import type { z } from 'zod';
import { issueText } from '../../kernel/yaml-file.ts';
import type { FactLevel } from '../facts/catalogue.ts';
import { requireAmounts, requireLimits, requireMembers, requirePossible } from './bounds.ts';
import { requireInTurn, requireWhole } from './dated-values.ts';
import type { EditionFile, Timed } from './edition-files.ts';
import { parseExpression, receivesExpression, type ExpressionContext } from './expression.ts';
import { BY_NAME, ruleError, type RulePath } from './rule-error.ts';
import {
  levelOf,
  OVERLAP_KEY,
  PARAMETERS,
  type Component,
  type Condition,
  type Edition,
  type RankingKey,
  type Source,
} from './shape.ts';

type Written = z.infer<typeof PARAMETERS>;

export interface WrittenEdition extends Timed {
  readonly written: Written;
}

export interface LoadContext {
  readonly facts: ExpressionContext['facts'];
  readonly programmes: readonly string[];
  readonly sources: ReadonlyMap<string, Source>;
}

/** @throws TwinError configuration where a field is none, or lacks */
export function parseEdition({ path, written }: EditionFile, folder: string): WrittenEdition {
  const parsed = PARAMETERS.safeParse(written);
  if (!parsed.success) {
    const { key, fault } = issueText(parsed.error.issues[0]!);
    throw ruleError(path, key || 'The file', fault);
  }
  const { id, validFrom, validTo = Infinity, afterPause = false } = parsed.data;
  if (id !== folder) throw ruleError(path, 'id', `is ${id}, and its folder is ${folder}`);
  if (validTo < validFrom) throw ruleError(path, 'validTo', 'is before validFrom');
  return { path, validFrom, validTo, afterPause, written: parsed.data };
}

/** @throws TwinError configuration where what is written contradicts itself, or names what is not there */
export function loadEdition({ path, validFrom, validTo, written }: WrittenEdition, known: LoadContext): Edition {
  requireDated(path, written, { from: validFrom, to: validTo });
  requireReferences(path, written, known.sources);
  const context: ExpressionContext = { path, ...known, limits: new Set(Object.keys(written.limits)) };
  const level = levelOf(written);
  const components = written.components.map((each, i) => componentOf(each, `components.${i}`, written, context));
  if (written.memberCap !== undefined) {
    const cap = written.limits[written.memberCap];
    if (cap === undefined) throw ruleError(path, 'memberCap', `there is no limit ${written.memberCap}`);
    requireMembers(path, written.memberCap, cap);
  }
  const conditions = written.conditions.map((each, i) => ({
    ...each,
    when: parseExpression(each.when, `conditions.${i}.when`, level, context),
  }));
  requireDistinct(path, 'conditions', conditions);
  requireDistinct(path, 'components', components);
  const ranking = written.ranking.map((each, i) => rankingOf(each, `ranking.${i}`, level, context));
  const values = { path, facts: known.facts, limits: written.limits };
  conditions.forEach(({ when }, i) => requirePossible(when, `conditions.${i}.when`, values));
  components.forEach(({ when }, i) => {
    if (when !== undefined) requirePossible(when, `components.${i}.when`, values);
  });
  ranking.forEach((each, i) => {
    if (each.kind === 'members-who') requirePossible(each.who, `ranking.${i}.membersWho`, values);
  });
  return {
    ...written,
    validTo,
    conditions,
    components,
    memberCap: written.memberCap,
    payment: written.payment,
    overlaps: written.overlaps.map((each, i) => overlapOf(each, `overlaps.${i}`, level, context)),
    ranking,
    path,
  };
}

function requireDated(path: RulePath, written: Written, span: { readonly from: number; readonly to: number }): void {
  for (const group of BY_NAME) {
    for (const [key, { values, validFrom }] of Object.entries(written[group])) {
      const from = Math.max(span.from, validFrom ?? span.from);
      requireWhole(path, `${group}.${key}.values`, values, { from, to: span.to });
    }
  }
  requireLimits(path, 'limits', written.limits);
  requireAmounts(path, written.amounts);
  requireInTurn(path, 'quotas', written.quotas);
  written.quotas.forEach((quota, i) => requirePlaces(path, `quotas.${i}`, quota));
  const odd = Object.entries(written.limits).find(([, { values }]) => values.some(({ value }) => Number.isNaN(value)));
  if (odd !== undefined) throw ruleError(path, `limits.${odd[0]}`, 'a limit cannot be unknown');
}

function requirePlaces(path: RulePath, key: string, { city, byKelurahan }: Written['quotas'][number]): void {
  const own = Object.values(byKelurahan);
  if (city === undefined && own.length === 0)
    throw ruleError(path, key, 'has places neither of the city nor by kelurahan');
  const sum = own.reduce((total, places) => total + places, 0);
  if (city !== undefined && sum > city)
    throw ruleError(path, `${key}.byKelurahan`, `comes to ${sum}, and the city has ${city} places`);
}

function requireReferences(path: RulePath, written: Written, sources: ReadonlyMap<string, Source>): void {
  const check = (key: string, reference: readonly string[]): void => {
    const odd = reference.find((id) => !sources.has(id));
    if (odd !== undefined) throw ruleError(path, `${key}.reference`, `${odd} is not in sources.yaml`);
  };
  check('The file', written.reference);
  if (written.payment !== undefined) check('payment', written.payment.reference);
  for (const group of BY_NAME)
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

function requireDistinct(path: RulePath, group: string, entries: readonly { readonly key: string }[]): void {
  const seen = new Set<string>();
  entries.forEach(({ key }, i) => {
    if (seen.has(key)) throw ruleError(path, `${group}.${i}.key`, `${key} stands there twice`);
    seen.add(key);
  });
}
