import { describe, expect, test } from 'vitest';
import { emptyAccount } from '../microsimulation/account.ts';
import { measureMoves, movesCsv } from './moves-between.ts';

const years = [
  [1, 2, 0],
  [3, 0, 4],
].map(([men, women, back]) => {
  const { flows } = emptyAccount(2);
  flows.moves.set([0, 0, men!, women!, back!, 0, 0, 0]);
  return { flows };
});

describe('moves between kelurahan', () => {
  test('are the mean of the years, men and women together', () => {
    const moves = new Float32Array(4);
    measureMoves(years, moves);
    expect(Array.from(moves)).toEqual([0, 3, 2, 0]);
  });

  test('are told of each pair and both sides, the difference pair by pair, from the end of each replicate', () => {
    const replicate = (base: number, scenario: number): Float32Array =>
      Float32Array.of(77, 77, 0, base, 1, 0, 0, scenario, 1, 0);
    const rows = movesCsv([replicate(1, 5), replicate(3, 6), replicate(2, 7)], ['a', 'b'])
      .trimEnd()
      .split('\n');
    expect(rows[0]).toBe('from,to,variant,median,low50,high50,low80,high80,low95,high95');
    expect(rows.slice(1).map((row) => row.split(',').slice(0, 4).join(' '))).toEqual([
      'a b baseline 2.00',
      'a b scenario 6.00',
      'a b difference 4.00',
      'b a baseline 1.00',
      'b a scenario 1.00',
      'b a difference 0.00',
    ]);
  });
});
