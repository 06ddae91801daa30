import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Draws } from './invented/draws.ts';
import { INVENTED } from './invented/kinds.ts';
import { writeSet } from './invented/write-set.ts';
import { judgedBench, judgedLines, summaryOf, toldOf } from './judged.bench.ts';
import type { JudgedSet } from './judge-set.ts';
import { scoreOf } from './scoring.ts';
import { findRecords, readTruthRows, setFoldersIn } from './set-folder.ts';

let folder = '';
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'kembaran-judged-test-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Writes sets: [set][file] text. */
function write(sets: Readonly<Record<string, Readonly<Record<string, string>>>>): string {
  for (const [set, files] of Object.entries(sets)) {
    mkdirSync(join(folder, set), { recursive: true });
    for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, set, file), text);
  }
  return folder;
}

const MODEL = "files:\n  '*': { id: id, columns: all }\n";
const judge = async (sets: string, onSet: (lines: string) => void = () => {}) =>
  judgedBench({ sets, out: undefined, seed: 1, threads: 1, onSet });

describe('a folder of sets', () => {
  const whole = { 'model.yaml': MODEL, 'truth.csv': 'id,entity\n', 'b.csv': '', 'a.csv': '', 'notes.md': '' };

  test('has its sets and their files by name', () => {
    const sets = setFoldersIn(write({ two: whole, one: whole }));
    expect(sets.map(({ name }) => name)).toEqual(['one', 'two']);
    expect(sets[0]!.files).toEqual(['a.csv', 'b.csv'].map((file) => join(folder, 'one', file)));
  });

  test.each([
    ['model.yaml', /no model.*one\/model\.yaml/],
    ['truth.csv', /no truth.*one\/truth\.csv/],
  ])('that lacks %s is told of before anything is linked', async (file, message) => {
    const rest = Object.fromEntries(Object.entries(whole).filter(([name]) => name !== file));
    await expect(judge(write({ one: rest }))).rejects.toThrow(message);
  });

  test('without files, without sets, or that is not there is told of', async () => {
    await expect(judge(folder)).rejects.toThrow(/no set in it/);
    await expect(judge(join(folder, 'none'))).rejects.toThrow(/no such folder/);
    write({ one: { 'model.yaml': MODEL, 'truth.csv': 'id,entity\n' } });
    await expect(judge(folder)).rejects.toThrow(/no file to link.*one/);
  });
});

describe('a truth', () => {
  const rowsOf = (text: string) => {
    write({ one: { 'truth.csv': text } });
    return readTruthRows({ name: 'one', truth: join(folder, 'one', 'truth.csv') });
  };
  const records = [
    { source: 0, id: '1', cluster: 'x' },
    { source: 1, id: '1', cluster: 'y' },
    { source: 1, id: '2', cluster: 'y' },
  ];
  const sources = [
    { name: 'left', file: 'left.csv' },
    { name: 'right', file: 'right.csv' },
  ];
  const find = (text: string) => findRecords({ name: 'one' }, rowsOf(text), sources, records);

  test('names records by file and id, or by id alone', () => {
    const found = find('source,id,entity\nright,1,a\nleft.csv,1,b\nright,2,a\n').map(
      ({ truth, record }) => truth.entity + record.cluster,
    );
    expect(found).toEqual(['ay', 'bx', 'ay']);
    expect(find('id,entity\n2,a\n')[0]!.record).toBe(records[2]);
  });

  test.each([
    ['id,who\n1,a\n', /A column is missing.*one\/truth\.csv/],
    ['id,entity\n2,a\n1,\n', /A cell is blank.*row 3/],
    ['id,entity\n2,a\n2,b\n', /told before.*row 3/],
    ['id,entity\n2,a,b\n', /no CSV.*row 2/],
    ['id,entity\n2,a\n77,b\n', /names no record.*row 3/],
    ['id,entity\n1,a\n', /Two files have a record.*row 2/],
    ['source,id,entity\nmiddle,1,a\n', /names no file.*row 2.*left, right/],
  ])('that is none is told with its row: %j', (text, message) => {
    expect(() => find(text)).toThrow(message);
  });

  test('that is wrong is told without an id, which may be a number of a person', () => {
    expect(() => find('id,entity\n3577012345678901,a\n')).toThrow(/^(?!.*3577012345678901)/);
  });
});

