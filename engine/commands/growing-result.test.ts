/** A result that takes in rows: as all rows linked again, and nothing of a removed row is left. */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { testPerson } from '../linkage/core/trained/test-people.ts';
import { bytes, clustersIn, csvOf, expectSame, run, testResult, type Options } from './test-result.ts';

const { rows, at, model, copied } = testResult(150);

/** What is said of all rows being linked once more; '' where they are not. */
async function noted(name: string, operands: readonly string[], options: Options): Promise<string> {
  const told: string[] = [];
  await run(name, operands, options, (text) => void told.push(text));
  return told.filter((text) => text.includes('linked once more')).join('');
}

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
  expect(lines.join('\n')).toContain('Taken away, as it tells of the rows before: report.html, pairs-not-linked.csv.');
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
  ['a folder that is no result', () => at(), {}, 'no-result'],
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
