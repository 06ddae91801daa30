/** The end of the year: everybody is a year older, and all are counted. */
import { FEMALE, SINGLE_YEARS } from '../../demography/ages.ts';
import { freeRows, NONE } from '../households.ts';
import { OLDER, SEX_AGES, VACANT } from '../persons.ts';
import { WIDOWED } from './family-persons.ts';
import type { FamilyPersons } from './family-persons.ts';
import type { SimulatedHouseholds } from '../households.ts';
import { BIRTH_CLASSES, birthClass, DECILES } from './family-tables.ts';
import { ageOfCell, type FamilyYear } from './family-year.ts';
import { emptyComposition, type Composition } from './gradients.ts';

const { count } = SINGLE_YEARS;
const ELDERLY_AGE = 60;
/** Women of these ages are counted by husband and children: births at any other are refused by no rate, but not told apart. */
const FIRST_BEARING = FEMALE * count + 10;
const LAST_BEARING = FEMALE * count + 60;

/** @returns who is there then, by what the next year's births and deaths depend on */
export function endYear(year: FamilyYear): Composition {
  const { persons, households, account, step } = year;
  const { rows, sexAge, arrivedStep, region, marital } = persons;
  const { end, families } = account;
  for (let row = 0; row < rows; row++) {
    let cell = sexAge[row]!;
    if (cell === VACANT) continue;
    if (arrivedStep[row] !== step) sexAge[row] = cell = OLDER[cell]!;
    end[region[row]! * SEX_AGES + cell]!++;
    if (marital[row] === WIDOWED) families.widowed[region[row]!]!++;
  }
  freeRows(households);
  countHouseholds(year);
  return compositionOf(persons, households);
}

export function compositionOf(persons: FamilyPersons, { desil }: SimulatedHouseholds): Composition {
  const composition = emptyComposition();
  const { deciles, classes } = composition;
  const { rows, sexAge, household, partner, parity } = persons;
  for (let row = 0; row < rows; row++) {
    const cell = sexAge[row]!;
    if (cell === VACANT) continue;
    deciles[cell * DECILES + desil[household[row]!]!]!++;
    if (cell >= FIRST_BEARING && cell < LAST_BEARING)
      classes[cell * BIRTH_CLASSES + birthClass(partner[row] !== NONE, parity[row]!)]!++;
  }
  return composition;
}

function countHouseholds({ persons: { sexAge }, households, account: { families } }: FamilyYear): void {
  const { rows, size, region, first } = households;
  for (let household = 0; household < rows; household++) {
    const members = size[household]!;
    if (members === 0) continue;
    const at = region[household]!;
    families.households[at]!++;
    if (members > 1) continue;
    families.alone[at]!++;
    if (ageOfCell(sexAge[first[household]!]!) >= ELDERLY_AGE) families.elderlyAlone[at]!++;
  }
}
