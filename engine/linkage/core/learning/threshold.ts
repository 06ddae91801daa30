/** The threshold that makes F1 as high as can be expected, from the chances of the pairs alone. */

export interface ChosenThreshold {
  readonly probability: number;
  /** F1 in expectation of all pairs from there on. */
  readonly f1: number;
}

/** Chances are counted in so many steps, so that the order of pairs does not change the sum. */
export const STEPS = 4096;

/**
 * No pair is linked that is less likely than this, whatever F1 says: where nothing tells records apart it is highest when all
 * are linked with all, and of such links nineteen of twenty are wrong.
 */
const LEAST_CHANCE = 0.05;

/**
 * Where nothing is linked F1 is 1 if there is no match at all, and 0 else: of files without doubles nothing is linked, for
 * any link has to be better than that.
 *
 * @param byChance [step] pairs whose chance, in STEPS steps of equal width, is that
 * @param expectedMatches matches in expectation, those that no rule finds included
 */
export function chooseThreshold(byChance: Float64Array, expectedMatches: number): ChosenThreshold {
  let [found, matches, best, chosen] = [0, 0, chanceOfNone(expectedMatches), STEPS];
  for (let step = STEPS; step >= LEAST_CHANCE * STEPS; step--) {
    if (byChance[step] === 0) continue;
    found += byChance[step]!;
    matches += byChance[step]! * (step / STEPS);
    const f1 = (2 * matches) / (found + expectedMatches);
    if (f1 > best) [best, chosen] = [f1, step];
  }
  return { probability: Math.min(1 - 1 / STEPS, Math.max(1 / STEPS, (chosen - 0.5) / STEPS)), f1: best };
}

/** Chance that there is no match, where so many are expected, each rare by itself. */
export const chanceOfNone = (expectedMatches: number): number => Math.exp(-expectedMatches);

/** Pairs by the step of their chance. */
export function countByChance(pairs: number, chanceOf: (pair: number) => number): Float64Array {
  const counts = new Float64Array(STEPS + 1);
  for (let pair = 0; pair < pairs; pair++) counts[Math.round(chanceOf(pair) * STEPS)]!++;
  return counts;
}

/** Matches in expectation among pairs counted by their chance. */
export const expectedOf = (byChance: Float64Array): number =>
  byChance.reduce((sum, pairs, step) => sum + (pairs * step) / STEPS, 0);
