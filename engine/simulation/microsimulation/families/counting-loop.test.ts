import { expect, test } from 'vitest';
import { countBySize, SIZES } from './counting-loop.ts';

test('households are counted by kelurahan and size, and those of one person listed in their order', () => {
  const REGIONS = 5;
  // More than are passed at a time, and no multiple of it.
  const rows = 9_005;
  const size = Uint16Array.from({ length: rows + 9 }, (_, row) => (row * 7919) % 6);
  const region = Uint16Array.from({ length: rows + 9 }, (_, row) => (row * 31) % REGIONS);
  const alone = new Uint32Array(rows + 1);
  const { singles, counts } = countBySize({ rows, size, region }, REGIONS, alone);
  const expected = new Uint32Array(SIZES * REGIONS);
  for (let row = 0; row < rows; row++) expected[Math.min(size[row]!, 2) * REGIONS + region[row]!]!++;
  expect(counts).toEqual(expected);
  const ofOne = [...size.keys()].filter((row) => row < rows && size[row] === 1);
  expect([...alone.subarray(0, singles)]).toEqual(ofOne);
  expect(ofOne.length).toBeGreaterThan(1000);
});
