import { describe, expect, test } from 'vitest';
import { decide, type Candidate } from './decisions.ts';

const thresholds = { linkBits: 7, reviewBits: 0, rivalBits: 4 };
/** @param nikBits what the number adds or takes away */
const candidate = (
  person: number,
  weightBits: number,
  { nikBits = 0, ...more }: Partial<Candidate> & { nikBits?: number } = {},
): Candidate => ({
  person,
  weightBits,
  bitsWithoutNik: weightBits - nikBits,
  nik: 'other',
  hasOtherName: false,
  ...more,
});
const decided = (...candidates: Candidate[]): string => {
  const decision = decide(candidates, thresholds);
  if (decision.kind === 'review')
    return `${decision.doubt}: ${decision.candidates.map(({ person }) => person).join(' ')}`;
  return decision.kind === 'alone' ? 'alone' : `${decision.kind} ${decision.person}`;
};

describe('a row is', () => {
  test.each<[string, Candidate[], string]>([
    ['linked by evidence above the upper threshold', [candidate(1, 8)], 'evidence 1'],
    ['in review between the thresholds', [candidate(1, 6.9)], 'between-thresholds: 1'],
    ['alone below the lower threshold', [candidate(1, -0.1)], 'alone'],
    ['alone without a candidate', [], 'alone'],
    ['linked to the best of two far apart', [candidate(2, 8), candidate(1, 13)], 'evidence 1'],
    ['in review with two near each other', [candidate(2, 10), candidate(1, 13)], 'two-candidates: 1 2'],
    ['linked by its number with nothing else', [candidate(1, -0.2, { nik: 'same' })], 'number 1'],
    [
      'not linked by a number that two residents have',
      [candidate(1, 6, { nik: 'same' }), candidate(2, 1, { nik: 'same' })],
      'between-thresholds: 1 2',
    ],
    [
      'linked by evidence where two have the number and all else is one of them',
      [candidate(1, 20, { nik: 'same' }), candidate(2, 1, { nik: 'same' })],
      'evidence 1',
    ],
    [
      'linked to whom the evidence names, not to the owner of a borrowed number',
      [candidate(1, 12), candidate(2, 10, { nikBits: 18, nik: 'borrowed' })],
      'evidence 1',
    ],
    [
      'not held back by the number where that is borrowed',
      [candidate(1, 4, { nikBits: -7 }), candidate(2, 10, { nikBits: 18, nik: 'borrowed' })],
      'evidence 1',
    ],
    [
      'linked to a twin by all that the number is not, where the number is that of the other',
      [candidate(1, 20, { nikBits: -7 }), candidate(2, 30, { nikBits: 18, nik: 'questioned' })],
      'evidence 1',
    ],
    [
      'not linked to a twin who is likelier by little',
      [candidate(1, 3, { nikBits: -7 }), candidate(2, 25, { nikBits: 18, nik: 'questioned' })],
      'evidence 2',
    ],
    [
      'in review where the names question the number',
      [candidate(1, 5, { nik: 'questioned' })],
      'between-thresholds: 1',
    ],
    [
      'in review where a borrowed number is all there is',
      [candidate(2, -3, { nikBits: 17, nik: 'borrowed' })],
      'nik-owner-disagrees: 2',
    ],
    [
      'in review where the number speaks for one and the rest for another',
      [candidate(1, 9, { nik: 'same' }), candidate(2, 8)],
      'two-candidates: 1 2',
    ],
    ['never linked against its name', [candidate(1, 20, { hasOtherName: true })], 'name-disagrees: 1'],
  ])('%s', (_, candidates, expected) => {
    expect(decided(...candidates)).toBe(expected);
    expect(decided(...candidates.toReversed())).toBe(expected);
  });
});
