/** What a run came to: as it is read, and as moves and fans tell it. */
import { describe, expect, test } from 'vitest';
import { encodeResults, type ShownResults } from '#engine';
import { bandPath, linePath, scaleOf, type Frame } from '../charts/fan.ts';
import { UnreadableTableError } from '../columns.ts';
import { flowRows } from './flow-rows.ts';
import { ScenarioResults, unitOf } from './results.ts';

const both = (text: string): { id: string; en: string } => ({ id: text, en: text });

test('a number is counted in its unit, a share differs in points, and what is named by its name or comes of an earlier program has none', () => {
  const persons = { key: 'residents', kind: 'stock', name: both('Penduduk'), unit: both('jiwa') } as const;
  expect([unitOf(persons, 'baseline', 'id'), unitOf(persons, 'difference', 'id')]).toEqual(['jiwa', 'jiwa']);
  const share = { key: 'tpt', kind: 'derived', name: both('TPT (persen)'), unitOfDifference: both('poin') } as const;
  expect([unitOf(share, 'scenario', 'id'), unitOf(share, 'difference', 'id')]).toEqual(['', 'poin']);
  expect(unitOf({ key: 'births', kind: 'flow', name: both('Kelahiran') }, 'difference', 'id')).toBe('');
});

describe('moves', () => {
  const results = {
    ...{ cityArea: 2, outside: 2, all: 3 },
    move: (variant: string, period: number, from: number, to: number) => `${variant} ${period} ${from}>${to}`,
  } as unknown as ScenarioResults;
  const told = (area: number): string[] =>
    flowRows(results, 1, area).map(
      ({ place, flows }) => `${place}: ${String(flows.in.baseline)} ${String(flows.out.difference)}`,
    );
  test('of a kelurahan are those from and to each place, their sum first', () => {
    expect(told(0)).toEqual([
      'all: baseline 1 3>0 difference 1 0>3',
      'outside: baseline 1 2>0 difference 1 0>2',
      '1: baseline 1 1>0 difference 1 0>1',
    ]);
  });
  test('of the city are those over its border first, then all to and from each kelurahan', () => {
    expect(told(2)).toEqual([
      'outside: baseline 1 2>3 difference 1 3>2',
      '0: baseline 1 3>0 difference 1 0>3',
      '1: baseline 1 3>1 difference 1 1>3',
    ]);
  });
});

describe('fans', () => {
  const frame: Frame = { left: 0, right: 100, top: 0, bottom: 100 };
  test('stand on a round scale that holds all values', () => {
    expect(scaleOf([226_000, 201_733], false).ticks).toEqual([200_000, 210_000, 220_000, 230_000]);
    expect(scaleOf([-5900, NaN], true)).toMatchObject({ low: -6000, high: 0 });
    expect(scaleOf([], true).ticks.length).toBeGreaterThan(1);
    expect(scaleOf([0, 0], true, 1).ticks).toEqual([0, 1]);
    expect(scaleOf([0, 9], true, 1).ticks).toEqual([0, 3, 6, 9]);
  });
  test('leave a gap where a year is not told', () => {
    const scale = { low: 0, high: 10, ticks: [0, 10] };
    expect(linePath(frame, scale, [NaN, 10, NaN, 0, 5])).toBe('M25.0 0.0M75.0 100.0L100.0 50.0');
    expect(bandPath(frame, scale, [0, 5], [10, 10])).toBe('M0.0 0.0L100.0 0.0L100.0 50.0L0.0 100.0Z');
  });
});

describe('results', () => {
  const shown: ShownResults = {
    areaCodes: ['k1', 'city'],
    dates: ['2025-12-31', '2026-12-31'],
    indicators: [
      { key: 'residents', kind: 'stock', name: both('Penduduk') },
      { key: 'births', kind: 'flow', name: both('Kelahiran') },
    ],
    replicates: 10,
    restsOn: { together: 10, chance: 5, parameters: 5 },
    together: { areas: 2, values: Float32Array.from({ length: 2 * 3 * 7 * 2 * 2 }, (_, i) => i) },
    chance: { areas: 1, values: Float32Array.from({ length: 2 * 3 * 7 * 2 }, (_, i) => 1000 + i) },
    parameters: { areas: 1, values: new Float32Array(2 * 3 * 7 * 2) },
    moves: {
      periods: [{ first: '2026-12-31', last: '2026-12-31' }],
      // Variants × quantiles × places from and to: k1, outside, all.
      values: Float32Array.from({ length: 3 * 3 * 3 * 3 }, (_, i) => (i === 5 ? NaN : i)),
    },
    states: Uint8Array.of(0, 0, 1, 0, 2, 2, 0, 0),
  };
  const bytes = encodeResults(shown);
  const results = new ScenarioResults(bytes.buffer as ArrayBuffer);
  test('are read where they were put', () => {
    expect(results.years).toEqual([2025, 2026]);
    expect(results.cell('residents', 'baseline', 0, 1)).toEqual({ kind: 'value', value: 1 });
    expect(results.cell('residents', 'baseline', 1, 0)).toEqual({ kind: 'hidden' });
    expect(results.cell('births', 'difference', 0, 0)).toEqual({ kind: 'no-data' });
    // Indicator 1, variant 2: columns 35 to 41 of four values each.
    expect(results.band('births', 'difference', 1, 0)).toMatchObject({ median: 142, low50: 146, high95: 166 });
    expect(results.band('residents', 'baseline', 1, 1, 'chance').median).toBe(1001);
    expect(results.move('scenario', 0, 0, 1)).toEqual({ median: 28, low80: 37, high80: 46 });
    expect(results.move('baseline', 0, results.outside, results.all)).toBeUndefined();
    expect([0, 1].map((year) => results.periodOf(year))).toEqual([0, 0]);
    expect([results.hasBands, results.cityArea, results.has('deaths')]).toEqual([true, 1, false]);
  });
  test.each([
    [
      "three, by Student's t",
      { replicates: 3, bandsBy: 'student', restsOn: { together: 3, chance: 0, parameters: 3 } },
      true,
    ],
    [
      'four of two draws',
      { replicates: 4, bandsBy: 'student', restsOn: { together: 4, chance: 2, parameters: 2 } },
      false,
    ],
    ['nine, by quantiles', { replicates: 9, restsOn: { together: 9, chance: 4, parameters: 5 } }, false],
  ] as const)('of %s have bands where these say something', (_, header, hasBands) => {
    const few = new ScenarioResults(encodeResults({ ...shown, ...header }).buffer as ArrayBuffer);
    expect([few.hasBands, few.isOfFew]).toEqual([hasBands, 'bandsBy' in header]);
  });
  test.each([
    ['cut off', bytes.slice(0, -8)],
    ['of another kind', bytes.map((byte, i) => (i === 0 ? 0 : byte))],
    ['of another version', bytes.map((byte, i) => (i === 4 ? 9 : byte))],
    ['too short', bytes.slice(0, 9)],
  ])('that are %s are refused', (_, faulty) => {
    expect(() => new ScenarioResults(faulty.buffer)).toThrow(UnreadableTableError);
  });
});
