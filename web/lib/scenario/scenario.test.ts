import { expect, describe, test } from 'vitest';
import {
  encodeResults,
  type MovedLever,
  type RunState,
  type RunView,
  type ScenarioCatalogue,
  type ShownResults,
} from '#engine';
import { UnreadableTableError, type Cell } from '../columns.ts';
import { formatterOf } from '../format.ts';
import { translate } from '../../i18n/index.ts';
import { bandPath, linePath, scaleOf, type Frame } from '../charts/fan.ts';
import { ClassLocks } from './class-locks.ts';
import { flowRows } from './flow-rows.ts';
import { clearDifference, headlinesOf, largestEffect, yearToOpen } from './headlines.ts';
import { faultsOf, newLever, stepOf } from './lever-bounds.ts';
import { leverText } from './lever-text.ts';
import { classesOfDifference, classesOfSides, niceStep, signed, type LockedClasses } from './locked-classes.ts';
import { isOverNow } from './over-now.ts';
import { ScenarioResults } from './results.ts';
import { askAgainMs, endedSince } from './scenario-model.svelte.ts';
import {
  draftParams,
  firstDraft,
  isSameDraft,
  lookParams,
  readDraft,
  readLook,
  requestOf,
  writeLever,
  type Draft,
} from './scenario-address.ts';

const both = (text: string): { id: string; en: string } => ({ id: text, en: text });
const lever = (key: string, low: number, high: number, usual: number): ScenarioCatalogue['levers'][number] => ({
  key,
  name: both(key),
  effect: both(key),
  unit: 'factor',
  unitName: both('kali'),
  group: 'people',
  groupName: both('people'),
  low,
  high,
  default: usual,
  source: { id: 'asumsi', en: 'assumption' },
  areas: true,
  ages: true,
  education: true,
  overlap: 'times',
});
const FALL: MovedLever = { lever: 'fertility', value: 0.9, fromYear: 2027, source: { id: 'asumsi', en: 'assumption' } };
const catalogue: ScenarioCatalogue = {
  scenarios: [
    { key: 'baseline', name: both('Baseline'), description: both('-'), levers: [] },
    { key: 'births-fall', name: both('Turun'), description: both('-'), levers: [FALL] },
  ],
  unusable: [],
  levers: [lever('fertility', 0.5, 1.5, 1), lever('arrivals', 0, 10, 1)],
  educations: ['none', 'sd'],
  areaCodes: ['35.77.01.1004', '35.77.01.1005'],
  limits: {
    years: { low: 1, high: 50, default: 25 },
    replicates: { low: 2, high: 1000, default: 200 },
    seed: { low: 0, high: 2 ** 31 - 1, default: 3577 },
  },
  baselineName: 'baseline',
  firstYear: 2026,
  referenceDate: '2025-12-31',
  snapshotId: 's1',
  isSample: true,
  codeVersion: '1',
  parametersSha256: 'p',
};
const OWN: Draft = {
  preset: undefined,
  name: 'Perumahan; di utara',
  levers: [
    FALL,
    {
      lever: 'arrivals',
      value: 3,
      fromYear: 2027,
      toYear: 2031,
      areas: ['35.77.01.1004', '35.77.01.1005'],
      ages: { from: 17, to: 34 },
      education: ['none', 'sd'],
      source: { id: 'asumsi', en: 'assumption' },
    },
  ],
  baseline: 'baseline',
  years: 10,
  replicates: 20,
  seed: 1,
};

describe('the address', () => {
  test.each([
    ['a scenario of one’s own', OWN],
    ['a worked one', { ...firstDraft(catalogue), years: 30 }],
  ])('brings back %s as it was', (_, draft) => {
    const params = new URLSearchParams(draftParams(draft));
    const read = readDraft(new URLSearchParams(params.toString()), catalogue);
    expect(read).toEqual({ draft, isWrong: false });
    expect(isSameDraft(read.draft, draft)).toBe(true);
    expect(isSameDraft({ ...draft, seed: 2 }, draft)).toBe(false);
  });
  test('is read by people too', () => {
    expect(writeLever(OWN.levers[1]!)).toBe(
      'arrivals;3;2027-2031;area=35.77.01.1004,35.77.01.1005;age=17-34;edu=none,sd',
    );
  });
  test.each([
    'scenario=unknown',
    'lever=weather;3;2027-',
    'lever=fertility;much;2027-',
    'lever=fertility;0.9;soon',
    'lever=fertility;0.9;2027-;area=99.99.01.1001',
    'lever=fertility;0.9;2027-;edu=doctorate',
    'lever=fertility;0.9;2027-;age=old',
    'lever=fertility;0.9;2027-;sex=f',
    'scenario=births-fall&years=0',
    'scenario=births-fall&seed=-1',
    'scenario=births-fall&baseline=nobody',
  ])('that asks wrongly (%s) says so, and the rest of it holds', (search) => {
    const { draft, isWrong } = readDraft(new URLSearchParams(`${search}&replicates=7`), catalogue);
    expect([isWrong, draft.replicates]).toEqual([true, 7]);
  });
  test('brings back what is looked at', () => {
    const look = { indicator: 'births', year: 2030, area: '35.77.01.1004', variant: 'scenario' as const };
    expect(readLook(new URLSearchParams(lookParams(look)))).toEqual(look);
    expect(readLook(new URLSearchParams('year=later&show=nothing')).variant).toBe('difference');
  });
  test('asks the server by name for a worked scenario, and with its levers for another', () => {
    expect(requestOf(firstDraft(catalogue))).toMatchObject({ scenario: 'births-fall', baseline: 'baseline' });
    expect(requestOf(OWN)).toMatchObject({ scenario: { name: both(OWN.name), levers: OWN.levers } });
  });
});

