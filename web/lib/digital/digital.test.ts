import { describe, expect, test } from 'vitest';
import type { ShownAim, TransitionAnswer } from '#engine';
import { inventedAnswer, inventedDigital } from '../../tests/invented-digital.ts';
import { translate, type Language } from '../../i18n/index.ts';
import { formatterOf } from '../format.ts';
import { aimStanding, isJustMissed } from './aim-standing.ts';
import { firstWish, lookParams, questionText, readAddress, usualValue, wishParams } from './digital-address.ts';
import { digitalCsv } from './digital-csv.ts';
import { stagesOf } from './digital-model.svelte.ts';
import { editLines, shownHeld } from './edit-lines.ts';

const preferencesIn = (language: Language) => ({
  language,
  format: formatterOf(language),
  t: (key: Parameters<typeof translate>[1], values?: Parameters<typeof translate>[2]) =>
    translate(language, key, values),
  pick: (text: { id: string; en: string }) => text[language],
});
const read = (text: string) => readAddress(new URLSearchParams(text), inventedDigital);

describe('an address', () => {
  test.each([
    'path=moderat&start.internetAccess=0.8&path.days=120&months=24&replicates=20&seed=7&measure=failure&month=5&area=35.77.01.1001&show=difference',
    'path=optimistis&months=18&replicates=20&seed=3577',
  ])('is written as it was read: %s', (text) => {
    const { wish, look, isWrong } = read(text);
    expect(isWrong).toBe(false);
    expect(new URLSearchParams([...wishParams(wish, inventedDigital), ...lookParams(look)]).toString()).toBe(text);
  });

  test('what is as usual is no edit, and the server is asked without it', () => {
    const { wish } = read('path=moderat&path.days=180&start.internetAccess=0.76');
    expect(wish.edits).toEqual({});
    expect(questionText(wish, inventedDigital)).toBe('path=moderat&months=18&seed=3577');
  });

  test.each([
    'path=ajaib',
    'start.internetAccess=1.2',
    'start.internetAccess=',
    'start.luck=1',
    'months=2',
    'replicates=1.5',
    'month=19',
    'area=99.99.99.9999',
    'measure=luck',
    'show=all',
  ])('%s is wrong, and left as usual', (text) => {
    const { wish, look, isWrong } = read(text);
    expect(isWrong).toBe(true);
    expect(wish).toEqual(firstWish(inventedDigital));
    expect(lookParams(look)).toEqual([]);
  });

  test('what is usual hangs on the path', () => {
    const days = inventedDigital.fields.find(({ key }) => key === 'path.days')!;
    expect(['optimistis', 'moderat'].map((path) => usualValue(days, path, inventedDigital))).toEqual([90, 180]);
  });
});

test.each([
  [0, [0]],
  [5, [0, 5]],
  [10, [0, 10]],
  [20, [0, 10, 20]],
])('%i replicates are asked for in steps', (replicates, stages) => expect(stagesOf(replicates)).toEqual(stages));

describe('an aim', () => {
  const aim = (part: Partial<ShownAim>): ShownAim => ({
    measure: 'literacy',
    isFall: false,
    slack: 0.005,
    reachedShare: 1,
    month: 6,
    wanted: 0.9,
    ...part,
  });
  test.each([
    [aim({ month: 6.5 }), { kind: 'reached', month: 7 }],
    [aim({ reachedShare: 0.5 }), { kind: 'mostly', month: 6 }],
    [aim({ reachedShare: 0.05 }), { kind: 'rarely', month: 6 }],
    [aim({ reachedShare: 0, month: undefined }), { kind: 'never', month: undefined }],
    [aim({ reachedShare: 0, month: undefined, wanted: 1.04 }), { kind: 'beyond', month: undefined }],
  ])('%j', (given, standing) => expect(aimStanding(given, true)).toEqual(standing));

  test('that is reached is said to be where the number beside it is a little off', () => {
    const missed = (value: number, part: Partial<ShownAim> = {}): boolean => isJustMissed(aim(part), value);
    expect([0.894, 0.896, 0.899, 0.9, 0.95].map((value) => missed(value))).toEqual([false, true, true, false, false]);
    expect([0.906, 0.904, 0.9].map((value) => missed(value, { isFall: true }))).toEqual([false, true, false]);
    expect([missed(0.896, { reachedShare: 0.9 }), missed(0.896, { wanted: undefined })]).toEqual([false, false]);
    // As numbers are written: what is 90.0 % on the screen misses nothing.
    expect(missed(0.89996)).toBe(false);
  });
  test('of a count may be more than one', () => {
    expect(aimStanding(aim({ reachedShare: 0, month: undefined, wanted: 2 }), false).kind).toBe('never');
  });
});

describe('what was edited', () => {
  test('is told with unit and usual value, shares in per cent', () => {
    const question = {
      path: 'moderat',
      edits: { 'start.internetAccess': 0.07, 'path.days': 120 },
      months: 18,
      replicates: 0,
      seed: 1,
    };
    expect(editLines(question, inventedDigital, preferencesIn('id'))).toEqual([
      'Akses internet: 7\u00a0% warga (biasanya 76)',
      'Berlaku penuh setelah: 120\u00a0hari (biasanya 180)',
    ]);
    expect(shownHeld(0.07, true)).toBe(7);
  });
});

describe('the file', () => {
  const answer = inventedAnswer(
    new URLSearchParams('path=moderat&path.days=120&months=3&seed=1&replicates=12'),
  ) as TransitionAnswer;
  const linesIn = (language: Language, hasBands = true): string[] =>
    digitalCsv({
      answer,
      catalogue: inventedDigital,
      city: '35.77',
      nameOf: (code) => code,
      pathName: 'own',
      hasBands,
      preferences: preferencesIn(language),
    }).split('\r\n');

  test('has every measure, area and month, differences in points, and its origin', () => {
    const lines = linesIn('id');
    const areas = inventedDigital.areaCodes.length + 1;
    const byArea = inventedDigital.measures.filter(({ isByArea }) => isByArea).length;
    const same = inventedDigital.measures.length - byArea;
    expect(lines.indexOf('')).toBe(1 + 4 * (byArea * areas + same));
    const city = lines.find((line) => line.includes(';35.77;35.77;3;') && line.startsWith('Literasi digital dasar'))!;
    expect(city.split(';').slice(5)).toEqual(['70,0', '77,5', '7,5', '7,5', '7,5']);
    expect(lines.some((line) => line.startsWith('Yang diubah;Berlaku penuh setelah: 120\u00a0hari'))).toBe(true);
  });

  test('in English has a point, and without bands leaves their columns empty', () => {
    const city = linesIn('en', false).find(
      (line) => line.startsWith('Basic digital literacy') && line.includes(',35.77,35.77,3,'),
    )!;
    expect(city.split(',').slice(-5)).toEqual(['70.0', '77.5', '7.5', '', '']);
  });
});
