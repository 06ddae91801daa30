/**
 * Who comes to a region in a year, each with his identity, sex and age. Those who would come if no lever were moved are drawn first
 * and stay who they are: a lever keeps some of them away, each by a draw of his own, and adds others, a Poisson number of each
 * sex and age by itself.
 */
import { newcomerIdentity } from '../chance/identities.ts';
import { drawBits } from '../chance/keyed-draws.ts';
import { SEX_AGES } from './persons.ts';
import { poissonNumber } from './poisson.ts';
import { pick } from './summed-shares.ts';
import type { YearKeys } from './year-keys.ts';
import type { YearTables } from './year-tables.ts';

export interface Newcomer {
  readonly low: number;
  readonly high: number;
  readonly region: number;
  /** Sex and age at the end of the year. */
  readonly cell: number;
}

export function newcomersTo(region: number, { arrivals }: YearTables, keys: YearKeys): Newcomer[] {
  const { expected, sexAges, moved } = arrivals;
  const first = region * SEX_AGES;
  const found: Newcomer[] = [];
  const number = poissonNumber(keys.newcomers, region, expected[region]!);
  for (let i = 0; i < number; i++) {
    const identity = newcomerIdentity(keys.newcomer, region, i);
    const low = identity[0];
    const high = identity[1];
    const cell = pick(sexAges, first, SEX_AGES, drawBits(keys.newcomerSexAge, low, high, 0));
    const isAway =
      moved !== undefined && drawBits(keys.newcomerStaysAway, low, high, 0) < moved.staysAway[first + cell]!;
    if (!isAway) found.push({ low, high, region, cell });
  }
  return found;
}

/** Who comes besides, because of levers; nobody in most years. */
export function moreNewcomersTo(region: number, { arrivals: { moved } }: YearTables, keys: YearKeys): Newcomer[] {
  const found: Newcomer[] = [];
  if (moved === undefined) return found;
  for (let cell = 0, at = region * SEX_AGES; cell < SEX_AGES; cell++, at++) {
    if (moved.besides[at] === 0) continue;
    const number = poissonNumber(keys.moreNewcomers, at, moved.besides[at]!);
    for (let i = 0; i < number; i++) {
      const [low, high] = newcomerIdentity(keys.moreNewcomer, at, i);
      found.push({ low, high, region, cell });
    }
  }
  return found;
}
