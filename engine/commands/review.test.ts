import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { loadConfig } from '../config.ts';
import { TEST_FIELD_NAMES, testPeople, testPerson, type TestPerson } from '../linkage/core/trained/test-people.ts';
import { appendDecision } from '../linkage/review/decisions-file.ts';
import { findItem } from '../linkage/review/find-item.ts';
import { itemOf } from '../linkage/review/queue.ts';
import { openResult } from '../linkage/review/result-folder.ts';
import { TerminalProgress } from '../terminal.ts';
import type { CommandResult } from './command.ts';
import { linkCommand } from './link.ts';
import { reviewCommands } from './review.ts';

const MODEL = `files: { '*': { id: id, columns: all } }
fields: { sex: category, nik: { kind: national-id, format: nik } }
`;
const csvOf = (rows: readonly TestPerson[]): string =>
  [
    ['id', ...TEST_FIELD_NAMES].join(','),
    ...rows.map(({ id, values }) => [id, ...TEST_FIELD_NAMES.map((field) => values[field]!)].join(',')),
    '',
  ].join('\n');

type Options = Readonly<Record<string, string | boolean>>;

function run(
  name: string,
  operands: readonly string[],
  options: Options = {},
  write: (text: string) => void = () => undefined,
): Promise<CommandResult> {
  const command = [linkCommand, ...reviewCommands].find((each) => each.name === name)!;
  const screen = { isLive: false, columns: 80, write };
  const progress = new TerminalProgress(screen, undefined);
  return command.run({ config: loadConfig(), progress, options: { language: 'en', ...options }, operands });
}

/** What is said of all rows being linked once more; '' where they are not. */
async function noted(name: string, operands: readonly string[], options: Options): Promise<string> {
  const told: string[] = [];
  await run(name, operands, options, (text) => void told.push(text));
  return told.filter((text) => text.includes('linked once more')).join('');
}

const WHO = { by: 'Ibu Sri', reason: 'akta dilihat' };
const rows = testPeople(150);
/** Two persons who are in the file once. */
const doubtful = ['1-0', '2-0'];

let folder: string;
const at = (...parts: string[]): string => join(folder, ...parts);
const model = (): string => at('model.yaml');

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'review-command-'));
  writeFileSync(model(), MODEL);
  writeFileSync(at('people.csv'), csvOf(rows));
  await run('link', [model(), at('people.csv')], { out: at('out'), 'keep-rows': true, threads: '1' });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A copy of the result, to do with as the test likes. */
function copied(name: string): string {
  cpSync(at('out'), at(name), { recursive: true });
  onTestFinished(() => rmSync(at(name), { recursive: true, force: true }));
  return at(name);
}

const bytes = (out: string, name: string): string => readFileSync(join(out, name), 'latin1');
const SAME = ['pairs.csv', 'clusters.csv', 'links.bin', 'rows.bin'];
const expectSame = (one: string, other: string): void => {
  for (const name of SAME) expect(bytes(one, name) === bytes(other, name), name).toBe(true);
};

/** Cluster of each id. */
const clustersIn = (out: string): Map<string, string> =>
  new Map(
    bytes(out, 'clusters.csv')
      .split('\n')
      .slice(1)
      .map((line) => line.split(','))
      .filter((cells) => cells.length === 3)
      .map(([, id, cluster]) => [id!, cluster!]),
  );

interface Told {
  readonly records: number;
  readonly pairs: { readonly kept: number; readonly linked: number };
  readonly clusters: object;
  readonly run: { readonly finishedAt: string };
}
/** Names of the files of a folder that have one of these texts, written as they are or as UTF-16. */
const filesWith = (out: string, texts: readonly string[]): string[] =>
  readdirSync(out).filter((name) => {
    const content = readFileSync(join(out, name));
    return texts.some((text) =>
      [text, text.toUpperCase()].some((each) => content.includes(each) || content.includes(each, 0, 'utf16le')),
    );
  });

interface Listed {
  readonly questions: number;
  readonly items: readonly { item: string; isLinked: boolean; expectedChange: number; left: { cluster: number } }[];
}
const listed = async (out: string, options: Options = {}): Promise<Listed> =>
  (await run('review list', [out], { top: '1000', ...options })).json as Listed;

