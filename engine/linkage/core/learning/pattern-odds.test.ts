import { expect, test } from 'vitest';
import type { PatternPlaces } from './pattern-places.ts';
import { countClasses, forEachOdds } from './pattern-odds.ts';

/** More comparisons than a product of their odds holds: each has level 1, on which strangers differ, and level 2. */
const COMPARISONS = 70;
const RARE = 1e-9;
const [DIFFERS, AGREES] = [1, 2];
const placeOf = (c: number, level: number): number => c * 3 + level;

const patternsOf = (levels: readonly ((c: number) => number)[], alike: readonly number[]): PatternPlaces => ({
  count: levels.length,
  comparisons: COMPARISONS,
  places: Uint16Array.from(
    levels.flatMap((levelOf) => Array.from({ length: COMPARISONS }, (_, c) => placeOf(c, levelOf(c)))),
  ),
  alike: Uint16Array.from(alike),
  groupStarts: Uint32Array.from({ length: levels.length + 1 }, (_, pattern) => pattern),
  pairs: new Float64Array(levels.length).fill(10),
  rarity: new Float64Array(levels.length).fill(1),
});
const flat = (agrees: number): Float64Array =>
  Float64Array.from({ length: COMPARISONS * 3 }, (_, place) => [0, 1 - agrees, agrees][place % 3]!);

const patterns = patternsOf([() => DIFFERS, (c) => (c < 35 ? DIFFERS : AGREES), () => AGREES], [0, 35, 0]);
const input = { patterns, u: flat(RARE) };
const shares = [flat(1 - RARE), flat(1 - RARE / 2)];
const classShares = Float64Array.of(1e-6, 1e-6);

test('odds beyond what a number holds are none, or certain', () => {
  const told: number[] = [];
  forEachOdds(input, shares, classShares, undefined, (_, __, all) => told.push(all));
  expect(told[0]).toBe(0);
  expect(told[1]).toBeGreaterThan(0);
  expect(told[1]).toBeLessThan(1);
  expect(told[2]).toBe(2 * 2 ** 860);
  expect(countClasses(input, shares, classShares, undefined).map(({ pairs }) => pairs)).toEqual([
    expect.closeTo(5, 3),
    expect.closeTo(5, 3),
  ]);
});

test('of pairs that are no match beyond doubt, none is expected', () => {
  const none = { ...input, patterns: patternsOf([() => DIFFERS], [0]) };
  for (const { pairs, places } of countClasses(none, shares, classShares, undefined))
    expect([pairs, ...places].every((each) => each === 0)).toBe(true);
});
