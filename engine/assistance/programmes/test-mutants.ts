/** For tests: every small change that could slip into the rules of a programme. Its worked families have to see each. */
import type { Amount, DatedValue, Limit } from './dated-values.ts';
import type { Expression, FactTest, Operand } from './expression.ts';
import type { Component, Condition, Edition, Programme, RankingKey } from './shape.ts';

export interface Mutant {
  /** What was changed: `components.elderly removed`. */
  readonly name: string;
  readonly programme: Programme;
}

export type Change<T> = readonly [name: string, becomes: T];

export function mutantsOf(programme: Programme): Mutant[] {
  return programme.editions.flatMap((edition, e) =>
    changesOf(edition).map(([name, changes]) => ({
      name: `${edition.id}${programme.editions.length > 1 ? `, rules ${e + 1}` : ''}: ${name}`,
      programme: { ...programme, editions: put(programme.editions, e, { ...edition, ...changes }) },
    })),
  );
}

function changesOf(edition: Edition): Change<Partial<Edition>>[] {
  const { limits, amounts, conditions, overlaps, components, ranking, memberCap, validFrom, validTo } = edition;
  return [
    ...[-1, 1].map((days): Change<Partial<Edition>> => [`validFrom ${days}`, { validFrom: validFrom + days }]),
    ...(validTo === Infinity
      ? []
      : [-1, 1].map((days): Change<Partial<Edition>> => [`validTo ${days}`, { validTo: validTo + days }])),
    ...(memberCap === undefined ? [] : [['memberCap removed', { memberCap: undefined }] as const]),
    ...inRecord('limits', limits, (limit) => under(valuesOf(limit), (values) => ({ ...limit, values }))),
    ...inRecord('amounts', amounts, (amount) => [
      ...under(valuesOf(amount), (values) => ({ ...amount, values })),
      ...(amount.periods === undefined ? [] : numbersBeside(amount.periods)).map(
        (periods) => [`periods ${periods}`, { ...amount, periods }] as const,
      ),
    ]),
    ...inList('conditions', conditions, keyOf, conditionChanges),
    ...inList('overlaps', overlaps, keyOf, (overlap) => (edition.unit === 'family' ? [] : [otherLevel(overlap)])),
    ...inList('components', components, keyOf, componentChanges),
    // One that does not add counts beside those that do: only all together show.
    ...(components.some(({ adds }) => adds)
      ? [['nothing adds', { components: components.map((each) => ({ ...each, adds: false })) }] as const]
      : []),
    ...inList('ranking', ranking, (key) => (key.kind === 'fact' ? key.fact : key.kind), rankingChanges),
    ...ranking.slice(1).map((key, i): Change<Partial<Edition>> => {
      const swapped = put(put(ranking, i, key), i + 1, ranking[i]!);
      return [`ranking ${i} and ${i + 1} swapped`, { ranking: swapped }];
    }),
  ];
}

const put = <L extends readonly unknown[]>(list: L, at: number, value: L[number]): L =>
  list.map((each, i) => (i === at ? value : each)) as unknown as L;
const without = <T>(list: readonly T[], at: number): T[] => list.filter((_, i) => i !== at);
const under = <T, U>(changes: readonly Change<T>[], within: (changed: T) => U): Change<U>[] =>
  changes.map(([name, changed]) => [name, within(changed)]);
const keyOf = ({ key }: { readonly key: string }): string => key;
const numbersBeside = (value: number): number[] => (Number.isNaN(value) ? [1] : [value - 1, value + 1]);

function inRecord<K extends 'limits' | 'amounts', T>(
  group: K,
  record: Readonly<Record<string, T>>,
  changes: (entry: T) => readonly Change<T>[],
): Change<Partial<Edition>>[] {
  return Object.entries(record).flatMap(([key, entry]) =>
    changes(entry).map(([name, changed]): Change<Partial<Edition>> => [
      `${group}.${key}, ${name}`,
      { [group]: { ...record, [key]: changed } },
    ]),
  );
}

/** Each entry away, and each changed. */
function inList<K extends 'conditions' | 'overlaps' | 'components' | 'ranking', T>(
  group: K,
  list: readonly T[],
  nameOf: (entry: T) => string,
  changes: (entry: T) => readonly Change<T>[],
): Change<Partial<Edition>>[] {
  return list.flatMap((entry, i): Change<Partial<Edition>>[] => [
    [`${group}.${nameOf(entry)} removed`, { [group]: without(list, i) }],
    ...changes(entry).map(([name, changed]): Change<Partial<Edition>> => [
      `${group}.${nameOf(entry)}, ${name}`,
      { [group]: put(list, i, changed) },
    ]),
  ]);
}

