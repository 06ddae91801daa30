/** What a year on the labour market goes by (the year itself: work-loop.ts): standing and pay move a little, and with them who works, looks for work, and earns what. */
import { drawBits, thresholdOf } from '../../chance/keyed-draws.ts';
import { SEX_AGES } from '../../microsimulation/persons.ts';
import { NO_AGE, type ComponentTables } from '../aid/components.ts';
import { AGE_OF } from '../ages.ts';
import { BROUGHT, WORKING, type Members, type PersonLives } from '../columns.ts';
import { educationOf, PLACE_UNIT, SCHOOL_AT, schoolingOf, SCHOOLINGS, schoolOf, workOf } from '../person-state.ts';
import { earned, type EarningTables } from './earnings.ts';
import { EDUCATIONS, NO_SCHOOL, SCHOOL_ENDS } from '../school/education.ts';
import type { LifeKeys } from '../life-keys.ts';
import { NORMALS } from '../normal-table.ts';
import type { Training } from './training.ts';
import { AT_SCHOOL, type WorkTables } from './work-tables.ts';

/** A minimum wage that differs from the one in what people earn already. */
export interface WageFloor {
  /** Thousand rupiah a month that formal work pays at least; and times what it paid, at most. */
  readonly least: number;
  readonly factor: number;
  /** [group] share of work that is formal. */
  readonly formalShare: readonly number[];
}

/** [schooling of person-state.ts] where the tables of a group begin. */
export const GROUP_CELL = Uint16Array.from({ length: SCHOOLINGS }, (_, i) => {
  const [school, education] = [schoolOf(i << SCHOOL_AT), educationOf(i << SCHOOL_AT)];
  return education >= EDUCATIONS.length ? 0 : (school === NO_SCHOOL ? education : AT_SCHOOL) * SEX_AGES;
});

/** [sexAge] age of those who have left school for good; children and students bring their components themselves. */
export const GROWN_AGE = Uint8Array.from(AGE_OF, (age) => (age > SCHOOL_ENDS && age < NO_AGE ? age : NO_AGE));

/** Persistence is reckoned in so small parts. */
export const PART_BITS = 15;

/** How standing and pay move in a year, in whole numbers. */
export interface PlaceMoves {
  /** What stays of them, in parts. */
  readonly kept: number;
  readonly keptPay: number;
  /** [10 bits of a draw] what comes to them, in units of person-state.ts. */
  readonly noise: Int16Array;
  readonly payNoise: Int16Array;
}

/** @param persistence correlation with the year before, of standing and of pay */
export function placeMoves(persistence: number, payPersistence: number): PlaceMoves {
  const kept = (share: number): number => Math.round(share * (1 << PART_BITS));
  const noise = (share: number): Int16Array =>
    Int16Array.from(NORMALS, (each) => Math.round(each * Math.sqrt(1 - share * share) * PLACE_UNIT));
  return {
    kept: kept(persistence),
    keptPay: kept(payPersistence),
    noise: noise(persistence),
    payNoise: noise(payPersistence),
  };
}

export interface LabourSetting {
  readonly tables: WorkTables;
  readonly earnings: EarningTables;
  readonly moves: PlaceMoves;
  readonly training: Training | undefined;
  readonly wageFloor: WageFloor | undefined;
  /** What who is old or disabled brings his household. */
  readonly components: ComponentTables;
  /** [sexAge] asked for his health of the same draw: free bits < asked. */
  readonly asked: Uint16Array;
}

/** Formal work that paid less than the new floor pays the floor, or as much more as the floor has risen. */
export function lifted(
  { low, high }: Members,
  row: number,
  plain: number,
  groupCell: number,
  { least, factor, formalShare }: WageFloor,
  { formal }: LifeKeys,
): number {
  if (
    plain >= least ||
    drawBits(formal, low[row]!, high[row]!, 0) >= thresholdOf(formalShare[Math.floor(groupCell / SEX_AGES)]!)
  )
    return plain;
  return Math.round(Math.min(least, plain * factor));
}

/**
 * What a wage floor changes for adults who have had their plain year.
 *
 * @param adults  rows, the first `number`, from the row `first` on
 * @param brought [household × BROUGHT] what members have brought so far
 */
export function liftWages(
  persons: Members,
  { state, place }: PersonLives,
  { earnings }: LabourSetting,
  wageFloor: WageFloor,
  keys: LifeKeys,
  adults: Uint16Array,
  first: number,
  number: number,
  brought: Uint32Array,
): void {
  const { sexAge, household } = persons;
  for (let i = 0; i < number; i++) {
    const row = first + adults[i]!;
    const now = state[row]!;
    if (workOf(now) !== WORKING) continue;
    const group = GROUP_CELL[schoolingOf(now)]! + sexAge[row]!;
    const plain = earned(earnings, group, (place[row]! << 16) >> 16);
    if (plain > 0)
      brought[household[row]! * BROUGHT]! += (lifted(persons, row, plain, group, wageFloor, keys) | 0) - plain;
  }
}
