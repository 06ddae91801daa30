import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { loadConfig } from '../config.ts';
import { TEST_FIELD_NAMES, testPeople } from '../linkage/core/trained/test-people.ts';
import { readRows } from '../linkage/files/state/rows-file.ts';
import { recordIdOf } from '../linkage/files/state/links-file.ts';
import type { NewDecision } from '../linkage/review/decision.ts';
import { appendDecision } from '../linkage/review/decisions-file.ts';
import { explainIn } from '../linkage/review/explain-item.ts';
import { openResult } from '../linkage/review/result-folder.ts';
import type { PairTold } from '../linkage/review/tell-pair.ts';
import { tableOfPair, weighPair } from '../linkage/review/weigh-pair.ts';
import { TerminalProgress } from '../terminal.ts';
import { linkCommand } from './link.ts';
import { reviewPairCommand } from './review-pair.ts';

/** Half of all people share a sex: more than the rule takes. */
const MODEL = `files: { '*': { id: id, columns: all } }
fields: { sex: category, nik: { kind: national-id, format: nik } }
blocking:
  - { name: number, keys: [nik] }
  - { name: birth-and-name, keys: [born, { sound: surname }] }
  - { name: sex, keys: [sex], maximumPerKey: 5 }
`;
const rows = testPeople(120);
let folder: string;
const at = (name: string): string => join(folder, name);

function context(operands: readonly string[], options: Readonly<Record<string, string | boolean>>) {
  const progress = new TerminalProgress({ isLive: false, columns: 80, write: () => undefined }, undefined);
  return { config: loadConfig(), progress, options, operands };
}
const link = (files: readonly string[], options: Readonly<Record<string, string | boolean>>) =>
  linkCommand.run(context([at('model.yaml'), ...files.map(at)], { threads: '1', ...options }));
async function told(operands: readonly string[], options: Readonly<Record<string, string | boolean>> = {}) {
  const in_ = (language: string) => reviewPairCommand.run(context(operands, { language, ...options }));
  const [{ lines, json }, english] = [await in_('id'), await in_('en')];
  return {
    text: lines.join('\n'),
    english: english.lines.join('\n'),
    ...(json as PairTold & { left: object; right: object }),
  };
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'review-pair-'));
  const csv = rows.map(({ id, values }) => [id, ...TEST_FIELD_NAMES.map((name) => values[name]!)].join(','));
  writeFileSync(at('model.yaml'), MODEL);
  writeFileSync(at('people.csv'), `${['id', ...TEST_FIELD_NAMES].join(',')}\n${csv.join('\n')}\n`);
  await link(['people.csv'], { out: at('out'), 'keep-rows': true });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const sumOf = ({ evidence }: PairTold): number => evidence.reduce((sum, { bits }) => sum + bits, 0);
const nameOf = (record: number): string => recordIdOf(openResult(at('out')).links, record).join(':');
const isStored = (one: number, other: number): boolean => {
  const { left, right } = openResult(at('out')).links.pairs;
  return left.some((l, pair) => l === Math.min(one, other) && right[pair] === Math.max(one, other));
};

test('a pair of the result is told with the evidence that adds up to its weight, in either order, and no value', async () => {
  const { links } = openResult(at('out'));
  const pair = links.pairs.isLinked.indexOf(1);
  const names = [links.pairs.left[pair]!, links.pairs.right[pair]!].map(nameOf);
  const one = await told([at('out'), ...names]);
  expect(one).toMatchObject({ from: 'result', isLinked: true, weightBits: links.pairs.weightBits[pair] });
  expect(Math.abs(sumOf(one) - one.weightBits!)).toBeLessThan(0.06);
  expect(one.text).toMatch(/Sekarang satu; peluang \d+,\d+ %[^]*Pasangan ini dibandingkan[^]*Sebelum dibandingkan/);
  expect(one.english).toMatch(/Now one; chance \d+\.\d+ %[^]*The run compared this pair[^]*Before comparing/);
  expect(one.text).not.toMatch(/\b(now|chance|Before|Threshold)\b/);
  const { text } = await told([at('out'), ...names.toReversed()]);
  const withoutEnds = (lines: string): string => lines.split('\n').slice(1).join('\n');
  expect(withoutEnds(text)).toBe(withoutEnds(one.text));
  const values = new Set(rows.flatMap(({ id, values: of }) => [id, of['nik']!, of['name']!]));
  for (const value of values) if (value.length > 4) expect(text.toLowerCase()).not.toContain(value);
  expect((await told([at('out'), ...names], { 'show-values': true })).text).toContain('surname: ');
});

test('a pair weighed from the kept rows weighs as in the run', () => {
  const { links, trained } = openResult(at('out'));
  const kept = readRows(join(at('out'), 'rows.bin'), '');
  expect(links.pairs.count).toBeGreaterThan(20);
  for (let pair = 0; pair < links.pairs.count; pair++) {
    const [left, right] = [links.pairs.left[pair]!, links.pairs.right[pair]!];
    const again = weighPair(tableOfPair(kept, trained.parameters, left, right), trained.parameters);
    expect(again.weightBits[0]).toBeCloseTo(links.pairs.weightBits[pair]!, 3);
    // Nobody competes where one file is searched for doubles: all of the weight has another name.
    for (const { en } of explainIn(again, { trained }, 0)) expect(en).not.toContain('candidate');
  }
});

