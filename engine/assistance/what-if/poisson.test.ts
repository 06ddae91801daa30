import { expect, test } from 'vitest';
import { chance } from '../../kernel/random.ts';
import { drawTimes, FamiliesTogether } from './poisson.ts';

const DRAWS = 40_000;

/** Of Poisson with that mean, by its definition. */
function probability(mean: number, count: number): number {
  let log = -mean + count * Math.log(mean);
  for (let k = 2; k <= count; k++) log -= Math.log(k);
  return Math.exp(log);
}

test.each([1, 3, 40, 900])('%i families count together as often as Poisson numbers of mean 1 add up to', (families) => {
  const together = new FamiliesTogether(families);
  const draw = chance(1, 'together', families);
  const counts = new Map<number, number>();
  for (let i = 0; i < DRAWS; i++) {
    const count = together.draw(draw, i);
    counts.set(count, (counts.get(count) ?? 0) + 1);
  }
  let [mean, square] = [0, 0];
  for (const [count, times] of counts) {
    mean += (count * times) / DRAWS;
    square += ((count - families) ** 2 * times) / DRAWS;
  }
  // Five standard errors of the mean, and of the variance of a Poisson number.
  expect(Math.abs(mean - families)).toBeLessThan(5 * Math.sqrt(families / DRAWS));
  expect(Math.abs(square - families)).toBeLessThan(5 * Math.sqrt((2 * families ** 2 + families) / DRAWS));
  const spread = Math.ceil(2 * Math.sqrt(families));
  for (let count = Math.max(0, families - spread); count <= families + spread; count++) {
    const expected = probability(families, count) * DRAWS;
    expect(Math.abs((counts.get(count) ?? 0) - expected), `${count}`).toBeLessThan(5 * Math.sqrt(expected) + 1);
  }
});

test('a family counts once on average, and as often as Poisson says', () => {
  const times = new Uint8Array(DRAWS);
  drawTimes(times, chance(2, 'times'));
  const shares = [0, 1, 2, 3].map((count) => times.filter((each) => each === count).length / DRAWS);
  shares.forEach((share, count) => {
    const expected = probability(1, count);
    expect(Math.abs(share - expected)).toBeLessThan(5 * Math.sqrt(expected / DRAWS));
  });
  expect(Math.abs(times.reduce((sum, each) => sum + each, 0) / DRAWS - 1)).toBeLessThan(5 / Math.sqrt(DRAWS));
});

test('the same numbers are drawn for the same seed, others for another', () => {
  const draw = (seed: number): number[] =>
    Array.from({ length: 20 }, (_, i) => new FamiliesTogether(50).draw(chance(seed, 'same'), i));
  expect(draw(1)).toEqual(draw(1));
  expect(draw(1)).not.toEqual(draw(2));
});
