/** A year on the labour market: standing and pay move a little, and with them who works, looks for work, and earns what. */
import { drawBits, thresholdOf } from '../chance/keyed-draws.ts';
import { SINGLE_YEARS } from '../demography/ages.ts';
import { SEX_AGES, VACANT } from '../microsimulation/persons.ts';
import { OUTSIDE, SEEKING, WORKING, type HouseholdLives, type Members, type PersonLives } from './columns.ts';
import { earned, type EarningTables } from './earnings.ts';
import { NO_SCHOOL } from './education.ts';
import type { LifeKeys } from './life-keys.ts';
import { firstNormal, secondNormal } from './normal-table.ts';
import { AT_SCHOOL, WORKING_AGE, type WorkTables } from './work-tables.ts';

const { count } = SINGLE_YEARS;

/** Courses for those who look for work. */
export interface Training {
  /** [region] share of those who look for work who have a place. */
  readonly placeShare: Float64Array;
  /** Of those with a place, share who find work that they would not have found. */
  readonly effectShare: number;
}

/** A minimum wage that differs from the one in what people earn already. */
export interface WageFloor {
  /** Thousand rupiah a month that formal work pays at least; and times what it paid, at most. */
  readonly least: number;
  readonly factor: number;
  /** [group] share of work that is formal. */
  readonly formalShare: readonly number[];
}

export interface LabourSetting {
  readonly tables: WorkTables;
  readonly earnings: EarningTables;
  /** Correlation with the year before; 1 leaves everybody where he is. */
  readonly persistence: number;
  readonly payPersistence: number;
  readonly training: Training | undefined;
  readonly wageFloor: WageFloor | undefined;
}

/** Fills `earned` of the households anew. */
export function labourYear(
  persons: Members,
  lives: PersonLives,
  homes: HouseholdLives,
  setting: LabourSetting,
  keys: LifeKeys,
): void {
  const { rows, low, high, sexAge, region, household } = persons;
  const { school, education, standing, work, pay } = lives;
  const { tables, earnings, persistence, payPersistence, training, wageFloor } = setting;
  const { offset, works, inForce } = tables;
  const [noise, payNoise] = [persistence, payPersistence].map((each) => Math.sqrt(1 - each * each)) as [number, number];
  homes.earned.fill(0);
  for (let row = 0; row < rows; row++) {
    const cell = sexAge[row]!;
    if (cell === VACANT || (cell < count ? cell : cell - count) < WORKING_AGE) continue;
    const bits = drawBits(keys.labour, low[row]!, high[row]!, 0);
    const group = school[row] === NO_SCHOOL ? education[row]! : AT_SCHOOL;
    const inGroup = group * SEX_AGES + cell;
    const at = offset[region[row]!]! + inGroup;
    let stands = persistence * standing[row]! + noise * firstNormal(bits);
    const pays = payPersistence * pay[row]! + payNoise * secondNormal(bits);
    pay[row] = pays;
    let does = stands < works[at]! ? WORKING : stands < inForce[at]! ? SEEKING : OUTSIDE;
    if (does === SEEKING && training !== undefined && isHelped(persons, row, training, keys)) {
      does = WORKING;
      // As far inside as he was outside.
      stands = 2 * works[at]! - stands;
    }
    standing[row] = stands;
    work[row] = does;
    if (does !== WORKING) continue;
    const plain = earned(earnings, inGroup, pays);
    homes.earned[household[row]!]! +=
      wageFloor === undefined ? plain : lifted(persons, row, plain, group, wageFloor, keys);
  }
}

function isHelped(
  { low, high, region }: Members,
  row: number,
  training: Training,
  { training: key }: LifeKeys,
): boolean {
  const share = training.placeShare[region[row]!]!;
  return (
    drawBits(key, low[row]!, high[row]!, 0) < thresholdOf(share) &&
    drawBits(key, low[row]!, high[row]!, 1) < thresholdOf(training.effectShare)
  );
}

/** Formal work that paid less than the new floor pays the floor, or as much more as the floor has risen. */
function lifted(
  { low, high }: Members,
  row: number,
  plain: number,
  group: number,
  { least, factor, formalShare }: WageFloor,
  { formal }: LifeKeys,
): number {
  if (plain >= least || drawBits(formal, low[row]!, high[row]!, 0) >= thresholdOf(formalShare[group]!)) return plain;
  return Math.round(Math.min(least, plain * factor));
}
