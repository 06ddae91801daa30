import { expect, test } from 'vitest';
import { inventedLifeCity } from '../livelihood/test-life-city.ts';
import { CENTRAL_START, DRAWN_OF_START, drawnLife } from './drawn-life.ts';
import { startDraws } from './parameter-draws.ts';

const { start } = inventedLifeCity(2000, 2);
const { participationShare } = start.parameters.work;

test('the start in its central draw is the start', () => {
  expect(drawnLife(start, CENTRAL_START)).toEqual(start);
});

test('a deviation of a share moves the odds of all as far as the share itself moves by its standard deviation', () => {
  const { odds } = drawnLife(start, { ...CENTRAL_START, participationShare: 1 });
  const { value, standardDeviation } = participationShare;
  const oddsOf = (share: number): number => share / (1 - share);
  const wanted = oddsOf(value + standardDeviation) / oddsOf(value);
  expect(odds.participation / start.odds.participation).toBeCloseTo(wanted, 2);
  expect(odds.unemployment).toBe(start.odds.unemployment);
});

test('the loss by a flood is drawn, and never a gain', () => {
  const lossOf = (floodLoss: number): number =>
    drawnLife(start, { ...CENTRAL_START, floodLoss }).parameters.consumption.floodLoss.value;
  expect(lossOf(1)).toBeGreaterThan(lossOf(0));
  expect(lossOf(-20)).toBe(0);
});

test('draws are keyed: the same for the same number, others for another, of each its own', () => {
  expect(startDraws(5, 3)).toEqual(startDraws(5, 3));
  expect(startDraws(5, 3)).not.toEqual(startDraws(5, 4));
  expect(new Set(Object.values(startDraws(5, 3))).size).toBe(DRAWN_OF_START.length);
});
