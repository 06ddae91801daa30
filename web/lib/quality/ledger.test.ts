import { expect, test } from 'vitest';
import { shareOf, totalOf, unaccounted } from './ledger.ts';

const register = { received: 100, linked: 90, inReview: 7, refused: 3 };

test('what is received is linked, in review or refused', () => {
  expect(unaccounted(register)).toBe(0);
  expect(unaccounted(totalOf([register, register]))).toBe(0);
});

test('rows that ended nowhere, or twice, are shown', () => {
  expect(unaccounted({ ...register, received: 104 })).toBe(4);
  expect(unaccounted({ ...register, received: 99 })).toBe(-1);
});

test('of nothing there is no share', () => {
  expect(shareOf(0, 0)).toBe(0);
  expect(shareOf(1, 4)).toBe(0.25);
});
