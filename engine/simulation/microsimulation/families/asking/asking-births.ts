/** Who may bear is asked whether she does. */
import { addRow } from '../../growing-rows.ts';
import { NONE } from '../../households.ts';
import { OLDER, SEX_AGES } from '../../persons.ts';
import { BIRTH_CLASSES, birthClass } from '../family-tables.ts';
import type { FamilyYear } from '../family-year.ts';
import { birthPlace, largest, type Gradients } from '../gradients.ts';

export interface MostBirths {
  /** [rates × sexAge] of whoever bears most, with a husband and without. */
  readonly withHusband: Float64Array;
  readonly without: Float64Array;
  /** [sexAge] the second half of the rate, in whichever region it is highest. */
  readonly later: Float64Array;
}

export function mostBirths({ tables: { halfBirths }, gradients }: FamilyYear): MostBirths {
  const later = laterBirths(halfBirths);
  const mostOf = (firstClass: number): Float64Array => {
    const most = new Float64Array(halfBirths.length);
    for (let at = 0; at < halfBirths.length; at++) {
      const cell = at % SEX_AGES;
      const births = halfBirths[at]! + later[cell]!;
      if (births > 0) most[at] = births * largestBirths(gradients, cell, firstClass);
    }
    return most;
  };
  return { withHusband: mostOf(FIRST_WITH_HUSBAND), without: mostOf(0), later };
}

const FIRST_WITH_HUSBAND = birthClass(true, 0);

/** Of the half of the classes that have a husband or not. */
function largestBirths({ births }: Gradients, cell: number, firstClass: number): number {
  let most = 0;
  for (let at = cell; at < births.length / BIRTH_CLASSES; at += SEX_AGES)
    most = Math.max(most, largest(births, at * BIRTH_CLASSES + firstClass, FIRST_WITH_HUSBAND));
  return most;
}

function laterBirths(halfBirths: Uint32Array): Float64Array {
  const later = new Float64Array(SEX_AGES);
  for (let at = 0; at < halfBirths.length; at++) {
    const cell = at % SEX_AGES;
    later[cell] = Math.max(later[cell]!, halfBirths[at - cell + OLDER[cell]!]!);
  }
  return later;
}

/** @param bits her draw of births */
export function askBirth(year: FamilyYear, { later }: MostBirths, row: number, bits: number): void {
  const { persons, tables, gradients, asked } = year;
  const cell = persons.sexAge[row]!;
  const region = persons.region[row]!;
  const half = tables.halfBirths[tables.offset[region]! + cell]!;
  const place = birthPlace(gradients, region, cell, birthClass(persons.partner[row] !== NONE, persons.parity[row]!));
  const gradient = gradients.births[place]!;
  const rest = bits - half * gradient;
  if (rest < 0) {
    addRow(asked.early, row);
    addRow(asked.earlyRegion, region);
  } else if (rest < later[cell]! * gradient) {
    addRow(asked.late, row);
    addRow(asked.lateRest, rest);
    addRow(asked.latePlace, place);
  }
}
