/**
 * How births and deaths differ between people of one age, and yet come to the numbers that the rates of that age say.
 *
 * Each year the weights of a group (women by husband and children born; persons by decile) are divided by their mean over
 * those who are of an age then: of whoever there is, as many are expected to die or to be born as in cohort-component.
 * A scenario takes the divisors of its baseline: scenario-gradients.ts.
 */
import { SINGLE_YEARS } from '../../demography/ages.ts';
import type { SimulatedHouseholds } from '../households.ts';
import { OLDER, SEX_AGES, VACANT } from '../persons.ts';
import type { YearTables } from '../year-tables.ts';
import { FIRST_WOMAN } from './ageing-loop.ts';
import type { FamilyPersons } from './family-persons.ts';
import { BIRTH_CLASSES, DECILES, type FamilyTables } from './family-tables.ts';

const AGES = SINGLE_YEARS.count;
/** Women of a region by age and birth class. */
export const WOMEN = AGES * BIRTH_CLASSES;

/** What the rates of an age are multiplied by. */
export interface Gradients {
  /** [sexAge × decile] */
  readonly deaths: Float64Array;
  /** [group × sexAge × birth class] of deliveries: of two children each at twins. */
  readonly births: Float64Array;
  /** [region] group of its women: 0 as in the baseline. */
  readonly birthGroup: Uint8Array;
  /** [region × age] women who may bear, and the sum of what their rates are multiplied by. */
  readonly women: Float64Array;
  readonly multiplied: Float64Array;
}

/** The largest of so many. */
export function largest(column: Float64Array | Uint32Array, from: number, count: number): number {
  let most = 0;
  for (let i = from; i < from + count; i++) most = Math.max(most, column[i]!);
  return most;
}

/** Place of a woman of a region, age and class among those of births. */
export const birthPlace = ({ birthGroup }: Gradients, region: number, cell: number, birthClass: number): number =>
  (birthGroup[region]! * SEX_AGES + cell) * BIRTH_CLASSES + birthClass;

/** Deciles among those who are of an age change slowly: they are counted anew every so many years. */
const YEARS_BETWEEN_COUNTS = 5;

/** Who is there at the start of a year. */
export interface Present {
  readonly persons: FamilyPersons;
  readonly households: SimulatedHouseholds;
  /** [region × age × birth class] women who may bear. */
  readonly women: Uint32Array;
}

/** @param before the year before; undefined in the first */
export function gradientsFor(
  present: Present,
  families: FamilyTables,
  tables: YearTables,
  step: number,
  before: Gradients | undefined,
): Gradients {
  const isCounted = before === undefined || step % YEARS_BETWEEN_COUNTS === 0;
  const births = birthsByClass(families, ofCity(present.women, tables.regions), tables);
  return {
    deaths: isCounted ? deathsByDecile(families, decilesOf(present)) : before.deaths,
    births,
    birthGroup: new Uint8Array(tables.regions),
    ...byRegion(present.women, births, tables.regions),
  };
}

/** [sexAge × decile] persons. */
function decilesOf({ persons: { rows, sexAge, household }, households: { desil } }: Present): Uint32Array {
  const people = new Uint32Array(SEX_AGES * DECILES);
  for (let row = 0; row < rows; row++)
    if (sexAge[row] !== VACANT) people[sexAge[row]! * DECILES + desil[household[row]!]!]!++;
  return people;
}

/** [age × birth class] */
function ofCity(classes: Uint32Array, regions: number): Uint32Array {
  const city = new Uint32Array(AGES * BIRTH_CLASSES);
  for (let region = 0; region < regions; region++)
    for (let i = 0; i < city.length; i++) city[i]! += classes[region * city.length + i]!;
  return city;
}

export function byRegion(
  classes: Uint32Array,
  births: Float64Array,
  regions: number,
): Pick<Gradients, 'women' | 'multiplied'> {
  const women = new Float64Array(regions * AGES);
  const multiplied = new Float64Array(regions * AGES);
  for (let at = 0; at < women.length; at++)
    for (let each = 0; each < BIRTH_CLASSES; each++) {
      const number = classes[at * BIRTH_CLASSES + each]!;
      if (number === 0) continue;
      women[at]! += number;
      multiplied[at]! += number * births[(FIRST_WOMAN + (at % AGES)) * BIRTH_CLASSES + each]!;
    }
  return { women, multiplied };
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
    const women = cellOf(people, cell - FIRST_WOMAN, BIRTH_CLASSES);
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
