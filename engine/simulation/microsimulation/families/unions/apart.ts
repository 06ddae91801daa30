/**
 * The married whose husband or wife is no resident: left behind, come alone, or written so on their card. Nobody knows of the other
 * one; he is taken to be as much older or younger as is usual. When he dies they are widowed, and a share of them parts each
 * year; then they may marry again. They are listed when they come to be so, as there are few among many who are married.
 */
import { drawBits } from '../../../chance/keyed-draws.ts';
import { FEMALE, MALE, SINGLE_YEARS } from '../../../demography/ages.ts';
import { addRow } from '../../growing-rows.ts';
import { NONE } from '../../households.ts';
import { VACANT } from '../../persons.ts';
import { MOST_BITS } from '../../thresholds.ts';
import { DIVORCED, MARRIED, WIDOWED, type FamilyPersons } from '../family-persons.ts';
import { ageOfCell, isWoman, setStatus, type FamilyYear } from '../family-year.ts';
import { nobodyApart, type Apart } from './living-apart.ts';

const { count } = SINGLE_YEARS;
/** Draw of a person beside that of who leaves after a divorce. */
const DRAW = 1;

const isApart = ({ marital, partner, sexAge }: FamilyPersons, row: number): boolean =>
  sexAge[row] !== VACANT && marital[row] === MARRIED && partner[row] === NONE;

/** Those of the start. */
export function apartIn(persons: FamilyPersons): Apart {
  const apart = nobodyApart();
  for (let row = 0; row < persons.rows; row++) if (isApart(persons, row)) listApart(apart, persons, row);
  return apart;
}

/** From the next year on he is asked. */
export function listApart({ row: rows, low, high }: Apart, persons: FamilyPersons, row: number): void {
  addRow(rows, row);
  addRow(low, persons.low[row]!);
  addRow(high, persons.high[row]!);
}

/** Before anybody dies, leaves or comes to live apart in this year. */
export function endMarriagesApart(year: FamilyYear): void {
  const { apart, persons } = year;
  let kept = 0;
  for (let i = 0; i < apart.row.count; i++) {
    const row = apart.row.rows[i]!;
    const isSame = persons.low[row] === apart.low.rows[i] && persons.high[row] === apart.high.rows[i];
    if (!isSame || !isApart(persons, row) || ends(year, row)) continue;
    for (const column of [apart.row, apart.low, apart.high]) column.rows[kept] = column.rows[i]!;
    kept++;
  }
  for (const column of [apart.row, apart.low, apart.high]) column.count = kept;
}

/** The upper end of a draw parts them and the lower one widows, so that a lever on deaths parts nobody. */
function ends(year: FamilyYear, row: number): boolean {
  const { persons, keys, families, account } = year;
  const bits = drawBits(keys.parting, persons.low[row]!, persons.high[row]!, DRAW);
  if (bits < deathOfOther(year, row)) {
    setStatus(year, row, WIDOWED);
    return true;
  }
  if (bits <= MOST_BITS - families.partsApart) return false;
  account.families.divorces[persons.region[row]!]!++;
  setStatus(year, row, DIVORCED);
  return true;
}

/** Of somebody of the other sex and the usual age, where this one lives. */
function deathOfOther({ persons, tables, families }: FamilyYear, row: number): number {
  const cell = persons.sexAge[row]!;
  const isWife = isWoman(cell);
  const age = ageOfCell(cell) + (isWife ? 1 : -1) * Math.round(families.market.gap.meanYears);
  const other = (isWife ? MALE : FEMALE) * count + Math.min(count - 1, Math.max(0, age));
  return tables.dies[tables.offset[persons.region[row]!]! + other]!;
}
