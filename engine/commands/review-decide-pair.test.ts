/** Two records that no rule found are joined by a person, for this and every later run, and parted again by undoing it. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { testPerson } from '../linkage/core/trained/test-people.ts';
import { findRecord, pairOfRecords } from '../linkage/review/find-pair.ts';
import { openResult } from '../linkage/review/result-folder.ts';
import { clustersIn, csvOf, expectSame, run, testResult, WHO } from './test-result.ts';

const { rows, at, model, copied } = testResult(120);
const [one, other] = ['1-0', '2-0'] as const;
const named = (id: string): string => `people:${id}`;
const areOne = (out: string): boolean => clustersIn(out).get(one) === clustersIn(out).get(other);
const file = (out: string, people: typeof rows): string => {
  writeFileSync(join(out, 'people.csv'), csvOf(people));
  return join(out, 'people.csv');
};
const decided = (out: string, answer = 'same') =>
  run('review decide-pair', [out, named(other), named(one), answer], WHO);

test('what the result tells no pair of is one by the word of a person, now and when all is learnt anew', async () => {
  const { links } = openResult(at('out'));
  const [left, right] = [one, other].map((id) => findRecord(links, named(id))) as [number, number];
  expect(pairOfRecords(links, left, right)).toBe(-1);
  expect(areOne(at('out'))).toBe(false);
  const out = copied('joined');
  const { lines, json } = await decided(out);
  expect(json).toMatchObject({
    decision: 1,
    kind: 'same',
    left: [['people', one]],
    right: [['people', other]],
    ...WHO,
  });
  for (const id of [named(one), named(other)]) expect(lines.join('\n')).not.toContain(id);
  await run('review apply', [out], { threads: '1' });
  expect(areOne(out)).toBe(true);
  await run('link', [model(), file(out, rows.toReversed())], { out, 'keep-rows': true, threads: '1' });
  expect(areOne(out)).toBe(true);
  await run('link', [model(), file(out, [testPerson('people', 'late', 1)])], { into: out, threads: '1' });
  expect(areOne(out)).toBe(true);
});

test('undone, all is as it was, now and when all is learnt anew', async () => {
  const out = copied('undone');
  await decided(out);
  await run('review apply', [out], { threads: '1' });
  await run('review undo', [out, '1'], WHO);
  await run('review apply', [out], { threads: '1' });
  expectSame(out, at('out'));
  await run('link', [model(), file(out, rows)], { out, 'keep-rows': true, threads: '1' });
  expectSame(out, at('out'));
});

test('records that the model does not compare, as they are of one file, are one where a person says so', async () => {
  const others = rows.slice(0, 60).map((row, i) => ({ ...row, id: `x${String(i)}` }));
  writeFileSync(at('others.csv'), csvOf(others));
  const link = () => run('link', [model(), at('people.csv'), at('others.csv')], { out: at('two'), threads: '1' });
  await link();
  expect(areOne(at('two'))).toBe(false);
  await decided(at('two'));
  await link();
  expect(areOne(at('two'))).toBe(true);
});

test('a decision that contradicts another is refused, and so is an answer that there is not, or one record twice', async () => {
  const out = copied('refused');
  await expect(decided(out, 'perhaps')).rejects.toThrow('"perhaps" is no decision');
  await expect(run('review decide-pair', [out, named(one), named(one), 'same'], WHO)).rejects.toMatchObject({
    kind: 'usage',
    text: { code: 'record-twice', expected: 'two records' },
  });
  await expect(run('review decide-pair', [out, named(one), 'people:none', 'same'], WHO)).rejects.toThrow('no record');
  expect(existsSync(join(out, 'decisions.jsonl'))).toBe(false);
  await decided(out);
  await run('review decide-pair', [out, named(other), named('4-0'), 'same'], WHO);
  await expect(run('review decide-pair', [out, named(one), named('4-0'), 'different'], WHO)).rejects.toMatchObject({
    text: { code: 'decision-contradicts', where: { file: 'decisions.jsonl', row: 1 }, expected: expect.any(String) },
  });
});
