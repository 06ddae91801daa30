/** A year on the labour market: standing and pay move a little, and with them who works, looks for work, and earns what. */
import { drawBits, thresholdOf } from '../../chance/keyed-draws.ts';
import { SEX_AGES } from '../../microsimulation/persons.ts';
import { AGE_BITS, COMPONENTS, NO_AGE, type ComponentTables } from '../aid/components.ts';
import { AGE_OF } from '../ages.ts';
import { SEEKING, WORKING, type HouseholdLives, type Members, type PersonLives } from '../columns.ts';
import { FIRST_MASK } from '../health/health.ts';
import { CONDITIONS, educationOf, HEALTH_AT, PLACE_UNIT, SCHOOL_AT, SCHOOLINGS, schoolOf } from '../person-state.ts';
import { listOfRows } from '../rows-at-hand.ts';
import { ADULT_TALLY } from '../tally.ts';
import { earned, PAY_MIDDLE, PAY_STEP_BITS, PAY_STEPS, type EarningTables } from './earnings.ts';
import { EDUCATIONS, NO_SCHOOL, SCHOOL_ENDS } from '../school/education.ts';
import type { LifeKeys } from '../life-keys.ts';
import { NORMALS } from '../normal-table.ts';
import { AT_SCHOOL, WORK_CELLS, type WorkTables } from './work-tables.ts';

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

/** [schooling of person-state.ts] where the tables of a group begin. */
const GROUP_CELL = Uint16Array.from({ length: SCHOOLINGS }, (_, i) => {
  const [school, education] = [schoolOf(i << SCHOOL_AT), educationOf(i << SCHOOL_AT)];
  return education >= EDUCATIONS.length ? 0 : (school === NO_SCHOOL ? education : AT_SCHOOL) * SEX_AGES;
});

/** [sexAge] age of those who have left school for good; children and students bring their components themselves. */
const GROWN_AGE = Uint8Array.from(AGE_OF, (age) => (age > SCHOOL_ENDS && age < NO_AGE ? age : NO_AGE));

/** Persistence is reckoned in so small parts. */
const PART_BITS = 15;
const HALF_PART = 1 << (PART_BITS - 1);

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

/** Whether somebody who looks for work is trained and finds some because of it. */
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

// Rows and tables at hand: the loop is compiled with the places of columns that are there once and for all.
const ADULTS = listOfRows();
const ILL = listOfRows();
const NOISE = new Int16Array(NORMALS.length);
const PAY_NOISE = new Int16Array(NORMALS.length);
const MEDIAN = new Float32Array(WORK_CELLS);
const FACTOR = new Float64Array(PAY_STEPS);
const AMOUNTS = new Uint32Array(COMPONENTS);
const ASKED = new Uint16Array(AGE_OF.length);

/** Where the rows of adults are listed, and then those of whom health is asked. */
export const adultRows = (): Uint32Array => ADULTS;
export const illAdults = (): Uint32Array => ILL;

/** To be called before the rows of a year are passed over. */
export function layOutWork({ moves, earnings, components, asked }: LabourSetting): void {
  NOISE.set(moves.noise);
  PAY_NOISE.set(moves.payNoise);
  MEDIAN.set(earnings.median);
  FACTOR.set(earnings.factor);
  AMOUNTS.set(components.amounts);
  ASKED.set(asked);
}

/**
 * The adults at hand (adultRows): their standing and pay move, and with them who works, who looks for work, and what they bring
 * their households.
 *
 * @param setting of which layOutWork was told
 * @param number  how many they are
 * @param tally   [region × ADULT_TALLY] counted here
 * @returns of how many health is asked: illAdults
 */
export function workYear(
  persons: Members,
  { state, place }: PersonLives,
  { brought }: HouseholdLives,
  { tables: { offset, edges }, moves: { kept, keptPay }, training, wageFloor }: LabourSetting,
  keys: LifeKeys,
  number: number,
  tally: Uint32Array,
): number {
  const { low, high, sexAge, region, household } = persons;
  const key = keys.labour;
  // Names outside of a function are looked up each time that a loop comes by.
  const adults = ADULTS;
  const ill = ILL;
  const noise = NOISE;
  const payNoise = PAY_NOISE;
  const median = MEDIAN;
  const factor = FACTOR;
  const amounts = AMOUNTS;
  const asked = ASKED;
  const groupCell = GROUP_CELL;
  const grownAge = GROWN_AGE;
  // As whole numbers they are known to be before the loop begins.
  const halfPart = HALF_PART | 0;
  const partBits = PART_BITS | 0;
  const schoolAt = SCHOOL_AT | 0;
  const halfStep = 1 << (PAY_STEP_BITS - 1);
  const stepBits = PAY_STEP_BITS | 0;
  const middle = PAY_MIDDLE | 0;
  const seeks = SEEKING | 0;
  const employed = WORKING | 0;
  const healthAt = HEALTH_AT | 0;
  const conditions = (CONDITIONS - 1) | 0;
  const ageBits = AGE_BITS | 0;
  const tallies = ADULT_TALLY | 0;
  const lowest = (ADULT_TALLY - 1) | 0;
  const freeMask = FIRST_MASK | 0;
  const isPlain = training === undefined && wageFloor === undefined;
  // Shifts and imul keep places whole numbers of 32 bits, where a product would be a float.
  let found = 0;
  for (let i = 0; i < number; i++) {
    const row = adults[i]!;
    const before = state[row]!;
    const home = household[row]! << 1;
    const cell = sexAge[row]!;
    const area = region[row]!;
    const bits = drawBits(key, low[row]!, high[row]!, 0);
    const stood = place[row]!;
    let stands = ((Math.imul(stood >> 16, kept) + halfPart) >> partBits) + noise[bits >>> 22]!;
    const pay = ((Math.imul((stood << 16) >> 16, keptPay) + halfPart) >> partBits) + payNoise[(bits >>> 12) & 1023]!;
    const group = groupCell[before >>> schoolAt]! + cell;
    const at = (offset[area]! + group) << 1;
    // No branch on what nobody can foresee: WORKING is 1 and SEEKING 2. Everybody's pay is looked up.
    let works = Number(stands < edges[at]!);
    let does = (Number(stands < edges[at | 1]!) << 1) - works;
    let earns = ((median[group]! * factor[((pay + halfStep) >> stepBits) + middle]! + 0.5) | 0) & -works;
    if (!isPlain) {
      if (training !== undefined && does === seeks && isHelped(persons, row, training, keys)) {
        // As far inside as he was outside.
        stands = 2 * edges[at]! - stands;
        works = employed;
        does = employed;
        earns = earned({ median, factor }, group, pay);
      }
      if (wageFloor !== undefined && earns > 0) earns = lifted(persons, row, earns, group, wageFloor, keys) | 0;
    }
    place[row] = (stands << 16) | (pay & 0xffff);
    const now = (before & ~3) | does;
    state[row] = now;
    brought[home]! += earns;
    brought[home | 1]! += amounts[(((now >>> healthAt) & conditions) << ageBits) | grownAge[cell]!]!;
    tally[Math.imul(area, tallies) | (now & lowest)]!++;
    // Written always, and kept where it counts.
    ill[found] = row;
    found += Number((bits & freeMask) < asked[cell]!);
  }
  return found;
}
