/** Births of one person mostly agree: what is learnt of matches may not stray to people of one country and one surname. */
import { expect, test } from 'vitest';
import type { FieldKind } from '../table.ts';
import { learnFromFields } from './test-patterns.ts';

const KINDS: Readonly<Record<string, FieldKind>> = {
  given: 'name-part',
  surname: 'name-part',
  sex: 'category',
  born: 'date',
  country: 'category',
};
const FIELDS = Object.keys(KINDS);
const BORN = FIELDS.indexOf('born');
/** Different, a slip, the same; of sex and country there is no slip. */
const STRANGERS = [
  [0.992, 0.004, 0.004],
  [0.982, 0.004, 0.014],
  [0.5, 0.5],
  [0.98, 0.0199, 0.0001],
  [0.67, 0.33],
] as const;

/**
 * @param countrymen    pairs of one country who bear one surname and names alike, and were born on any two days
 * @param bornOfMatches how births of one person agree
 */
function learnt(countrymen: number, bornOfMatches: readonly number[], kinds = KINDS) {
  const errors = [0.05, 0.3, 0.65];
  return learnFromFields(kinds, {
    pairs: [
      [2300, [errors, errors, [0.001, 0.999], bornOfMatches, [0.001, 0.999]]],
      [countrymen, [[0.5, 0.3, 0.2], [0.001, 0.03, 0.969], [0.001, 0.999], STRANGERS[3], [0.001, 0.999]]],
    ],
    strangers: STRANGERS,
    records: 14_000,
  });
}

/** Share of matches whose births differ. */
const differing = ({ space, estimation }: ReturnType<typeof learnt>): number =>
  estimation.shares[0]![space.first[BORN]! + 1]!;

test('thirty thousand pairs of countrymen of one surname are not learnt as matches whose births differ', () => {
  const found = learnt(30_000, [0.01, 0.2, 0.79]);
  // Births are taken as they are known to be.
  expect(differing(found)).toBeCloseTo(0.05, 3);
  expect(Math.abs(found.estimation.matches - 2300)).toBeLessThan(300);
});

test('births of a third of the matches may differ and are learnt: the negative control', () => {
  const found = learnt(0, [0.33, 0.2, 0.47]);
  expect(differing(found)).toBeGreaterThan(0.28);
  expect(differing(found)).toBeLessThan(0.36);
});

test('a number that differs is no birth, and is learnt whatever it is', () =>
  expect(differing(learnt(30_000, [0.01, 0.2, 0.79], { ...KINDS, born: 'code' }))).toBeGreaterThan(0.5));
