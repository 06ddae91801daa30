import { describe, expect, test } from 'vitest';
import { normalQuantile } from '../../kernel/normal.ts';
import { drawBits, drawKey, uniformOf } from '../chance/keyed-draws.ts';
import { QUANTILES, quantile, type VARIANTS } from './bands.ts';
import { fewBands } from './few-bands.ts';
import { drawOfParameters } from './samples.ts';

const place = (key: string): number => QUANTILES.findIndex((each) => each.key === key);
const BANDS = [
  [0.5, place('low50'), place('high50')],
  [0.8, place('low80'), place('high80')],
  [0.95, place('low95'), place('high95')],
] as const;
const TRIALS = 4000;
/** Of a share that is counted in so many trials. */
const errorOf = (share: number): number => Math.sqrt((share * (1 - share)) / TRIALS);

const [RATES, LUCK] = [drawKey(1, 'rates', 0), drawKey(1, 'luck', 0)] as const;
const normal = (key: ReturnType<typeof drawKey>, trial: number, of: number): number =>
  normalQuantile(uniformOf(drawBits(key, trial, 0, of)));
/** 100 and so much of rates and of luck: that of a replicate, or of what comes about. */
const value = (trial: number, draw: number, number: number, parameters: number): number =>
  100 + Math.sqrt(parameters) * normal(RATES, trial, draw) + Math.sqrt(1 - parameters) * normal(LUCK, trial, number);

type Tell = (sample: Float64Array, into: Float64Array) => void;

/** [band] share of trials in which one more draw of both lies within, for normal values of which so much is parameters. */
function heldBy(tell: Tell, numbers: readonly number[], parameters: number): number[] {
  const held = BANDS.map(() => 0);
  const into = new Float64Array(QUANTILES.length);
  for (let trial = 0; trial < TRIALS; trial++) {
    const sample = Float64Array.from(numbers, (each) => value(trial, drawOfParameters(each), each, parameters));
    tell(sample, into);
    const next = value(trial, 999, 999, parameters);
    BANDS.forEach(([, low, high], i) => (held[i]! += Number(next >= into[low]! && next <= into[high]!) / TRIALS));
  }
  return held;
}
const student = (numbers: readonly number[], variant: (typeof VARIANTS)[number] = 'difference'): Tell => {
  const bands = fewBands(numbers);
  return (sample, into) => bands(sample, variant, into);
};
const byQuantiles: Tell = (sample, into) => {
  sample.sort();
  QUANTILES.forEach(({ share }, q) => (into[q] = quantile(sample, share)));
};
const apart = (count: number): number[] => Array.from({ length: count }, (_, i) => 2 * i);

describe('bands of few replicates', () => {
  test.each([3, 5, 10, 20])('of %d draws hold what they say of normal values', (count) => {
    for (const parameters of [0, 0.6, 1])
      heldBy(student(apart(count)), apart(count), parameters).forEach((held, i) => {
        const [nominal] = BANDS[i]!;
        expect(Math.abs(held - nominal)).toBeLessThan(4 * errorOf(nominal));
      });
  });

  test('as quantiles would not: of three those of 80 and 95 % hold half', () => {
    const [, eighty, ninetyFive] = heldBy(byQuantiles, apart(3), 0.6);
    expect(eighty).toBeLessThan(0.53);
    expect(ninetyFive).toBeLessThan(0.53);
  });

  test.each([
    ['six replicates of three draws', [0, 1, 2, 3, 4, 5]],
    ['twelve, on the way to all of both lucks', [0, 1, 2, 3, 4, 5, 6, 8, 10, 12, 14, 16]],
    ['thirty-eight of nineteen draws', Array.from({ length: 38 }, (_, i) => i)],
  ])('of %s hold no less than they say, and not much more', (_, numbers) => {
    for (const parameters of [0, 0.5, 1])
      heldBy(student(numbers), numbers, parameters).forEach((held, i) => {
        const [nominal] = BANDS[i]!;
        expect(held).toBeGreaterThan(nominal - 4 * errorOf(nominal));
        expect(held).toBeLessThan(nominal + 0.1);
      });
  });

  test('that were told as if both lucks of a draw were two draws hold too little', () => {
    const numbers = [0, 1, 2, 3, 4, 5];
    const [, eighty] = heldBy(student(apart(6)), numbers, 1);
    expect(eighty).toBeLessThan(0.75);
  });

  test('have nothing beside the mean of fewer than three draws', () => {
    const into = new Float64Array(QUANTILES.length);
    student([0, 1, 2, 3])(Float64Array.of(1, 2, 3, 6), into);
    expect(Array.from(into)).toEqual([3, NaN, NaN, NaN, NaN, NaN, NaN]);
    student([0])(Float64Array.of(7), into);
    expect(into[0]).toBe(7);
  });

  test('are no band where nothing varies, and never under nought but for a difference', () => {
    const into = new Float64Array(QUANTILES.length);
    student([0, 2, 4])(Float64Array.of(4, 4, 4), into);
    expect(Array.from(into)).toEqual(QUANTILES.map(() => 4));
    const low = place('low95');
    student([0, 2, 4], 'scenario')(Float64Array.of(1, 2, 3), into);
    expect(into[low]).toBe(0);
    student([0, 2, 4], 'difference')(Float64Array.of(1, 2, 3), into);
    expect(into[low]).toBeCloseTo(2 - 4.303 * Math.sqrt(4 / 3), 3);
  });
});
