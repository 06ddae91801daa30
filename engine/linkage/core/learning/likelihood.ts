/** How well two estimations tell the same pairs: what came to rest at the lesser likelihood was a dead end. */
import { timesOfTogether, type Estimation, type EstimationInput } from './estimate-classes.ts';
import { forEachOdds } from './pattern-odds.ts';

/**
 * Natural logarithm of the likelihood of all pairs. Those that no rule brings are strangers; what their levels are is the
 * same whatever is estimated, but for the little that u of strangers is moved by, and left out.
 */
export function logLikelihood(
  input: Pick<EstimationInput, 'patterns' | 'space' | 'together' | 'classes' | 'allPairs'>,
  { shares, classShares, u }: Pick<Estimation, 'shares' | 'classShares' | 'u'>,
): number {
  const { comparisons, places, groupStarts, pairs, rarity, alone } = input.patterns;
  const logsOfU = u.map((share) => (share > 0 ? Math.log(share) : 0));
  let sum = input.allPairs * Math.log(1 - classShares.reduce((total, share) => total + share, 0));
  forEachOdds({ ...input, u }, shares, classShares, timesOfTogether(input), (pattern, odds, all) => {
    let strangers = 0;
    for (let i = pattern * comparisons; i < (pattern + 1) * comparisons; i++) strangers += logsOfU[places[i]!]!;
    for (let group = groupStarts[pattern]!; group < groupStarts[pattern + 1]!; group++) {
      const related = alone === undefined ? all : all - odds[0]! * (1 - alone[group]!);
      sum += pairs[group]! * (strangers + Math.log1p(related * rarity[group]!));
    }
  });
  return sum;
}
