/** A family or a single person who goes to live elsewhere in the city. */
import { drawBits } from '../../../chance/keyed-draws.ts';
import { addRow } from '../../growing-rows.ts';
import { join, leave, openHousehold } from '../../households.ts';
import { sexOf } from '../../persons.ts';
import { count, type FamilyYear } from '../family-year.ts';

/** Why a household is founded: who founds several in a year gives each an identity of its own. */
export const FOUNDING = { move: 0, wedding: 1, parting: 2, leavingHome: 3, arrival: 4, birth: 5 } as const;

/** @returns the row of a new household whose identity follows from who founds it; nobody lives in it yet */
export function found(
  { persons: { low, high }, households, keys: { founding } }: FamilyYear,
  founder: number,
  why: keyof typeof FOUNDING,
  region: number,
  desil: number,
): number {
  const draw = 2 * FOUNDING[why];
  return openHousehold(households, {
    low: drawBits(founding, low[founder]!, high[founder]!, draw),
    high: drawBits(founding, low[founder]!, high[founder]!, draw + 1),
    region,
    desil,
  });
}

/** Somebody leaves his household for another, wherever it is. */
export function changeHousehold(year: FamilyYear, person: number, household: number): void {
  const { persons, households, shrunk } = year;
  addRow(shrunk, persons.household[person]!);
  leave(persons, households, person);
  join(persons, households, person, household);
  changeRegion(year, person, households.region[household]!);
}

export function changeRegion(year: FamilyYear, person: number, to: number): void {
  const { persons, tables, account } = year;
  const from = persons.region[person]!;
  if (from === to) return;
  account.flows.moves[(from * tables.regions + to) * 2 + sexOf(persons.sexAge[person]!)]!++;
  count(year, person, from, -1);
  count(year, person, to, 1);
  persons.region[person] = to;
}
