/** Every kind of merge is undone by its event, completely, and stays undone in later runs. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { testPerson, type TestPerson } from '../linkage/core/trained/test-people.ts';
import type { EventLine } from '../linkage/files/state/events-file.ts';
import type { ResultFolder } from '../linkage/review/result-folder.ts';
import { sidesOfMerge, undoMerge } from '../linkage/review/undo-merge.ts';
import { csvOf, run, testResult, WHO } from './test-result.ts';

const { rows, at, model, copied } = testResult(90);
const write = (name: string, people: readonly TestPerson[]): string => {
  writeFileSync(at(name), csvOf(people));
  return at(name);
};
const clusterOf = (out: string, id: string): string | undefined =>
  new RegExp(`^people,${id},(\\d+)$`, 'm').exec(readFileSync(join(out, 'clusters.csv'), 'utf8'))?.[1];
const eventsOf = (out: string): EventLine[] =>
  readFileSync(join(out, 'events.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as EventLine);

test.each([
  ['join: a row that came to a person', [testPerson('people', 'late-1', 1)], 'join', '1-0', 'late-1'],
  [
    'create: two rows that came at once as one person',
    [testPerson('people', 'late-1', 700), testPerson('people', 'late-2', 700)],
    'create',
    'late-1',
    'late-2',
  ],
])('%s', async (_, late, kind, one, other) => {
  const out = copied(kind);
  await run('link', [model(), write('late.csv', late)], { into: out });
  expect(clusterOf(out, one)).toBe(clusterOf(out, other));
  const before = clusterOf(out, one);
  const event = eventsOf(out).find((each) => each.kind === kind)!;
  await run('review undo', [out, `event-${event.event}`], WHO);
  await run('review apply', [out]);
  expect(clusterOf(out, one)).not.toBe(clusterOf(out, other));
  expect([clusterOf(out, one), clusterOf(out, other)]).toContain(before);
  // It binds when everything is linked and learnt anew.
  const all = write(`${kind}/people.csv`, [...rows, ...late]);
  await run('link', [model(), all], { out, 'keep-rows': true });
  expect(clusterOf(out, one)).not.toBe(clusterOf(out, other));
});

test('the first result came into being at once: who is another is for people to say', async () => {
  await expect(run('review undo', [at('out'), 'event-1'], WHO)).rejects.toMatchObject({
    kind: 'usage',
    text: { code: 'part-which', todo: expect.stringContaining('review part DIR CLUSTER') },
  });
  await expect(run('review undo', [at('out'), 'event-99'], WHO)).rejects.toMatchObject({ text: { code: 'no-merge' } });
});

const id = (name: string): [string, string] => ['people', name];
const event = (told: object): EventLine =>
  ({ event: 7, run: 2, entity: 1, before: {}, after: {}, ...told }) as EventLine;
test('an event that cannot be undone is refused with those that can, whatever they brought together', () => {
  const events = [
    { event: 1, kind: 'begin', records: 9, entities: 9 },
    event({ event: 2, kind: 'absorb', other: 2 }),
    event({ event: 3, kind: 'join', records: [id('c')], before: { 1: [id('a')] } }),
    event({ event: 4, kind: 'move', other: 2, records: [id('c')], before: { 1: [id('a')], 2: [id('b'), id('c')] } }),
    event({ event: 5, kind: 'create', records: [id('a'), id('b')] }),
    event({ event: 6, kind: 'split', other: 2, records: [id('a')] }),
  ];
  const result = { events } as unknown as ResultFolder;
  expect(() => undoMerge(result, 6)).toThrow('Event 6 merged nothing. Expected: one of 2, 3, 4, 5.');
});

test.each<[string, object, object | undefined]>([
  [
    'move',
    { kind: 'move', other: 2, records: [id('c')], before: { 1: [id('a')], 2: [id('b'), id('c')] } },
    { left: [id('c')], right: [id('a')] },
  ],
  [
    'join of several, to those who were there',
    { kind: 'join', records: [id('c'), id('d')], before: { 1: [id('a')] }, after: { 1: [id('a'), id('c'), id('d')] } },
    { left: [id('c'), id('d')], right: [id('a')] },
  ],
  [
    'join where nobody was there before',
    { kind: 'join', records: [id('c')], after: { 1: [id('a'), id('c')] } },
    { left: [id('c')], right: [id('a')] },
  ],
  ['create of one', { kind: 'create', records: [id('a')] }, undefined],
  ['create of three', { kind: 'create', records: [id('a'), id('b'), id('c')] }, undefined],
  ['split', { kind: 'split', other: 2, records: [id('a')], before: { 1: [id('a'), id('b')] } }, undefined],
])('sides of %s', (_, told, sides) => expect(sidesOfMerge(event(told))).toEqual(sides));
