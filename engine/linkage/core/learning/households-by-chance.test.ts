/** People of one house agree on a given name by chance, as strangers do: such pairs are no matches whose births are wrong. */
import { expect, test } from 'vitest';
import type { FieldKind } from '../table.ts';
import { learn, type Learnt } from './learn.ts';

const KINDS: Readonly<Record<string, FieldKind>> = {
  given: 'name-part',
  surname: 'name-part',
  sex: 'category',
  born: 'date',
  address: 'address',
};
const FIELDS = Object.keys(KINDS);
const [GIVEN, BORN] = [FIELDS.indexOf('given'), FIELDS.indexOf('born')];
const RECORDS = 4000;
const ALL_PAIRS = (RECORDS * (RECORDS - 1)) / 2;
/** [level] share of pairs that show it: different, slip, same. */
type Shares = readonly [number, number, number];
const STRANGERS: readonly Shares[] = [
  [0.98, 0.006, 0.014],
  [0.99, 0.002, 0.008],
  [0.5, 0, 0.5],
  [0.995, 0.0049, 0.0001],
  [0.99, 0.008, 0.002],
];
const comparisons = FIELDS.map((name, c) => ({
  name,
  measure: name,
  fields: [name],
  levels: ['different', 'slip', 'same'].flatMap((level, l) =>
    STRANGERS[c]![l] === 0 ? [] : [{ name: level, m: [0.05, 0.1, 0.85][l]!, isLearnt: true }],
  ),
}));
const levelsOf = (c: number): number[] => STRANGERS[c]!.filter((share) => share > 0);

/** Pairs of a kind, spread over all patterns as each field by itself says. */
function spread(counts: Map<string, number>, pairs: number, shares: readonly Shares[]): void {
  for (let code = 0; code < 3 ** FIELDS.length; code++) {
    const levels = FIELDS.map((_, c) => Math.floor(code / 3 ** c) % 3);
    const expected = levels.reduce((product, level, c) => product * shares[c]![level]!, pairs);
    const key = levels.map((level, c) => (comparisons[c]!.levels.length === 2 ? level >> 1 : level)).join('');
    if (expected > 0) counts.set(key, (counts.get(key) ?? 0) + expected);
  }
}

/** @param bornOfMatches how births of one person agree */
function learnt(bornOfMatches: Shares): Learnt {
  const counts = new Map<string, number>();
  const [given, , sex, born] = STRANGERS as [Shares, Shares, Shares, Shares, Shares];
  const errors: Shares = [0.15, 0.2, 0.65];
  const moved: Shares = [0.12, 0.2, 0.68];
  spread(counts, 1800, [errors, errors, [0.001, 0, 0.999], bornOfMatches, moved]);
  spread(counts, 5500, [given, [0.2, 0.1, 0.7], sex, born, [0.01, 0.17, 0.82]]);
  spread(counts, ALL_PAIRS - 7300, STRANGERS);
  const patterns = [...counts].filter(([, pairs]) => pairs >= 0.01);
  return learn({
    patterns: {
      count: patterns.length,
      comparisons: FIELDS.length,
      levels: Uint8Array.from(patterns.flatMap(([levels]) => [...levels].map((level) => Number(level) + 1))),
      rules: 1,
      pairs: Float64Array.from(patterns, ([, pairs]) => pairs),
    },
    comparisons,
    unrelated: comparisons.map((_, c) => ({
      u: Float64Array.of(0, ...levelsOf(c)),
      error: new Float64Array(levelsOf(c).length + 1),
      averageBits: new Float64Array(levelsOf(c).length + 1),
    })),
    allPairs: ALL_PAIRS,
    records: RECORDS,
    kindOf: (field) => KINDS[field],
    training: { maximumRounds: 400, tolerance: 1e-7, priorMatches: 20 },
  });
}

/** Matches in expectation whose births differ. */
const differing = ({ space, estimation }: Learnt): number => estimation.matchesAt[space.first[BORN]! + 1]!;

test('those who live together and have a given name in common by chance are no matches whose births differ', () => {
  const found = learnt([0.002, 0.148, 0.85]);
  expect(differing(found)).toBeLessThan(20);
  expect(Math.abs(found.estimation.matches - 1800)).toBeLessThan(60);
  const household = found.classes.findIndex(({ name }) => name === 'household');
  const given = found.space.first[GIVEN + 1]! - 1;
  expect(found.estimation.shares[household]![given]).toBeGreaterThanOrEqual(found.u[given]! * (1 - 1e-9));
});

test('births of one person that differ as often, beside errors in the rest, stay errors: the negative control', () => {
  const found = learnt([0.1, 0.148, 0.752]);
  expect(differing(found)).toBeGreaterThan(140);
});
