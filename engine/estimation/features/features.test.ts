import { describe, expect, test } from 'vitest';
import type { TextColumn } from '../../linkage/files/reading/text-column.ts';
import { dateReader, dialectOf, isMissingText, numberIn } from '../survey/cell-text.ts';
import type { Survey } from '../survey/survey.ts';
import { contextFeature, contextFeatures } from './context.ts';
import type { Feature } from './feature-table.ts';
import { guessFeature } from './guess-feature.ts';
import { findSuspects } from './leakage.ts';
import { chance } from '../../kernel/random.ts';

const COUNT = 300;
const source = chance(2, 'features-test');

const columnOf = (texts: readonly string[]): TextColumn => {
  const dictionary = ['', ...new Set(texts.filter((text) => text !== ''))];
  return { dictionary, codes: Uint32Array.from(texts, (text) => dictionary.indexOf(text)) };
};
const texts = (made: (i: number) => string): TextColumn => columnOf(Array.from({ length: COUNT }, (_, i) => made(i)));
const target = Float64Array.from({ length: COUNT }, (_, i) => source.normal(i));
const surveyOf = (label: string): Survey => ({
  file: 'survey.csv',
  count: COUNT,
  rows: Uint32Array.from({ length: COUNT }, (_, i) => i + 2),
  label: {
    column: label,
    per: undefined,
    written: 'amount',
    transformation: 'log',
    scale: 1,
    amounts: target.map(Math.exp),
    target,
  },
  weight: new Float64Array(COUNT).fill(1),
  people: new Float64Array(COUNT).fill(1),
  clusters: Int32Array.from({ length: COUNT }, (_, i) => Math.floor(i / 10)),
  clusterCount: 30,
  hasClusters: true,
  clusterColumn: 'village',
  strata: new Int32Array(COUNT),
  columns: new Map(),
  roles: new Map(),
  notes: [],
});

describe('what a column is, is found out', () => {
  const guess = (name: string, column: TextColumn) => guessFeature(surveyOf('y'), name, column, new Set(), undefined);
  const describe_ = (name: string, column: TextColumn): string => {
    const found = guess(name, column);
    return found.kind === 'nothing' ? `nothing: ${found.reason.en}` : found.feature.kind;
  };

  test.each<[string, string, TextColumn, string]>([
    ['numbers', 'age', texts((i) => String(20 + (i % 50))), 'number'],
    ['numbers with commas', 'area', texts((i) => `${i % 90},5`), 'number'],
    ['numbers with a few words among them', 'rooms', texts((i) => (i === 4 ? 'refused' : String(i % 7))), 'number'],
    ['dates', 'asked', texts((i) => `${1 + (i % 28)}/3/2020`), 'number'],
    ['words', 'wall', texts((i) => ['brick', 'wood'][i % 2]!), 'category'],
    ['names', 'head', texts((i) => `person ${i}`), 'nothing: free text, or an identifier'],
    ['a running number', 'nr', texts((i) => String(i + 1)), 'nothing: a running number or an identifier'],
    [
      'an identifier',
      'hhid',
      texts((i) => String(900000 + ((i * 7919) % 1000))),
      'nothing: a running number or an identifier',
    ],
    ['one value', 'country', texts(() => 'ID'), 'nothing: it has one value alone'],
    ['nothing', 'other', texts(() => ''), 'nothing: all its cells are blank'],
  ])('%s', (_, name, column, kind) => {
    expect(describe_(name, column)).toBe(kind);
  });

  test('negative codes in a column of counts are "not known", and that is said; a scale around nought stays', () => {
    const coded = guess(
      'rooms',
      texts((i) => (i % 20 === 0 ? '-99' : String(i % 7))),
    );
    expect(coded).toMatchObject({ kind: 'fact', note: { en: 'rooms: -99 count as "not known".' } });
    const values = coded.kind === 'fact' && coded.feature.kind === 'number' ? coded.feature.values : new Float64Array();
    expect(values[0]).toBeNaN();
    expect(
      guess(
        'scale',
        texts((i) => String((i % 5) - 2)),
      ),
    ).not.toHaveProperty('note');
  });
});

test.each<[string, number]>([
  ['1234.5', 1234.5],
  ['1.234.567,5', 1234567.5],
  ['1,234,567', 1234567],
  ['12,5', 12.5],
  ['1e3', 1000],
])('%s is read as a number', (text, value) => {
  expect(numberIn(text, dialectOf([text], undefined))).toBe(value);
});

