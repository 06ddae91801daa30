import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { TEST_FIELD_NAMES } from '../linkage/core/trained/test-people.ts';
import { appendDecision } from '../linkage/review/decisions-file.ts';
import { findItem } from '../linkage/review/find-item.ts';
import { itemOf } from '../linkage/review/queue.ts';
import { openResult } from '../linkage/review/result-folder.ts';
import { bytes, clustersIn, csvOf, expectSame, run, testResult, WHO, type Options } from './test-result.ts';

const { rows, at, model, copied } = testResult(150);
/** Two persons who are in the file once. */
const doubtful = ['1-0', '2-0'];

interface Listed {
  readonly questions: number;
  readonly items: readonly { item: string; isLinked: boolean; expectedChange: number; left: { cluster: number } }[];
}
const listed = async (out: string, options: Options = {}): Promise<Listed> =>
  (await run('review list', [out], { top: '1000', ...options })).json as Listed;

describe('questions', () => {
  test('come with the most telling first, and tell nothing of a person', async () => {
    const { questions, items } = await listed(at('out'));
    expect(questions).toBeGreaterThan(0);
    const worth = items.map(({ expectedChange }) => expectedChange);
    expect(worth).toEqual(worth.toSorted((a, b) => b - a));
    const { lines } = await run('review list', [at('out')]);
    const shown = await run('review show', [at('out'), items[0]!.item]);
    const text = [...lines, ...shown.lines, JSON.stringify(shown.json)].join('\n');
    for (const { id, values } of rows) {
      expect(text).not.toContain(id);
      if (values['nik'] !== '') expect(text).not.toContain(values['nik']);
    }
  });

  test('are explained in both languages by bits that add up to the weight', async () => {
    const { items } = await listed(at('out'));
    const { lines, json } = await run('review show', [at('out'), items[0]!.item], { 'show-values': true });
    const { evidence, probability, values } = json as {
      evidence: { id: string; en: string; bits: number }[];
      probability: number;
      values: { field: string }[];
    };
    const weight = evidence.reduce((sum, { bits }) => sum + bits, 0);
    expect(1 / (1 + 2 ** -weight)).toBeCloseTo(probability, 2);
    const indonesian = (await run('review show', [at('out'), items[0]!.item], { language: 'id' })).lines.join('\n');
    expect(indonesian).toMatch(/^Bukti [^]*Kelangkaan nilai yang sama[^]*Ambang: /m);
    expect(lines.join('\n')).toMatch(/^Evidence [^]*How rare the values are that agree[^]*Threshold: /m);
    expect(values.map(({ field }) => field).sort()).toEqual(['source', 'id', ...TEST_FIELD_NAMES].sort());
  });

  test('are told in Indonesian where nothing else is asked for, and so is what was decided', async () => {
    const { items } = await listed(at('out'));
    const id = { language: 'id' };
    const list = (await run('review list', [at('out')], id)).lines.join('\n');
    expect(list).toMatch(/^\d+ pertanyaan; \d+ yang pertama[^]*kelompok \d+[^]*dekat ambang/);
    const out = copied('indonesian');
    const decided = await run('review decide', [out, items[0]!.item, 'later'], { ...WHO, ...id });
    expect(decided.lines[0]).toBe(`Keputusan 1: butir ${items[0]!.item} ditunda.`);
    const history = await run('review history', [out], id);
    expect(history.lines[1]).toMatch(
      /^ {3}1 {2}\d{4}-\d\d-\d\d \d\d:\d\d {2}Ibu Sri: .* ditunda \(berlaku\)\. akta dilihat$/,
    );
    expect(await run('review history', [out], { language: '' }).catch((error: unknown) => error)).toBeInstanceOf(Error);
    for (const text of [list, ...decided.lines, ...history.lines]) {
      expect(text).not.toMatch(/\b(clusters?|expected|decision|put off|in force)\b/);
    }
  });

  test('are called by 16 digits; a name that two have is refused, and neither is taken', async () => {
    const { items } = await listed(at('out'));
    expect(items[0]!.item).toMatch(/^[0-9a-f]{16}$/);
    const result = openResult(at('out'));
    expect(findItem(result, items[0]!.item).item).toBe(items[0]!.item);
    const short = (left: string, right: string): string => itemOf(left, right).slice(0, 1);
    expect(() => findItem(result, items[0]!.item.slice(0, 1), short)).toThrow(/^\d+ items are called "[0-9a-f]"/);
    expect(() => findItem(result, items[0]!.item.slice(0, 8))).toThrow('There is no item');
  });

  test('that are decided are not asked again; those put off come last', async () => {
    const out = copied('asked');
    const [first, second] = (await listed(out)).items;
    await run('review decide', [out, first!.item, 'same'], WHO);
    await run('review decide', [out, second!.item, 'later'], WHO);
    const { items } = await listed(out);
    expect(items.some(({ item }) => item === first!.item)).toBe(false);
    expect(items.at(-1)!.item).toBe(second!.item);
  });

  test.each([
    ['an item that there is not', ['nothing', 'same'], WHO],
    ['an answer that there is not', ['ITEM', 'perhaps'], WHO],
    ['no reason', ['ITEM', 'same'], { by: 'x' }],
    ['nobody who decides', ['ITEM', 'same'], { reason: 'x' }],
  ])('refuse %s', async (_, [item, answer], options) => {
    const { items } = await listed(at('out'));
    const operands = [at('out'), item === 'ITEM' ? items[0]!.item : item!, answer!];
    await expect(run('review decide', operands, options)).rejects.toMatchObject({
      kind: 'usage',
      text: { expected: expect.stringMatching(/./) },
    });
    expect(existsSync(join(at('out'), 'decisions.jsonl'))).toBe(false);
  });
});

