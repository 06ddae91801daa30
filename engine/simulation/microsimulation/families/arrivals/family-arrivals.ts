/**
 * Newcomers: how many come to each kelurahan and of which sex and age is as without families. Those of a year and kelurahan
 * are made families of: couples of the married, children with a woman who may be their mother, the others alone.
 */
import { drawBits } from '../../../chance/keyed-draws.ts';
import { addRow } from '../../growing-rows.ts';
import { join, NONE } from '../../households.ts';
import { moreNewcomersTo, newcomersTo, type Newcomer } from '../../newcomers.ts';
import { reserve, SEX_AGES, sexOf } from '../../persons.ts';
import { pick } from '../../summed-shares.ts';
import type { Delivery } from './family-births.ts';
import { MARRIED, NEVER_MARRIED } from '../family-persons.ts';
import { GROWN_AGE, STATUSES } from '../family-tables.ts';
import { ageOfCell, arrive, isWoman, type FamilyYear } from '../family-year.ts';
import { mayLiveWithKin } from '../moves/moves.ts';
import { found } from '../moves/moving-out.ts';
import { listApart } from '../unions/apart.ts';

/** Mothers of newcomers are so many years older than their children. */
const LEAST_MOTHER_YEARS = 17;
const MOST_MOTHER_YEARS = 42;
const USUAL_MOTHER_YEARS = 28;

/** @returns the deliveries of women who have come */
export function receiveFamilies(year: FamilyYear): Delivery[] {
  const { tables, keys } = year;
  const delivered: Delivery[] = [];
  for (let region = 0; region < tables.regions; region++) {
    const usual = receiveAll(year, newcomersTo(region, tables, keys));
    makeFamilies(year, usual, []);
    const more = receiveAll(year, moreNewcomersTo(region, tables, keys));
    makeFamilies(year, more, usual);
    for (const row of [...usual, ...more]) {
      if (bears(year, row)) delivered.push(deliveryOf(year, row));
      const { marital, partner } = year.persons;
      if (marital[row] === MARRIED && partner[row] === NONE) listApart(year.apart, year.persons, row);
    }
  }
  return delivered;
}

/** @returns rows of those who live to the end of the year */
function receiveAll(year: FamilyYear, newcomers: readonly Newcomer[]): number[] {
  reserve(year.persons, newcomers.length);
  return newcomers.map((each) => receive(year, each)).filter((row) => row !== NONE);
}

/** @returns NONE of who dies in what is left of the year */
function receive(year: FamilyYear, { low, high, region, cell }: Newcomer): number {
  const { tables, families, keys, account, step } = year;
  const first = region * SEX_AGES;
  account.flows.arrivals[region * 2 + sexOf(cell)]!++;
  if (drawBits(keys.fate, low, high, 0) < tables.arrivals.dies[first + cell]!) {
    account.flows.deaths[region * 2 + sexOf(cell)]!++;
    return NONE;
  }
  const bits = drawBits(keys.newcomerStatus, low, high, 0);
  const status = pick(families.newcomerStatus, cell * STATUSES, STATUSES, bits);
  return arrive(year, { low, high, sexAge: cell, region, mother: NONE, status, step });
}

/**
 * Who comes later joins those who came before: newcomers of a lever change nothing of the families of those who come without it.
 *
 * @param before rows of newcomers of this year and kelurahan whose families are made already
 */
function makeFamilies(year: FamilyYear, rows: readonly number[], before: readonly number[]): void {
  const { persons, households } = year;
  const isChild = (row: number): boolean =>
    persons.marital[row] === NEVER_MARRIED && ageOfCell(persons.sexAge[row]!) < GROWN_AGE;
  const earlier = before.filter((row) => !isChild(row));
  for (const row of rows.filter((each) => !isChild(each))) {
    const partner = persons.marital[row] === MARRIED ? partnerAmong(year, row, earlier) : NONE;
    earlier.push(row);
    if (partner === NONE) {
      join(persons, households, row, found(year, row, 'arrival', persons.region[row]!, 0));
      mayLiveWithKin(year, row);
      continue;
    }
    persons.partner[row] = partner;
    persons.partner[partner] = row;
    join(persons, households, row, persons.household[partner]!);
  }
  for (const child of rows.filter(isChild)) {
    const mother = motherAmong(year, child, earlier);
    const household =
      mother === NONE ? found(year, child, 'arrival', persons.region[child]!, 0) : persons.household[mother]!;
    join(persons, households, child, household);
    if (mother === NONE) {
      addRow(year.homeless, child);
      continue;
    }
    persons.mother[child] = mother;
    persons.parity[mother]!++;
  }
}

/** The one whose age comes nearest to what is usual. */
function nearest(candidates: readonly number[], distance: (row: number) => number): number {
  let found = NONE;
  let least = Infinity;
  for (const row of candidates) {
    const away = distance(row);
    if (away >= least) continue;
    found = row;
    least = away;
  }
  return found;
}

function partnerAmong({ persons, families }: FamilyYear, row: number, earlier: readonly number[]): number {
  const { gap } = families.market;
  const { sexAge, partner, marital } = persons;
  const isWife = isWoman(sexAge[row]!);
  const olderYears = (other: number): number =>
    (ageOfCell(sexAge[other]!) - ageOfCell(sexAge[row]!)) * (isWife ? 1 : -1);
  const free = earlier.filter(
    (other) =>
      marital[other] === MARRIED &&
      partner[other] === NONE &&
      isWoman(sexAge[other]!) !== isWife &&
      olderYears(other) >= gap.leastYears &&
      olderYears(other) <= gap.mostYears,
  );
  return nearest(free, (other) => Math.abs(olderYears(other) - gap.meanYears));
}

function motherAmong({ persons: { sexAge } }: FamilyYear, child: number, grown: readonly number[]): number {
  const olderYears = (woman: number): number => ageOfCell(sexAge[woman]!) - ageOfCell(sexAge[child]!);
  const women = grown.filter(
    (row) => isWoman(sexAge[row]!) && olderYears(row) >= LEAST_MOTHER_YEARS && olderYears(row) <= MOST_MOTHER_YEARS,
  );
  return nearest(women, (woman) => Math.abs(olderYears(woman) - USUAL_MOTHER_YEARS));
}

/** Of her children the registers here tell nothing: she bears as women of her age do on the whole. */
function bears({ persons, tables, families, keys }: FamilyYear, row: number): boolean {
  const half = tables.halfBirths[tables.offset[persons.region[row]!]! + persons.sexAge[row]!]!;
  return drawBits(keys.birth, persons.low[row]!, persons.high[row]!, 0) < half / (1 + families.twinShare);
}

function deliveryOf({ persons }: FamilyYear, row: number): Delivery {
  const { low, high, region, household } = persons;
  return {
    mother: row,
    motherLow: low[row]!,
    motherHigh: high[row]!,
    bornIn: region[row]!,
    livesIn: region[row]!,
    household: household[row]!,
  };
}
