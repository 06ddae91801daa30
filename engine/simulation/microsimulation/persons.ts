/**
 * Who is simulated: one row a person in columns of typed arrays, no object a person. A row whose person is gone is given to
 * somebody who comes, so that columns stay as long as the population is large. What happens to a person never depends on
 * his row: rows may stand in any order.
 */
import { FEMALE, SINGLE_YEARS } from '../demography/ages.ts';
import { columnsWithRoom, lengthen } from './columns.ts';
import { growingRows, type GrowingRows } from './growing-rows.ts';

const { count } = SINGLE_YEARS;

/** Sex and age in one byte, sex × 101 + age: the row of every table of rates. */
export const SEX_AGES = 2 * count;
/** Stands in a row that nobody has. */
export const VACANT = 255;
export const sexOf = (sexAge: number): number => (sexAge >= FEMALE * count ? FEMALE : 0);

/** [sexAge] the same sex a year older; 100 and over are one age. */
export const OLDER = Uint8Array.from({ length: SEX_AGES }, (_, cell) => cell + (cell % count === count - 1 ? 0 : 1));

export interface SimulatedPersons {
  /** Rows in use, the vacant ones among them; the columns may be longer. */
  rows: number;
  /** [person] halves of the identity that his draws are keyed by. */
  low: Uint32Array;
  high: Uint32Array;
  /** [person] sex × 101 + age in completed years, or VACANT. */
  sexAge: Uint8Array;
  /** [person] kelurahan. */
  region: Uint16Array;
  readonly vacant: GrowingRows;
}

export interface StartPersons {
  readonly regions: number;
  readonly low: Uint32Array;
  readonly high: Uint32Array;
  readonly sexAge: Uint8Array;
  readonly region: Uint16Array;
}

/** Room for the years of growth that cities have; more is made when it is needed. */
export const SPARE = 1.05;

/** A copy to simulate on: the start serves many replicates. */
export function copyOf(start: StartPersons): SimulatedPersons {
  const { low, high, sexAge, region } = start;
  const rows = sexAge.length;
  return { rows, vacant: growingRows(), ...columnsWithRoom({ low, high, sexAge, region }, Math.ceil(rows * SPARE)) };
}

/** Makes room for so many more than there are vacant rows for. Columns may be new ones afterwards. */
export function reserve(persons: SimulatedPersons, more: number): void {
  const wanted = persons.rows + Math.max(0, more - persons.vacant.count);
  if (wanted > persons.sexAge.length) lengthen(persons, Math.ceil(wanted * SPARE));
}

/** Gives somebody a row; `reserve` has made room. */
export function settle(persons: SimulatedPersons, low: number, high: number, sexAge: number, region: number): void {
  const { vacant } = persons;
  const row = vacant.count > 0 ? vacant.rows[--vacant.count]! : persons.rows++;
  persons.low[row] = low;
  persons.high[row] = high;
  persons.sexAge[row] = sexAge;
  persons.region[row] = region;
}

/** [region × sex × age] persons now. */
export function census({ rows, sexAge, region }: SimulatedPersons, regions: number): Float64Array {
  const counts = new Float64Array(regions * SEX_AGES);
  for (let row = 0; row < rows; row++) if (sexAge[row] !== VACANT) counts[region[row]! * SEX_AGES + sexAge[row]!]!++;
  return counts;
}