describe('decisions', () => {
  /** The linked pair of the first cluster of two, and its records. */
  function aLinkedItem(out: string): { item: string; ids: string[] } {
    const members = Map.groupBy(clustersIn(out), ([, cluster]) => cluster);
    const ids = [...members.values()].find((of) => of.length === 2)!.map(([id]) => id);
    return { item: itemOf(`people\n${ids[0]!}`, `people\n${ids[1]!}`), ids };
  }
  const areOne = (out: string, ids: readonly string[]): boolean => {
    const clusters = clustersIn(out);
    return clusters.get(ids[0]!) === clusters.get(ids[1]!);
  };

  test('bind now, after learning anew and in another order of rows; undone, all is as it was', async () => {
    const out = copied('bound');
    const { item, ids } = aLinkedItem(out);
    await run('review decide', [out, item, 'different'], WHO);
    await run('review apply', [out], { threads: '1' });
    expect(areOne(out, ids)).toBe(false);
    writeFileSync(join(out, 'people.csv'), csvOf(rows.toReversed()));
    await run('link', [model(), join(out, 'people.csv')], { out, 'keep-rows': true, threads: '1' });
    expect(areOne(out, ids)).toBe(false);
    expect((await run('review history', [out])).lines.join('\n')).toMatch(/different \(in force\)\. akta dilihat/);
    await run('review undo', [out, '1'], WHO);
    await run('review apply', [out], { threads: '1' });
    expectSame(out, at('out'));
    await run('link', [model(), join(out, 'people.csv')], { out, 'keep-rows': true, threads: '1' });
    expectSame(out, at('out'));
  });

  test('part records of a cluster, and whoever comes later does not bring them together', async () => {
    const out = copied('parted');
    const { ids } = aLinkedItem(out);
    const cluster = clustersIn(out).get(ids[0]!)!;
    await run('review part', [out, cluster, `people:${ids[1]!}`], WHO);
    const twin = rows.find(({ id }) => id === ids[0])!;
    writeFileSync(join(out, 'late.csv'), csvOf([{ ...twin, id: 'late-twin' }]));
    await run('link', [model(), join(out, 'late.csv')], { into: out, threads: '1' });
    expect(areOne(out, ids)).toBe(false);
    expect(areOne(out, ['late-twin', ids[0]!]) || areOne(out, ['late-twin', ids[1]!])).toBe(true);
  });

  test.each([
    ['no number', 'abc', ['people:1'], '"abc" is no cluster'],
    ['no cluster', '99999', ['people:1'], 'There is no entity 99999'],
    ['a record without its source', '1', ['nobody'], 'named by its source and its id'],
  ])('part nothing of %s', async (_, cluster, records, what) => {
    await expect(run('review part', [at('out'), cluster, ...records], WHO)).rejects.toThrow(what);
    expect(existsSync(join(at('out'), 'decisions.jsonl'))).toBe(false);
  });

  test('take back a merge that an event tells of, and the entity that was absorbed comes back', async () => {
    const out = copied('merged');
    const apart = [...clustersIn(out)].filter(([id]) => doubtful.includes(id));
    const [one, other] = apart.map(([, cluster]) => cluster);
    expect(one).not.toBe(other);
    const [left, right] = doubtful.map((id): [string, string] => ['people', id]);
    appendDecision(join(out, 'decisions.jsonl'), { kind: 'same', left: [left!], right: [right!], ...WHO }, new Date());
    await run('review apply', [out], { threads: '1' });
    expect(areOne(out, doubtful)).toBe(true);
    const absorbed = bytes(out, 'events.jsonl')
      .split('\n')
      .filter((line) => line.includes('"absorb"'))
      .map((line) => (JSON.parse(line) as { event: number }).event);
    await run('review undo', [out, `event-${String(absorbed[0])}`], WHO);
    await run('review apply', [out], { threads: '1' });
    expectSame(out, at('out'));
  });

  test('of a pair that was decided again stand no more; undone, the one before stands again', async () => {
    const out = copied('again');
    const { item } = aLinkedItem(out);
    const states = async (): Promise<string[]> => {
      const { decisions } = (await run('review history', [out])).json as { decisions: { state: string }[] };
      return decisions.map(({ state }) => state);
    };
    await run('review decide', [out, item, 'different'], WHO);
    await run('review decide', [out, item, 'same'], WHO);
    // Who puts off what is decided leaves it decided.
    await run('review decide', [out, item, 'later'], WHO);
    expect(await states()).toEqual(['replaced', 'in force', 'replaced']);
    await run('review undo', [out, '2'], WHO);
    expect(await states()).toEqual(['in force', 'undone', 'replaced', 'undo']);
    await run('review undo', [out, '3'], WHO);
    expect(await states()).toEqual(['in force', 'undone', 'undone', 'undo', 'undo']);
  });

  test('about records that are gone are kept and told', async () => {
    const out = copied('absent');
    const { item, ids } = aLinkedItem(out);
    await run('review decide', [out, item, 'same'], WHO);
    writeFileSync(join(out, 'people.csv'), csvOf(rows.filter(({ id }) => id !== ids[0])));
    const { lines } = await run('link', [model(), join(out, 'people.csv')], { out, threads: '1' });
    expect(lines.join('\n')).toContain('Decisions about records that are in no file are kept and not applied: 1.');
    expect((await run('review history', [out])).lines.join('\n')).toContain('records not there');
  });

  test('a damaged file of decisions stops every run, with the line', async () => {
    const out = copied('damaged');
    writeFileSync(join(out, 'decisions.jsonl'), '{"kind":"same"}\n');
    const damaged = { kind: 'input', text: { code: 'decisions-shape', where: { file: 'decisions.jsonl', row: 1 } } };
    await expect(run('link', [model(), at('people.csv')], { out, threads: '1' })).rejects.toMatchObject(damaged);
    await expect(run('review list', [out])).rejects.toMatchObject(damaged);
    await expect(run('review apply', [out])).rejects.toMatchObject(damaged);
  });

  test.each([
    ['review list', []],
    ['review history', []],
    ['review apply', []],
  ])('%s refuses a folder that is no result', async (name, rest) => {
    await expect(run(name, [at('none'), ...rest])).rejects.toMatchObject({
      kind: 'usage',
      text: { code: 'no-result' },
    });
  });
});
