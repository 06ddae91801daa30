/** A city beside a model: matched word for word, widened where facts are unknown, put in one order. */
import { describe, expect, test } from 'vitest';
import type { TrainedFeature, TrainedModel } from '../outputs/trained-model.ts';
import { spreadOf } from '../features/spread.ts';
import type { HouseholdFact } from './household-fact.ts';
import { matchFacts } from './match-facts.ts';
import { sayOf, unknownFacts, widened } from './unknown-facts.ts';

const COUNT = 100;
const fact = (key: string, values: readonly number[], more: Partial<HouseholdFact> = {}): HouseholdFact => ({
  key,
  kind: 'number',
  name: { id: key, en: key },
  values: Float64Array.from({ length: COUNT }, (_, h) => values[h % values.length]!),
  register: 'test',
  ...more,
});
const ones = new Float64Array(COUNT).fill(1);
const number = (name: string, values: readonly number[], written?: TrainedFeature['written']): TrainedFeature => ({
  name,
  kind: 'number',
  written,
  spread: spreadOf({ kind: 'number', name, values: fact(name, values).values }, ones),
});
const category = (name: string, levels: readonly string[], written?: TrainedFeature['written']): TrainedFeature => ({
  name,
  kind: 'category',
  written,
  spread: { missingShare: 0, levels: Object.fromEntries(levels.map((level) => [level, 1 / levels.length])) },
});
const model = (...features: TrainedFeature[]): TrainedModel =>
  ({ features, ownFeatures: features.length }) as unknown as TrainedModel;

describe('facts of a city', () => {
  test('are found under the names of the survey, or under those that MODEL gives them', () => {
    const { table } = matchFacts(model(number('size', [1, 2, 3]), number('luas', [30, 40], { fact: 'area' })), [
      fact('area', [35, NaN]),
      fact('size', [2]),
    ]);
    expect(table.features.map(({ name }) => name)).toEqual(['size', 'luas']);
    expect(table.features[1]).toMatchObject({ kind: 'number' });
    expect(table.features[1]!.kind === 'number' && table.features[1]!.values.slice(0, 2)).toEqual(
      Float64Array.of(35, NaN),
    );
  });

  test('are put into the words of the survey: codes, yes and no, an order', () => {
    const { table, matches } = matchFacts(
      model(
        category('lantai', ['a', 'b'], { fact: 'floor', codes: { a: 1, b: 2 } }),
        category('mobil', ['1', '2'], { fact: 'car', codes: { '1': 1, '2': 0 } }),
        number('daya', [0, 1, 2], { fact: 'power', order: ['450', '900', '1300'], codes: { 450: 1, 900: 2, 1300: 3 } }),
      ),
      [
        fact('floor', [1, 2, NaN, 1, 1, 1, 1, 1, 1, 9], { kind: 'code' }),
        fact('car', [0, 1], { kind: 'yes-no' }),
        fact('power', [1, 2, 3], { kind: 'code' }),
      ],
    );
    const [floor, car, power] = table.features;
    expect(floor!.kind === 'category' && [...floor!.codes.slice(0, 3), floor!.codes[9]]).toEqual([0, 1, -1, -1]);
    expect(car!.kind === 'category' && [...car!.codes.slice(0, 2)]).toEqual([1, 0]);
    expect(power!.kind === 'number' && [...power!.values.slice(0, 3)]).toEqual([0, 1, 2]);
    expect(matches.map(({ missing, unseen }) => [missing, unseen])).toEqual([
      [10, 10],
      [0, 0],
      [0, 0],
    ]);
  });

  test.each([
    ['is not there', number('income', [1, 2]), fact('size', [1]), /"income"/],
    ['no register tells', number('size', [1, 2]), fact('size', [NaN], { register: undefined }), /no register tells/],
    ['is a code, read as a number', number('floor', [1, 2]), fact('floor', [1, 2], { kind: 'code' }), /several codes/],
    ['is in other words', category('floor', ['tile']), fact('floor', [1, 2], { kind: 'code' }), /100 %.*never has/],
    ['is in another unit', number('area', [30, 40, 50]), fact('area', [3000, 4000]), /is 30 to 50.*is 3000 to 4000/],
  ])('are refused where one %s', (_, feature, of, said) => {
    expect(() => matchFacts(model(feature), [of])).toThrow(said);
  });

  test('lie apart from the survey by the share that would have to move', () => {
    const apart = (values: readonly number[]): number =>
      matchFacts(model(category('floor', ['1', '2'])), [fact('floor', values, { kind: 'code' })]).matches[0]!.apart;
    expect(apart([1, 2])).toBeCloseTo(0, 9);
    expect(apart([1, 1, 1, 2])).toBeCloseTo(0.25, 9);
    expect(apart([1])).toBeCloseTo(0.5, 9);
  });
});

describe('what is not known of a household', () => {
  const values = Float64Array.from({ length: COUNT }, (_, h) => (h < 10 ? NaN : h % 2));
  const table = { count: COUNT, features: [{ kind: 'number', name: 'x', values } as const] };
  const rows = Uint32Array.from({ length: COUNT }, (_, h) => h);
  const say = sayOf(
    table,
    rows,
    Float64Array.from({ length: COUNT }, (_, h) => (h % 2 === 0 ? -0.3 : 0.3)),
    1,
  );

  test('counts by what the fact moves among those of whom it is known', () => {
    expect(say.share[0]).toBe(1);
    expect(say.deviation[0]).toBeCloseTo(0.3, 9);
    const unknown = unknownFacts(table, [number('x', [0, 1])], say);
    expect([unknown.count[0], unknown.share[0], unknown.count[50], unknown.share[50]]).toEqual([1, 1, 0, 0]);
    expect(unknown.variance[0]).toBeCloseTo(0.09, 9);
  });

  test('counts for nothing where the survey lacked it as well: the model has learnt what that means', () => {
    const unknown = unknownFacts(table, [number('x', [0, 1, NaN])], say);
    expect(unknown.count[0]).toBe(0);
  });

  test('widens an interval as an independent normal error would', () => {
    expect(widened(1, 0, 0.9)).toBe(1);
    expect(widened(3, (4 / 1.6449) ** 2, 0.9)).toBeCloseTo(5, 3);
  });
});
