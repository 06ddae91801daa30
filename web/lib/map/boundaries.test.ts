import { expect, test } from 'vitest';
import { boundaryDoubt } from './boundaries.ts';

test('indicative boundaries are estimates at each level', () => {
  for (const level of ['kecamatan', 'kelurahan', 'rw'] as const) expect(boundaryDoubt('indicative', level)).toBe('all');
});

test('official boundaries are true for kecamatan and kelurahan, and RW within them stay estimates', () => {
  expect(boundaryDoubt('official', 'kecamatan')).toBeUndefined();
  expect(boundaryDoubt('official', 'kelurahan')).toBeUndefined();
  expect(boundaryDoubt('official', 'rw')).toBe('of-rw');
});
