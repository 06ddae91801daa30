import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { loadConfig } from '../config.ts';
import type { Feature } from '../estimation/features/feature-table.ts';
import { rankCorrelation } from '../estimation/features/rank-correlation.ts';
import { scoreHouseholds, unpackTrained } from '../estimation/score-households.ts';
import { csvOf, testSurvey, type TestSurvey } from '../estimation/test-survey.ts';
import type { WelfareReport } from '../estimation/training/report.ts';
import { projectPath } from '../kernel/files.ts';
import { TerminalProgress } from '../terminal.ts';
import { commandHelp, parseCommandLine } from './command.ts';
import { welfareTrainCommand } from './welfare-train.ts';

const MODEL = `
label: { column: expenditure, per: size }
weight: weight
cluster: village
id: hhid
features: auto
folds: { count: 3, inner: 2 }
groups: [wall]
`;

interface Ran {
  readonly report: WelfareReport;
  readonly lines: string;
  readonly text: (name: string) => string;
  readonly rows: (name: string) => Record<string, string>[];
  readonly bytes: (name: string) => Uint8Array;
}

async function run(survey: string, model: string, options: Readonly<Record<string, string>> = {}): Promise<Ran> {
  const folder = mkdtempSync(join(tmpdir(), 'welfare-command-'));
  try {
    writeFileSync(join(folder, 'survey.csv'), survey);
    writeFileSync(join(folder, 'model.yaml'), model);
    const out = join(folder, 'out');
    const { lines, json } = await welfareTrainCommand.run({
      config: loadConfig(),
      progress: new TerminalProgress({ isLive: false, columns: 80, write: () => undefined }, undefined),
      options: { model: join(folder, 'model.yaml'), out, threads: '1', language: 'en', ...options },
      operands: [join(folder, 'survey.csv')],
    });
    const files = new Map(readdirSync(out).map((name) => [name, readFileSync(join(out, name))]));
    const text = (name: string): string => files.get(name)!.toString('utf8');
    const bytes = (name: string): Uint8Array => files.get(name)!;
    const rows = (name: string): Record<string, string>[] => parse(text(name), { columns: true });
    return { report: json as WelfareReport, lines: lines.join('\n'), text, rows, bytes };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const survey = testSurvey({ clusters: 36, perCluster: 14 });
const number = (row: Record<string, string>, name: string): number => Number(row[name]);

describe('a survey with a known rule', () => {
  let ran: Ran;
  beforeAll(async () => void (ran = await run(csvOf(survey), MODEL)));

  test('is learnt: errors far below those of chance, intervals that hold what they promise', () => {
    const [fifth, twoFifths] = ran.report.metrics.coverages;
    expect(fifth!.auc.value).toBeGreaterThan(0.78);
    expect(fifth!.exclusionError.value).toBeLessThan(0.6);
    expect(twoFifths!.exclusionError.value).toBeLessThan(0.42);
    expect(ran.report.metrics.fit.slope.value).toBeGreaterThan(0.8);
    expect(ran.report.metrics.fit.slope.value).toBeLessThan(1.2);
    expect(ran.report.metrics.fit.covered.value).toBeGreaterThan(0.86);
    expect(ran.report.metrics.fit.covered.value).toBeLessThan(0.97);
  });

  test('scores each household once, by a fold without its village, its interval around the score', () => {
    const rows = ran.rows('predictions.csv');
    expect(rows.map((row) => number(row, 'row'))).toEqual(survey.rows.map((_, i) => i + 2));
    expect(rows.map((row) => row['id'])).toEqual(survey.rows.map((row) => row[0]));
    const folds = new Map<string, Set<string>>();
    rows.forEach((row, i) => {
      const village = survey.rows[i]![1]!;
      folds.set(village, (folds.get(village) ?? new Set()).add(row['fold']!));
      expect(number(row, 'low')).toBeLessThan(number(row, 'score'));
      expect(number(row, 'high')).toBeGreaterThan(number(row, 'score'));
      expect(number(row, 'label')).toBeCloseTo(Number(survey.rows[i]![6]) / Number(survey.rows[i]![3]), 0);
    });
    expect([...folds.values()].every((set) => set.size === 1)).toBe(true);
  });

  test('the measures are those that the predictions give, weights counted', () => {
    const rows = ran.rows('predictions.csv').map((row, i) => ({
      amount: number(row, 'label'),
      score: number(row, 'score'),
      weight: Number(survey.rows[i]![2]),
    }));
    const poorest = (by: 'amount' | 'score'): Set<number> => {
      const order = rows.map((_, i) => i).sort((a, b) => rows[a]![by] - rows[b]![by]);
      const total = rows.reduce((sum, { weight }) => sum + weight, 0);
      let sum = 0;
      return new Set(order.filter((i) => (sum += rows[i]!.weight) <= 0.2 * total));
    };
    const [due, chosen] = [poorest('amount'), poorest('score')];
    const weightOf = (set: Iterable<number>): number => [...set].reduce((sum, i) => sum + rows[i]!.weight, 0);
    const missed = weightOf([...due].filter((i) => !chosen.has(i))) / weightOf(due);
    expect(ran.report.metrics.coverages[0]!.exclusionError.value).toBeCloseTo(missed, 1);
  });

  test('vulnerability falls as the score rises', () => {
    const rows = ran.rows('predictions.csv').sort((a, b) => number(a, 'score') - number(b, 'score'));
    rows.forEach((row, i) => {
      if (i === 0) return;
      expect(number(row, 'skor_kerentanan_lokal')).toBeLessThanOrEqual(number(rows[i - 1]!, 'skor_kerentanan_lokal'));
    });
  });

  test('contributions add up to the prediction, and the score is its transformation', () => {
    const predictions = ran.rows('predictions.csv');
    ran.rows('explanations.csv').forEach((row, i) => {
      const facts = Object.keys(row).filter(
        (name) => !['row', 'id', 'prediction'].includes(name) && !name.startsWith('men'),
      );
      const sum = facts.reduce((total, name) => total + number(row, name), 0);
      expect(Math.abs(sum - number(row, 'prediction'))).toBeLessThan(1e-4);
      expect(Math.exp(number(row, 'prediction')) / number(predictions[i]!, 'score')).toBeCloseTo(1, 6);
    });
  });

  test('what people eat is not taken for a fact, and that is said', () => {
    expect(ran.report.features.used).toEqual(['size', 'schooling', 'wall']);
    expect(ran.lines).toContain('food_exp is not used');
  });

  test('the card says in both languages what was measured, and never desil for the score', () => {
    const card = ran.text('card.md');
    const missed = (ran.report.metrics.coverages[0]!.exclusionError.value * 100).toFixed(1);
    expect(card).toContain(missed.replace('.', ','));
    expect(card).toContain(`${missed} %`);
    expect(card).toContain('# Kartu model: skor kerentanan lokal');
    expect(card).toContain('Bukan desil DTSEN');
  });

  test('the trained model is read again and scores households that it learnt from as a model of all of them would', () => {
    const trained = unpackTrained(ran.text('model.json'), ran.bytes('weights.bin'));
    const column = (at: number): Float64Array =>
      Float64Array.from(survey.rows, (row) => (row[at] === 'NA' ? NaN : Number(row[at])));
    const walls = ['bamboo', 'brick', 'wood'];
    const own: Feature[] = [
      { kind: 'number', name: 'size', values: column(3) },
      { kind: 'number', name: 'schooling', values: column(4) },
      {
        kind: 'category',
        name: 'wall',
        levels: walls,
        codes: Int32Array.from(survey.rows, (row) => walls.indexOf(row[5]!)),
      },
    ];
    const clusters = Int32Array.from(survey.rows, (row) => Number(row[1]!.slice(1)));
    const { amounts, low, high } = scoreHouseholds(
      trained,
      { count: survey.rows.length, features: own },
      clusters,
      column(2),
    );
    const truth = survey.rows.map((row) => Number(row[6]) / Number(row[3]));
    expect(rankCorrelation(amounts, Float64Array.from(truth))).toBeGreaterThan(0.65);
    const held = truth.filter((amount, i) => amount >= low[i]! && amount <= high[i]!).length / truth.length;
    expect(held).toBeGreaterThan(0.88);
  });

  test('comes out in the same bytes from other threads and another order of rows', async () => {
    const turned: TestSurvey = { ...survey, rows: survey.rows.toReversed() };
    const other = await run(csvOf(turned), MODEL, { threads: '2' });
    const bare = (each: Ran): string[] =>
      each
        .text('predictions.csv')
        .trimEnd()
        .split('\n')
        .slice(1)
        .map((line) => line.slice(line.indexOf(',')))
        .sort();
    expect(bare(other)).toEqual(bare(ran));
    expect(Buffer.compare(other.bytes('weights.bin'), ran.bytes('weights.bin'))).toBe(0);
  });
});

test('labels that were shuffled are not found: the score is worth what chance is', async () => {
  const shuffled = testSurvey({ clusters: 36, perCluster: 14, isShuffled: true });
  const { report } = await run(csvOf(shuffled), `${MODEL}exclude: [food_exp]\n`);
  for (const { auc } of report.metrics.coverages) {
    expect(auc.value).toBeGreaterThan(0.4);
    expect(auc.value).toBeLessThan(0.6);
  }
  expect(report.metrics.fit.rSquared.value).toBeLessThan(0.1);
});

describe('what is wrong is said, with its place', () => {
  const csv = csvOf(survey);
  const cell = (row: number, column: number, text: string): string =>
    csvOf({ ...survey, rows: survey.rows.map((cells, i) => (i === row - 2 ? cells.with(column, text) : cells)) });
  const with_ = (lines: string): string => `${MODEL}${lines}\n`;
  const without = (key: string, line = ''): string => `${MODEL.replace(new RegExp(`^${key}:.*$`, 'm'), '')}${line}\n`;

  test.each<[string, string, string, string, object]>([
    ['no such label', csv, without('label', 'label: spending'), 'column-missing', { column: 'spending' }],
    [
      'a label that is a word',
      cell(7, 6, 'banyak'),
      MODEL,
      'not-a-number',
      { file: 'survey.csv', row: 7, column: 'expenditure' },
    ],
    [
      'a label without logarithm',
      cell(9, 6, '0'),
      with_('transformation: log'),
      'label-not-positive',
      { row: 9, column: 'expenditure' },
    ],
    ['a size of nought', cell(5, 3, '0'), MODEL, 'label-not-positive', { row: 5, column: 'size' }],
    ['a negative weight', cell(4, 2, '-1'), MODEL, 'weight-negative', { row: 4, column: 'weight' }],
    ['a weight that is blank', cell(4, 2, ''), MODEL, 'weight-missing', { row: 4, column: 'weight' }],
    [
      'weights that are not there',
      csv,
      without('weight', 'weight: hhweight'),
      'column-missing',
      { column: 'hhweight' },
    ],
    ['a fact that is not there', csv, without('features', 'features: [floor]'), 'column-missing', { column: 'floor' }],
    [
      'a fact of another kind',
      csv,
      without('features', 'features: { wall: number }'),
      'feature-kind',
      { row: 2, column: 'wall' },
    ],
    ['one cluster', csv.replaceAll(/,v\d+,/g, ',v1,'), MODEL, 'too-few-clusters', { column: 'village' }],
    [
      'too few rows',
      csvOf({ ...survey, rows: survey.rows.slice(0, 40) }),
      MODEL,
      'too-few-rows',
      { file: 'survey.csv' },
    ],
    ['two columns of one name', csv.replace('schooling', 'wall'), MODEL, 'heading-doubled', { row: 1, column: 'wall' }],
  ])('%s', async (_, text, model, code, where) => {
    await expect(run(text, model)).rejects.toMatchObject({ kind: 'input', text: { code, where } });
  });

  test('weights that are declared and not there, in words', async () => {
    await expect(run(csv, without('weight', 'weight: hhweight'))).rejects.toThrow(/hhweight.*survey\.csv/s);
  });

  test('a fact that is blank in all rows', async () => {
    const blank = csvOf({ ...survey, rows: survey.rows.map((cells) => cells.with(4, 'NA')) });
    const model = without('features', 'features: [schooling, size]');
    await expect(run(blank, model)).rejects.toMatchObject({
      text: { code: 'feature-empty', where: { column: 'schooling' } },
    });
  });

  test.each<[string, string, string]>([
    ['a key that is not known', with_('wieght: x'), 'wieght'],
    ['a coverage above 1', with_('coverages: [20]'), 'coverages.0'],
    ['a coverage of 0', with_('coverages: [0.2, 0]'), 'coverages.1'],
    ['a kind that is not known', without('features', 'features: { wall: colour }'), 'features.wall'],
    ['an ordinal without order', without('features', 'features: { wall: ordinal }'), 'features.wall'],
    [
      'two transformations',
      with_('transformation: sqrt').replace('per: size', 'per: size, transformation: log'),
      'transformation',
    ],
    ['the label among the facts', without('features', 'features: [expenditure]'), 'features.expenditure'],
  ])('%s', async (_, model, key) => {
    const error: unknown = await run(csv, model).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ kind: 'configuration', text: { where: { file: 'model.yaml' } } });
    expect((error as Error).message).toContain(key);
  });

  test('a run that fails leaves nothing behind, and --model is needed', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'welfare-command-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const out = join(folder, 'results');
    await expect(run(cell(4, 2, '-1'), MODEL, { out })).rejects.toThrow('negative');
    expect(existsSync(out)).toBe(false);
    expect(() => parseCommandLine(welfareTrainCommand, [])).toThrow('takes SURVEY');
  });
});

test('the model of the help and the example are ones that can be read', async () => {
  const { loadWelfareModelFile } = await import('../estimation/survey/load-model.ts');
  const help = commandHelp(welfareTrainCommand, 'en');
  const folder = mkdtempSync(join(tmpdir(), 'welfare-command-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'model.yaml');
  writeFileSync(path, help.slice(help.indexOf('  label:'), help.indexOf('  npm run twin')).replaceAll(/^ {2}/gm, ''));
  expect(loadWelfareModelFile(path).coverages).toEqual([{ coverage: 0.2 }, { coverage: 0.4 }]);
  expect(loadWelfareModelFile(projectPath('models', 'welfare', 'example.yaml')).label.written).toBe('log');
});
