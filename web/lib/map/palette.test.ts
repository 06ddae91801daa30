import { describe, expect, test } from 'vitest';
import { classColours, contrast, divergingColours, luminance, type Ground, type Rgb } from './palette.ts';

const GROUNDS: readonly Ground[] = ['light', 'dark'];
const COUNTS = [3, 4, 5, 6, 7];
const cases = GROUNDS.flatMap((ground) => COUNTS.map((count) => ({ ground, count })));

/** What is left of a colour for eyes without red or without green cones. Source: Viénot, Brettel and Mollon (1999). */
const SEEN_WITHOUT = {
  red: [0.11238, 0.88762, 0, 0.11238, 0.88762, 0, 0.00401, -0.00401, 1],
  green: [0.29275, 0.70725, 0, 0.29275, 0.70725, 0, -0.02234, 0.02234, 1],
} as const;

function seenWithout(cone: keyof typeof SEEN_WITHOUT, colour: Rgb): Rgb {
  const m = SEEN_WITHOUT[cone];
  const linear = colour.map((value) => (value / 255) ** 2.2);
  const row = (i: number): number => {
    const sum = m[i]! * linear[0]! + m[i + 1]! * linear[1]! + m[i + 2]! * linear[2]!;
    return Math.round(255 * Math.min(1, Math.max(0, sum)) ** (1 / 2.2));
  };
  return [row(0), row(3), row(6)];
}

const distance = (one: Rgb, other: Rgb): number => Math.hypot(...one.map((value, i) => value - other[i]!));

test.each(cases)('$count classes on $ground ground are told apart by lightness alone', ({ ground, count }) => {
  const lightness = classColours(count, ground).map((colour) => Math.cbrt(luminance(colour)));
  const falls = ground === 'light' ? lightness.toReversed() : lightness;
  falls.slice(1).forEach((value, i) => expect(value - falls[i]!).toBeGreaterThan(0.06));
});

test.each(cases)('$count classes on $ground ground stay different without red or green cones', ({ ground, count }) => {
  for (const cone of ['red', 'green'] as const) {
    const colours = classColours(count, ground).map((colour) => seenWithout(cone, colour));
    colours.slice(1).forEach((colour, i) => expect(distance(colour, colours[i]!)).toBeGreaterThan(20));
  }
});

describe.each(GROUNDS)('classes on both sides of nought, on %s ground,', (ground) => {
  test.each([1, 2, 3])('%i a side, go away from the middle by lightness, and meet in none', (side) => {
    const colours = divergingColours(side, ground);
    expect(colours).toHaveLength(2 * side + 1);
    const lightness = colours.map((colour) => Math.cbrt(luminance(colour)) * (ground === 'light' ? -1 : 1));
    for (let i = 1; i <= side; i++) {
      expect(lightness[side - i]! - lightness[side - i + 1]!).toBeGreaterThan(0.04);
      expect(lightness[side + i]! - lightness[side + i - 1]!).toBeGreaterThan(0.04);
    }
    for (const cone of ['red', 'green'] as const) {
      const seen = colours.map((colour) => seenWithout(cone, colour));
      seen.forEach((one, i) => seen.slice(i + 1).forEach((other) => expect(distance(one, other)).toBeGreaterThan(20)));
    }
  });
});

test('one class takes the middle of the path', () => {
  expect(classColours(1, 'light')).toEqual([classColours(3, 'light')[1]]);
});

test('contrast is 21 between black and white and 1 between equals', () => {
  expect(contrast([0, 0, 0], [255, 255, 255])).toBeCloseTo(21, 5);
  expect(contrast([90, 90, 90], [90, 90, 90])).toBe(1);
});
