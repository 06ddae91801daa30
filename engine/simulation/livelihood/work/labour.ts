/** A year on the labour market: standing and pay move a little, and with them who works, looks for work, and earns what. */
import { drawBits, thresholdOf } from '../../chance/keyed-draws.ts';
import { SEX_AGES } from '../../microsimulation/persons.ts';
import { AGE_OF, NOBODYS_AGE } from '../ages.ts';
import { OUTSIDE, SEEKING, WORKING, type Members, type PersonLives } from '../columns.ts';
import { earned, type EarningTables } from './earnings.ts';
import { EDUCATIONS, LEVELS, NO_SCHOOL } from '../school/education.ts';
import type { LifeKeys } from '../life-keys.ts';
import { firstNormal, secondNormal } from '../normal-table.ts';
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

/** Of the rows of a batch, index into the tables of work and earnings without that of the kelurahan: group and sexAge. */
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

/** Everybody's standing and pay, children's too: it is theirs before it counts. @param bits of a draw of each row, the first for `from` */
export function moveStanding(
  { standing, pay }: PersonLives,
  { persistence, payPersistence }: Pick<LabourSetting, 'persistence' | 'payPersistence'>,
  bits: Uint32Array,
  from: number,
  to: number,
): void {
  const noise = Math.sqrt(1 - persistence * persistence);
  const payNoise = Math.sqrt(1 - payPersistence * payPersistence);
  for (let row = from; row < to; row++) {
    const draw = bits[row - from]!;
    standing[row] = persistence * standing[row]! + noise * firstNormal(draw);
    pay[row] = payPersistence * pay[row]! + payNoise * secondNormal(draw);
  }
}

/** Who works and who looks for work, by where he stands; under 15 the tables have nobody. */
export function findWork(
  persons: Members,
  lives: PersonLives,
  { tables: { offset, works, inForce }, training }: Pick<LabourSetting, 'tables' | 'training'>,
  groups: GroupCells,
  keys: LifeKeys,
  from: number,
  to: number,
): void {
  const { sexAge, region } = persons;
  const { school, education, standing, work } = lives;
  for (let row = from; row < to; row++) {
    const cell = sexAge[row]!;
    if (AGE_OF[cell] === NOBODYS_AGE) {
      work[row] = OUTSIDE;
      continue;
    }
    const group = GROUP_CELL[school[row]! * 8 + education[row]!]! + cell;
    groups[row - from] = group;
    const at = offset[region[row]!]! + group;
    const stands = standing[row]!;
    // No branch on what nobody can foresee: WORKING is 1 and SEEKING 2.
    work[row] = 2 * Number(stands < inForce[at]!) - Number(stands < works[at]!);
  }
  if (training === undefined) return;
  for (let row = from; row < to; row++) {
    if (work[row] !== SEEKING || !isHelped(persons, row, training, keys)) continue;
    work[row] = WORKING;
    // As far inside as he was outside.
    standing[row] = 2 * works[offset[region[row]!]! + groups[row - from]!]! - standing[row]!;
  }
}

/** Adds what the people of some rows earn. @param earnedOf [household] thousand rupiah a month */
export function earn(
  persons: Members,
  { work, pay }: PersonLives,
  { earnings, wageFloor }: Pick<LabourSetting, 'earnings' | 'wageFloor'>,
  groups: GroupCells,
  earnedOf: Uint32Array,
  keys: LifeKeys,
  from: number,
  to: number,
): void {
  const { household } = persons;
  for (let row = from; row < to; row++) {
    if (work[row] !== WORKING) continue;
    const plain = earned(earnings, groups[row - from]!, pay[row]!);
    earnedOf[household[row]!]! +=
      wageFloor === undefined ? plain : lifted(persons, row, plain, groups[row - from]!, wageFloor, keys);
  }
}
