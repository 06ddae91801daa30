import { describe, expect, test } from 'vitest';
import { chance } from '../../kernel/random.ts';
import type { LinkResult } from './pairs.ts';
import type { FieldKind } from './table.ts';
import { judgeBy, linkRows, type InventedRow, type LinkRowsOptions } from './test-linking.ts';

const KINDS: Readonly<Record<string, FieldKind>> = {
  given: 'name-part',
  surname: 'name-part',
  born: 'date',
  sex: 'category',
  postcode: 'postcode',
};
const FIELDS = Object.entries(KINDS).map(([name, kind]) => ({ name, kind }));
const SYLLABLES = ['ba', 'di', 'ku', 'ma', 'no', 'ri', 'sa', 'tu', 'wi', 'yo', 'le', 'han'];

type Person = InventedRow & { readonly id: string };

/** Invented people, every third of them twice, with an error in one field of most second records. */
function people(count: number): Person[] {
  const draw = chance(5, 'people');
  const word = (i: number, at: number): string =>
    [0, 1, 2].map((syllable) => SYLLABLES[draw.below(12, i, at + syllable)]).join('');
  const rows: Person[] = [];
  for (let entity = 0; entity < count; entity++) {
    const values: Record<string, string> = {
      given: word(entity, 0),
      surname: word(entity, 10),
      born: `${String(1940 + draw.below(70, entity, 20))}-0${String(1 + draw.below(9, entity, 21))}-${String(10 + draw.below(18, entity, 22))}`,
      sex: draw.below(2, entity, 23) === 0 ? 'L' : 'P',
      postcode: String(63100 + draw.below(40, entity, 24)),
    };
    rows.push({ id: `a${String(entity)}`, entity, values });
    if (entity % 3 === 0)
      rows.push({
        id: `b${String(entity)}`,
        entity,
        values: { ...values, ...errorIn(values, draw.below(6, entity, 30)) },
      });
  }
  return rows;
}

function errorIn(values: Record<string, string>, which: number): Record<string, string> {
  if (which === 0) return { given: `${values['given']!.slice(0, -1)}x` };
  if (which === 1) return { given: values['surname']!, surname: values['given']! };
  if (which === 2) return { born: values['born']!.replace(/\d$/, '9') };
  if (which === 3) return { postcode: '63199' };
  return which === 4 ? { born: '' } : {};
}

const TRAINING = { maximumRounds: 100, tolerance: 1e-5, priorMatches: 5 };
const link = (rows: readonly Person[], { model, ...options }: LinkRowsOptions = {}): Promise<LinkResult> =>
  linkRows(KINDS, rows, { file: 'people', ...options, model: { training: TRAINING, ...model } });

/** Everything that the result says, with records named by their ids, so that two orders of rows can be compared. */
function told(rows: readonly Person[], result: LinkResult) {
  const { pairs, clusterOf } = result;
  const clusters = new Map<number, string[]>();
  clusterOf.forEach((cluster, row) => clusters.set(cluster, [...(clusters.get(cluster) ?? []), rows[row]!.id].sort()));
  return {
    clusters: [...clusters.values()].map((ids) => ids.join(' ')).sort(),
    pairs: Array.from(pairs.left, (left, i) =>
      [
        [rows[left]!.id, rows[pairs.right[i]!]!.id].sort().join(' '),
        pairs.weightBits[i],
        pairs.probability[i],
        pairs.isLinked[i],
      ].join(' '),
    ).sort(),
    trained: result.trained,
    threshold: result.threshold,
    precision: result.precision,
    recall: result.recall,
    histogram: result.weightHistogram,
    rules: result.rules.map((rule) => ({ ...rule, seconds: 0 })),
    unlinkable: result.unlinkable,
  };
}

