import { expect, test } from 'vitest';
import { chance } from '../../kernel/random.ts';
import { ascending } from './order.ts';

const draw = chance(5, 'order');
const plainly = (values: Float64Array, rows: readonly number[]): number[] =>
  rows.filter((row) => !Number.isNaN(values[row]!)).sort((a, b) => values[a]! - values[b]!);
const numbers = (count: number, value: (i: number) => number): Float64Array =>
  Float64Array.from({ length: count }, (_, i) => value(i));

test.each([
  ['nothing', numbers(0, () => 0)],
  ['nobody known', numbers(9, () => NaN)],
  ['both signs, both noughts, no end', Float64Array.of(3, -0, -5.5, 0, Infinity, -Infinity, 1e-300, -1e300, 3, NaN, 0)],
  ['many alike', numbers(3000, (i) => draw.below(7, i) - 3)],
  ['all different', numbers(3000, (i) => 1e6 * draw.normal(i, 4))],
])('%s: the lowest first, equal ones in the order of the rows', (_, values) => {
  const rows = [...values.keys()];
  expect([...ascending(values)]).toEqual(plainly(values, rows));
});

test('equal ones stand in the order that is given', () => {
  const values = numbers(500, (i) => (i % 11 === 0 ? NaN : draw.below(4, i, 1)));
  const rows = ascending(numbers(500, (i) => draw.uniform(i, 2)));
  expect([...ascending(values, rows)]).toEqual(plainly(values, [...rows]));
});
