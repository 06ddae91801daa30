/** Who dies, and who leaves the city: families together, others one by one. */
import { addRow, growingRows, type GrowingRows } from '../../growing-rows.ts';
import { leave, NONE } from '../../households.ts';
import { sexOf, VACANT } from '../../persons.ts';
import { MOST_BITS } from '../../thresholds.ts';
import { motherOf, WIDOWED } from '../family-persons.ts';
import { residentBits } from '../family-keys.ts';
import { count, DIED, HERE, LEFT_CITY, ratesAt, setStatus, type FamilyYear } from '../family-year.ts';
import { familyOf, headOf, isHead } from '../nucleus.ts';
import { listApart } from '../unions/apart.ts';

/**
 * Each leaves with the probability of his age and sex, whoever he lives with. A family leaves by a draw of its head, less
 * likely than any of its members would; who leaves more at his age may besides leave alone, by just so much as is wanting.
 */
export function depart(year: FamilyYear): void {
  const { asked, gone } = year;
  const leaving = growingRows();
  findFamiliesWhoLeave(year, leaving);
  findLoneLeavers(year, leaving);
  const { rows, count: dead } = asked.dying;
  for (let i = 0; i < dead; i++) gone[rows[i]!] = DIED;
  for (let i = 0; i < dead; i++) bereave(year, rows[i]!);
  for (let i = 0; i < dead; i++) widow(year, rows[i]!);
  leaveCity(year, leaving);
  for (let i = 0; i < dead; i++) remove(year, rows[i]!, year.account.flows.deaths);
}

/** Those who are here still leave the city; who stays behind is parted from them. */
export function leaveCity(year: FamilyYear, leaving: GrowingRows): void {
  keepLeavers(year.gone, leaving);
  for (let i = 0; i < leaving.count; i++) part(year, leaving.rows[i]!);
  for (let i = 0; i < leaving.count; i++) remove(year, leaving.rows[i]!, year.account.flows.departures);
}

/** Who leaves with his family may have been asked for himself as well, or die before. */
function keepLeavers(gone: Uint8Array, leaving: GrowingRows): void {
  let kept = 0;
  for (let i = 0; i < leaving.count; i++) {
    const row = leaving.rows[i]!;
    if (gone[row] !== HERE) continue;
    gone[row] = LEFT_CITY;
    leaving.rows[kept++] = row;
  }
  leaving.count = kept;
}

/** Of the leaving of a family, as thresholds are: 0 to 2^32. */
function leavingOfFamily(year: FamilyYear, members: readonly number[], size: number): number {
  let least = MOST_BITS;
  for (let i = 0; i < size; i++) least = Math.min(least, leavingOf(year, members[i]!));
  return year.families.leavingTogether * least;
}

const leavingOf = (year: FamilyYear, row: number): number => MOST_BITS - year.tables.staysUpTo[ratesAt(year, row)]!;

const members: number[] = [];

function findFamiliesWhoLeave(year: FamilyYear, leaving: GrowingRows): void {
  const { persons, households, keys, asked } = year;
  for (let i = 0; i < asked.leavingTogether.count; i++) {
    const head = asked.leavingTogether.rows[i]!;
    if (!isHead(persons, head)) continue;
    const size = familyOf(persons, households.first, head, members);
    const bits = residentBits(keys, 'going', persons.low[head]!, persons.high[head]!);
    if (bits >= leavingOfFamily(year, members, size)) continue;
    for (let each = 0; each < size; each++) addRow(leaving, members[each]!);
  }
}

function findLoneLeavers(year: FamilyYear, leaving: GrowingRows): void {
  const { persons, households, keys, asked, tables } = year;
  for (let i = 0; i < asked.leaving.count; i++) {
    const row = asked.leaving.rows[i]!;
    const head = headOf(persons, row);
    let alone = leavingOf(year, row);
    if (isHead(persons, head)) {
      const size = familyOf(persons, households.first, head, members);
      const together = leavingOfFamily(year, members, size) / MOST_BITS;
      const dies = tables.dies[ratesAt(year, row)]!;
      alone = (alone - together * (MOST_BITS - dies)) / (1 - together);
    }
    if (residentBits(keys, 'fate', persons.low[row]!, persons.high[row]!) > MOST_BITS - alone) addRow(leaving, row);
  }
}

/** His children, or his wife's, as far as they live with him. */
function bereave({ persons, households }: FamilyYear, row: number): void {
  const { mother, partner, next, household, lostParent } = persons;
  const spouse = partner[row]!;
  for (let child = households.first[household[row]!]!; child !== NONE; child = next[child]!)
    if (child !== row && (mother[child] === row || (spouse !== NONE && mother[child] === spouse)))
      if (motherOf(persons, child) !== NONE) lostParent[child] = 1;
}

function widow(year: FamilyYear, row: number): void {
  const { partner } = year.persons;
  const spouse = partner[row]!;
  if (spouse === NONE) return;
  partner[spouse] = partner[row] = NONE;
  setStatus(year, spouse, WIDOWED);
  setStatus(year, row, WIDOWED);
}

/** Who stays while his wife leaves stays married, for the time being: unions/apart.ts. */
function part({ persons, apart, gone }: FamilyYear, row: number): void {
  const { partner } = persons;
  const spouse = partner[row]!;
  if (spouse === NONE) return;
  partner[spouse] = partner[row] = NONE;
  if (gone[spouse] === HERE) listApart(apart, persons, spouse);
}

function remove(year: FamilyYear, row: number, flow: Float64Array): void {
  const { persons, households, shrunk } = year;
  count(year, row, persons.region[row]!, -1);
  flow[persons.region[row]! * 2 + sexOf(persons.sexAge[row]!)]!++;
  addRow(shrunk, persons.household[row]!);
  leave(persons, households, row);
  persons.sexAge[row] = VACANT;
  addRow(persons.vacant, row);
}
