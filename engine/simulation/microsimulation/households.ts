/**
 * Households that persons live in: one row a household, its members linked in a list, so that somebody joins or leaves in a
 * few steps however large the city is. The order of the members has no meaning: what happens never depends on it, nor on the
 * row of a household. A row whose household is gone is given to a new one.
 */
import { columnsWithRoom, lengthen } from './columns.ts';
import { growingRows, addRow, type GrowingRows } from './growing-rows.ts';

/** Stands in a column of rows where there is none. */
export const NONE = 0xffffffff;

export interface SimulatedHouseholds {
  /** Rows in use, the vacant ones among them; the columns may be longer. */
  rows: number;
  /** [household] members; 0 in a row that no household has. */
  size: Uint16Array;
  /** [household] kelurahan: that of all its members. */
  region: Uint16Array;
  /** [household] halves of the identity that its draws are keyed by; it keeps them when its members change. */
  low: Uint32Array;
  high: Uint32Array;
  /** [household] row of one of its members, where its list begins. */
  first: Uint32Array;
  /** [household] national welfare decile at the start, of new ones that of the household their founder came from; 0 for none. */
  desil: Uint8Array;
  /** Rows to be given to new households, and those left this year: they wait, so that nobody takes a new one for the old. */
  readonly vacant: GrowingRows;
  readonly left: GrowingRows;
  /** Rows of households that a flood has driven out of their kelurahan this year, to another one. */
  readonly displaced: GrowingRows;
}

export type StartHouseholds = Omit<SimulatedHouseholds, 'rows' | 'vacant' | 'left' | 'displaced'>;

/** The columns of persons that hold who lives with whom. */
export interface Members {
  /** [person] row of his household. */
  household: Uint32Array;
  /** [person] the next member of his household and the one before; NONE at the ends. */
  next: Uint32Array;
  previous: Uint32Array;
}

/** Households grow smaller and more; more room is made when it is needed. */
const SPARE = 1.2;

/** A copy to simulate on: the start serves many replicates. @param spare households of a run that is over */
export function copyOfHouseholds(start: StartHouseholds, spare?: SimulatedHouseholds): SimulatedHouseholds {
  const rows = start.size.length;
  const columns = columnsWithRoom(start, Math.ceil(rows * SPARE), spare);
  return { rows, vacant: growingRows(), left: growingRows(), displaced: growingRows(), ...columns };
}

/** What is known of a household before anybody lives in it. */
export interface NewHousehold {
  readonly low: number;
  readonly high: number;
  readonly region: number;
  readonly desil: number;
}

/** @returns its row; nobody lives in it before somebody joins. Columns may be new ones afterwards. */
export function openHousehold(households: SimulatedHouseholds, { low, high, region, desil }: NewHousehold): number {
  const { vacant } = households;
  if (vacant.count === 0 && households.rows === households.size.length)
    lengthen(households, Math.ceil((households.rows + 1) * SPARE));
  const row = vacant.count > 0 ? vacant.rows[--vacant.count]! : households.rows++;
  households.size[row] = 0;
  households.region[row] = region;
  households.low[row] = low;
  households.high[row] = high;
  households.first[row] = NONE;
  households.desil[row] = desil;
  return row;
}

/** Somebody who lives nowhere comes to live in a household. */
export function join(members: Members, households: SimulatedHouseholds, person: number, household: number): void {
  const first = households.first[household]!;
  members.household[person] = household;
  members.previous[person] = NONE;
  members.next[person] = first;
  if (first !== NONE) members.previous[first] = person;
  households.first[household] = person;
  households.size[household]!++;
}

/** He lives nowhere until he joins one; a household that nobody is left in is gone at the end of the year. */
export function leave(members: Members, households: SimulatedHouseholds, person: number): void {
  const household = members.household[person]!;
  const next = members.next[person]!;
  const previous = members.previous[person]!;
  if (next !== NONE) members.previous[next] = previous;
  if (previous === NONE) households.first[household] = next;
  else members.next[previous] = next;
  if (--households.size[household]! === 0) addRow(households.left, household);
}

/** At the end of a year: the rows of households that nobody lives in are free. */
export function freeRows({ size, left, vacant }: SimulatedHouseholds): void {
  for (let i = 0; i < left.count; i++) if (size[left.rows[i]!] === 0) addRow(vacant, left.rows[i]!);
  left.count = 0;
}
