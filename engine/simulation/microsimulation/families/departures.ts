/** Who dies, and who leaves the city: families together, others one by one. */
import { drawBits } from '../../chance/keyed-draws.ts';
import { addRow } from '../growing-rows.ts';
import { leave, NONE } from '../households.ts';
import { sexOf, VACANT } from '../persons.ts';
import { MOST_BITS } from '../thresholds.ts';
import { WIDOWED } from './family-persons.ts';
import { goingBits } from './family-keys.ts';
import { count, DIED, HERE, LEFT_CITY, setStatus, type FamilyYear } from './family-year.ts';
import { familyOf, headOf, isHead } from './nucleus.ts';

/**
 * Each leaves with the probability of his age and sex, whoever he lives with. A family leaves by a draw of its head, less
 * likely than any of its members would; who leaves more at his age may besides leave alone, by just so much as is wanting.
 */
export function depart(year: FamilyYear): void {
  const { asked, gone } = year;
  const leaving = [...familiesWhoLeave(year), ...loneLeavers(year)];
  const { rows, count: dead } = asked.dying;
  for (let i = 0; i < dead; i++) gone[rows[i]!] = DIED;
  // Who leaves with his family may have been asked for himself as well, or die before.
  const leavers = leaving.filter((row) => {
    if (gone[row] !== HERE) return false;
    gone[row] = LEFT_CITY;
    return true;
  });
  for (let i = 0; i < dead; i++) widow(year, rows[i]!);
  for (const row of leavers) part(year, row);
  for (let i = 0; i < dead; i++) remove(year, rows[i]!, year.account.flows.deaths);
  for (const row of leavers) remove(year, row, year.account.flows.departures);
}

/** Of the leaving of a family, as thresholds are: 0 to 2^32. */
function leavingOfFamily(year: FamilyYear, members: readonly number[], size: number): number {
  let least = MOST_BITS;
  for (let i = 0; i < size; i++) least = Math.min(least, leavingOf(year, members[i]!));
  return year.families.leavingTogether * least;
}

const cellAt = ({ tables: { offset }, persons: { region, sexAge } }: FamilyYear, row: number): number =>
  offset[region[row]!]! + sexAge[row]!;
const leavingOf = (year: FamilyYear, row: number): number => MOST_BITS - year.tables.staysUpTo[cellAt(year, row)]!;

const members: number[] = [];

function familiesWhoLeave(year: FamilyYear): number[] {
  const { persons, households, keys, asked } = year;
  const leaving: number[] = [];
  for (let i = 0; i < asked.leavingTogether.count; i++) {
    const head = asked.leavingTogether.rows[i]!;
    if (!isHead(persons, head)) continue;
    const size = familyOf(persons, households.first, head, members);
    const bits = goingBits(keys, persons.low[head]!, persons.high[head]!);
    if (bits >= leavingOfFamily(year, members, size)) continue;
    for (let each = 0; each < size; each++) leaving.push(members[each]!);
  }
  return leaving;
}

function loneLeavers(year: FamilyYear): number[] {
  const { persons, households, keys, asked, tables } = year;
  const leaving: number[] = [];
  for (let i = 0; i < asked.leaving.count; i++) {
    const row = asked.leaving.rows[i]!;
    const head = headOf(persons, row);
    let alone = leavingOf(year, row);
    if (isHead(persons, head)) {
      const size = familyOf(persons, households.first, head, members);
      const together = leavingOfFamily(year, members, size) / MOST_BITS;
      const dies = tables.dies[cellAt(year, row)]!;
      alone = (alone - together * (MOST_BITS - dies)) / (1 - together);
    }
    if (drawBits(keys.fate, persons.low[row]!, persons.high[row]!, 0) > MOST_BITS - alone) leaving.push(row);
  }
  return leaving;
}

function widow(year: FamilyYear, row: number): void {
  const { partner } = year.persons;
  const spouse = partner[row]!;
  if (spouse === NONE) return;
  partner[spouse] = partner[row] = NONE;
  setStatus(year, spouse, WIDOWED);
  setStatus(year, row, WIDOWED);
}

/** Who stays while his wife leaves stays married. */
function part({ persons: { partner } }: FamilyYear, row: number): void {
  const spouse = partner[row]!;
  if (spouse === NONE) return;
  partner[spouse] = partner[row] = NONE;
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
