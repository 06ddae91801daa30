/**
 * Courses for those who look for work: who is given a place when everybody has had his plain year on the labour market, and who
 * finds work because of it. Places come from the levers of training and from the programme itself: all are filled alike, by the
 * rank of the family the year before or by lot.
 */
import { drawBits, thresholdOf, uniformOf } from '../../chance/keyed-draws.ts';
import { VACANT } from '../../microsimulation/persons.ts';
import { AT, HOME_WIDTH, type LifeAccount } from '../account.ts';
import { AGE_OF } from '../ages.ts';
import { courseAt } from '../aid/course.ts';
import { changeMember, type MemberTables } from '../aid/members.ts';
import { isByLot } from '../aid/recipients.ts';
import {
  BROUGHT,
  SEEKING,
  WORK_STATES,
  WORKING,
  type HouseholdLives,
  type Members,
  type PersonLives,
} from '../columns.ts';
import type { LifeKeys } from '../life-keys.ts';
import { schoolingOf, withWork } from '../person-state.ts';
import { earned } from './earnings.ts';
import type { Training } from './training.ts';
import { GROUP_CELL, lifted, type LabourSetting } from './labour.ts';

/** Which of a person's draws of the year is for what. */
const DRAWS = { lot: 0, helped: 1, takesUp: 2 } as const;

/**
 * Who is trained stands in the account, with the cost; who finds work because of it works.
 *
 * @param homes as they were ranked at the end of last year; what they are brought is that of this one
 */
export function trainSeekers(
  persons: Members,
  lives: PersonLives,
  homes: Pick<HouseholdLives, 'rank' | 'brought'>,
  setting: { readonly labour: LabourSetting; readonly members: MemberTables },
  training: Training,
  keys: LifeKeys,
  account: Pick<LifeAccount, 'workers' | 'homes'>,
): void {
  const { groups, year } = training;
  const { region } = persons;
  const trained = new Set<number>();
  const candidates = candidatesOf(persons, lives, training);
  let { budget } = year;
  for (const group of groups) budget = fill(persons, homes, training, keys, trained, candidates, group, budget);
  const cost = Math.round(year.aid.amount * year.amountFactor);
  const { training: key } = keys;
  for (const row of trained) {
    const at = region[row]! * HOME_WIDTH + year.place;
    account.homes[at + AT['recipients-pkh']]!++;
    account.homes[at + AT['cost-pkh']]! += cost;
    const isHelped =
      drawBits(key, persons.low[row]!, persons.high[row]!, DRAWS.helped) < thresholdOf(training.effectShare);
    if (isHelped) help(persons, lives, homes, setting, keys, account, row);
  }
}

/** Rows of those who look for work and whom courses are for. */
function candidatesOf({ rows, sexAge }: Members, { state }: PersonLives, { course }: Training): number[] {
  const found: number[] = [];
  for (let row = 0; row < rows; row++)
    if (sexAge[row] !== VACANT && course[courseAt(state[row]!, AGE_OF[sexAge[row]!]!)] === 1) found.push(row);
  return found;
}

/** Fills the places of one lever among those whom it means and who have none yet. @returns what is left of the money */
function fill(
  { low, high, region, household }: Members,
  { rank }: Pick<HouseholdLives, 'rank'>,
  { year }: Training,
  { training: key }: LifeKeys,
  trained: Set<number>,
  candidates: readonly number[],
  { places, isMeant }: Training['groups'][number],
  budget: number,
): number {
  const draw = (row: number, number: number): number => drawBits(key, low[row]!, high[row]!, number);
  const byLot = isByLot(year);
  const cost = Math.round(year.aid.amount * year.amountFactor);
  const inTurn = candidates
    .filter((row) => isMeant[region[row]!] === 1 && !trained.has(row))
    .filter((row) => byLot || rank[household[row]!]! < year.rankLimit)
    .filter((row) => draw(row, DRAWS.takesUp) < year.takeUpBits)
    .map((row) => ({ row, priority: byLot ? uniformOf(draw(row, DRAWS.lot)) : rank[household[row]!]! }))
    .sort((a, b) => a.priority - b.priority || low[a.row]! - low[b.row]! || high[a.row]! - high[b.row]!);
  const affordable = cost > 0 ? Math.floor(budget / cost) : Infinity;
  const taken = inTurn.slice(0, Math.min(places, affordable));
  for (const { row } of taken) trained.add(row);
  return budget - cost * taken.length;
}

/** As far inside the labour market as he was outside. */
function help(
  persons: Members,
  { state, place }: PersonLives,
  homes: Pick<HouseholdLives, 'brought'>,
  { labour, members }: { readonly labour: LabourSetting; readonly members: MemberTables },
  keys: LifeKeys,
  { workers }: Pick<LifeAccount, 'workers'>,
  row: number,
): void {
  const { tables, earnings, wageFloor } = labour;
  const { offset, edges } = tables;
  const area = persons.region[row]!;
  const before = state[row]!;
  const group = GROUP_CELL[schoolingOf(before)]! + persons.sexAge[row]!;
  const pay = (place[row]! << 16) >> 16;
  const stands = 2 * edges[(offset[area]! + group) * 2]! - (place[row]! >> 16);
  place[row] = (stands << 16) | (pay & 0xffff);
  state[row] = withWork(before, WORKING);
  changeMember(persons, homes, members, row, before, state[row]!);
  workers[area * WORK_STATES + SEEKING]!--;
  workers[area * WORK_STATES + WORKING]!++;
  const plain = earned(earnings, group, pay);
  const earns = wageFloor === undefined ? plain : lifted(persons, row, plain, group, wageFloor, keys) | 0;
  homes.brought[persons.household[row]! * BROUGHT]! += earns;
}
