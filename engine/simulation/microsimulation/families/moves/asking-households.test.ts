import { expect, test } from 'vitest';
import { drawBits, drawKey } from '../../../chance/keyed-draws.ts';
import { listHouseholds } from './asking-households.ts';

const KEY = drawKey(4, 'listed', 1);
const NAMES = drawKey(4, 'names', 1);
/** More than are drawn for at a time, and no multiple of it. */
const ROWS = 9_003;
const identities = (draw: number): Uint32Array =>
  Uint32Array.from({ length: ROWS + 10 }, (_, row) => drawBits(NAMES, row, 0, draw));
const households = { rows: ROWS, low: identities(0), high: identities(1) };
const drawn = Array.from({ length: ROWS }, (_, row) => drawBits(KEY, households.low[row]!, households.high[row]!, 0));

test.each([
  [0, 0xffffffff],
  [0.02 * 2 ** 32, 0xffffffff],
  [0, 0.98 * 2 ** 32],
  [0.1 * 2 ** 32, 0.9 * 2 ** 32],
  [drawn[4_100]! + 1, 0xffffffff],
  [0, drawn[8_999]! - 1],
])('lists all households that draw below %d or above %d, in their order, and next to nobody else', (below, above) => {
  const into = new Uint32Array(ROWS);
  const listed = [...into.subarray(0, listHouseholds(households, KEY, below, above, into))];
  const meant = [...drawn.keys()].filter((row) => drawn[row]! < below || drawn[row]! > above);
  expect(meant.filter((row) => !listed.includes(row))).toEqual([]);
  expect(listed.length - meant.length).toBeLessThanOrEqual(1);
  expect(listed).toEqual([...new Set(listed)].sort((one, other) => one - other));
});
