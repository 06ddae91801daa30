import { beforeAll, expect, test } from 'vitest';
import { chance } from '../../kernel/random.ts';
import type { Feature, FeatureTable } from '../features/feature-table.ts';
import { spreadOf } from '../features/spread.ts';
import { openBackend } from '../network/backend.ts';
import { FORMAT, type TrainedModel } from '../outputs/trained-model.ts';
import { scoreHouseholds } from '../score-households.ts';
import { fitWelfare } from '../stack/fit-welfare.ts';
import { factsToFindOut, type FindOut } from './find-out.ts';
import type { HouseholdFact } from './household-fact.ts';

const COUNT = 300;
const source = chance(6, 'find-out-test');
const rows = Uint32Array.from({ length: COUNT }, (_, i) => i);
const FLOORS = [
  { id: 'Tanah', en: 'Earth' },
  { id: 'Semen', en: 'Cement' },
  { id: 'Keramik', en: 'Tile' },
];
const weight = new Float64Array(COUNT).fill(1);
const floor = Int32Array.from(rows, (i) => source.below(3, i, 1));
const car = Int32Array.from(rows, (i) => source.below(2, i, 2));
const size = Float64Array.from(rows, (i) => 1 + source.below(6, i, 3));
const table: FeatureTable = {
  count: COUNT,
  features: [
    { kind: 'number', name: 'size', values: size },
    // The survey's words for floors run the other way.
    { kind: 'category', name: 'floor', levels: ['a', 'b', 'c'], codes: floor },
    { kind: 'category', name: 'car', levels: ['1', '2'], codes: car },
  ],
};

let trained: TrainedModel;
beforeAll(async () => {
  await openBackend();
  const target = size.map((n, i) => 13 - 0.05 * n + 0.5 * floor[i]! - 0.2 * car[i]! + 0.1 * source.normal(i, 4));
  const clusters = Int32Array.from(rows, (i) => i % 30);
  const learnt = { table, ownFeatures: 3, target, weight, clusters, rows, innerFolds: 2, level: 0.9, seed: 1 };
  trained = {
    format: FORMAT,
    trainedOn: 'survey.csv',
    households: COUNT,
    label: { column: 'y' },
    transformation: 'log',
    scale: 1,
    interval: 0.9,
    coverages: [0.2],
    ownFeatures: 3,
    features: table.features.map((feature) => ({
      name: feature.name,
      kind: feature.kind,
      spread: spreadOf(feature, weight),
      ...(feature.name === 'floor' ? { written: { codes: { a: 5, b: 6, c: 7 } } } : {}),
      ...(feature.name === 'car' ? { written: { codes: { '1': 1, '2': 0 } } } : {}),
    })),
    model: fitWelfare(learnt),
  };
});

const fact = (key: string, values: readonly number[], more: Partial<HouseholdFact> = {}): HouseholdFact => ({
  key,
  kind: 'number',
  name: { id: `${key} rumah`, en: `${key} of the house` },
  values: Float64Array.from(values),
  register: 'test',
  ...more,
});
const facts = [
  fact('size', [3, 3, NaN, 2]),
  fact('floor', [NaN, 6, 6, 7], { kind: 'code', wordOf: (value) => FLOORS[value - 5] }),
  fact('car', [NaN, 1, 0, NaN], { kind: 'yes-no' }),
];
const found = (household: number): FindOut[] =>
  factsToFindOut({
    trained,
    city: { facts, clusters: new Int32Array(4) },
    household,
    scoreAt: (amount) => 100 - amount / 1e5,
  });

/** Amount of the first family with these answers, each of its facts written by hand. */
function amountWith(floorCode: number, carCode: number): number {
  const own: Feature[] = [
    { kind: 'number', name: 'size', values: Float64Array.of(3) },
    { kind: 'category', name: 'floor', levels: ['a', 'b', 'c'], codes: Int32Array.of(floorCode) },
    { kind: 'category', name: 'car', levels: ['1', '2'], codes: Int32Array.of(carCode) },
  ];
  return scoreHouseholds(trained, { count: 1, features: own }, Int32Array.of(0), Float64Array.of(1)).amounts[0]!;
}

test('of facts that are not known, the one that may move the score most comes first, from the poorest answer to the richest', () => {
  const [first, second, ...more] = found(0);
  expect(more).toEqual([]);
  expect([first!.fact, second!.fact]).toEqual(['floor', 'car']);
  expect([first!.poorest.word.id, first!.richest.word.id]).toEqual(['Tanah', 'Keramik']);
  expect(first!.poorest.value).toBe(5);
  // All other facts stay as they are recorded: the car is not known still.
  expect(first!.poorest.amount).toBeCloseTo(amountWith(0, -1), 3);
  expect(first!.richest.amount).toBeCloseTo(amountWith(2, -1), 3);
  expect(first!.richest.amount / first!.poorest.amount).toBeGreaterThan(1.8);
  expect(first!.poorest.score).toBeCloseTo(100 - first!.poorest.amount / 1e5, 9);
  expect(first!.text.id).toMatch(/^Cari tahu dahulu floor rumah: \d+ \(Tanah\) sampai \d+ \(Keramik\)$/);
  expect(first!.text.en).toMatch(/^Find out first floor of the house: \d+ \(Earth\) to \d+ \(Tile\)$/);
});

test('what is known is not asked for, and a number is asked for in its usual range', () => {
  expect(found(1)).toEqual([]);
  expect(found(3).map(({ fact: key }) => key)).toEqual(['car']);
  const [unknownSize] = found(2);
  expect(unknownSize).toMatchObject({ fact: 'size', poorest: { value: 6 }, richest: { value: 1 } });
});
