/** Which numbers stand first: those that the scenario moves, the ones that planners ask for before others. */

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

const placeOf = (key: string): number => {
  const place = ASKED_FIRST.findIndex((asked) => (asked.endsWith('-') ? key.startsWith(asked) : key === asked));
  return place < 0 ? ASKED_FIRST.length : place;
};

/**
 * @param effectOf difference in the last year, as a part of the baseline; NaN where it is not told
 * @returns        keys, the first at the front
 */
export function headlinesOf(keys: readonly string[], effectOf: (key: string) => number): string[] {
  const sizes = new Map(keys.map((key) => [key, Math.abs(effectOf(key)) || 0]));
  const isMoved = (key: string): number => (sizes.get(key)! > 0 ? 0 : 1);
  return keys
    .toSorted((a, b) => isMoved(a) - isMoved(b) || placeOf(a) - placeOf(b) || sizes.get(b)! - sizes.get(a)!)
    .slice(0, HEADLINE_COUNT);
}
