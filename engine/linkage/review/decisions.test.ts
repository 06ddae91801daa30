import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { DisjointSets } from '../core/deciding/disjoint-sets.ts';
import { bindDecisions, inForce } from './binding.ts';
import type { DecisionLine, NewDecision, RecordId } from './decision.ts';
import { appendDecision, readDecisions } from './decisions-file.ts';

const AT = new Date('2026-01-02T03:04:05Z');
const r = (id: string): RecordId => ['dukcapil', id];
const decided = (kind: 'same' | 'different' | 'later', one: string, other: string): NewDecision => ({
  kind,
  left: [r(one)],
  right: [r(other)],
  reason: 'mother is the same',
  by: 'steward',
});
const undo = (undoes: number): NewDecision => ({ kind: 'undo', undoes, reason: 'wrong file', by: 'steward' });

function fileOf(...decisions: readonly NewDecision[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'decisions-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'decisions.jsonl');
  for (const each of decisions) appendDecision(path, each, AT);
  return path;
}

describe('the file of decisions', () => {
  test('hands back what was decided, who did and when', () => {
    const path = fileOf(decided('same', 'a', 'b'), undo(1));
    expect(readDecisions(path).lines).toMatchObject([
      { decision: 1, kind: 'same', left: [['dukcapil', 'a']], reason: 'mother is the same', by: 'steward' },
      { decision: 2, kind: 'undo', undoes: 1, at: '2026-01-02T03:04:05.000Z' },
    ]);
    expect(readDecisions(join(path, '..', 'none.jsonl')).lines).toEqual([]);
  });

  test.each<[string, (text: string) => string, string, number]>([
    ['a line that is no JSON', (text) => text.replace('{', '<'), 'decisions-shape', 1],
    ['a kind that there is not', (text) => text.replace('"same"', '"perhaps"'), 'decisions-shape', 1],
    ['a reason that was changed', (text) => text.replace('mother', 'father'), 'decisions-changed', 2],
    ['a line that is gone', (text) => text.slice(text.indexOf('\n') + 1), 'decisions-changed', 1],
    ['a last line that was cut off', (text) => text.slice(0, -9), 'decisions-cut', 2],
  ])('%s is noticed, with the line', (_, change, code, row) => {
    const path = fileOf(decided('same', 'a', 'b'), decided('different', 'c', 'd'));
    writeFileSync(path, change(readFileSync(path, 'utf8')));
    expect(() => readDecisions(path)).toThrow(
      expect.objectContaining({
        kind: 'input',
        text: expect.objectContaining({ code, where: { file: 'decisions.jsonl', row } }),
      }),
    );
    // Nothing is added to a file that is damaged.
    expect(() => appendDecision(path, undo(1), AT)).toThrow();
  });

  test.each<[string, NewDecision]>([
    ['what is not there', undo(7)],
    ['what is undone already', undo(1)],
    ['an undoing', undo(2)],
    ['a record beside itself', decided('same', 'x', 'x')],
  ])('nobody can decide on %s', (_, decision) => {
    const path = fileOf(decided('same', 'a', 'b'), undo(1));
    expect(() => appendDecision(path, decision, AT)).toThrow(
      expect.objectContaining({
        kind: 'usage',
        text: expect.objectContaining({
          code: 'decision-impossible',
          where: { file: 'decisions.jsonl' },
          expected: 'what can be decided there',
        }),
      }),
    );
  });
});

const linesOf = (...decisions: readonly NewDecision[]): readonly DecisionLine[] =>
  readDecisions(fileOf(...decisions)).lines;
const told = (lines: readonly DecisionLine[]): string[] =>
  inForce(lines).pairs.map(({ left, right, kind }) => `${left.slice(9)} ${right.slice(9)} ${kind}`);

describe('decisions in force', () => {
  test('are the last about each pair, those undone left out', () => {
    expect(told(linesOf(decided('same', 'a', 'b'), decided('different', 'b', 'a')))).toEqual(['b a different']);
    expect(told(linesOf(decided('same', 'a', 'b'), decided('different', 'b', 'a'), undo(2)))).toEqual(['a b same']);
    expect(told(linesOf(decided('same', 'a', 'b'), decided('later', 'a', 'b')))).toEqual(['a b same']);
  });

  test('contradict none before them: the later one is told with those that it contradicts, and not applied', () => {
    const lines = linesOf(
      decided('same', 'a', 'b'),
      decided('same', 'c', 'd'),
      decided('same', 'b', 'c'),
      decided('different', 'a', 'd'),
    );
    expect(inForce(lines).contradictions).toEqual([{ decision: 4, with: [1, 2, 3] }]);
    expect(told(lines)).toHaveLength(3);
    const turned = linesOf(decided('different', 'a', 'c'), decided('same', 'a', 'b'), decided('same', 'b', 'c'));
    expect(inForce(turned).contradictions).toEqual([{ decision: 3, with: [1, 2] }]);
  });

  test('a contradiction is over when what it contradicts is undone', () => {
    const lines = linesOf(
      decided('different', 'a', 'c'),
      decided('same', 'a', 'b'),
      decided('same', 'b', 'c'),
      undo(1),
    );
    expect(inForce(lines).contradictions).toEqual([]);
    expect(told(lines)).toEqual(['a b same', 'b c same']);
  });

  test('never contradict each other, and none is left out that could hold', () => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    const one = fc.record({ kind: fc.constantFrom('same' as const, 'different' as const), i: fc.nat(4), j: fc.nat(4) });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 12 }), (wishes) => {
        const lines = wishes
          .filter(({ i, j }) => i !== j)
          .map(({ kind, i, j }, at) => ({
            ...decided(kind, names[i]!, names[j]!),
            decision: at + 1,
            at: '',
            follows: '',
          }));
        const { pairs, contradictions } = inForce(lines as DecisionLine[]);
        const isConsistent = (of: typeof pairs): boolean => {
          const sets = new DisjointSets(5);
          const at = (name: string): number => sets.find(names.indexOf(name.slice(9)));
          for (const pair of of) if (pair.kind === 'same') sets.join(at(pair.left), at(pair.right));
          return of.every((pair) => pair.kind === 'same' || at(pair.left) !== at(pair.right));
        };
        expect(isConsistent(pairs)).toBe(true);
        for (const { decision } of contradictions) {
          const line = lines[decision - 1] as DecisionLine & {
            kind: 'same' | 'different';
            left: RecordId[];
            right: RecordId[];
          };
          const pair = { left: line.left[0]!.join('\n'), right: line.right[0]!.join('\n'), kind: line.kind, decision };
          expect(isConsistent([...pairs, pair])).toBe(false);
        }
      }),
    );
  });

  test('about records that are not there are kept and told, and not applied', () => {
    const force = inForce(linesOf(decided('same', 'a', 'b'), decided('different', 'a', 'gone')));
    const rows = new Map([
      ['a', 0],
      ['b', 1],
    ]);
    const { settled, absent, notes } = bindDecisions(force, (_, id) => rows.get(id));
    expect(settled.pairs).toEqual([{ left: 0, right: 1, kind: 'same' }]);
    expect(absent).toEqual([2]);
    expect(notes[0]!.en).toBe('Decisions about records that are in no file are kept and not applied: 2.');
  });

  test('of many records settle each with each', () => {
    const lines = linesOf({ kind: 'different', left: [r('a'), r('b')], right: [r('c'), r('d')], reason: '', by: 's' });
    expect(told(lines)).toEqual(['a c different', 'a d different', 'b c different', 'b d different']);
  });
});
