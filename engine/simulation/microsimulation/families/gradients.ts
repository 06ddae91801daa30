/**
 * How births and deaths differ between people of one age, and yet come to the numbers that the rates of that age say.
 *
 * Each year the weights of a group (women by husband and children born; persons by decile) are divided by their mean over
 * those who are of an age then: of whoever there is, as many are expected to die or to be born as in cohort-component.
 * A scenario takes the divisors of its baseline, so that what it changes is neither hidden by them nor carried to others.
 */
import { SEX_AGES, OLDER } from '../persons.ts';
import type { YearTables } from '../year-tables.ts';
import { BIRTH_CLASSES, DECILES, type FamilyTables } from './family-tables.ts';

/** Who is there, by what their births and deaths depend on. */
export interface Composition {
  /** [sexAge × decile] persons. */
  readonly deciles: Uint32Array;
  /** [sexAge × birth class] women. */
  readonly classes: Uint32Array;
}

export const emptyComposition = (): Composition => ({
  deciles: new Uint32Array(SEX_AGES * DECILES),
  classes: new Uint32Array(SEX_AGES * BIRTH_CLASSES),
});

/** What the rates of an age are multiplied by. */
export interface Gradients {
  /** [sexAge × decile] */
  readonly deaths: Float64Array;
  /** [sexAge × birth class] of deliveries: of two children each at twins. */
  readonly births: Float64Array;
}

export function gradientsFor(
  { deciles, classes }: Composition,
  { deathWeights, birthWeights, twinShare }: FamilyTables,
  tables: YearTables,
): Gradients {
  const deaths = new Float64Array(SEX_AGES * DECILES);
  const births = new Float64Array(SEX_AGES * BIRTH_CLASSES);
  const most = mostDeliveries(tables);
  for (let cell = 0; cell < SEX_AGES; cell++) {
    const ofCell = <T extends Float64Array | Uint32Array>(column: T, width: number): T =>
      column.subarray(cell * width, (cell + 1) * width) as T;
    ofCell(deaths, DECILES).set(withMean(ofCell(deathWeights, DECILES), ofCell(deciles, DECILES), 1, Infinity));
    if (most[cell] === Infinity) continue;
    const mean = 1 / (1 + twinShare);
    ofCell(births, BIRTH_CLASSES).set(withMean(birthWeights, ofCell(classes, BIRTH_CLASSES), mean, most[cell]!));
  }
  return { deaths, births };
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
