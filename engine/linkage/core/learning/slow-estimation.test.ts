/** The estimation against its slow, obvious form: pair by pair, in chances and not in odds, nothing counted together. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { estimateClasses, type PairClass } from './estimate-classes.ts';
import { levelSpace } from './level-space.ts';
import { logLikelihood } from './likelihood.ts';
import { placesOf } from './pattern-places.ts';
import type { Together } from './together.ts';

/** Shares of a comparison, by level from 1 on. */
type Shares = readonly (readonly number[])[];

interface SlowClass {
  readonly start: Shares;
  readonly isLearnt: readonly (readonly boolean[])[];
  readonly prior: Shares;
  readonly priorPairs: number;
  readonly share: number;
  readonly byChance: readonly boolean[];
  readonly name: PairClass['name'];
}

interface SlowPair {
  /** [comparison] level, 0 where not told. */
  readonly levels: readonly number[];
  /** By how much the values agreed on are rarer than usual; even, as the estimation counts them in steps of two. */
  readonly rarityBits: number;
  /** Bits by which better partners speak against a match: whole, as they are counted. */
  readonly rivalBits: number;
}

interface SlowInput {
  readonly pairs: readonly SlowPair[];
  readonly classes: readonly SlowClass[];
  readonly u: Shares;
  readonly together: readonly Together[];
  readonly allPairs: number;
  readonly recordPairs: number;
  readonly rounds: number;
  /** False where a record may have any number of partners. */
  readonly hasOnePartner: boolean;
}

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, each) => sum + each, 0);

/** How likely the pair is as one of strangers and of each class, and what part of it turns on what is rare alone. */
function likelihoodsOf(
  { levels, rarityBits, rivalBits }: SlowPair,
  of: SlowInput,
  u: Shares,
  m: readonly Shares[],
  shares: number[],
) {
  const isFull = (c: number): boolean => levels[c] === u[c]!.length;
  const chanceOfLevels = (each: Shares): number =>
    levels.reduce((product, level, c) => (level === 0 ? product : product * each[c]![level - 1]!), 1);
  const timesTogether = (counts: (left: number, right: number) => boolean): number =>
    of.together.reduce(
      (times, { left, right, bits }) =>
        isFull(left) && isFull(right) && counts(left, right) ? times * 2 ** bits : times,
      1,
    );
  const fixed = timesTogether(() => true) * 2 ** -rarityBits;
  const strangers = (1 - sumOf(shares)) * chanceOfLevels(u) * fixed;
  const own = of.classes.map(
    ({ byChance, name }, k) =>
      shares[k]! *
      chanceOfLevels(m[k]!) *
      timesTogether((left, right) => byChance[left]! || byChance[right]!) *
      (name === 'match' && of.hasOnePartner ? 2 ** -rivalBits : 1),
  );
  return { own, all: strangers + sumOf(own), fixed };
}

type Estimate = readonly [pair: SlowPair, of: SlowInput, u: Shares, m: readonly Shares[], shares: number[]];

/** Chance of each class that the pair is of it. */
function chancesOf(...given: Estimate): number[] {
  const { own, all } = likelihoodsOf(...given);
  return own.map((each) => each / all);
}

function likelihoodSlowly(of: SlowInput, u: Shares, m: readonly Shares[], shares: number[]): number {
  const brought = of.pairs.map((pair) => {
    const { all, fixed } = likelihoodsOf(pair, of, u, m, shares);
    return Math.log(all / fixed);
  });
  return sumOf(brought) + (of.allPairs - of.pairs.length) * Math.log(1 - sumOf(shares));
}

/** m / u made to rise, by the formula of the largest of the least means in place of pools. */
function risen(m: readonly number[], u: readonly number[]): number[] {
  const ratio = (from: number, to: number): number => sumOf(m.slice(from, to)) / sumOf(u.slice(from, to));
  return m.map((_, level) => {
    const froms = Array.from({ length: level + 1 }, (_, from) => from);
    const tos = Array.from({ length: m.length - level }, (_, more) => level + 1 + more);
    return u[level]! * Math.max(...froms.map((from) => Math.min(...tos.map((to) => ratio(from, to)))));
  });
}