/** Each value beside itself, and one that begins later than the first a day earlier and later. */
const valuesOf = ({ values, validFrom }: Limit | Amount): Change<DatedValue[]>[] =>
  values.flatMap((dated, i): Change<DatedValue[]>[] => [
    ...numbersBeside(dated.value).map((value): Change<DatedValue[]> => [
      `value ${value}`,
      put([...values], i, { ...dated, value }),
    ]),
    ...[-1, 1].flatMap((days): Change<DatedValue[]>[] =>
      i === 0 && validFrom === undefined
        ? []
        : [[`from ${days}`, put([...values], i, { ...dated, from: dated.from + days })]],
    ),
  ]);

export const conditionChanges = (condition: Condition): Change<Condition>[] =>
  under(expressionChanges(condition.when), (when) => ({ ...condition, when }));

/** Of a person: his own other aid instead of the family's, or the other way round. */
function otherLevel({ when, ...overlap }: Condition): Change<Condition> {
  const asked = when.kind === 'not' ? when.of : when;
  const isOfFamily = asked.kind === 'family';
  const of: Expression = isOfFamily
    ? fact(asked.of, (key) => key.replace('family-receives/', 'receives/'))
    : { kind: 'family', of: fact(asked, (key) => `family-${key}`) };
  return [`asked of the ${isOfFamily ? 'person' : 'family'}`, { ...overlap, when: { kind: 'not', of } }];
}

const fact = (expression: Expression, name: (fact: string) => string): Expression =>
  expression.kind === 'fact' ? { ...expression, fact: name(expression.fact) } : expression;

const componentChanges = (component: Component): Change<Component>[] =>
  component.when === undefined ? [] : under(expressionChanges(component.when), (when) => ({ ...component, when }));

function rankingChanges(key: RankingKey): Change<RankingKey>[] {
  const order = key.order === 'ascending' ? 'descending' : 'ascending';
  return [
    [order, { ...key, order }],
    ...(key.kind === 'fact' ? [] : under(expressionChanges(key.who), (who) => ({ ...key, who }))),
  ];
}

/** One part of it away or other. */
function expressionChanges(expression: Expression): Change<Expression>[] {
  switch (expression.kind) {
    case 'fact':
      return under(testChanges(expression.test), (test) => ({ ...expression, test })).map(([name, changed]) => [
        `${expression.fact} ${name}`,
        changed,
      ]);
    case 'all':
    case 'any': {
      const { kind, of } = expression;
      return of.flatMap((part, i): Change<Expression>[] => [
        ...(of.length > 1 ? [[`${kind} without part ${i}`, { kind, of: without(of, i) }] as const] : []),
        ...under(expressionChanges(part), (changed): Expression => ({ kind, of: put(of, i, changed) })),
      ]);
    }
    case 'not':
      return [['no longer not', expression.of], ...under(expressionChanges(expression.of), wrapped('not'))];
    case 'family':
      return under(expressionChanges(expression.of), wrapped('family'));
    case 'members':
      return [
        ...under(testChanges({ kind: 'atLeast', than: expression.atLeast }), (test): Expression => ({
          ...expression,
          atLeast: (test as { readonly than: Operand }).than,
        })),
        ...under(expressionChanges(expression.of), (of): Expression => ({ ...expression, of })),
      ];
    case 'has-component':
      return [];
  }
}

const wrapped =
  (kind: 'not' | 'family') =>
  (of: Expression): Expression => ({ kind, of });

/** Limits are changed where they stand: here are the numbers that a condition writes itself. */
function testChanges(test: FactTest): Change<FactTest>[] {
  if (test.kind === 'in')
    return test.values.length === 1
      ? []
      : test.values.map((value, i) => [`in without ${value}`, { ...test, values: without(test.values, i) }]);
  if (test.kind === 'between')
    return (['low', 'high'] as const).flatMap((end) =>
      beside(test[end]).map((value): Change<FactTest> => [`${end} ${value}`, { ...test, [end]: value }]),
    );
  return beside(test.than).map((than) => [`${test.kind} ${than}`, { ...test, than }]);
}

const beside = (operand: Operand): number[] => (typeof operand === 'number' ? numbersBeside(operand) : []);
