/** Disability and frailty come and stay: the chance to get them is what makes the share of each age follow that of the age before. */
import { drawBits, type DrawKey } from '../../chance/keyed-draws.ts';
import { SINGLE_YEARS } from '../../demography/ages.ts';
import { SEX_AGES } from '../../microsimulation/persons.ts';
import { MOST_BITS, threshold } from '../../microsimulation/thresholds.ts';
import { AGE_OF } from '../ages.ts';
import { BROUGHT, DISABLED, FRAIL, type HouseholdLives, type Members, type PersonLives } from '../columns.ts';
import { IMPAIRED, type PersonCounts } from '../account.ts';
import { FREE_BITS } from '../normal-table.ts';
import type { LivelihoodParameters } from '../parameters.ts';
import { conditionOf, healthOf, withHealth } from '../person-state.ts';
import { byAge } from '../schedule.ts';
import type { ComponentTables } from '../aid/components.ts';
import { componentAt } from '../aid/components.ts';
import { changeBeforeOrphans, type MemberTables } from '../aid/members.ts';

const { count } = SINGLE_YEARS;

/**
 * A first chance is taken of the bits that a draw of school or work leaves over: who is not met by it, and that is nearly
 * everybody, needs no draw of his own.
 */
const FIRST = 1 << FREE_BITS;
export const FIRST_MASK = FIRST - 1;

export interface HealthTables {
  /** [age] share who have it, for those of whom nothing is known. */
  readonly disabledShare: Float64Array;
  readonly frailShare: Float64Array;
  /** [sexAge, 256] asked: free bits < asked. */
  readonly asked: Uint16Array;
  /** [age now] becomes it once asked: bits < onset. */
  readonly becomesDisabled: Uint32Array;
  /** [age now] becomes frail: bits > staysStrongUpTo, the other end of the same draw. */
  readonly staysStrongUpTo: Uint32Array;
}

/** Of those who do not have it a year before. */
export function onset(shares: Float64Array, age: number): number {
  const before = shares[Math.max(0, age - 1)]!;
  return before >= 1 ? 0 : Math.max(0, (shares[age]! - before) / (1 - before));
}

export function healthTables({ disability, frailty }: LivelihoodParameters['health']): HealthTables {
  const [disabledShare, frailShare] = [byAge(disability), byAge(frailty)];
  const asked = Uint16Array.from({ length: count }, (_, age) =>
    Math.min(FIRST, Math.ceil(FIRST * (onset(disabledShare, age) + onset(frailShare, age)))),
  );
  const chanceOf = (shares: Float64Array, age: number): number =>
    asked[age] === 0 ? 0 : threshold(Math.min(1, (onset(shares, age) * FIRST) / asked[age]!));
  return {
    disabledShare,
    frailShare,
    asked: Uint16Array.from(AGE_OF, (age, cell) => (cell < SEX_AGES ? asked[age]! : 0)),
    becomesDisabled: Uint32Array.from({ length: count }, (_, age) => chanceOf(disabledShare, age)),
    staysStrongUpTo: Uint32Array.from({ length: count }, (_, age) => MOST_BITS - chanceOf(frailShare, age)),
  };
}

/**
 * Asks some people, who are counted and have brought their components already; nothing is asked of orphans yet.
 *
 * @param asked their rows, the first `number`
 */
export function healthYear(
  { low, high, sexAge, household, region }: Members,
  { state }: PersonLives,
  { brought }: Pick<HouseholdLives, 'brought'>,
  { becomesDisabled, staysStrongUpTo }: HealthTables,
  { components: { amounts }, members }: { readonly components: ComponentTables; readonly members: MemberTables },
  key: DrawKey,
  asked: Uint32Array,
  number: number,
  { impaired }: PersonCounts,
): void {
  for (let i = 0; i < number; i++) {
    const row = asked[i]!;
    const age = AGE_OF[sexAge[row]!]!;
    const bits = drawBits(key, low[row]!, high[row]!, 0);
    const comes = bits < becomesDisabled[age]! ? DISABLED : bits > staysStrongUpTo[age]! ? FRAIL : 0;
    const before = state[row]!;
    const had = healthOf(before);
    if ((had | comes) === had) continue;
    const now = withHealth(before, had | comes);
    state[row] = now;
    const at = region[row]! * IMPAIRED;
    impaired[at + had]!--;
    impaired[at + (had | comes)]!++;
    const home = household[row]!;
    brought[home * BROUGHT + 1]! +=
      amounts[componentAt(conditionOf(now), age)]! - amounts[componentAt(conditionOf(before), age)]!;
    changeBeforeOrphans(brought, members, home, age, before, now);
  }
}