function nextShares(of: SlowClass, counts: Shares, u: Shares): number[][] {
  return counts.map((counted, c) => {
    const learnt = of.isLearnt[c]!;
    const kept = sumOf(of.start[c]!.filter((_, l) => !learnt[l]));
    const total = sumOf(counted.filter((_, l) => learnt[l]));
    const priorTotal = sumOf(of.prior[c]!.filter((_, l) => learnt[l]));
    const shares = counted.map((count, l) =>
      learnt[l]
        ? ((1 - kept) * (count + (of.priorPairs * of.prior[c]![l]!) / priorTotal)) / (total + of.priorPairs)
        : of.start[c]![l]!,
    );
    if (of.name === 'household') return noFewerThanOf(shares, u[c]!);
    return of.name === 'match' && learnt.every(Boolean) ? risen(shares, u[c]!) : shares;
  });
}

/** Of pairs of one house no fewer agree so closely or more closely than of strangers. */
function noFewerThanOf(shares: readonly number[], u: readonly number[]): number[] {
  const from = (l: number): number => Math.max(sumOf(shares.slice(l)), sumOf(u.slice(l)));
  return shares.map((_, l) => from(l) - from(l + 1));
}

function sharesOfStrangers(u: Shares, m: Shares, matches: number, recordPairs: number): number[][] {
  const share = Math.min(0.5, matches / recordPairs);
  return u.map((all, c) => {
    const left = all.map((each, l) => Math.max(0.4 * each, (each - share * m[c]![l]!) / (1 - share)));
    return left.map((each) => each / sumOf(left));
  });
}

function estimateSlowly(of: SlowInput) {
  let [u, m, shares] = [of.u, of.classes.map(({ start }) => start), of.classes.map(({ share }) => share)];
  for (let round = 1; ; round++) {
    const chances = of.pairs.map((pair) => chancesOf(pair, of, u, m, shares));
    const matches = sumOf(chances.map((each) => each[0]!));
    const countsOf = (k: number): number[][] =>
      of.u.map((levels, c) =>
        levels.map((_, l) => sumOf(of.pairs.map((pair, i) => (pair.levels[c] === l + 1 ? chances[i]![k]! : 0)))),
      );
    if (round === of.rounds)
      return { m, shares, u, matches, matchesAt: countsOf(0), likelihood: likelihoodSlowly(of, u, m, shares) };
    const before = u;
    m = of.classes.map((each, k) => nextShares(each, countsOf(k), before));
    u = sharesOfStrangers(of.u, m[0]!, matches, of.recordPairs);
    shares = of.classes.map((_, k) => Math.min(0.5, (sumOf(chances.map((each) => each[k]!)) + 0.5) / of.allPairs));
  }
}

/** The same by the estimation: pairs counted by pattern, rarity in groups. */
function estimateFast(of: SlowInput) {
  const space = levelSpace(of.u.map((levels) => ({ levels: levels.map(() => ({ name: '', m: 0, isLearnt: true })) })));
  const flat = (of: Shares): Float64Array => Float64Array.from(of.flatMap((levels) => [0, ...levels]));
  const keys = [...new Set(of.pairs.map(({ levels }) => levels.join()))].sort();
  const pattern = Uint32Array.from(of.pairs, ({ levels }) => keys.indexOf(levels.join()));
  const patterns = {
    count: keys.length,
    comparisons: of.u.length,
    levels: Uint8Array.from(keys.flatMap((key) => key.split(',').map(Number))),
    rules: 1,
    pairs: Float64Array.from(keys, (_, at) => pattern.filter((each) => each === at).length),
  };
  const classes = of.classes.map(({ name, start, isLearnt, prior, priorPairs, share, byChance }): PairClass => ({
    name,
    start: flat(start),
    isLearnt: Uint8Array.from(isLearnt.flatMap((levels) => [0, ...levels.map(Number)])),
    prior: flat(prior),
    priorPairs,
    share,
    byChance: Uint8Array.from(byChance, Number),
  }));
  const rarityBits = Float32Array.from(of.pairs, (pair) => pair.rarityBits);
  const { allPairs, recordPairs, together, rounds } = of;
  const rivalBits = of.hasOnePartner ? Float32Array.from(of.pairs, (pair) => pair.rivalBits) : undefined;
  const places = placesOf(patterns, space, { pattern, rarityBits, rivalBits });
  const u = flat(of.u);
  const limits = { maximumRounds: rounds, tolerance: -1 };
  const found = estimateClasses({ patterns: places, space, u, recordPairs, together, classes, allPairs, ...limits });
  const apart = (of: Float64Array): number[][] =>
    Array.from({ length: space.comparisons }, (_, c) => [...of.subarray(space.first[c]! + 1, space.first[c + 1])]);
  return {
    m: found.shares.map(apart),
    shares: [...found.classShares],
    u: apart(found.u),
    matches: found.matches,
    matchesAt: apart(found.matchesAt),
    likelihood: logLikelihood({ patterns: places, space, together, classes, allPairs }, found),
  };
}