test('a pair that no rule proposed is told as such and weighed now, with the rules that nearly would', async () => {
  const { links, trained } = openResult(at('out'));
  const kept = readRows(join(at('out'), 'rows.bin'), '');
  const pairs = Array.from({ length: kept.records }, (_, i) => i).flatMap((i) =>
    Array.from({ length: i }, (__, j) => [j, i] as const),
  );
  const text = (record: number, field: string): string => kept.textOf(record, field);
  const shares = (one: number, other: number, field: string): boolean =>
    text(one, field) !== '' && text(one, field) === text(other, field);
  const [one, other] = pairs.find(
    ([l, r]) => !isStored(l, r) && shares(l, r, 'surname') && shares(l, r, 'sex') && !shares(l, r, 'born'),
  )!;
  const pair = await told([at('out'), nameOf(one), nameOf(other)]);
  expect(pair).toMatchObject({ from: 'rows', isLinked: false, thresholdBits: trained.parameters.threshold.weightBits });
  expect(Math.abs(sumOf(pair) - pair.weightBits!)).toBeLessThan(0.06);
  expect(pair.weightBits!).toBeLessThan(pair.thresholdBits);
  expect(pair.rules).toMatchObject([
    { rule: 'birth-and-name', state: 'nearly', lacks: { key: { fields: ['born'] } } },
    { rule: 'sex', state: 'too-common', most: 5 },
  ]);
  expect(pair.text).toContain('Tidak ada aturan pencarian yang mengusulkan pasangan ini');
  expect(pair.english).toContain('No blocking rule proposed');
  expect(pair.text).toContain('born + bunyi sebuah kata (surname): hampir; born ');
  const sexes = Array.from({ length: kept.records }, (_, record) => text(record, 'sex'));
  expect(pair.rules![1]!.records).toBe(sexes.filter((sex) => sex === text(one, 'sex')).length);
  expect(links.entity[one]).not.toBe(links.entity[other]);
});

test('what people decided about the two is told', async () => {
  cpSync(at('out'), at('decided'), { recursive: true });
  onTestFinished(() => rmSync(at('decided'), { recursive: true, force: true }));
  const [one, other] = [rows[1]!, rows[4]!].map(({ id }): [string, string] => ['people', id]);
  const decision: NewDecision = { kind: 'different', left: [one!], right: [other!], by: 'x', reason: 'y' };
  appendDecision(join(at('decided'), 'decisions.jsonl'), decision, new Date());
  const pair = await told([at('decided'), `people:${rows[4]!.id}`, `people:${rows[1]!.id}`]);
  expect(pair.decision).toEqual({ decision: 1, kind: 'different' });
  expect(pair.text).toContain('Keputusan 1: dua');
  expect(pair.english).toContain('Decision 1: different');
});

test('without the rows, what the result does not tell cannot be weighed, and that is said', async () => {
  cpSync(at('out'), at('bare'), { recursive: true });
  onTestFinished(() => rmSync(at('bare'), { recursive: true, force: true }));
  rmSync(join(at('bare'), 'rows.bin'));
  const [one, other] = [0, 1].map((i) => rows.filter(({ values }) => values['sex'] === 'L')[i * 20]!.id);
  const pair = await told([at('bare'), `people:${one}`, `people:${other}`]);
  expect(pair).toMatchObject({ from: 'nowhere', evidence: [] });
  expect([pair.rules, pair.weightBits]).toEqual([undefined, undefined]);
  expect(pair.english).toContain('Its rows were not kept');
});

test('records of sources that are not compared are told as such', async () => {
  const others = rows.slice(0, 40).map(({ values }, i) => [`x${i}`, ...TEST_FIELD_NAMES.map((name) => values[name]!)]);
  writeFileSync(at('others.csv'), [['id', ...TEST_FIELD_NAMES], ...others, []].join('\n'));
  await link(['people.csv', 'others.csv'], { out: at('two'), 'keep-rows': true });
  const within = await told([at('two'), `people:${rows[0]!.id}`, `people:${rows[1]!.id}`]);
  expect(within.english).toContain('Records of these sources are not compared at all');
  const across = await told([at('two'), `people:${rows[0]!.id}`, 'others:x1']);
  expect(across.english).not.toContain('not compared at all');
});

test.each([
  ['no source', '3577010101010001', 'record-source', 'is no source of this result'],
  ['an id that there is not', 'people:3577010101010001', 'record-unknown', 'has no record of that id'],
  ['one record twice', `people:${rows[0]!.id}`, 'record-twice', 'named twice'],
])('%s is a clear error that repeats no id', async (_, name, code, what) => {
  const fault: unknown = await told([at('out'), `people:${rows[0]!.id}`, name]).catch((error: unknown) => error);
  expect(fault).toMatchObject({ kind: 'usage', text: { code } });
  expect((fault as Error).message).toContain(what);
  expect((fault as Error).message).not.toMatch(/\d{16}/);
});
