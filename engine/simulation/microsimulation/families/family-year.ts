/** What the processes of one year of families share. */
import { FEMALE, SINGLE_YEARS } from '../../demography/ages.ts';
import type { YearAccount } from '../account.ts';
import { growingRows, type GrowingRows } from '../growing-rows.ts';
import type { SimulatedHouseholds } from '../households.ts';
import { SEX_AGES } from '../persons.ts';
import type { YearTables } from '../year-tables.ts';
import type { FamilyKeys } from './family-keys.ts';
import { settlePerson, WIDOWED, type FamilyPersons, type NewPerson } from './family-persons.ts';
import type { FamilyTables } from './family-tables.ts';
import type { Displaced } from './moves/displaced.ts';
import type { Gradients } from './gradients.ts';
import type { Apart } from './unions/living-apart.ts';

const { count: AGES } = SINGLE_YEARS;

/** What happened to families in one year, and how they live at its end; [region] each. */
export interface FamilyAccount {
  /** Counted where the couple lives then, or did. */
  readonly marriages: Float64Array;
  readonly divorces: Float64Array;
  readonly households: Float64Array;
  /** Households of one, and of one who is 60 or more. */
  readonly alone: Float64Array;
  readonly elderlyAlone: Float64Array;
  /** Persons who have lost their husband or wife and not married again. */
  readonly widowed: Float64Array;
}

export interface FamilyYearAccount extends YearAccount {
  readonly families: FamilyAccount;
}

export const emptyFamilyAccount = (regions: number): FamilyAccount => ({
  marriages: new Float64Array(regions),
  divorces: new Float64Array(regions),
  households: new Float64Array(regions),
  alone: new Float64Array(regions),
  elderlyAlone: new Float64Array(regions),
  widowed: new Float64Array(regions),
});

/** Whom an event of the year may meet: asked of everybody as he is at the start, and carried out one process after another. */
export interface Asked {
  /** Of some rows those that bounds do not clear: they are asked exactly. */
  readonly uncleared: GrowingRows;
  readonly dying: GrowingRows;
  /** Who leaves the city alone, if not with his family. */
  readonly leaving: GrowingRows;
  /** Heads of couples with children, who may leave or move together. */
  readonly leavingTogether: GrowingRows;
  readonly movingTogether: GrowingRows;
  readonly movingAlone: GrowingRows;
  readonly women: GrowingRows;
  readonly men: GrowingRows;
  readonly parting: GrowingRows;
  readonly leavingHome: GrowingRows;
  readonly joiningKin: GrowingRows;
  /** Mothers by the first half of the rates, and where they lived. */
  readonly early: GrowingRows;
  readonly earlyRegion: GrowingRows;
  /** Mothers by the second half if they are there then: what is left of their draw, and their place in the gradients. */
  readonly late: GrowingRows;
  readonly lateRest: GrowingRows;
  readonly latePlace: GrowingRows;
}

export const nobodyAsked = (): Asked => ({
  uncleared: growingRows(),
  dying: growingRows(),
  leaving: growingRows(),
  leavingTogether: growingRows(),
  movingTogether: growingRows(),
  movingAlone: growingRows(),
  women: growingRows(),
  men: growingRows(),
  parting: growingRows(),
  leavingHome: growingRows(),
  joiningKin: growingRows(),
  early: growingRows(),
  earlyRegion: growingRows(),
  late: growingRows(),
  lateRest: growingRows(),
  latePlace: growingRows(),
});

/** What happened in this year to who had a row at its start. */
export const HERE = 0;
export const DIED = 1;
export const LEFT_CITY = 2;

export interface FamilyYear {
  readonly persons: FamilyPersons;
  readonly households: SimulatedHouseholds;
  readonly step: number;
  readonly tables: YearTables;
  readonly families: FamilyTables;
  readonly gradients: Gradients;
  readonly keys: FamilyKeys;
  readonly account: FamilyYearAccount;
  readonly asked: Asked;
  /** [region × sexAge] of those who were there before the year and are there still, as old as they were then. */
  readonly counts: Uint32Array;
  /** [region] widowed persons now. */
  readonly widowed: Uint32Array;
  /** [person] HERE, DIED or LEFT_CITY; as long as the columns were at the start of the year. */
  readonly gone: Uint8Array;
  /** Households that somebody has left in this year: a child may be alone there. */
  readonly shrunk: GrowingRows;
  /** Households that would take somebody in this year. */
  readonly offering: GrowingRows;
  /** Households that a flood has driven out, and that go back. */
  readonly displaced: Displaced;
  /** The married whose husband or wife is no resident. */
  readonly apart: Apart;
  /** Who needs a place in somebody's household: he lives in his own, or in none yet. */
  readonly homeless: GrowingRows;
}

/** Somebody comes to be, or is no more, in a region. */
export function count(
  { persons, counts, widowed, account, step }: FamilyYear,
  person: number,
  region: number,
  by: 1 | -1,
): void {
  const at = region * SEX_AGES + persons.sexAge[person]!;
  if (persons.arrivedStep[person] === step) account.end[at]! += by;
  else counts[at]! += by;
  if (persons.marital[person] === WIDOWED) widowed[region]! += by;
}

/** Somebody's status perkawinan becomes another. */
export function setStatus({ persons: { marital, region }, widowed }: FamilyYear, person: number, status: number): void {
  if (marital[person] === WIDOWED) widowed[region[person]!]!--;
  if (status === WIDOWED) widowed[region[person]!]!++;
  marital[person] = status;
}

/** @returns the row of somebody born, or who comes to the city: he lives in no household yet */
export function arrive(year: FamilyYear, person: NewPerson): number {
  const row = settlePerson(year.persons, person);
  count(year, row, person.region, 1);
  return row;
}

/** Place of somebody in the tables of rates, [rates × sexAge]. */
export const ratesAt = ({ tables: { offset }, persons: { region, sexAge } }: FamilyYear, row: number): number =>
  offset[region[row]!]! + sexAge[row]!;

export const isWoman = (cell: number): boolean => cell >= FEMALE * AGES;
export const ageOfCell = (cell: number): number => cell % AGES;

/** Age at the end of the year: who came in it has that age already. */
export function ageAtEnd({ persons: { sexAge, arrivedStep }, step }: FamilyYear, person: number): number {
  const age = ageOfCell(sexAge[person]!);
  return arrivedStep[person] === step ? age : Math.min(age + 1, AGES - 1);
}
