/** Disability and frailty come and stay: the chance to get them is what makes the share of each age follow that of the age before. */
import { drawBits, type DrawKey } from '../chance/keyed-draws.ts';
import { SINGLE_YEARS } from '../demography/ages.ts';
import { threshold } from '../microsimulation/thresholds.ts';
import { DISABLED, FRAIL, type Members, type PersonLives } from './columns.ts';
import type { LivelihoodParameters } from './parameters.ts';
import { byAge } from './schedule.ts';

const { count } = SINGLE_YEARS;

/** From this age on everybody is asked every year. */
export const OFTEN_FROM = 60;
/**
 * Under it so few become disabled that a first chance of one in 256, of bits that a draw of work leaves over, spares the
 * others a draw of their own. Children are born with what they have.
 */
export const SELDOM = 256;

export interface HealthTables {
  /** [age] share who have it, for those of whom nothing is known. */
  readonly disabledShare: Float64Array;
  readonly frailShare: Float64Array;
  /** [age now] becomes it: bits < onset; of ages under OFTEN_FROM once the first chance has met them. */
  readonly becomesDisabled: Uint32Array;
  readonly becomesFrail: Uint32Array;
}

/** Of those who do not have it a year before. */
export function onset(shares: Float64Array, age: number): number {
  const before = shares[Math.max(0, age - 1)]!;
  return before >= 1 ? 0 : Math.max(0, (shares[age]! - before) / (1 - before));
}

/** @throws RangeError where more become disabled under 60 than one in 256 */
export function healthTables({ disability, frailty }: LivelihoodParameters['health']): HealthTables {
  const [disabledShare, frailShare] = [byAge(disability), byAge(frailty)];
  const of = (shares: Float64Array): Uint32Array =>
    Uint32Array.from({ length: count }, (_, age) => threshold(onset(shares, age) * (age < OFTEN_FROM ? SELDOM : 1)));
  return { disabledShare, frailShare, becomesDisabled: of(disabledShare), becomesFrail: of(frailShare) };
}

/** Asks one person, at the ages and by the first chance above. */
export function loseHealth(
  { low, high }: Members,
  { health }: PersonLives,
  { becomesDisabled, becomesFrail }: HealthTables,
  row: number,
  age: number,
  key: DrawKey,
): void {
  if (drawBits(key, low[row]!, high[row]!, 0) < becomesDisabled[age]!) health[row]! |= DISABLED;
  if (age >= OFTEN_FROM && drawBits(key, low[row]!, high[row]!, 1) < becomesFrail[age]!) health[row]! |= FRAIL;
}
