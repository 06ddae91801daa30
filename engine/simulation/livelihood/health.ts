/** Disability and frailty come and stay: the chance to get them is what makes the share of each age follow that of the age before. */
import { drawBits, type DrawKey } from '../chance/keyed-draws.ts';
import { SINGLE_YEARS } from '../demography/ages.ts';
import { VACANT } from '../microsimulation/persons.ts';
import { threshold } from '../microsimulation/thresholds.ts';
import { DISABLED, FRAIL, type Members, type PersonLives } from './columns.ts';
import type { LivelihoodParameters } from './parameters.ts';
import { byAge } from './schedule.ts';

const { count } = SINGLE_YEARS;
/** Under this age health is looked at every five years, with the chance of five: it changes slowly, and there are many. */
const YEARLY_FROM = 60;
const SPAN = 5;

export interface HealthTables {
  /** [age] share who have it, for those of whom nothing is known. */
  readonly disabledShare: Float64Array;
  readonly frailShare: Float64Array;
  /** [age now] becomes it: bits < onset; 0 at ages where health is not looked at. */
  readonly becomesDisabled: Uint32Array;
  readonly becomesFrail: Uint32Array;
}

/** Of those who do not have it when it was last looked at. */
function onset(shares: Float64Array, age: number): number {
  const span = age < YEARLY_FROM ? SPAN : 1;
  if (age < span || age % span > 0) return 0;
  const before = shares[age - span]!;
  return before >= 1 ? 0 : Math.max(0, (shares[age]! - before) / (1 - before));
}

export function healthTables({ disability, frailty }: LivelihoodParameters['health']): HealthTables {
  const [disabledShare, frailShare] = [byAge(disability), byAge(frailty)];
  const thresholds = (shares: Float64Array): Uint32Array =>
    Uint32Array.from(shares, (_, age) => threshold(onset(shares, age)));
  return {
    disabledShare,
    frailShare,
    becomesDisabled: thresholds(disabledShare),
    becomesFrail: thresholds(frailShare),
  };
}

export function healthYear(persons: Members, lives: PersonLives, tables: HealthTables, key: DrawKey): void {
  const { rows, low, high, sexAge } = persons;
  const { health } = lives;
  const { becomesDisabled, becomesFrail } = tables;
  for (let row = 0; row < rows; row++) {
    const cell = sexAge[row]!;
    if (cell === VACANT) continue;
    const age = cell < count ? cell : cell - count;
    const disabled = becomesDisabled[age]!;
    const frail = becomesFrail[age]!;
    if (disabled > 0 && drawBits(key, low[row]!, high[row]!, 0) < disabled) health[row]! |= DISABLED;
    if (frail > 0 && drawBits(key, low[row]!, high[row]!, 1) < frail) health[row]! |= FRAIL;
  }
}
