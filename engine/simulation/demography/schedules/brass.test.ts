import { describe, expect, test } from 'vitest';
import { projectPath } from '../../../kernel/files.ts';
import { FEMALE, MALE } from '../ages.ts';
import { heligmanPollardOf, loadDemography } from '../parameters.ts';
import { singleYearTable } from '../single-year-table.ts';
import { alphaFor, relatedSurvivors } from './brass.ts';
import { heligmanPollardSurvivors } from './heligman-pollard.ts';

const STANDARDS = heligmanPollardOf(loadDemography(projectPath('models')).mortality).map(heligmanPollardSurvivors);

/** By halving alone: the slow obvious form. */
function byHalving(wanted: number, figureAt: (alpha: number) => number): number {
  let [low, high] = [-3, 3];
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (figureAt(middle) > wanted) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

describe('the level of mortality at which a figure is as wanted', () => {
  test.each([
    ['men', MALE],
    ['women', FEMALE],
  ])('is that of halving alone to the last bit, for half as many questions (%s)', (_, sex) => {
    let asked = 0;
    const lifeExpectancyAt = (alpha: number): number => {
      asked++;
      return singleYearTable(relatedSurvivors(STANDARDS[sex]!, { alpha, beta: 1 }), sex).lifeExpectancyYears;
    };
    const wanted = Array.from({ length: 150 }, (_each, i) => 45 + 0.29 * i + Math.sin(i) / 7);
    const plain = wanted.map((each) => byHalving(each, lifeExpectancyAt));
    const halvings = asked;
    asked = 0;
    expect(wanted.map((each) => alphaFor(each, lifeExpectancyAt))).toEqual(plain);
    expect(asked).toBeLessThan(0.65 * halvings);
  });

  test('is that of halving alone where the figure stands still, falls in one step, or is met at an end', () => {
    const figures: readonly (readonly [wanted: number, figureAt: (alpha: number) => number])[] = [
      [50, (alpha) => (alpha < 1.25 ? 80 : 20)],
      [50, (alpha) => 50 - Math.sign(alpha - 0.3) * Math.max(0, Math.abs(alpha - 0.3) - 1)],
      [50, (alpha) => 53 - Math.exp(alpha)],
      [53, (alpha) => 50 - alpha],
      [47, (alpha) => 50 - alpha],
      [50, (alpha) => 50 - alpha ** 3],
    ];
    for (const [wanted, figureAt] of figures) expect(alphaFor(wanted, figureAt)).toBe(byHalving(wanted, figureAt));
  });
});