test('what programs write for nothing is nothing, words that may be answers are not', () => {
  for (const text of ['', 'NA', 'nan', '.', '.a', '-', 'NULL', '#N/A'])
    expect(isMissingText(text, new Set()), text).toBe(true);
  for (const text of ['none', 'tidak ada', '0', 'no']) expect(isMissingText(text, new Set()), text).toBe(false);
  expect(isMissingText('88', new Set(['88']))).toBe(true);
});

test('day and month are told apart by a day above 12', () => {
  expect(dateReader(['3/25/2020'])('1/2/2020')).toBeCloseTo(2020.003, 2);
  expect(dateReader(['25/3/2020'])('1/2/2020')).toBeCloseTo(2020.085, 2);
});

describe('the label in other clothes', () => {
  const feature = (name: string, closeness: number): Feature => ({
    kind: 'number',
    name,
    values: target.map((value, i) => closeness * value + Math.sqrt(1 - closeness ** 2) * source.normal(i, 7)),
  });
  const found = (label: string, ...features: Feature[]): string[] =>
    findSuspects(features, surveyOf(label)).map(({ column, degree }) => `${column} ${degree}`);

  test('is known by how close it is, by its name, or by being written as the label is', () => {
    expect(found('y', feature('x', 0.97))).toEqual(['x sure']);
    expect(found('total', feature('food_cons', 0.5))).toEqual(['food_cons sure']);
    expect(found('lntotal', feature('lnmed', 0.3))).toEqual(['lnmed sure']);
    expect(found('total', feature('quintile', 0.5))).toEqual(['quintile sure']);
    expect(found('expenditure', feature('income', 0.5))).toEqual(['income doubtful']);
    expect(found('income', feature('wage', 0.5))).toEqual(['wage sure']);
  });

  test('is not seen in what merely goes with it', () => {
    expect(found('total', feature('schooling', 0.5), feature('land_area', 0.5), feature('experience', 0.4))).toEqual(
      [],
    );
    expect(found('total', feature('food_cons', 0))).toEqual([]);
  });

  test('is seen in parts that add up, none of which is close alone', () => {
    const parts = [1, 2, 3, 4].map((part) =>
      Float64Array.from(target, (_, i) => Math.exp(source.normal(i, 10 * part))),
    );
    const survey = surveyOf('y');
    const amounts = target.map((_, i) => parts.reduce((sum, part) => sum + part[i]!, 0));
    const summed = { ...survey, label: { ...survey.label, amounts, target: amounts.map(Math.log) } };
    const features = parts.map((values, i): Feature => ({ kind: 'number', name: `item${i}`, values }));
    expect(findSuspects(features, summed).map(({ degree }) => degree)).toEqual(['sure', 'sure', 'sure', 'sure']);
    expect(findSuspects(features.slice(0, 2), summed).filter(({ degree }) => degree === 'sure')).toEqual([]);
  });
});

describe('facts of the surroundings', () => {
  const size: Feature = { kind: 'number', name: 'size', values: Float64Array.of(1, 3, NaN, 5, 9) };
  const wall: Feature = {
    kind: 'category',
    name: 'wall',
    levels: ['brick', 'wood'],
    codes: Int32Array.of(0, 1, 1, -1, 0),
  };
  const table = { count: 5, features: [size, wall] };
  const clusters = Int32Array.of(0, 0, 0, 1, -1);
  const weight = Float64Array.of(1, 3, 1, 1, 1);

  test('are weighted means of what is known, and not known where the cluster is not', () => {
    const byName = new Map(contextFeatures(table, clusters, weight).map((feature) => [feature.name, feature]));
    const values = (name: string): Float64Array => (byName.get(name) as Extract<Feature, { kind: 'number' }>).values;
    expect([...values('size@mean')]).toEqual([2.5, 2.5, 2.5, 5, NaN]);
    expect([...values('wall@wood')]).toEqual([0.8, 0.8, 0.8, NaN, NaN]);
  });

  test('are the same when they are asked for by name, also for a word that nobody has', () => {
    for (const feature of contextFeatures(table, clusters, weight)) {
      expect(contextFeature(feature.name, table, clusters, weight)).toEqual(feature);
    }
    expect([...contextFeature('wall@stone', table, clusters, weight).values]).toEqual([0, 0, 0, NaN, NaN]);
  });
});
