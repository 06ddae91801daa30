/** Newcomers: how many come to each region is a Poisson number, who they are is theirs alone. */
import { newcomerIdentity } from '../chance/identities.ts';
import { drawBits } from '../chance/keyed-draws.ts';
import type { YearAccount } from './account.ts';
import { addBirth, type Births } from './births.ts';
import { SEX_AGES, reserve, settle, sexOf, type SimulatedPersons } from './persons.ts';
import { poissonNumber } from './poisson.ts';
import { pick } from './summed-shares.ts';
import type { YearKeys } from './year-keys.ts';
import type { YearTables } from './year-tables.ts';

export function receiveNewcomers(
  persons: SimulatedPersons,
  tables: YearTables,
  keys: YearKeys,
  account: YearAccount,
  births: Births,
): void {
  const { expected } = tables.arrivals;
  for (let region = 0; region < tables.regions; region++) {
    const number = poissonNumber(keys.newcomers, region, expected[region]!);
    reserve(persons, number);
    for (let i = 0; i < number; i++) {
      const [low, high] = newcomerIdentity(keys.newcomer, region, i);
      receive(persons, tables, keys, account, births, { low, high, region });
    }
  }
}

interface Newcomer {
  readonly low: number;
  readonly high: number;
  readonly region: number;
}

function receive(
  persons: SimulatedPersons,
  { arrivals, offset, halfBirths }: YearTables,
  keys: YearKeys,
  { flows, end }: YearAccount,
  births: Births,
  { low, high, region }: Newcomer,
): void {
  const first = region * SEX_AGES;
  const cell = pick(arrivals.sexAges, first, SEX_AGES, drawBits(keys.newcomerSexAge, low, high, 0));
  flows.arrivals[region * 2 + sexOf(cell)]!++;
  if (drawBits(keys.fate, low, high, 0) < arrivals.dies[first + cell]!)
    return void flows.deaths[region * 2 + sexOf(cell)]!++;
  settle(persons, low, high, cell, region);
  end[first + cell]!++;
  if (drawBits(keys.birth, low, high, 0) < halfBirths[offset[region]! + cell]!)
    addBirth(births, low, high, region, region);
}
