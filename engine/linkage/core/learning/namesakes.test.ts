/** A father and a son of one name in one house are two people, and that their births differ is not an error of one. */
import { expect, test } from 'vitest';
import { kinLeft } from './kin-limits.ts';
import { learn, type Learnt } from './learn.ts';
import type { FieldKind } from '../table.ts';

const KINDS: Readonly<Record<string, FieldKind>> = {
  given: 'name-part',
  surname: 'name-part',
  born: 'date',
  address: 'address',
  town: 'address',
};
const FIELDS = Object.keys(KINDS);
const BORN = FIELDS.indexOf('born');
const comparisons = FIELDS.map((name) => ({
  name,
  measure: name,
  fields: [name],
  levels: ['different', 'slip', 'same'].map((level, l) => ({
    name: level,
    m: [0.04, 0.06, 0.9][l]!,
    isLearnt: true,
  })),
}));
const RECORDS = 10_000;
const ALL_PAIRS = (RECORDS * (RECORDS - 1)) / 2;
/** [level] share of pairs that show it: different, slip, same. */
type Shares = readonly [number, number, number];
const STRANGERS: readonly Shares[] = [0.005, 0.005, 0.0001, 0.0004, 0.002].map((same) => [1 - 2 * same, same, same]);

/** Pairs of a kind, spread over all patterns as each field by itself says. */
function spread(counts: Map<string, number>, pairs: number, shares: readonly Shares[]): void {
  for (let code = 0; code < 3 ** FIELDS.length; code++) {
    const levels = FIELDS.map((_, c) => Math.floor(code / 3 ** c) % 3);
    const expected = levels.reduce((product, level, c) => product * shares[c]![level]!, pairs);
    const key = levels.join('');
    counts.set(key, (counts.get(key) ?? 0) + expected);
  }
}

/** @param bornOfMatches how births of one person agree */
function learnt(namesakes: number, bornOfMatches: Shares, kinds = KINDS): Learnt {
  const counts = new Map<string, number>();
  const errors: Shares = [0.02, 0.1, 0.88];
  const alike: Shares = [0.001, 0.03, 0.969];
  const [given, surname, born, address, town] = STRANGERS as [Shares, Shares, Shares, Shares, Shares];
  spread(counts, 2000, [errors, errors, bornOfMatches, errors, errors]);
  spread(counts, namesakes, [alike, alike, born, alike, alike]);
  spread(counts, 8000, [given, alike, born, alike, alike]);
  spread(counts, ALL_PAIRS - 10_000 - namesakes, [given, surname, born, address, town]);
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
    unrelated: STRANGERS.map((shares) => ({
      u: Float64Array.of(0, ...shares),
      error: new Float64Array(4),
      averageBits: new Float64Array(4),
    })),
    allPairs: ALL_PAIRS,
    records: RECORDS,
    kindOf: (field) => kinds[field],
    training: { maximumRounds: 400, tolerance: 1e-7, priorMatches: 20 },
  });
}

const pairsOf = ({ classes, estimation }: Learnt, name: string): number =>
  (estimation.classShares[classes.findIndex((each) => each.name === name)] ?? 0) * ALL_PAIRS;
/** Matches in expectation whose births differ. */
const differing = ({ space, estimation }: Learnt): number => estimation.matchesAt[space.first[BORN]! + 1]!;

test('three hundred namesakes are told from two thousand matches, whose births hardly ever differ', () => {
  const found = learnt(300, [0.005, 0.045, 0.95]);
  expect(Math.abs(pairsOf(found, 'namesakes') - 300)).toBeLessThan(50);
  expect(differing(found)).toBeLessThan(60);
});

test('births of one person that differ as often, beside errors in the rest, stay errors: the negative control', () => {
  const found = learnt(0, [0.135, 0.045, 0.82]);
  expect(differing(found)).toBeGreaterThan(220);
  expect(pairsOf(found, 'namesakes')).toBeLessThan(60);
});

test('without a place, or without a birth, there is no such kind', () => {
  const without = (field: string, kind: FieldKind) =>
    learnt(300, [0.005, 0.045, 0.95], { ...KINDS, [field]: kind }).classes.map(({ name }) => name);
  expect(without('town', 'address')).toContain('namesakes');
  expect(without('born', 'category')).not.toContain('namesakes');
  const nowhere = learnt(0, [0.005, 0.045, 0.95], { ...KINDS, address: 'name-part', town: 'name-part' });
  expect(nowhere.classes.map(({ name }) => name)).not.toContain('namesakes');
});

test('as many namesakes as people have at most, less those that were learnt, are left to doubt', () => {
  const found = learnt(300, [0.005, 0.045, 0.95]);
  const at = found.classes.findIndex(({ name }) => name === 'namesakes');
  const left = kinLeft(found, RECORDS, ALL_PAIRS)!;
  expect(left[at]! * ALL_PAIRS + pairsOf(found, 'namesakes')).toBeCloseTo(500, 6);
  expect(left[0]).toBe(found.estimation.classShares[0]);
  const household = found.classes.findIndex(({ name }) => name === 'household');
  expect(left[household]).toBe(0);
  expect(kinLeft({ ...found, classes: found.classes.slice(0, 2) }, RECORDS, ALL_PAIRS)).toBeUndefined();
});
