/** The single numbers of models/livelihood, at their central values or drawn. */
import type { StatedParameter } from '../demography/parameters.ts';
import type { LivelihoodParameters } from './parameters.ts';

/**
 * Those that shape the years to come, and the range that each is held to. What describes the start (poverty, Gini, work,
 * seats, the correlation of the ranking) is met as it is stated and not drawn: all replicates start from the same people.
 */
const DRAWN = {
  poorOdds: [1, 10],
  workPersistence: [0.5, 0.99],
  earningsPersistence: [0.5, 0.99],
  minimumWageElasticity: [-1, 0],
  realWageGrowth: [-0.05, 0.1],
  welfarePersistence: [0.3, 0.99],
  takenOffShare: [0, 1],
  takeUpShare: [0.3, 1],
} as const satisfies Record<string, readonly [number, number]>;
export type DrawnLevel = keyof typeof DRAWN;
export const DRAWN_LEVELS = Object.keys(DRAWN) as readonly DrawnLevel[];

/** How far each is from its central value, in its standard deviations. */
export type LivelihoodDraws = Readonly<Record<DrawnLevel, number>>;
export const CENTRAL_LIVELIHOOD = Object.fromEntries(DRAWN_LEVELS.map((name) => [name, 0])) as LivelihoodDraws;

export type LivelihoodLevels = Readonly<Record<DrawnLevel, number>>;

export function livelihoodLevels(parameters: LivelihoodParameters, draws: LivelihoodDraws): LivelihoodLevels {
  const { schooling, work, consumption, programmes } = parameters;
  const stated: Record<DrawnLevel, StatedParameter> = {
    poorOdds: schooling.poorOdds,
    workPersistence: work.persistence,
    earningsPersistence: work.earningsPersistence,
    minimumWageElasticity: work.minimumWageElasticity,
    realWageGrowth: work.realWageGrowth,
    welfarePersistence: consumption.persistence,
    takenOffShare: programmes.takenOffShare,
    takeUpShare: programmes.takeUpShare,
  };
  return Object.fromEntries(
    DRAWN_LEVELS.map((name) => {
      const { value, standardDeviation } = stated[name];
      const [low, high] = DRAWN[name];
      return [name, Math.min(high, Math.max(low, value + draws[name] * standardDeviation))];
    }),
  ) as LivelihoodLevels;
}
