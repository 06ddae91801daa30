/** People of one house agree on a given name by chance, as strangers do: such pairs are no matches whose births are wrong. */
import { expect, test } from 'vitest';
import type { FieldKind } from '../table.ts';
import { learnFromFields } from './test-patterns.ts';

const KINDS: Readonly<Record<string, FieldKind>> = {
  given: 'name-part',
  surname: 'name-part',
  sex: 'category',
  born: 'date',
  address: 'address',
};
const FIELDS = Object.keys(KINDS);
const [GIVEN, BORN] = [FIELDS.indexOf('given'), FIELDS.indexOf('born')];
/** Different, a slip, the same; of the sex there is no slip. */
const STRANGERS = [
  [0.98, 0.006, 0.014],
  [0.99, 0.002, 0.008],
  [0.5, 0.5],
  [0.995, 0.0049, 0.0001],
  [0.99, 0.008, 0.002],
] as const;

/** @param bornOfMatches how births of one person agree */
function learnt(bornOfMatches: readonly number[]) {
  const errors = [0.15, 0.2, 0.65];
  return learnFromFields(KINDS, {
    pairs: [
      [1800, [errors, errors, [0.001, 0.999], bornOfMatches, [0.12, 0.2, 0.68]]],
      [5500, [STRANGERS[0], [0.2, 0.1, 0.7], STRANGERS[2], STRANGERS[3], [0.01, 0.17, 0.82]]],
    ],
    strangers: STRANGERS,
    records: 4000,
  });
}

/** Matches in expectation whose births differ. */
const differing = ({ space, estimation }: ReturnType<typeof learnt>): number =>
  estimation.matchesAt[space.first[BORN]! + 1]!;

test('those who live together and have a given name in common by chance are no matches whose births differ', () => {
  const found = learnt([0.002, 0.148, 0.85]);
  expect(differing(found)).toBeLessThan(20);
  expect(Math.abs(found.estimation.matches - 1800)).toBeLessThan(60);
  const household = found.classes.findIndex(({ name }) => name === 'household');
  const given = found.space.first[GIVEN + 1]! - 1;
  expect(found.estimation.shares[household]![given]).toBeGreaterThanOrEqual(found.u[given]! * 0.999);
});

test('births of one person that differ as often, beside errors in the rest, stay errors: the negative control', () => {
  const found = learnt([0.1, 0.148, 0.752]);
  expect(differing(found)).toBeGreaterThan(140);
});
