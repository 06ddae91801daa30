import { describe, expect, test } from 'vitest';
import { chance } from '../../../kernel/random.ts';
import type { FieldKind } from '../table.ts';
import { silentLevelOf } from './drop-reasons.ts';
import { learn, type Learnt } from './learn.ts';

const LEVELS = ['different', 'similar', 'part', 'same'];
const KINDS: Readonly<Record<string, FieldKind>> = { given: 'name-part', born: 'date', town: 'name-part' };
const FIELDS = Object.keys(KINDS);

/** [comparison][level from 1] */
type Shares = readonly (readonly number[])[];
const TELLING = { m: [0.05, 0.05, 0.1, 0.8], u: [0.97, 0.02, 0.005, 0.005] };

/** Matches and strangers of a town whose levels show as often as `town` says. */
function learnt(town: { readonly m: readonly number[]; readonly u: readonly number[] }, matches = 2000): Learnt {
  const shares: readonly { readonly pairs: number; readonly of: Shares }[] = [
    { pairs: matches, of: [TELLING.m, TELLING.m, town.m] },
    { pairs: 20_000, of: [TELLING.u, TELLING.u, town.u] },
  ];
  const counts = new Map<string, number>();
  shares.forEach(({ pairs, of }, kind) => {
    const draw = chance(3, 'silent-levels-test', kind);
    for (let pair = 0; pair < pairs; pair++) {
      const levels = of.map((each, c) => {
        let [left, level] = [draw.uniform(pair, c), 0];
        while (level < each.length - 1 && left >= each[level]!) left -= each[level++]!;
        return level + 1;
      });
      counts.set(levels.join(), (counts.get(levels.join()) ?? 0) + 1);
    }
  });
  const patterns = [...counts.keys()].sort();
  return learn({
    patterns: {
      count: patterns.length,
      comparisons: FIELDS.length,
      levels: Uint8Array.from(patterns.flatMap((each) => each.split(',').map(Number))),
      rules: 1,
      pairs: Float64Array.from(patterns, (each) => counts.get(each)!),
    },
    comparisons: FIELDS.map((field) => ({
      name: field,
      measure: field,
      fields: [field],
      levels: LEVELS.map((name, l) => ({ name, m: [0.2, 0.1, 0.1, 0.6][l]!, isLearnt: true })),
    })),
    unrelated: [TELLING.u, TELLING.u, town.u].map((u) => ({
      u: Float64Array.of(0, ...u),
      error: new Float64Array(5),
      averageBits: new Float64Array(5),
    })),
    allPairs: 22_000,
    records: 4000,
    kindOf: (field) => KINDS[field],
    training: { maximumRounds: 300, tolerance: 1e-7, priorMatches: 2 },
  });
}

/** What the levels of the town say, and weigh. */
function ofTown({ space, silent, weightBits }: Learnt) {
  const levels = LEVELS.map((name) => ({ name }));
  return LEVELS.map((_, l) => ({
    silent: silentLevelOf(silent[space.first[2]! + l + 1], space, 2, levels),
    bits: weightBits[space.first[2]! + l + 1]!,
  }));
}

describe('a level that carries no information', () => {
  test('as no pair shows it, weighs together with the next weaker one', () => {
    const shares = { m: [0.05, 0.15, 0, 0.8], u: [0.9, 0.0999, 1e-9, 0.0001] };
    const [different, similar, part, same] = ofTown(learnt(shares));
    expect(part!.silent).toEqual({ kind: 'unseen', as: 'similar' });
    expect(part!.bits).toBeCloseTo(similar!.bits, 9);
    expect(similar!.bits).toBeCloseTo(Math.log2(0.15 / 0.0999), 0);
    for (const each of [different, similar, same]) expect(each!.silent).toBeUndefined();
  });

  test('as matches show it as often as strangers, weighs nothing', () => {
    const levels = ofTown(learnt({ m: [0.05, 0.2, 0.05, 0.7], u: [0.75, 0.2, 0.049, 0.001] }));
    expect(levels.map(({ silent }) => silent?.kind)).toEqual([undefined, 'uninformative', undefined, undefined]);
    expect(levels[1]!.bits).toBe(0);
    expect(levels[3]!.bits).toBeGreaterThan(8);
  });

  test('is none of those that pairs show, or that tell matches from strangers: the negative control', () => {
    for (const { silent, bits } of ofTown(learnt(TELLING))) {
      expect(silent).toBeUndefined();
      expect(Math.abs(bits)).toBeGreaterThan(0.5);
    }
  });

  test('is not called so where hardly a match would have shown it', () => {
    const shares = { m: [0.05, 0.15, 0, 0.8], u: [0.9, 0.0999, 1e-9, 0.0001] };
    expect(ofTown(learnt(shares, 20))[2]!.silent).toBeUndefined();
  });
});
