/** What always holds of persons and their households: asked by tests after every year. */
import { FEMALE, SINGLE_YEARS } from '../../demography/ages.ts';
import { NONE, type SimulatedHouseholds } from '../households.ts';
import { VACANT } from '../persons.ts';
import { DIVORCED, MARRIED, WIDOWED, type FamilyPersons } from './family-persons.ts';
import { GROWN_AGE } from './family-tables.ts';

const { count } = SINGLE_YEARS;

/** @returns what is wrong, each kind with the number of persons or households; nothing where all is well */
export function faultsOf(persons: FamilyPersons, households: SimulatedHouseholds): Record<string, number> {
  const faults: Record<string, number> = {};
  const found = (fault: string): void => void (faults[fault] = (faults[fault] ?? 0) + 1);
  const { rows, sexAge, household, region, partner, marital, next, previous } = persons;
  const listed = new Uint8Array(rows);
  for (let home = 0; home < households.rows; home++) {
    const size = households.size[home]!;
    if (size === 0) continue;
    let members = 0;
    let hasGrown = false;
    let before = NONE;
    for (let row = households.first[home]!; row !== NONE && members <= size; row = next[row]!) {
      members++;
      listed[row]!++;
      if (household[row] !== home) found('listed in a household that is not his');
      if (sexAge[row] === VACANT) found('listed although gone');
      if (previous[row] !== before) found('list broken');
      if (region[row] !== households.region[home]) found('not where his household is');
      if (sexAge[row]! % count >= GROWN_AGE || marital[row] !== 1) hasGrown = true;
      before = row;
    }
    if (members !== size) found('size');
    if (!hasGrown) found('children alone');
  }
  for (let row = 0; row < rows; row++) {
    if (sexAge[row] === VACANT) {
      if (listed[row] !== 0) found('gone but listed');
      continue;
    }
    if (listed[row] !== 1) found('in no household, or in two');
    const spouse = partner[row]!;
    if (marital[row]! < 1 || marital[row]! > 4) found('no status');
    if (spouse === NONE) continue;
    if (sexAge[spouse] === VACANT) found('married to nobody');
    if (partner[spouse] !== row) found('married to somebody who is not');
    if (marital[row] !== MARRIED)
      found([DIVORCED, WIDOWED].includes(marital[row]!) ? 'parted with a partner' : 'single with a partner');
    if (sexAge[spouse]! >= FEMALE * count === sexAge[row]! >= FEMALE * count) found('of one sex');
    if (household[spouse] !== household[row]) found('couple apart');
  }
  return faults;
}
