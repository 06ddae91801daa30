/** What training is done with, the same for every survey: technical defaults, each with its reason. */
import type { BoostSettings } from '../trees/boost.ts';

/** Trees of three sizes: which suits a survey is found out by cross-validation, and mostly it is a mixture. */
export const FORESTS: Readonly<Record<'small' | 'middle' | 'large', BoostSettings>> = {
  small: forest(4, 2, 0.08, 0.8),
  middle: forest(8, 4, 0.05, 0.6),
  large: forest(20, 6, 0.04, 0.5),
};

function forest(mostLeaves: number, mostDepth: number, learningRate: number, featureShare: number): BoostSettings {
  return {
    rounds: 400,
    learningRate,
    mostLeaves,
    mostDepth,
    featureShare,
    rowShare: 0.6,
    leastLeafRows: 15,
    lambda: 4,
    categoryLambda: 12,
  };
}

/** Rounds without improvement on the held-out folds after which trees stop being added. */
export const PATIENCE = 30;

/** A word must stand in so many rows to get a bin of its own. */
export const LEAST_ROWS_OF_LEVEL = 10;

/** Features that a tree sees at most: wide surveys take no longer than narrow ones, and trees differ the more. */
export const MOST_FEATURES_OF_TREE = 30;
