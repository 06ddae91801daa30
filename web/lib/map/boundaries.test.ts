import { expect, test } from 'vitest';
import { boundaryDoubt } from './boundaries.ts';

const LEVELS = ['kecamatan', 'kelurahan', 'rw'] as const;

test('indicative boundaries are estimates at each level', () => {
  for (const level of LEVELS) expect(boundaryDoubt({ boundaries: 'indicative' }, level)).toBe('all');
});

test('official boundaries are true for kecamatan and kelurahan, and RW within them stay estimates', () => {
  const doubts = LEVELS.map((level) => boundaryDoubt({ boundaries: 'official' }, level));
  expect(doubts).toEqual([undefined, undefined, 'of-rw']);
});

test('what the provenance says of a level is believed', () => {
  const of = (kelurahan: 'official' | 'indicative', rw: 'official' | 'indicative') =>
    ({ city: kelurahan, kecamatan: kelurahan, kelurahan, rw, rt: 'indicative' }) as const;
  const told = (rw: 'official' | 'indicative') =>
    ({ boundaries: 'official', boundariesByLevel: of('official', rw) }) as const;
  expect(LEVELS.map((level) => boundaryDoubt(told('indicative'), level))).toEqual([undefined, undefined, 'of-rw']);
  expect(LEVELS.map((level) => boundaryDoubt(told('official'), level))).toEqual([undefined, undefined, undefined]);
});
