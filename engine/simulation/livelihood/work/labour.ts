/** A year on the labour market: standing and pay move a little, and with them who works, looks for work, and earns what. */
import { drawBits, thresholdOf } from '../../chance/keyed-draws.ts';
import { SEX_AGES } from '../../microsimulation/persons.ts';
import { SEEKING, WORK_STATES, WORKING, type Members, type PersonLives } from '../columns.ts';
import { earned, type EarningTables } from './earnings.ts';
import { EDUCATIONS, LEVELS, NO_SCHOOL } from '../school/education.ts';
import type { LifeKeys } from '../life-keys.ts';
import { NORMALS } from '../normal-table.ts';
import { AT_SCHOOL, type WorkTables } from './work-tables.ts';

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

/** [level of school × 8 + education] where the tables of a group begin. */
const GROUP_CELL = Uint16Array.from({ length: LEVELS.length * 8 }, (_, i) =>
  i % 8 >= EDUCATIONS.length ? 0 : (i >> 3 === NO_SCHOOL ? i % 8 : AT_SCHOOL) * SEX_AGES,
);

export interface LabourSetting {
  readonly tables: WorkTables;
  readonly earnings: EarningTables;
  /** Correlation with the year before. */
  readonly persistence: number;
  readonly payPersistence: number;
  readonly training: Training | undefined;
  readonly wageFloor: WageFloor | undefined;
}

/** [adult] index into the tables of work and earnings without that of the kelurahan: group and sexAge. */
export type GroupCells = Uint16Array;

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

/**
 * Standing and pay of some people move, and with them who works and who looks for work.
 *
 * @param adults  their rows, the first `number`
 * @param bits    of a draw of each row, the first for `from`
 * @param groups  [adult] filled
 * @param workers [region × OUTSIDE, WORKING, SEEKING] counted here
 */
export function findWork(
  persons: Members,
  lives: PersonLives,
  { tables, persistence, payPersistence, training }: LabourSetting,
  keys: LifeKeys,
  adults: Uint32Array,
  number: number,
  bits: Uint32Array,
  from: number,
  groups: GroupCells,
  workers: Uint32Array,
): void {
  const { sexAge, region } = persons;
  const { school, education, standing, pay, work } = lives;
  const { offset, edges } = tables;
  const noise = Math.sqrt(1 - persistence * persistence);
  const payNoise = Math.sqrt(1 - payPersistence * payPersistence);
  // Names of other files are looked up each time that a loop comes by.
  const normals = NORMALS;
  const states = WORK_STATES;
  const groupCell = GROUP_CELL;
  for (let i = 0; i < number; i++) {
    const row = adults[i]!;
    const draw = bits[row - from]!;
    const stands = persistence * standing[row]! + noise * normals[draw >>> 22]!;
    standing[row] = stands;
    pay[row] = payPersistence * pay[row]! + payNoise * normals[(draw >>> 12) & 1023]!;
    const group = groupCell[school[row]! * 8 + education[row]!]! + sexAge[row]!;
    groups[i] = group;
    const area = region[row]!;
    const at = (offset[area]! + group) * 2;
    // No branch on what nobody can foresee: WORKING is 1 and SEEKING 2.
    const does = (Number(stands < edges[at + 1]!) << 1) - Number(stands < edges[at]!);
    work[row] = does;
    workers[area * states + does]!++;
  }
  if (training !== undefined) train(persons, lives, tables, training, keys, adults, number, groups, workers);
}

/** Those whom a course helps find work: as far inside as they were outside. */
function train(
  persons: Members,
  { work, standing }: PersonLives,
  { offset, edges }: WorkTables,
  training: Training,
  keys: LifeKeys,
  adults: Uint32Array,
  number: number,
  groups: GroupCells,
  workers: Uint32Array,
): void {
  for (let i = 0; i < number; i++) {
    const row = adults[i]!;
    if (work[row] !== SEEKING || !isHelped(persons, row, training, keys)) continue;
    const area = persons.region[row]!;
    work[row] = WORKING;
    standing[row] = 2 * edges[(offset[area]! + groups[i]!) * 2]! - standing[row]!;
    workers[area * WORK_STATES + SEEKING]!--;
    workers[area * WORK_STATES + WORKING]!++;
  }
}

/** Adds what some people earn. @param earnedOf [household] thousand rupiah a month */
export function earn(
  persons: Members,
  { work, pay }: PersonLives,
  { earnings, wageFloor }: LabourSetting,
  keys: LifeKeys,
  adults: Uint32Array,
  number: number,
  groups: GroupCells,
  earnedOf: Uint32Array,
): void {
  const { household } = persons;
  const { median, factor } = earnings;
  const working = WORKING;
  for (let i = 0; i < number; i++) {
    const row = adults[i]!;
    // Everybody's pay is looked up, and counts as often as he works: no branch on what nobody can foresee.
    const plain = earned(median, factor, groups[i]!, pay[row]!) & -Number(work[row] === working);
    earnedOf[household[row]!]! +=
      wageFloor === undefined || plain === 0 ? plain : lifted(persons, row, plain, groups[i]!, wageFloor, keys);
  }
}