describe('linking a table', () => {
  const rows = people(600);

  test('finds nearly all second records without labels, and says how well', async () => {
    const result = await link(rows);
    const { precision, recall } = judgeBy((row) => rows[row]!.entity, result);
    expect(precision).toBeGreaterThan(0.98);
    expect(recall).toBeGreaterThan(0.97);
    expect(Math.abs(result.precision.value - precision)).toBeLessThan(0.02);
    expect(Math.abs(result.recall.value - recall)).toBeLessThan(0.02);
    expect(result.trained.expectedMatches).toBeGreaterThan(193);
    expect(result.trained.expectedMatches).toBeLessThan(207);
  });

  test('a truth that is shuffled gives an F1 near zero: the negative control', async () => {
    const result = await link(rows);
    const { f1 } = judgeBy((row) => rows[(row * 7 + 3) % rows.length]!.entity, result);
    expect(f1).toBeLessThan(0.02);
  });

  test('gives the same for any number of threads', async () => {
    expect(told(rows, await link(rows, { threads: 2 }))).toEqual(told(rows, await link(rows)));
  });

  test('tells what chance agreements took by their own clock, and adds no time twice', async () => {
    const CHANCE = 'Menghitung kesamaan yang kebetulan';
    for (const threads of [1, 2]) {
      const startedAt = performance.now();
      const { stages } = await link(rows, { threads });
      const seconds = (performance.now() - startedAt) / 1000;
      const told = stages.filter(({ name }) => name === CHANCE);
      expect(told).toHaveLength(1);
      expect(told[0]!.seconds).toBeGreaterThan(0.0005);
      expect(told[0]!.cpuSeconds).toBeGreaterThan(0.0005);
      expect(told[0]!.beside?.stages[0]).toBe(threads === 1 ? undefined : 'Memilih aturan pencarian');
      const own = stages.reduce((sum, stage) => sum + stage.seconds - (stage.beside?.seconds ?? 0), 0);
      expect(own).toBeLessThanOrEqual(seconds);
      expect(new Set(stages.map(({ name }) => name)).size).toBe(stages.length);
    }
  });

  test('gives the same whether comparisons are chosen beside the rules or before', async () => {
    const late = await link(rows, { threads: 2 });
    const { comparisons } = late.parameters.model;
    expect(comparisons.length).toBeGreaterThan(3);
    expect(told(rows, await link(rows, { threads: 2, model: { comparisons } }))).toEqual(told(rows, late));
  });

  test.each([1, 2])('what is wrong with comparisons is told first, with %i threads', async (threads) => {
    const comparisons = (): never => {
      throw new RangeError('no such level');
    };
    const coarse = rows.map((row) => ({ ...row, values: Object.fromEntries(FIELDS.map(({ name }) => [name, ''])) }));
    const maximumPairs = 1000;
    await expect(link(coarse, { threads, model: { comparisons, maximumPairs } })).rejects.toThrow('no such level');
    await expect(link(coarse, { threads, model: { maximumPairs } })).rejects.toMatchObject({
      text: { code: 'link-no-rule' },
    });
  });

  test('gives the same for any order of rows', async () => {
    const turned = rows.map((_, i) => rows[(i * 577 + 11) % rows.length]!);
    expect(told(turned, await link(turned))).toEqual(told(rows, await link(rows)));
  });

  test('gives the same whatever the file is called, where rules are chosen by a sample', async () => {
    // More records than are looked at when rules are chosen.
    const many = people(4200);
    const straight = await link(many);
    expect(straight.rules.length).toBeGreaterThan(3);
    const turned = many.map((_, i) => many[(i * 577 + 11) % many.length]!);
    const renamed = await link(turned, { file: 'residents', threads: 2 });
    expect(told(turned, renamed)).toEqual(told(many, straight));
  });

  test('a given threshold is kept', async () => {
    const { threshold, pairs } = await link(rows, { model: { threshold: 0.9 } });
    expect(threshold.probability).toBe(0.9);
    expect(pairs.count).toBeGreaterThan(0);
  });

  test('nobody is linked where everybody is there once', async () => {
    const once = rows.filter(({ id }) => id.startsWith('a'));
    const { clusterOf, trained } = await link(once);
    const linked = clusterOf.reduce((sum, cluster, row) => sum + (cluster === row ? 0 : 1), 0);
    expect(linked).toBe(0);
    expect(trained.expectedMatches).toBeLessThan(10);
  });

  test('a comparison that no match tells is left out, which is said in both languages', async () => {
    const told = rows.map((row) => (row.id.startsWith('b') ? { ...row, values: { ...row.values, sex: '' } } : row));
    const said = {
      id: 'Perbandingan sex tidak dipakai: tidak ada pasangan satu entitas yang mengisinya.',
      en: 'The comparison sex is left out: no match tells it.',
    };
    expect((await link(told)).notes).toContainEqual(said);
    expect((await link(rows)).notes).not.toContainEqual(said);
  });

  test('records that tell nothing are unlinkable', async () => {
    const blank = Array.from({ length: 5 }, (_, i) => ({
      id: `c${String(i)}`,
      entity: -i - 1,
      values: { given: '', surname: '', born: '', sex: 'L', postcode: '' },
    }));
    const { unlinkable, ownWeights, threshold } = await link([...rows, ...blank]);
    expect(unlinkable).toBe(5);
    const sum = (records: Float64Array): number => records.reduce((total, each) => total + each, 0);
    expect(sum(ownWeights.records)).toBe(rows.length + blank.length);
    expect(sum(ownWeights.records.subarray(0, Math.round(threshold.weightBits - ownWeights.fromBits)))).toBe(5);
  });

  test('an empty table gives an empty result', async () => {
    const { pairs, clusterOf } = await link([]);
    expect([pairs.count, clusterOf.length]).toEqual([0, 0]);
  });
});