describe('a lever', () => {
  const [fertility] = catalogue.levers;
  test('that is added is moved within its bounds, and by something', () => {
    for (const card of [...catalogue.levers, { ...fertility!, low: 0, high: 1, default: 1 }]) {
      const moved = newLever(card, 2027);
      expect(moved.value).not.toBe(card.default);
      expect(faultsOf(moved, card, 2026, 2050)).toEqual([]);
    }
    const choices = [both('a'), both('b')].map((name, i) => ({ key: String(i), name }));
    expect(newLever({ ...fertility!, low: 0, high: 1, default: 0, choices }, 2027).value).toBe(1);
    expect(stepOf({ ...fertility!, unit: 'jobs', low: 0, high: 5000 })).toBe(10);
  });
  test.each([
    [{ value: 1.6 }, 'value'],
    [{ value: NaN }, 'value'],
    [{ fromYear: 2025 }, 'years'],
    [{ fromYear: 2051 }, 'years'],
    [{ toYear: 2026 }, 'years'],
    [{ ages: { from: 40, to: 30 } }, 'ages'],
    [{ ages: { from: 0, to: 101 } }, 'ages'],
  ])('set to %o is faulty in its %s', (change, fault) => {
    expect(faultsOf({ ...FALL, ...change }, fertility!, 2026, 2050)).toEqual([fault]);
  });
  test('is one sentence', () => {
    const words = {
      t: (key: Parameters<typeof translate>[1], values?: Parameters<typeof translate>[2]) =>
        translate('id', key, values),
      pick: (text: { id: string }) => text.id,
      format: formatterOf('id'),
      nameOf: (code: string) => `Kel. ${code.slice(-1)}`,
    };
    expect(leverText(OWN.levers[1]!, catalogue.levers[1], words)).toBe(
      'arrivals: 3 kali, 2027–2031, Kel. 4, Kel. 5, umur 17–34, Tidak tamat SD, SD',
    );
    expect(leverText(FALL, catalogue.levers[0], words)).toBe('fertility: 0,9 kali, sejak 2027');
  });
});

describe('classes that are locked', () => {
  const format = formatterOf('id');
  const t = (key: Parameters<typeof translate>[1], values?: Parameters<typeof translate>[2]): string =>
    translate('id', key, values);
  const persons = { format: 'count', decimals: 0 } as const;
  const cellsOf = (values: readonly number[]): Cell[] => values.map((value) => ({ kind: 'value', value }));

  test('stand as wide on both sides of nought, and nought has one of its own', () => {
    const { legend, labels } = classesOfDifference(cellsOf([-440, -20, 0, 30]), persons, 10, format, t);
    expect(labels).toEqual([
      '−410 atau kurang',
      '−400 … −210',
      '−200 … −10',
      '0',
      '+10 … +200',
      '+210 … +400',
      '+410 atau lebih',
    ]);
    const classOf = (value: number): unknown => legend.standingOf({ kind: 'value', value });
    expect([-440, -410, -400, -210, -200, -10, 0, 10, 200, 210, 400, 410].map(classOf)).toEqual([
      0, 0, 1, 1, 2, 2, 3, 4, 4, 5, 5, 6,
    ]);
    expect(legend.standingOf({ kind: 'hidden' })).toBe('hidden');
  });
  test('are as many where nearly nothing differs', () => {
    const { labels } = classesOfDifference(cellsOf([0, 10]), persons, 10, format, t);
    expect(labels).toEqual(['−30 atau kurang', '−20', '−10', '0', '+10', '+20', '+30 atau lebih']);
  });
  test('of both sides come from the values of both', () => {
    const { legend, labels } = classesOfSides(cellsOf([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]), persons, format, t);
    expect([labels.length, legend.classes[0]!.from, legend.classes.at(-1)!.to]).toEqual([5, 1, 10]);
  });
  test('go in round steps', () => {
    expect([0, 1, 10, 11, 146, 250, 301].map((value) => niceStep(value, 10))).toEqual([10, 10, 10, 20, 200, 300, 500]);
    expect([signed(-1234, persons, format), signed(5, persons, format), signed(0.2, persons, format)]).toEqual([
      '−1.234',
      '+5',
      '0',
    ]);
  });
});

