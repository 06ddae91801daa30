import { describe, expect, test } from 'vitest';
import { DIGITAL_MEASURES, type MeasureKey } from '../../simulation/digital/measures.ts';
import { SHOWN_MEASURES, TransitionShown, type ShownAreas, type TransitionKey } from './shown-transition.ts';

const LIMIT = 10;
/** Two kelurahan: one of 3,000 residents, one of 120. */
const SIZES = Float64Array.of(1000, 1500, 500, 40, 60, 20, 1040, 1560, 520);
const setting = { months: 0, areas: 2, sizes: SIZES, contacts: [0.3, 0.3, 0.3], weight: 1, limit: LIMIT };
const AREAS = ['large', 'small', 'city'] as const;
type Told = Readonly<Partial<Record<MeasureKey, readonly [large: number, small: number, city: number]>>>;

/** One replicate of one month; what is not told is NaN. */
const replicate = (told: Told): Float64Array =>
  Float64Array.from(AREAS.flatMap((_, area) => DIGITAL_MEASURES.map(({ key }) => told[key]?.[area] ?? NaN)));
const GROUPS: Told = {
  leftBehind: [300, 12, 312],
  leftBehindYouth: [100, 3, 103],
  leftBehindAdults: [150, 4, 154],
  leftBehindElderly: [50, 5, 55],
};
const shown = (
  told: Told,
  without: Told = told,
  { weight = 1 } = {},
): {
  areas: (key: TransitionKey) => ShownAreas;
  city: (key: TransitionKey) => number | null | undefined;
} => {
  const all = new TransitionShown({ ...setting, weight });
  const [one, other] = [[replicate(without)], [replicate(told)]];
  return {
    areas: (key) => all.areas(one, other)[key]!,
    city: (key) => all.city(other)[key]![0]?.[0] ?? null,
  };
};
const AT = { large: 0, small: 1 } as const;
const pathOf = (told: Told, key: TransitionKey): readonly unknown[] => shown(told).areas(key).path[0]!;

describe('counts', () => {
  test('are rounded below the city and whole in it', () => {
    expect(pathOf({ leftBehind: [304, 26, 330] }, 'leftBehind')).toEqual([300, 30, 330]);
    expect(shown({ leftBehind: [304, 26, 337] }).city('leftBehind')).toBe(337);
  });

  test('under the limit, and those that leave as few of their group, are hidden, in the city too', () => {
    expect(pathOf({ leftBehindElderly: [9, 15, 24] }, 'leftBehindElderly')).toEqual([null, null, 24]);
    expect(pathOf({ leftBehindElderly: [495, 10, 505] }, 'leftBehindElderly')).toEqual([null, 10, 505]);
    expect(shown({ leftBehindElderly: [4, 4, 9] }).city('leftBehindElderly')).toBeNull();
    expect(shown({ leftBehindElderly: [4, 4, 511] }).city('leftBehindElderly')).toBeNull();
  });

  test('stand for the planning total only after that: another total shows no smaller group', () => {
    const { areas, city } = shown({ leftBehind: [304, 9, 313] }, undefined, { weight: 50 });
    expect(areas('leftBehind').path[0]).toEqual([15_000, null, 15_650]);
    expect(city('leftBehind')).toBe(15_650);
  });

  test('where a part is hidden in the city the next smallest goes with it; below the city rounding keeps it', () => {
    const few: Told = { ...GROUPS, leftBehindYouth: [100, 3, 9], leftBehind: [300, 12, 218] };
    const { city, areas } = shown(few);
    expect([city('leftBehindYouth'), city('leftBehindElderly'), city('leftBehindAdults')]).toEqual([null, null, 154]);
    expect(city('leftBehind')).toBe(218);
    const { city: all } = shown(GROUPS);
    expect([all('leftBehindYouth'), all('leftBehindElderly')]).toEqual([103, 55]);
    expect(areas('leftBehindElderly').path[0]![AT.large]).toBe(50);
  });
});

describe('shares', () => {
  test('go in steps of no fewer than ten residents, and are not told of fewer than a hundred', () => {
    // Of 3,000 residents in steps of half a per cent, of 120 in tenths, of 20 elderly not at all.
    expect(pathOf({ literacy: [0.7123, 0.53, 0.7054] }, 'literacy')).toEqual([0.71, 0.5, 0.705]);
    expect(pathOf({ elderlyTakingPart: [0.7123, 0.5, 0.7] }, 'elderlyTakingPart')).toEqual([0.72, null, 0.7]);
  });

  test('are hidden where their count is, or leaves few', () => {
    expect(pathOf({ access: [0.003, 0.95, 0.997] }, 'access')).toEqual([null, null, null]);
    expect(pathOf({ failure: [0.005, 0.5, 0.1] }, 'failure')).toEqual([null, null, 0.1]);
    expect(pathOf(GROUPS, 'leftBehindShare')).toEqual([0.1, 0.1, 0.1]);
  });

  test('of nobody are no data', () => {
    expect(pathOf({ access: [NaN, 0.5, 0.5] }, 'access')[AT.large]).toBe(false);
  });

  test('that a path sets for all services count nobody', () => {
    expect(pathOf({ digitalOnly: [0, 0.5, 0] }, 'digitalOnly')).toEqual([0, null, 0]);
    expect(shown({ audits: [2, 2, 2] }).city('audits')).toBe(2);
    expect(SHOWN_MEASURES.filter(({ isByArea }) => !isByArea).map(({ key }) => key)).toEqual([
      'integration',
      'audits',
      'overlap',
    ]);
  });
});

test('a difference is taken pair by pair, and is told where both sides are', () => {
  const all = new TransitionShown(setting);
  const many = (values: readonly number[]): Float64Array[] =>
    values.map((value) => replicate({ leftBehind: [value, value / 10, value] }));
  const { leftBehind } = all.areas(many([500, 300, 400]), many([250, 100, 160]));
  // Differences of the pairs are -250, -200 and -240; those of the medians would be -240 as well, and of the small one -2.
  expect(leftBehind!.difference[0]).toEqual([-240, -20, -240]);
  expect(leftBehind!.low[0]![AT.large]).toBe(-250);
  const hidden = all.areas(many([500, 300, 400]), many([50, 40, 60]));
  expect([hidden.leftBehind!.path[0]![AT.small], hidden.leftBehind!.difference[0]![AT.small]]).toEqual([null, null]);
});

test('a path that is the same in every replicate differs by exactly nothing, with no band', () => {
  const all = new TransitionShown(setting);
  const same = [500, 300, 400].map((value) =>
    replicate({ leftBehind: [value, value / 10, value], literacy: [0.5, 0.4, value / 1000] }),
  );
  const { leftBehind, literacy } = all.areas(same, same);
  for (const { difference, low, high } of [leftBehind!, literacy!])
    expect([difference[0], low[0], high[0]]).toEqual([
      [0, 0, 0],
      [0, 0, 0],
      [0, 0, 0],
    ]);
});
