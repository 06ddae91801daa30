/** The end of the year: everybody is a year older, all are counted, and those are listed whom the next year asks more than its fate. */
import type { GrowingRows } from '../growing-rows.ts';
import { freeRows, type SimulatedHouseholds } from '../households.ts';
import { OLDER, SEX_AGES, VACANT } from '../persons.ts';
import { ACTS } from './ask-everybody.ts';
import { WIDOWED, type FamilyPersons } from './family-persons.ts';
import { ageOfCell, type Asked, type FamilyYearAccount } from './family-year.ts';

const ELDERLY_AGE = 60;

export interface YearEnd {
  readonly persons: FamilyPersons;
  readonly households: SimulatedHouseholds;
  /** That has come to its end; 0 at the start, when nobody grows older. */
  readonly step: number;
  readonly account: FamilyYearAccount;
  readonly asked: Asked;
  /** [sexAge] 1 where a child may be born in some year. */
  readonly mayBear: Uint8Array;
}

/**
 * @param counts [region × sexAge] of those who were there before the year, as old as they were then, and are there still;
 *               then of all who are there
 */
export function endYear(end: YearEnd, counts: Uint32Array): void {
  growOlder(end);
  const { account, households, step } = end;
  for (let i = 0; i < counts.length; i++) {
    const cell = i % SEX_AGES;
    account.end[i - cell + (step === 0 ? cell : OLDER[cell]!)]! += counts[i]!;
  }
  counts.set(account.end);
  freeRows(households);
  countHouseholds(end);
}

function growOlder({ persons, account, asked, step, mayBear }: YearEnd): void {
  const { rows, sexAge, arrivedStep, region, marital } = persons;
  const { widowed } = account.families;
  const bearing = withRoom(asked.bearing, rows);
  const acting = withRoom(asked.acting, rows);
  const flags = listFlags(mayBear);
  let [bearers, actors] = [0, 0];
  for (let row = 0; row < rows; row++) {
    let cell = sexAge[row]!;
    if (cell === VACANT) continue;
    if (arrivedStep[row] !== step) sexAge[row] = cell = OLDER[cell]!;
    const status = marital[row]!;
    // Whoever is not meant is written too, and the next one over him.
    const flag = flags[status * SEX_AGES + cell]!;
    bearing[bearers] = row;
    bearers += flag & 1;
    acting[actors] = row;
    actors += flag >> 1;
    if (status === WIDOWED) widowed[region[row]!]!++;
  }
  asked.bearing.count = bearers;
  asked.acting.count = actors;
}

/** [status × sexAge] 1 for who may bear, and 2 for whom unions and moves are asked of. */
const listFlags = (mayBear: Uint8Array): Uint8Array => ACTS.map((acts, i) => mayBear[i % SEX_AGES]! + 2 * acts);

function withRoom(list: GrowingRows, rows: number): Uint32Array {
  if (list.rows.length <= rows) list.rows = new Uint32Array(Math.ceil(rows * 1.05) + 1);
  return list.rows;
}

function countHouseholds({ persons: { sexAge }, households, account: { families } }: YearEnd): void {
  const { rows, size, region, first } = households;
  const regions = families.households.length;
  // Whole numbers while they are counted: they are added faster.
  const found = new Uint32Array(3 * regions);
  for (let household = 0; household < rows; household++) {
    const members = size[household]!;
    if (members === 0) continue;
    const at = region[household]!;
    found[at]!++;
    if (members > 1) continue;
    found[regions + at]!++;
    if (ageOfCell(sexAge[first[household]!]!) >= ELDERLY_AGE) found[2 * regions + at]!++;
  }
  families.households.set(found.subarray(0, regions));
  families.alone.set(found.subarray(regions, 2 * regions));
  families.elderlyAlone.set(found.subarray(2 * regions));
}
