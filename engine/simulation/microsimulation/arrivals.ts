/** Newcomers: how many come to each region is a Poisson number, who they are is theirs alone. */
import { drawBits } from '../chance/keyed-draws.ts';
import type { YearAccount } from './account.ts';
import { addBirth, type Births } from './births.ts';
import { moreNewcomersTo, newcomersTo, type Newcomer } from './newcomers.ts';
import { SEX_AGES, reserve, settle, sexOf, type SimulatedPersons } from './persons.ts';
import type { YearKeys } from './year-keys.ts';
import type { YearTables } from './year-tables.ts';

export function receiveNewcomers(
  persons: SimulatedPersons,
  tables: YearTables,
  keys: YearKeys,
  account: YearAccount,
  births: Births,
): void {
  for (let region = 0; region < tables.regions; region++)
    for (const newcomers of [newcomersTo(region, tables, keys), moreNewcomersTo(region, tables, keys)]) {
      reserve(persons, newcomers.length);
      for (const newcomer of newcomers) receive(persons, tables, keys, account, births, newcomer);
    }
}

function receive(
  persons: SimulatedPersons,
  { arrivals, offset, halfBirths }: YearTables,
  keys: YearKeys,
  { flows, end }: YearAccount,
  births: Births,
  { low, high, region, cell }: Newcomer,
): void {
  const first = region * SEX_AGES;
  flows.arrivals[region * 2 + sexOf(cell)]!++;
  if (drawBits(keys.fate, low, high, 0) < arrivals.dies[first + cell]!)
    return void flows.deaths[region * 2 + sexOf(cell)]!++;
  settle(persons, low, high, cell, region);
  end[first + cell]!++;
  if (drawBits(keys.birth, low, high, 0) < halfBirths[offset[region]! + cell]!)
    addBirth(births, low, high, region, region);
}
