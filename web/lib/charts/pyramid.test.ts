import { expect, test } from 'vitest';
import type { Cell } from '../columns.ts';
import { ageGroupsIn, pyramidOf } from './pyramid.ts';

const cellsIn =
  (cells: Record<string, Cell | number>) =>
  (key: string): Cell => {
    const cell = cells[key];
    return cell === undefined ? { kind: 'no-data' } : typeof cell === 'number' ? { kind: 'value', value: cell } : cell;
  };

test('age groups stand from young to old, each once', () => {
  expect(ageGroupsIn(['residents', 'pyramid/m/75+', 'pyramid/f/5-9', 'pyramid/m/5-9', 'pyramid/m/0-4'])).toEqual([
    '0-4',
    '5-9',
    '75+',
  ]);
});

test('bars are shares of all residents, beside those of the city', () => {
  const area = cellsIn({ residents: 200, 'pyramid/m/0-4': 10, 'pyramid/f/0-4': 8 });
  const city = cellsIn({ residents: 1000, 'pyramid/m/0-4': 35, 'pyramid/f/0-4': 30 });
  const { bars, scaleEnd, hiddenCount } = pyramidOf(['0-4'], area, city);
  expect(bars[0]!.shares).toEqual({ m: 0.05, f: 0.04 });
  expect(bars[0]!.cityShares).toEqual({ m: 0.035, f: 0.03 });
  expect([scaleEnd, hiddenCount]).toEqual([0.05, 0]);
});

test('a hidden group has no bar, is counted, and is never drawn as nought', () => {
  const area = cellsIn({ residents: 90, 'pyramid/m/0-4': { kind: 'hidden' }, 'pyramid/f/0-4': 12 });
  const { bars, hiddenCount } = pyramidOf(['0-4'], area, cellsIn({}));
  expect(bars[0]!.shares.m).toBeUndefined();
  expect(hiddenCount).toBe(1);
});

test('without the number of residents there are no shares', () => {
  const { bars, scaleEnd } = pyramidOf(
    ['0-4'],
    cellsIn({ residents: { kind: 'hidden' }, 'pyramid/m/0-4': 12 }),
    cellsIn({}),
  );
  expect(bars[0]!.shares.m).toBeUndefined();
  expect(scaleEnd).toBe(0.02);
});
