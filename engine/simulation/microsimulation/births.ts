/** Children: collected while everybody is asked, then named, given a sex and a row. */
import { childIdentity } from '../chance/identities.ts';
import { drawBits } from '../chance/keyed-draws.ts';
import { FEMALE, MALE, SINGLE_YEARS } from '../demography/ages.ts';
import type { YearAccount } from './account.ts';
import { addRow, growingRows, type GrowingRows } from './growing-rows.ts';
import { reserve, SEX_AGES, settle, type SimulatedPersons } from './persons.ts';
import type { YearKeys } from './year-keys.ts';
import type { YearTables } from './year-tables.ts';

/** Stands for a region outside: the mother has left the city. */
export const LEFT = 65535;

/** Of the mother her identity and not her row: that may be somebody else's by then. */
export interface Births {
  readonly motherLow: GrowingRows;
  readonly motherHigh: GrowingRows;
  /** Where it is born, and where it lives at the end or LEFT. */
  readonly bornIn: GrowingRows;
  readonly livesIn: GrowingRows;
}

export const emptyBirths = (): Births => ({
  motherLow: growingRows(),
  motherHigh: growingRows(),
  bornIn: growingRows(),
  livesIn: growingRows(),
});

export function addBirth(births: Births, motherLow: number, motherHigh: number, bornIn: number, livesIn: number): void {
  addRow(births.motherLow, motherLow);
  addRow(births.motherHigh, motherHigh);
  addRow(births.bornIn, bornIn);
  addRow(births.livesIn, livesIn);
}

export function bearChildren(
  persons: SimulatedPersons,
  tables: YearTables,
  keys: YearKeys,
  account: YearAccount,
  { motherLow, motherHigh, bornIn, livesIn }: Births,
): void {
  reserve(persons, bornIn.count);
  for (let i = 0; i < bornIn.count; i++) {
    const child = childIdentity(keys.child, motherLow.rows[i]!, motherHigh.rows[i]!, 0);
    bear(persons, tables, keys, account, {
      low: child[0],
      high: child[1],
      from: bornIn.rows[i]!,
      to: livesIn.rows[i]!,
    });
  }
}

interface Child {
  readonly low: number;
  readonly high: number;
  readonly from: number;
  readonly to: number;
}

function bear(
  persons: SimulatedPersons,
  { regions, ratesOf, maleBirths, newbornDies }: YearTables,
  { fate, childSex }: YearKeys,
  { flows, end }: YearAccount,
  { low, high, from, to }: Child,
): void {
  const sex = drawBits(childSex, low, high, 0) < maleBirths[ratesOf[from]!]! ? MALE : FEMALE;
  flows.births[from * 2 + sex]!++;
  if (to === LEFT) return void flows.departures[from * 2 + sex]!++;
  if (to !== from) flows.moves[(from * regions + to) * 2 + sex]!++;
  if (drawBits(fate, low, high, 0) < newbornDies[ratesOf[to]! * 2 + sex]!) return void flows.deaths[to * 2 + sex]!++;
  const cell = sex * SINGLE_YEARS.count;
  settle(persons, low, high, cell, to);
  end[to * SEX_AGES + cell]!++;
}