describe('a result that grows', () => {
  test('is as all rows linked again with the same model, to the byte', async () => {
    const [grown, again] = [copied('grown'), copied('again')];
    const late = [
      testPerson('people', 'late-1', 3, 2),
      testPerson('people', 'late-2', 900),
      testPerson('people', '6-1', 6, 4),
    ];
    const gone = new Set(['9-1', '12-0']);
    writeFileSync(at('late.csv'), csvOf(late));
    writeFileSync(at('gone.csv'), ['id', ...gone, 'never-there', ''].join('\n'));
    const { json } = await run('link', [model(), at('late.csv')], {
      into: grown,
      removed: at('gone.csv'),
      threads: '1',
    });
    expect(json).toMatchObject({ added: 2, changed: 1, removed: 2, notThere: 1, records: rows.length });
    const all = [...rows.filter(({ id }) => !gone.has(id) && id !== '6-1'), ...late];
    writeFileSync(join(again, 'people.csv'), csvOf(all));
    const trained = join(again, 'model.trained.json');
    await run('link', [model(), join(again, 'people.csv')], { out: again, trained, 'keep-rows': true, threads: '1' });
    expectSame(grown, again);
    expect(bytes(grown, 'events.jsonl')).toBe(bytes(again, 'events.jsonl'));
    const [before, after] = [clustersIn(at('out')), clustersIn(grown)];
    const kept = [...before].filter(([id, cluster]) => after.get(id) === cluster);
    expect(kept.length).toBeGreaterThan(rows.length - 6);
    expect(bytes(grown, 'events.jsonl')).toContain('"kind":"join"');
  });

  test('in several calls, each opened from what the one before kept: as without it, to the byte; what is not its own is told', async () => {
    const [kept, anew] = [copied('kept'), copied('without')];
    const notes: string[] = [];
    const steps = [
      [testPerson('people', 'late-1', 3, 2), testPerson('people', 'late-2', 900)],
      [testPerson('people', '6-1', 6, 4)],
      [testPerson('people', 'late-3', 901), testPerson('people', 'late-1', 3, 1)],
    ];
    for (const [i, late] of steps.entries()) {
      writeFileSync(at('late.csv'), csvOf(late));
      notes.push(await noted('link', [model(), at('late.csv')], { into: kept, threads: '1' }));
      rmSync(join(anew, 'live.bin'), { force: true });
      await run('link', [model(), at('late.csv')], { into: anew, threads: '1' });
      expectSame(kept, anew);
      expect(bytes(kept, 'events.jsonl'), String(i)).toBe(bytes(anew, 'events.jsonl'));
    }
    expect(notes[0]).toContain('No state of linking was kept');
    expect(notes.slice(1)).toEqual(['', '']);

    const path = join(kept, 'live.bin');
    const good = readFileSync(path);
    const flipped = Uint8Array.from(good);
    flipped[flipped.length >> 1]! ^= 1;
    for (const [bad, told] of [
      [good.subarray(0, good.length >> 1), 'live.bin is damaged'],
      [flipped, 'live.bin is damaged'],
      [readFileSync(join(copied('foreign'), 'links.bin')), 'live.bin is damaged'],
    ] as const) {
      writeFileSync(path, bad);
      writeFileSync(at('late.csv'), csvOf([testPerson('people', 'late-3', 901)]));
      expect(await noted('link', [model(), at('late.csv')], { into: kept, threads: '1' })).toContain(told);
      expectSame(kept, anew);
    }
    // That of another result, whole as it is.
    writeFileSync(at('late.csv'), csvOf([testPerson('people', 'late-4', 902)]));
    const other = copied('other');
    await run('link', [model(), at('late.csv')], { into: other, threads: '1' });
    writeFileSync(path, readFileSync(join(other, 'live.bin')));
    expect(await noted('link', [model(), at('late.csv')], { into: kept, threads: '1' })).toContain('does not belong');
    rmSync(join(anew, 'live.bin'));
    await run('link', [model(), at('late.csv')], { into: anew, threads: '1' });
    expectSame(kept, anew);
  });

  test('counts anew, and no file of it has a text of a row that was removed', async () => {
    const [out, again] = [copied('removed'), copied('afresh')];
    const person = {
      ...testPerson('people', 'gone-1', 0),
      values: {
        ...testPerson('people', 'gone-1', 0).values,
        ...{ name: 'zulqarnain xerxes', given: 'zulqarnain', surname: 'xerxes', nik: '3577018812990007' },
      },
    };
    const texts = ['zulqarnain', 'xerxes', '3577018812990007'];
    const all = [...rows, person, { ...person, id: 'gone-2', values: { ...person.values, address: 'Jl Sawo 7' } }];
    writeFileSync(at('all.csv'), csvOf(all));
    writeFileSync(at('gone.csv'), 'id\ngone-1\ngone-2\n');
    const shows = { 'keep-rows': true, 'show-values': true, 'all-pairs': true, threads: '1' };
    const first = (await run('link', [model(), at('all.csv')], { out, ...shows })).json as Told;
    expect(filesWith(out, texts)).toContain('golden.csv');
    // The examples of the page are chosen by weight: that it tells of the person is no matter of chance here.
    writeFileSync(join(out, 'report.html'), `${bytes(out, 'report.html')}<!-- zulqarnain -->`);
    writeFileSync(at('none.csv'), csvOf(rows.slice(0, 1)));
    const into = { into: out, removed: at('gone.csv'), threads: '1' };
    const { lines, json } = await run('link', [model(), at('none.csv')], into);
    expect(filesWith(out, texts)).toEqual([]);
    expect(json).toMatchObject({ removed: 2, dropped: ['report.html', 'pairs-not-linked.csv'] });
    expect(lines.join('\n')).toContain(
      'Taken away, as it tells of the rows before: report.html, pairs-not-linked.csv.',
    );
    const trained = join(out, 'model.trained.json');
    writeFileSync(join(again, 'all.csv'), csvOf(rows));
    const anew = (await run('link', [model(), join(again, 'all.csv')], { out: again, trained, threads: '1' }))
      .json as Told;
    const told = JSON.parse(bytes(out, 'report.json')) as Told & { firstRun: Told; estimated?: unknown; run?: unknown };
    const { kept, linked } = anew.pairs;
    expect(told).toMatchObject({ records: rows.length, clusters: anew.clusters, pairs: { kept, linked } });
    expect(told.pairs).not.toHaveProperty('candidates');
    expect([told.estimated, told.run]).toEqual([undefined, undefined]);
    const { records, pairs, run: firstRun } = first;
    expect(told.firstRun).toMatchObject({ records, pairs, run: firstRun });
    expect(firstRun.finishedAt).toMatch(/^\d{4}-\d\d-\d\dT/);
    // A second step has nothing to take away, and keeps what the first run told.
    const second = await run('review apply', [out], { threads: '1' });
    expect(second.json).toMatchObject({ dropped: [] });
    const later = JSON.parse(bytes(out, 'report.json')) as typeof told & { growth: unknown[] };
    expect([later.firstRun, later.growth.length]).toEqual([told.firstRun, 2]);
  });

  test('takes in nothing where nothing is new', async () => {
    const out = copied('idle');
    const { json } = await run('link', [model(), at('people.csv')], { into: out, threads: '1' });
    expect(json).toMatchObject({ added: 0, changed: 0, unchanged: rows.length, events: {} });
    expectSame(out, at('out'));
  });

  test('records that are no more are named by their source: two of one id may go at once', async () => {
    const [left, right, gone] = [at('left.csv'), at('right.csv'), at('gone-of-two.csv')];
    for (const path of [left, right]) writeFileSync(path, csvOf(rows.slice(0, 40)));
    const out = copied('two');
    await run('link', [model(), left, right], { out, 'keep-rows': true, threads: '1' });
    const [one, other] = [rows[0]!.id, rows[1]!.id];
    writeFileSync(gone, `source,id\nleft,${one}\nright,${one}\nleft,${other}\nleft,${other}\n`);
    const { json } = await run('link', [model(), left], { into: out, removed: gone, threads: '1' });
    expect(json).toMatchObject({ removed: 3, notThere: 0 });
    for (const [text, code, what] of [
      ['source,id\nmiddle,1\n', 'removed-source', 'row 2'],
      ['id\n1\n', 'removed-source', '"left", "right"'],
      ['source,number\nleft,1\n', 'column-missing', 'There is no column "id". '],
      ['source,id\nleft,\n', 'id-blank', 'row 2'],
    ]) {
      writeFileSync(gone, text!);
      const fault = await run('link', [model(), left], { into: out, removed: gone }).catch((error: unknown) => error);
      expect(fault).toMatchObject({ kind: 'input', text: { code } });
      expect((fault as Error).message).toContain(what);
    }
  });

  test.each<[string, () => string, Options, string]>([
    ['a folder that is no result', () => folder, {}, 'no-result'],
    ['a folder that is not there', () => at('none'), {}, 'no-result'],
    ['options of a whole run', () => at('out'), { out: 'x' }, 'usage'],
  ])('refuses %s', async (_, into, options, code) => {
    await expect(run('link', [model(), at('people.csv')], { into: into(), ...options })).rejects.toMatchObject({
      kind: 'usage',
      text: { code },
    });
  });

  test('refuses a result whose rows were not kept', async () => {
    const out = copied('without');
    rmSync(join(out, 'rows.bin'));
    await expect(run('link', [model(), at('people.csv')], { into: out })).rejects.toMatchObject({
      text: { code: 'rows-not-kept' },
    });
  });
});

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
    expect(lines.join('\n')).toMatch(/Kelangkaan nilai yang sama[^]*How rare the values are that agree/);
    expect(values.map(({ field }) => field).sort()).toEqual(['source', 'id', ...TEST_FIELD_NAMES].sort());
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
    await expect(run('review decide', operands, options)).rejects.toMatchObject({ kind: 'usage' });
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
