/** The end of the year: everybody is a year older, all are counted, and women who may bear in the next are listed. */
import { FEMALE, SINGLE_YEARS } from '../../demography/ages.ts';
import { withRoom, type GrowingRows } from '../growing-rows.ts';
import { freeRows, type SimulatedHouseholds } from '../households.ts';
import { OLDER, SEX_AGES, VACANT } from '../persons.ts';
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
  /** Who has come in the year, as old as he is at its end. */
  readonly arrived: GrowingRows;
  /** [region] */
  readonly widowed: Uint32Array;
  /** [sexAge] 1 where a child may be born in some year. */
  readonly mayBear: Uint8Array;
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

const { count } = SINGLE_YEARS;
/** [any byte] what it becomes: nobody stays nobody, and a year before they are born children have numbers of their own. */
const SAME = Uint8Array.from({ length: 256 }, (_, cell) => cell);
const UNBORN = [SEX_AGES, SEX_AGES + 1] as const;
const YOUNGER = SAME.map((cell) =>
  cell >= SEX_AGES ? cell : cell % count === 0 ? UNBORN[cell === 0 ? 0 : 1] : cell - 1,
);
const OLDER_OR_NOBODY = SAME.map((cell) =>
  cell < SEX_AGES ? OLDER[cell]! : cell === UNBORN[1] ? FEMALE * count : cell === UNBORN[0] ? 0 : VACANT,
);

function growOlder({ persons, asked, step, mayBear, arrived }: YearEnd): void {
  const { rows, sexAge } = persons;
  for (let i = 0; i < arrived.count; i++) sexAge[arrived.rows[i]!] = YOUNGER[sexAge[arrived.rows[i]!]!]!;
  const older = step === 0 ? SAME : OLDER_OR_NOBODY;
  const bears = new Uint8Array(256);
  bears.set(mayBear);
  const bearing = withRoom(asked.bearing, rows);
  let bearers = 0;
  for (let row = 0; row < rows; row++) {
    const cell = older[sexAge[row]!]!;
    sexAge[row] = cell;
    // Who may not bear is written too, and the next one over her.
    bearing[bearers] = row;
    bearers += bears[cell]!;
  }
  asked.bearing.count = bearers;
}

/** Of one, and of more. */
const SIZES = 3;

function countHouseholds({ persons: { sexAge }, households, account: { families }, asked }: YearEnd): void {
  const { rows, size, region, first } = households;
  const regions = families.households.length;
  // By the number of members up to two; households of one are listed as bearing women are.
  const found = new Uint32Array(SIZES * regions);
  const alone = withRoom(asked.uncleared, rows);
  let singles = 0;
  for (let household = 0; household < rows; household++) {
    const members = Math.min(size[household]!, 2);
    found[members * regions + region[household]!]!++;
    alone[singles] = household;
    singles += members & 1;
  }
  for (let at = 0; at < regions; at++) {
    families.alone[at] = found[regions + at]!;
    families.households[at] = found[regions + at]! + found[2 * regions + at]!;
  }
  for (let i = 0; i < singles; i++)
    if (ageOfCell(sexAge[first[alone[i]!]!]!) >= ELDERLY_AGE) families.elderlyAlone[region[alone[i]!]!]!++;
}
