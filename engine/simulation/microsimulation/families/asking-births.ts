/** Who may bear is asked whether she does: by the list of them that the end of the last year has made. */
import { drawBits } from '../../chance/keyed-draws.ts';
import { addRow } from '../growing-rows.ts';
import { NONE } from '../households.ts';
import { OLDER, SEX_AGES } from '../persons.ts';
import { largest } from './asking-bounds.ts';
import { BIRTH_CLASSES, birthClass } from './family-tables.ts';
import type { FamilyYear } from './family-year.ts';
import { birthPlace, type Gradients } from './gradients.ts';

export interface MostBirths {
  /** [rates × sexAge] of whoever bears most. */
  readonly most: Float64Array;
  /** [sexAge] the second half of the rate, in whichever region it is highest. */
  readonly later: Float64Array;
}

export function mostBirths({ tables: { halfBirths }, gradients }: FamilyYear): MostBirths {
  const later = laterBirths(halfBirths);
  const most = Float64Array.from(
    halfBirths,
    (each, at) => (each + later[at % SEX_AGES]!) * largestBirths(gradients, at % SEX_AGES),
  );
  return { most, later };
}

function largestBirths({ births }: Gradients, cell: number): number {
  let most = 0;
  for (let at = cell; at < births.length / BIRTH_CLASSES; at += SEX_AGES)
    most = Math.max(most, largest(births, at, BIRTH_CLASSES));
  return most;
}

function laterBirths(halfBirths: Uint32Array): Float64Array {
  const later = new Float64Array(SEX_AGES);
  halfBirths.forEach((_, at) => {
    const cell = at % SEX_AGES;
    later[cell] = Math.max(later[cell]!, halfBirths[at - cell + OLDER[cell]!]!);
  });
  return later;
}

/**
 * @param place in the list where to begin
 * @returns     the place of the first woman whose row is not before `toRow`
 */
export function askBirths(year: FamilyYear, births: MostBirths, place: number, toRow: number): number {
  const { persons, tables, keys, asked } = year;
  const { low, high, sexAge, region } = persons;
  const { most } = births;
  const { offset } = tables;
  const { birth } = keys;
  const { rows, count: women } = asked.bearing;
  let i = place;
  for (; i < women; i++) {
    const row = rows[i]!;
    if (row >= toRow) break;
    const bits = drawBits(birth, low[row]!, high[row]!, 0);
    if (bits < most[offset[region[row]!]! + sexAge[row]!]!) mayBear(year, births, row, bits);
  }
  return i;
}

function mayBear({ persons, tables, gradients, asked }: FamilyYear, { later }: MostBirths, row: number, bits: number) {
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
