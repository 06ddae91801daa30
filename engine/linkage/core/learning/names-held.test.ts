/** One person mostly bears one name: what is learnt of matches may not stray to people of one household. */
import { expect, test } from 'vitest';
import type { FieldKind } from '../table.ts';
import { learnFromPatterns, spreadOver } from './test-patterns.ts';

const OF_HOUSE = { address: 'address', town: 'address', phone: 'code' } as const;
const TWO_NAMES: Readonly<Record<string, FieldKind>> = { given: 'name-part', surname: 'name-part', ...OF_HOUSE };
const ONE_NAME: Readonly<Record<string, FieldKind>> = { given: 'full-name', ...OF_HOUSE };
/** Different, near or a word in common, the same. */
const STRANGERS = [0.97, 0.025, 0.005];
const SHARED = [0.01, 0.04, 0.95];
const KNOWN = [0.05, 0.05, 0.9];
const RECORDS = 2300;
const MATCHES = 600;

/** @param givens how the first name agrees among matches, and among people of one household */
function learnt(kinds: typeof TWO_NAMES, household: number, givens: readonly (readonly number[])[]) {
  const fields = Object.keys(kinds);
  const allPairs = (RECORDS * (RECORDS - 1)) / 2;
  const rest = fields.slice(1).map(() => SHARED);
  const strangers = fields.map(() => STRANGERS);
  return learnFromPatterns({
    patterns: spreadOver([
      [MATCHES, [givens[0]!, ...rest]],
      [household, [givens[1]!, ...rest]],
      [allPairs - MATCHES - household, strangers],
    ]),
    u: strangers,
    comparisons: fields.map((name) => ({
      name,
      measure: name,
      fields: [name],
      levels: KNOWN.map((m, l) => ({ name: String(l), m, isLearnt: true })),
    })),
    allPairs,
    records: RECORDS,
    kindOf: (field) => kinds[field],
    priorMatches: 20,
  });
}

const SAME = [0.03, 0.12, 0.85];

test.each([
  ['a surname and another given name', TWO_NAMES, STRANGERS],
  ['names with nothing in common', ONE_NAME, STRANGERS],
  ['names with a word in common', ONE_NAME, [0.01, 0.985, 0.005]],
])('four thousand pairs of one household, with %s, are not learnt as matches', (_, kinds, ofHousehold) => {
  const { estimation } = learnt(kinds, 4000, [SAME, ofHousehold]);
  expect(Math.abs(estimation.matches - MATCHES)).toBeLessThan(0.1 * MATCHES);
});

test('names of a third of the matches may differ and are learnt: the negative control', () => {
  const { estimation, space } = learnt(TWO_NAMES, 0, [[0.33, 0.12, 0.55], STRANGERS]);
  expect(estimation.shares[0]![space.first[0]! + 1]).toBeGreaterThan(0.28);
  expect(Math.abs(estimation.matches - MATCHES)).toBeLessThan(0.05 * MATCHES);
});

test('where a birth is told it keeps households apart, and names are learnt', () => {
  const { estimation, space } = learnt({ ...TWO_NAMES, phone: 'date' }, 0, [[0.6, 0.1, 0.3], STRANGERS]);
  expect(estimation.shares[0]![space.first[0]! + 1]).toBeGreaterThan(0.5);
});