describe('the summary', () => {
  const estimate = (value: number, low: number, high: number) => ({ value, low, high });
  const set = (precision: readonly [number, number, number]): JudgedSet => ({
    ...{ set: 's', records: 10, score: scoreOf(100, 100, 98) },
    judged: { precision: estimate(...precision), recall: estimate(0.5, 0.4, 0.99) },
  });

  test('tells what the interval holds, its ends too, and what is within a point', () => {
    expect(toldOf(0.98, estimate(0.99, 0.98, 1))).toMatchObject({ isHeld: true, isWithinPoint: true });
    expect(toldOf(0.98, estimate(0.9951, 0.99, 1))).toMatchObject({ isHeld: false, isWithinPoint: false });
    const summary = summaryOf([set([0.99, 0.95, 1]), set([0.95, 0.9, 0.97]), set([0.96, 0.9, 1])]);
    expect(summary.precision).toMatchObject({ held: 2, withinPoint: 1 });
    expect(summary.precision.medianOff).toBeCloseTo(0.02, 9);
    expect(summary.precision.medianWidth).toBeCloseTo(0.07, 9);
    expect(summary.recall).toMatchObject({ held: 3, withinPoint: 0 });
    expect(summary.meanF1).toBeCloseTo(0.98, 9);
    expect(summaryOf([set([0.99, 0.95, 1]), set([0.95, 0.9, 0.98])]).precision.medianOff).toBeCloseTo(0.02, 9);
    expect(judgedLines({ sets: [], failed: [], summary })).toBe(
      [
        '3 sets judged: mean F1 98.00 %',
        '  precision  held in 2, within a point in 1 of 3; median off 2.00, width 7.00 points',
        '  recall     held in 3, within a point in 0 of 3; median off 48.00, width 59.00 points',
      ].join('\n'),
    );
  });
});

describe('invented sets', () => {
  const small = INVENTED.find(({ name }) => name === 'five-hundred')!;

  test('are the same bytes for a seed, and others for another; ids and order tell nothing', () => {
    for (const [name, seed] of [
      ['a', 1],
      ['b', 1],
      ['c', 2],
    ] as const)
      writeSet(join(folder, name), small, seed);
    const texts = ['a', 'b', 'c'].map((name) => readFileSync(join(folder, name, 'records.csv'), 'utf8'));
    expect(texts[0]).toBe(texts[1]);
    expect(texts[0]).not.toBe(texts[2]);
    const entities = readTruthRows({ name: 'a', truth: join(folder, 'a', 'truth.csv') }).map((row) => +row.entity);
    const inOrder = entities.filter((entity, row) => row > 0 && entity === entities[row - 1]! + 1).length;
    expect(inOrder).toBeLessThan(20);
  });

  test('one that is named and not there is told before any is linked', async () => {
    const options = { sets: undefined, out: undefined, seed: 1, threads: 1, onSet: () => undefined };
    await expect(judgedBench({ ...options, only: 'no-such' })).rejects.toThrow(/no-such.*twins-of-one-card/);
  });

  test('are unlike each other, and each has matches and all its columns', () => {
    expect(new Set(INVENTED.map(({ name }) => name)).size).toBe(INVENTED.length);
    for (const kind of INVENTED) {
      const files = kind.make(new Draws(5, kind.name));
      const entities = files.flatMap(({ rows }) => rows.map(({ entity }) => entity));
      expect(new Set(entities).size, kind.name).toBeLessThan(entities.length);
      for (const { rows } of files) {
        const columns = Object.keys(rows[0]!.values).join();
        expect(rows.every(({ values }) => Object.keys(values).join() === columns)).toBe(true);
      }
    }
    const most = INVENTED.find(({ name }) => name === 'many-records-each')!.make(new Draws(5, 'most'));
    const counts = new Map<number, number>();
    for (const { entity } of most[0]!.rows) counts.set(entity, (counts.get(entity) ?? 0) + 1);
    expect(Math.max(...counts.values())).toBe(21);
  });

  test('are linked by the product and judged; a shuffled truth gives an F1 near zero, and a set that fails stops no other', async () => {
    writeSet(join(folder, 'right'), small, 1);
    writeSet(join(folder, 'mixed'), small, 1);
    const truth = readFileSync(join(folder, 'right', 'truth.csv'), 'utf8')
      .trimEnd()
      .split('\n')
      .slice(1);
    const mixed = truth.map((line, row) => {
      const entity = truth[(row * 7 + 3) % truth.length]!.split(',')[2]!;
      return [...line.split(',').slice(0, 2), entity].join(',');
    });
    writeFileSync(join(folder, 'mixed', 'truth.csv'), `source,id,entity\n${mixed.join('\n')}\n`);
    write({ broken: { 'model.yaml': MODEL, 'truth.csv': 'id,entity\n1,a\n', 'a.csv': 'number,name\n1,x\n' } });
    const told: string[] = [];
    const { sets, failed, summary } = await judge(folder, (lines) => told.push(lines));
    expect(failed.map(({ set }) => set)).toEqual(['broken']);
    expect(failed[0]!.error).toMatch(/twin link ended with [34]\.\n.*id/s);
    expect(sets.map(({ set }) => set)).toEqual(['mixed', 'right']);
    // Of 45 pairs one or the other may come true.
    expect(sets[0]!.score.f1).toBeLessThan(0.06);
    expect(sets[1]!.score.f1).toBeGreaterThan(0.97);
    expect(summary.sets).toBe(2);
    expect(told.at(-1)).toMatch(/^right +\d+ +\d+\.\d\d .*\[.*\].*\[.*\]/);
    expect(readdirSync(folder).sort()).toEqual(['broken', 'mixed', 'right']);
  }, 120_000);
});