const LEVELS = [3, 2, 4, 3];
const COMPARISONS = LEVELS.length;

const sharesOf = (levels: number): fc.Arbitrary<number[]> =>
  fc
    .array(fc.double({ min: 0.02, max: 1, noNaN: true }), { minLength: levels, maxLength: levels })
    .map((each) => each.map((share) => share / sumOf(each)));
const allShares: fc.Arbitrary<number[][]> = fc.tuple(...LEVELS.map(sharesOf));
const flags = (of: number): fc.Arbitrary<boolean[]> => fc.array(fc.boolean(), { minLength: of, maxLength: of });

function classOf(name: SlowClass['name']): fc.Arbitrary<SlowClass> {
  return fc.record({
    start: allShares,
    // Either all levels are learnt or those that a class shares.
    isLearnt: fc.tuple(
      ...LEVELS.map((levels) => fc.oneof(fc.constant(new Array<boolean>(levels).fill(true)), flags(levels))),
    ),
    prior: allShares,
    priorPairs: fc.constantFrom(2, 20),
    share: fc.double({ min: 0.001, max: 0.1, noNaN: true }),
    byChance: name === 'match' ? fc.constant(new Array<boolean>(COMPARISONS).fill(false)) : flags(COMPARISONS),
    name: fc.constant(name),
  });
}

const input: fc.Arbitrary<SlowInput> = fc.record({
  pairs: fc.array(
    fc.record({
      levels: fc.tuple(...LEVELS.map((most) => fc.integer({ min: 0, max: most }))),
      rarityBits: fc.integer({ min: -3, max: 6 }).map((steps) => steps * 2),
      rivalBits: fc.constantFrom(0, 0, 1, 4, 12, -3),
    }),
    { minLength: 1, maxLength: 60 },
  ),
  classes: fc.tuple(classOf('match'), classOf('household'), classOf('area')),
  u: allShares,
  together: fc.constantFrom(
    [],
    [{ left: 0, right: 2, bits: 3 }],
    [
      { left: 1, right: 3, bits: 1.5 },
      { left: 0, right: 1, bits: 2.5 },
    ],
  ),
  allPairs: fc.integer({ min: 100, max: 2000 }),
  recordPairs: fc.integer({ min: 100, max: 4000 }),
  rounds: fc.integer({ min: 1, max: 6 }),
  hasOnePartner: fc.boolean(),
});

function expectAlike(found: unknown, slow: unknown): void {
  const [one, other] = [found, slow].map((each) => (each as unknown[]).flat(3) as number[]) as [number[], number[]];
  expect(one).toHaveLength(other.length);
  one.forEach((each, i) => expect(Math.abs(each - other[i]!)).toBeLessThan(1e-8 * Math.max(1, Math.abs(other[i]!))));
}

test('counted patterns and their odds estimate what every pair by itself and plain chances do', () => {
  let moved = 0;
  fc.assert(
    fc.property(input, (of) => {
      const [fast, slow] = [estimateFast(of), estimateSlowly(of)];
      for (const part of ['m', 'shares', 'u', 'matchesAt'] as const) expectAlike(fast[part], slow[part]);
      expectAlike([fast.matches, fast.likelihood], [slow.matches, slow.likelihood]);
      if (Math.abs(slow.shares[0]! - of.classes[0]!.share) > 0.01) moved++;
    }),
    { numRuns: 150, seed: 3577 },
  );
  // Most of what is compared has left its start.
  expect(moved).toBeGreaterThan(30);
});