describe('headlines', () => {
  const keys = [
    'male',
    'residents',
    'births',
    'poor',
    'poverty-rate',
    'gini',
    'recipients-pkh',
    'recipients-sembako',
    'deaths',
  ];
  test('are what the scenario moves, those that are asked for first before others', () => {
    const effects: Record<string, number> = {
      poor: -0.4,
      'recipients-sembako': 2,
      gini: -0.01,
      'poverty-rate': -0.2,
      births: NaN,
    };
    expect(headlinesOf(keys, (key) => effects[key] ?? 0)).toEqual([
      'poor',
      'recipients-sembako',
      'poverty-rate',
      'gini',
      'residents',
      'births',
    ]);
  });
  test('are the usual ones where nothing is moved', () => {
    expect(headlinesOf(keys, () => 0).slice(0, 3)).toEqual(['residents', 'births', 'poor']);
  });
});

describe('the year that is shown first', () => {
  test('is the last, unless nearly all of the effect is over by then', () => {
    expect(yearToOpen([0, 1, 2, 3, 4])).toBe(4);
    expect(yearToOpen([NaN, 900, 300, 40, -10])).toBe(1);
    expect(yearToOpen([0, 120, 110, 100])).toBe(3);
    expect(yearToOpen([0, 0, 0])).toBe(2);
    expect(yearToOpen([NaN, NaN])).toBe(1);
  });
  test('and what stands first go by the largest effect of any year', () => {
    expect(largestEffect([NaN, -50, 10], [NaN, 100, 1000])).toBe(0.5);
    expect(largestEffect([NaN], [NaN])).toBe(0);
    expect(clearDifference({ median: 3, low80: -2, high80: 9 })).toBe(0);
    expect(clearDifference({ median: -3, low80: -9, high80: -1 })).toBe(-3);
    expect(clearDifference({ median: NaN, low80: NaN, high80: NaN })).toBeNaN();
  });
});

describe('classes on a map of a run that is under way', () => {
  const classes = (label: string): LockedClasses => ({ labels: [label] }) as unknown as LockedClasses;
  test('are made anew with the first replicate and with the first bands, and stay from then on', () => {
    const locks = new ClassLocks();
    const labels = [0, 1, 2, 10, 25, 50, 200].map(
      (replicates) => locks.keep('run births', replicates, () => classes(String(replicates))).labels[0],
    );
    expect(labels).toEqual(['0', '1', '1', '10', '10', '10', '10']);
    expect(locks.keep('run deaths', 200, () => classes('other')).labels).toEqual(['other']);
  });
});

test('a run that has ended is told, one that was cancelled or was over before is not', () => {
  const run = (id: string, state: RunState): RunView => ({ record: { id, state } }) as unknown as RunView;
  const before = [run('a', 'running'), run('b', 'waiting'), run('c', 'done')];
  expect(endedSince(before, [run('a', 'done'), run('b', 'running'), run('c', 'done')])?.record.id).toBe('a');
  expect(endedSince(before, [run('a', 'failed')])?.record.id).toBe('a');
  expect(endedSince(before, [run('a', 'cancelled'), run('b', 'waiting'), run('c', 'done')])).toBeUndefined();
  expect(endedSince([], [run('c', 'done')])).toBeUndefined();
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

test('the page asks soon while first results come, less often then, seldom of a server that is lost, and not where nothing goes on', () => {
  const run = (state: string, shown?: number): RunView =>
    ({ record: { id: 'a', state }, done: 0, shown, ahead: 0 }) as unknown as RunView;
  const [soon, later, seldom] = [[run('running', 3)], [run('running', 10)], []].map((runs, i) =>
    askAgainMs(runs, i === 2),
  );
  expect(soon).toBeLessThan(later!);
  expect(later).toBeLessThan(seldom!);
  expect(askAgainMs([run('running')], false)).toBe(soon);
  expect(askAgainMs([run('waiting')], false)).toBe(later);
  expect(askAgainMs([run('done', 10), run('cancelled')], false)).toBeUndefined();
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

test('a run is over what there is now where residents, program and rates are the same', () => {
  const run = {
    about: { contentId: 's1', referenceDate: '2025-12-31', isSample: true },
    ground: { snapshotId: '000001-s1', codeVersion: '1', parametersSha256: 'p' },
  };
  expect(isOverNow(run, catalogue)).toBe(true);
  for (const now of [{ snapshotId: 's2' }, { codeVersion: '2' }, { parametersSha256: 'q' }])
    expect(isOverNow(run, { ...catalogue, ...now })).toBe(false);
});
