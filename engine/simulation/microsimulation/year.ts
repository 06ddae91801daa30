/**
 * One simulated year.
 *
 * Order of events, the same as in the cohort-component projection, which is the expected value of what is drawn here:
 * 1. One draw decides who of those at the start dies or leaves: the two compete within the year, each with a constant force.
 * 2. Who does neither may live in another kelurahan at the end, by a draw of his own; then he is a year older.
 * 3. One draw decides whether a woman bears: half of the rate meets all women of the start at the age of then and is born
 *    where she lived, even when she dies or leaves within the year; the other half meets those who are there at the end.
 *    A woman bears once a year at most. The child lives where she does at the end, or did when she died.
 * 4. Newcomers come half a year before the end on average: they may die in that half, and bear as women of the end.
 * 5. The newborn who are still here live to the end of the year, or not.
 * What this order biases is said, and tested, beside that projection: cohort-component/step.ts.
 */
import { drawBits } from '../chance/keyed-draws.ts';
import { emptyAccount, type YearAccount } from './account.ts';
import { receiveNewcomers } from './arrivals.ts';
import { addBirth, bearChildren, emptyBirths, LEFT, type Births } from './births.ts';
import { addRow } from './growing-rows.ts';
import { countedAt, PASSED_AT_ONCE, passing, type Passed } from './passing-loop.ts';
import { OLDER, sexOf, VACANT, type SimulatedPersons } from './persons.ts';
import { pick } from './summed-shares.ts';
import type { YearKeys } from './year-keys.ts';
import type { YearTables } from './year-tables.ts';

/** Simulates one year in place. */
export function simulateYear(persons: SimulatedPersons, tables: YearTables, keys: YearKeys): YearAccount {
  const account = emptyAccount(tables.regions);
  const births = emptyBirths();
  passResidents(persons, tables, keys, account, births);
  receiveNewcomers(persons, tables, keys, account, births);
  bearChildren(persons, tables, keys, account, births);
  return account;
}

/** Everybody once, as many as are at hand at a time. */
function passResidents(
  persons: SimulatedPersons,
  tables: YearTables,
  keys: YearKeys,
  account: YearAccount,
  births: Births,
): void {
  const { rows } = persons;
  const { passed, pass, putBack, addTo } = passing(persons, tables, keys);
  for (let from = 0; from < rows; from += PASSED_AT_ONCE) {
    const to = Math.min(rows, from + PASSED_AT_ONCE);
    const listed = pass(from, to);
    for (let i = 0; i < listed; i++) ask(persons, tables, keys, account, births, passed, passed.listed[i]!, from);
    putBack(from, to);
  }
  addTo(account.end);
}

/** Of who is listed what happens to him: he is at hand a year older already, and counted where he lived. */
function ask(
  persons: SimulatedPersons,
  tables: YearTables,
  keys: YearKeys,
  account: YearAccount,
  births: Births,
  passed: Passed,
  place: number,
  first: number,
): void {
  const row = first + place;
  const { offset, dies, staysUpTo, halfBirths, mayBear, moves } = tables;
  const cell = persons.sexAge[row]!;
  const from = persons.region[row]!;
  const older = OLDER[cell]!;
  const at = offset[from]! + cell;
  const fate = passed.fate[place]!;
  const isDead = fate < dies[at]!;
  const isHere = !isDead && fate <= staysUpTo[at]!;
  let to = from;
  if (!isHere) {
    to = goes(persons, row, isDead, account);
    passed.sexAge[place] = VACANT;
    passed.counts[countedAt(from, older)]!--;
  } else if (passed.move[place]! < moves[at]!) {
    to = moveTo(persons, row, tables, keys, account);
    passed.counts[countedAt(from, older)]!--;
    passed.counts[countedAt(to, older)]!++;
  }
  if (mayBear[cell] === 0) return;
  const early = halfBirths[at]!;
  const bits = passed.birth[place]!;
  if (bits < early) addBirth(births, persons.low[row]!, persons.high[row]!, from, to);
  else if (isHere && bits - early < halfBirths[offset[to]! + older]!)
    addBirth(births, persons.low[row]!, persons.high[row]!, to, to);
}

/** @returns where a child born before would live: gone with her who left, here where she died */
function goes(
  { sexAge, region, vacant }: SimulatedPersons,
  row: number,
  isDead: boolean,
  { flows }: YearAccount,
): number {
  const from = region[row]!;
  (isDead ? flows.deaths : flows.departures)[from * 2 + sexOf(sexAge[row]!)]!++;
  addRow(vacant, row);
  return isDead ? from : LEFT;
}

function moveTo(
  { low, high, sexAge, region }: SimulatedPersons,
  row: number,
  { regions, destinations }: YearTables,
  { move }: YearKeys,
  { flows }: YearAccount,
): number {
  const from = region[row]!;
  const to = pick(destinations, from * regions, regions, drawBits(move, low[row]!, high[row]!, 1));
  flows.moves[(from * regions + to) * 2 + sexOf(sexAge[row]!)]!++;
  region[row] = to;
  return to;
}
