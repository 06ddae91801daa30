/** Disability and frailty come and stay: the chance to get them is what makes the share of each age follow that of the age before. */
import { drawBits, type DrawKey } from '../../chance/keyed-draws.ts';
import { SINGLE_YEARS } from '../../demography/ages.ts';
import { MOST_BITS, threshold } from '../../microsimulation/thresholds.ts';
import { AGE_OF } from '../ages.ts';
import { DISABLED, FRAIL, type Members, type PersonLives } from '../columns.ts';
import { FREE_BITS } from '../normal-table.ts';
import type { LivelihoodParameters } from '../parameters.ts';
import { byAge } from '../schedule.ts';

const { count } = SINGLE_YEARS;

/** From this age on everybody is asked every year. */
export const OFTEN_FROM = 60;
/**
 * Under it so few become disabled that a first chance of one in 256, of bits that a draw of work leaves over, spares the
 * others a draw of their own.
 */
const SELDOM = 256;
const FREE_MASK = (1 << FREE_BITS) - 1;
const SELDOM_BITS = (FREE_MASK + 1) / SELDOM;

export interface HealthTables {
  /** [age] share who have it, for those of whom nothing is known. */
  readonly disabledShare: Float64Array;
  readonly frailShare: Float64Array;
  /** [age now] becomes it: bits < onset; of ages under OFTEN_FROM once the first chance has met them. */
  readonly becomesDisabled: Uint32Array;
  /** [age now] becomes frail: bits > staysStrongUpTo, the other end of the same draw. */
  readonly staysStrongUpTo: Uint32Array;
}

/** Of those who do not have it a year before. */
export function onset(shares: Float64Array, age: number): number {
  const before = shares[Math.max(0, age - 1)]!;
  return before >= 1 ? 0 : Math.max(0, (shares[age]! - before) / (1 - before));
}

/** @throws RangeError where more become disabled under 60 than one in 256 */
export function healthTables({ disability, frailty }: LivelihoodParameters['health']): HealthTables {
  const [disabledShare, frailShare] = [byAge(disability), byAge(frailty)];
  const chanceOf = (shares: Float64Array, age: number): number =>
    threshold(onset(shares, age) * (age < OFTEN_FROM ? SELDOM : 1));
  return {
    disabledShare,
    frailShare,
    becomesDisabled: Uint32Array.from({ length: count }, (_, age) => chanceOf(disabledShare, age)),
    staysStrongUpTo: Uint32Array.from({ length: count }, (_, age) => MOST_BITS - chanceOf(frailShare, age)),
  };
}

/** Whether the free bits of a draw are the first chance of those under OFTEN_FROM. */
export const isAskedSeldom = (bits: number): boolean => (bits & FREE_MASK) < SELDOM_BITS;

/** Asks some people. @param asked their rows, the first `number` */
export function healthYear(
  { low, high, sexAge }: Members,
  { health }: PersonLives,
  { becomesDisabled, staysStrongUpTo }: HealthTables,
  key: DrawKey,
  asked: Uint32Array,
  number: number,
): void {
  for (let i = 0; i < number; i++) {
    const row = asked[i]!;
    const age = AGE_OF[sexAge[row]!]!;
    const bits = drawBits(key, low[row]!, high[row]!, 0);
    if (bits < becomesDisabled[age]!) health[row]! |= DISABLED;
    else if (bits > staysStrongUpTo[age]!) health[row]! |= FRAIL;
  }
}
