/** Which numbers stand first: those that the scenario moves, the ones that planners ask for before others. */
import type { Band } from '../compared/band.ts';

/** Keys, or what they begin with. */
const ASKED_FIRST = [
  'residents',
  'births',
  'poor',
  'unemployed',
  'recipients-',
  'aid-cost-',
  'ages-7-12',
  'ages-60-up',
  'without-seat-',
  'working',
  'poverty-gap',
  'deaths',
  'ages-15-64',
];
export const HEADLINE_COUNT = 6;

/** Of numbers that there are of every programme, the largest stands for all: the table of programmes has the others. */
const kindOf = (key: string): string =>
  ASKED_FIRST.find((asked) => asked.endsWith('-') && key.startsWith(asked)) ?? key;

const placeOf = (key: string): number => {
  const place = ASKED_FIRST.findIndex((asked) => (asked.endsWith('-') ? key.startsWith(asked) : key === asked));
  return place < 0 ? ASKED_FIRST.length : place;
};

/**
 * @param effectOf largest difference in any year, as a part of the baseline; NaN where it is not told
 * @returns        keys, the first at the front
 */
export function headlinesOf(keys: readonly string[], effectOf: (key: string) => number): string[] {
  const sizes = new Map(keys.map((key) => [key, Math.abs(effectOf(key)) || 0]));
  const isMoved = (key: string): number => (sizes.get(key)! > 0 ? 0 : 1);
  const sorted = keys.toSorted(
    (a, b) => isMoved(a) - isMoved(b) || placeOf(a) - placeOf(b) || sizes.get(b)! - sizes.get(a)!,
  );
  const isFirst = (key: string, place: number): boolean =>
    sorted.findIndex((each) => kindOf(each) === kindOf(key)) === place;
  return [...sorted.filter(isFirst), ...sorted.filter((key, place) => !isFirst(key, place))].slice(0, HEADLINE_COUNT);
}

/** How much larger an effect is than that of the last year before its year is shown in place of the last. */
const MUCH_LARGER = 1.5;

/**
 * The year that is shown first: the last, unless nearly all of the effect is over by then.
 *
 * @param effects [year] difference; NaN where it is not told
 */
export function yearToOpen(effects: readonly number[]): number {
  const last = effects.length - 1;
  const sizes = effects.map((effect) => Math.abs(effect) || 0);
  const largest = sizes.indexOf(Math.max(...sizes));
  return largest >= 0 && sizes[largest]! > MUCH_LARGER * sizes[last]! ? largest : last;
}

/** The median, or nought where the band of 80 % has nought in it: that may be chance alone. */
export const clearDifference = ({ median, low80, high80 }: Pick<Band, 'median' | 'low80' | 'high80'>): number =>
  low80 <= 0 && high80 >= 0 ? 0 : median;

/** The largest difference of any year, as a part of the baseline of that year; 0 where nothing is told. */
export const largestEffect = (differences: readonly number[], baselines: readonly number[]): number =>
  differences.reduce(
    (most, difference, year) => Math.max(most, Math.abs(difference) / Math.max(1, Math.abs(baselines[year]!)) || 0),
    0,
  );
