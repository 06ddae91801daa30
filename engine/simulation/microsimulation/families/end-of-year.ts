/** The end of the year: everybody is a year older, all are counted, and women who may bear in the next by what their births depend on. */
import { withRoom } from '../growing-rows.ts';
import { freeRows, type SimulatedHouseholds } from '../households.ts';
import { OLDER, SEX_AGES } from '../persons.ts';
import { age, YOUNGER } from './ageing-loop.ts';
import { countBySize } from './counting-loop.ts';
import type { FamilyPersons } from './family-persons.ts';
import { ageOfCell, type Asked, type FamilyYearAccount } from './family-year.ts';

const ELDERLY_AGE = 60;

export interface YearEnd {
  readonly persons: FamilyPersons;
  readonly households: SimulatedHouseholds;
  /** That has come to its end; 0 at the start, when nobody grows older. */
  readonly step: number;
  readonly account: FamilyYearAccount;
  readonly asked: Asked;
  /** [region] */
  readonly widowed: Uint32Array;
  /** [sexAge] 1 where a child may be born in some year. */
  readonly mayBear: Uint8Array;
  /** [region × age × birth class] women who may bear. */
  readonly women: Uint32Array;
}

/**
 * @param counts [region × sexAge] of those who were there before the year, as old as they were then, and are there still;
 *               then of all who are there
 */
export function endYear(end: YearEnd, counts: Uint32Array): void {
  growOlder(end);
  const { account, households, step, widowed } = end;
  for (let i = 0; i < counts.length; i++) {
    const cell = i % SEX_AGES;
    account.end[i - cell + (step === 0 ? cell : OLDER[cell]!)]! += counts[i]!;
  }
  counts.set(account.end);
  account.families.widowed.set(widowed);
  freeRows(households);
  countHouseholds(end);
}

/** Who has come in the year is as old as he is at its end. */
function growOlder({ persons, step, mayBear, women }: YearEnd): void {
  const { sexAge, arrived } = persons;
  for (let i = 0; i < arrived.count; i++) sexAge[arrived.rows[i]!] = YOUNGER[sexAge[arrived.rows[i]!]!]!;
  age(persons, step === 0, mayBear, women);
}

function countHouseholds({ persons: { sexAge }, households, account: { families }, asked }: YearEnd): void {
  const { rows, region, first } = households;
  const regions = families.households.length;
  const alone = withRoom(asked.uncleared, rows);
  const { singles, counts } = countBySize(households, regions, alone);
  for (let at = 0; at < regions; at++) {
    families.alone[at] = counts[regions + at]!;
    families.households[at] = counts[regions + at]! + counts[2 * regions + at]!;
  }
  for (let i = 0; i < singles; i++)
    if (ageOfCell(sexAge[first[alone[i]!]!]!) >= ELDERLY_AGE) families.elderlyAlone[region[alone[i]!]!]!++;
}
