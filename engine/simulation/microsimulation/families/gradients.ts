/**
 * How births and deaths differ between people of one age, and yet come to the numbers that the rates of that age say.
 *
 * Each year the weights of a group (women by husband and children born; persons by decile) are divided by their mean over
 * those who are of an age then: of whoever there is, as many are expected to die or to be born as in cohort-component.
 * A scenario takes the divisors of its baseline, so that what it changes is neither hidden by them nor carried to others.
 */
import type { GrowingRows } from '../growing-rows.ts';
import { NONE, type SimulatedHouseholds } from '../households.ts';
import { OLDER, SEX_AGES, VACANT } from '../persons.ts';
import type { YearTables } from '../year-tables.ts';
import type { FamilyPersons } from './family-persons.ts';
import { BIRTH_CLASSES, birthClass, DECILES, type FamilyTables } from './family-tables.ts';

/** What the rates of an age are multiplied by. */
export interface Gradients {
  /** [sexAge × decile] */
  readonly deaths: Float64Array;
  /** [sexAge × birth class] of deliveries: of two children each at twins. */
  readonly births: Float64Array;
}

/** Deciles among those who are of an age change slowly: they are counted anew every so many years. */
const YEARS_BETWEEN_COUNTS = 5;

/**
 * @param bearing women who may bear
 * @param before  the year before; undefined in the first
 */
export function gradientsFor(
  persons: FamilyPersons,
  households: SimulatedHouseholds,
  families: FamilyTables,
  tables: YearTables,
  bearing: GrowingRows,
  step: number,
  before: Gradients | undefined,
): Gradients {
  const isCounted = before === undefined || step % YEARS_BETWEEN_COUNTS === 0;
  return {
    deaths: isCounted ? deathsByDecile(families, decilesOf(persons, households)) : before.deaths,
    births: birthsByClass(families, classesOf(persons, bearing), tables),
  };
}

/** [sexAge × decile] persons. */
function decilesOf({ rows, sexAge, household }: FamilyPersons, { desil }: SimulatedHouseholds): Uint32Array {
  const people = new Uint32Array(SEX_AGES * DECILES);
  for (let row = 0; row < rows; row++)
    if (sexAge[row] !== VACANT) people[sexAge[row]! * DECILES + desil[household[row]!]!]!++;
  return people;
}

/** [sexAge × birth class] women. */
function classesOf({ sexAge, partner, parity }: FamilyPersons, { rows, count }: GrowingRows): Uint32Array {
  const women = new Uint32Array(SEX_AGES * BIRTH_CLASSES);
  for (let i = 0; i < count; i++) {
    const row = rows[i]!;
    women[sexAge[row]! * BIRTH_CLASSES + birthClass(partner[row] !== NONE, parity[row]!)]!++;
  }
  return women;
}

const cellOf = <T extends Float64Array | Uint32Array>(column: T, cell: number, width: number): T =>
  column.subarray(cell * width, (cell + 1) * width) as T;

function deathsByDecile({ deathWeights }: FamilyTables, people: Uint32Array): Float64Array {
  const deaths = new Float64Array(SEX_AGES * DECILES);
  for (let cell = 0; cell < SEX_AGES; cell++)
    deaths.set(
      withMean(cellOf(deathWeights, cell, DECILES), cellOf(people, cell, DECILES), 1, Infinity),
      cell * DECILES,
    );
  return deaths;
}

function birthsByClass(
  { birthWeights, twinShare }: FamilyTables,
  people: Uint32Array,
  tables: YearTables,
): Float64Array {
  const births = new Float64Array(SEX_AGES * BIRTH_CLASSES);
  mostDeliveries(tables).forEach((most, cell) => {
    if (most === Infinity) return;
    const women = cellOf(people, cell, BIRTH_CLASSES);
    births.set(withMean(birthWeights, women, 1 / (1 + twinShare), most), cell * BIRTH_CLASSES);
  });
  return births;
}

const TWO_TO_32 = 4294967296;

/** [sexAge] by how much births may be multiplied so that no woman bears twice a year; Infinity where nobody bears. */
function mostDeliveries({ halfBirths }: YearTables): Float64Array {
  const most = new Float64Array(SEX_AGES).fill(Infinity);
  for (let at = 0; at < halfBirths.length; at++) {
    const cell = at % SEX_AGES;
    const births = (halfBirths[at]! + halfBirths[at - cell + OLDER[cell]!]!) / TWO_TO_32;
    if (births > 0) most[cell] = Math.min(most[cell]!, 1 / births);
  }
  return most;
}

/**
 * Weights scaled so that their mean over so many people is what is wanted. Whatever would be above `most` is `most`, and the
 * others make up for it as far as they can.
 */
export function withMean(weights: Float64Array, people: Uint32Array, wanted: number, most: number): Float64Array {
  const total = people.reduce((sum, each) => sum + each, 0);
  if (total === 0) return weights.map((each) => Math.min(each, most));
  let left = wanted * total;
  const scaled = new Float64Array(weights.length);
  const isCapped = new Uint8Array(weights.length);
  for (let round = 0; round <= weights.length; round++) {
    let weighted = 0;
    weights.forEach((each, i) => (weighted += isCapped[i] === 1 ? 0 : each * people[i]!));
    const factor = weighted > 0 ? Math.max(0, left) / weighted : 0;
    let isNew = false;
    weights.forEach((each, i) => {
      if (isCapped[i] === 1) return;
      scaled[i] = Math.min(each * factor, most);
      if (each * factor <= most || people[i] === 0) return;
      isCapped[i] = 1;
      left -= most * people[i]!;
      isNew = true;
    });
    if (!isNew) break;
  }
  return scaled;
}
