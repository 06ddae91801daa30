/** Programmes as they are at the start: everybody on a list stays, and nobody comes. */
import { thresholdOf } from '../../chance/keyed-draws.ts';
import type { AidRules } from './aid.ts';
import type { LivelihoodLevels } from '../levels.ts';
import type { AidYear } from './recipients.ts';

export const presentAids = (
  { aids, components }: AidRules,
  { takeUpShare, takenOffShare }: Pick<LivelihoodLevels, 'takeUpShare' | 'takenOffShare'>,
): AidYear[] =>
  aids.map((aid, place) => ({
    aid,
    place,
    targeting: 'current-list',
    rankLimit: -Infinity,
    excluding: aid.excluding,
    places: Infinity,
    budget: Infinity,
    amountFactor: 1,
    takeUpBits: thresholdOf(takeUpShare),
    takenOffBits: thresholdOf(takenOffShare),
    memberCap: components.memberCap,
  }));
