import { describe, expect, test } from 'vitest';
import { emptyAccount } from '../microsimulation/account.ts';
import { moveLines } from './move-lines.ts';
import { measureMoves, movesOfSide, periodSpans } from './moves-between.ts';
import { layoutOf } from './sides.ts';

const REGIONS = 2;
/** Seven years: each, one more moves from a to b than the year before; three come to b and two leave a. */
const years = [1, 2, 3, 4, 5, 6, 7].map((moves) => {
  const { flows } = emptyAccount(REGIONS);
  flows.moves.set([0, 0, moves - 1, 1, 4, 0, 0, 0]);
  flows.arrivals.set([0, 0, 1, 2]);
  flows.departures.set([1, 1, 0, 0]);
  return { flows };
});

describe('moves', () => {
  test('are added up over five years, men and women together, with those from and to the outside', () => {
    const moves = new Float32Array(movesOfSide(7, REGIONS));
    measureMoves(years, REGIONS, moves);
    expect(Array.from(moves)).toEqual([0, 15, 10, 20, 0, 0, 0, 15, 0, 0, 13, 4, 8, 0, 0, 0, 6, 0]);
    expect(periodSpans(7)).toEqual([
      { first: 1, last: 5 },
      { first: 6, last: 7 },
    ]);
  });

  const shape = { years: 6, areaCodes: ['a', 'b'] };
  const layout = layoutOf(shape);
  /** From a to b in both periods, to b from outside in the first. */
  const replicate = (base: number, scenario: number): Float32Array => {
    const values = new Float32Array(layout.values);
    [base, scenario].forEach((moves, side) => {
      const at = layout.moves + side * layout.movesSide;
      values[at + 1] = moves;
      values[at + 9 + 1] = moves * 10;
      values[at + 7] = 2;
    });
    return values;
  };
  const dates = Array.from({ length: 7 }, (_, year) => `${2025 + year}-12-31`);
  const rows = [
    ...moveLines([replicate(1, 5), replicate(3, 6), replicate(2, 7)], { areaCodes: ['a', 'b', 'city'], dates }),
  ].map((row) => row.split(','));
  const told = (from: string, to: string, first: string): string[] =>
    rows.filter((row) => row[0] === from && row[1] === to && row[2]!.startsWith(first)).map((row) => row[5]!);

  test('are told of each pair and both sides, the difference replicate by replicate', () => {
    expect(rows[0]!.join(',')).toBe('from,to,first,last,variant,median,low50,high50,low80,high80,low95,high95');
    expect(rows[1]!.slice(0, 5)).toEqual(['a', 'b', '2026-12-31', '2030-12-31', 'baseline']);
    expect(told('a', 'b', '2026')).toEqual(['2.0', '6.0', '4.0']);
    expect(told('a', 'b', '2031')).toEqual(['20.0', '60.0', '40.0']);
    expect(told('b', 'a', '2026')).toEqual(['0.0', '0.0', '0.0']);
  });
  test('are told of all who come and leave, whose bands are those of the sums', () => {
    expect(told('all', 'b', '2026')).toEqual(['4.0', '8.0', '4.0']);
    expect(told('a', 'all', '2026')).toEqual(['2.0', '6.0', '4.0']);
    expect(told('outside', 'all', '2026')).toEqual(['2.0', '2.0', '0.0']);
    // Pairs of four places, two periods, three variants.
    expect(rows).toHaveLength(1 + 4 * 3 * 2 * 3);
  });
});
