import { expect, describe, test } from 'vitest';
import { type MovedLever, type RunState, type RunView, type ScenarioCatalogue } from '#engine';
import type { Cell } from '../columns.ts';
import { formatterOf } from '../format.ts';
import { translate } from '../../i18n/index.ts';
import { ClassLocks } from './class-locks.ts';
import { clearDifference, headlinesOf, largestEffect, yearToOpen } from './headlines.ts';
import { faultsOf, newLever, stepOf } from './lever-bounds.ts';
import { leverText } from './lever-text.ts';
import {
  classesOfDifference,
  classesOfSides,
  niceStep,
  signed,
  type LockedClasses,
} from '../compared/locked-classes.ts';
import { isOverNow } from './over-now.ts';
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
    // Of a factor a tenth of what is, however far it can be moved.
    expect(newLever({ ...fertility!, low: 0, high: 20 }, 2027).value).toBe(1.1);
    expect(newLever({ ...fertility!, low: 0, high: 20, default: 20 }, 2027).value).toBe(0.9);
    expect(newLever({ ...fertility!, low: 0, high: 20, default: 0 }, 2027).value).toBe(1);
    expect(newLever({ ...fertility!, unit: 'jobs', low: -20_000, high: 20_000, default: 0 }, 2027).value).toBe(2000);
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
  test('of what there are whole ones only is faulty in a part', () => {
    const desil = { ...fertility!, unit: 'desil', low: 0, high: 10, default: 4 };
    const moved = { ...FALL, value: 4.6 };
    expect(faultsOf(moved, { ...desil, isWhole: true }, 2026, 2050)).toEqual(['value']);
    expect(faultsOf(moved, desil, 2026, 2050)).toEqual([]);
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

test('a run is over what there is now where residents, program and rates are the same', () => {
  const run = {
    about: { contentId: 's1', referenceDate: '2025-12-31', isSample: true },
    ground: { snapshotId: '000001-s1', codeVersion: '1', parametersSha256: 'p' },
  };
  expect(isOverNow(run, catalogue)).toBe(true);
  for (const now of [{ snapshotId: 's2' }, { codeVersion: '2' }, { parametersSha256: 'q' }])
    expect(isOverNow(run, { ...catalogue, ...now })).toBe(false);
});
