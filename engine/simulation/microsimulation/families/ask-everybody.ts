/**
 * Everybody is asked once what may happen to him this year, as he is at its start. Nothing is changed here, so that no answer
 * depends on the row that somebody stands in.
 *
 * The first loop meets everybody and lists whom its bounds do not clear, one in ten; these are asked exactly. A branch that
 * nobody can foretell costs more than a draw, and a list is written without one.
 */
import { drawBits, moreBits } from '../../chance/keyed-draws.ts';
import { addRow, withRoom, type GrowingRows } from '../growing-rows.ts';
import { SEX_AGES } from '../persons.ts';
import { askBirths, mostBirths } from './asking-births.ts';
import { ACTS, askingBounds, BOUNDS, CELLS, mostDeaths, mostGoing, type MostGoing } from './asking-bounds.ts';
import { MARRIED, NEVER_MARRIED } from './family-persons.ts';
import { DECILES } from './family-tables.ts';
import { isWoman, type Asked, type FamilyYear } from './family-year.ts';
import { isHead } from './nucleus.ts';

/** Rows that the loops go through before the next ones: as many as are still at hand for the second. */
const BLOCK = 8192;

export function askEverybody(year: FamilyYear): void {
  for (const list of yearly(year.asked)) list.count = 0;
  const { rows } = year.persons;
  const deaths = mostDeaths(year);
  const going = mostGoing(year);
  const bounds = askingBounds(year, deaths, going);
  const births = mostBirths(year);
  let bearer = 0;
  for (let from = 0; from < rows; from += BLOCK) {
    const to = Math.min(rows, from + BLOCK);
    listUncleared(year, bounds, from, to);
    askUncleared(year, deaths, going);
    bearer = askBirths(year, births, bearer, to);
  }
}

/** Those lists that are made here; the other was when the last year ended. */
const yearly = ({ bearing, ...lists }: Asked): GrowingRows[] => Object.values(lists).filter((list) => list !== bearing);

function listUncleared({ persons, keys, asked }: FamilyYear, bounds: Int32Array, fromRow: number, toRow: number): void {
  const { low, high, sexAge, marital } = persons;
  const { fate, union } = keys;
  const uncleared = withRoom(asked.uncleared, BLOCK);
  let found = 0;
  for (let row = fromRow; row < toRow; row++) {
    const at = (marital[row]! * CELLS + sexAge[row]!) * BOUNDS;
    const fateBits = drawBits(fate, low[row]!, high[row]!, 0) >>> 1;
    const bits = drawBits(union, low[row]!, high[row]!, 0);
    const unionBits = bits >>> 1;
    const goingBits = moreBits(bits) >>> 1;
    // Of each difference only the sign counts.
    const isBeyond =
      (fateBits - bounds[at]!) |
      (bounds[at + 1]! - fateBits) |
      (unionBits - bounds[at + 2]!) |
      (bounds[at + 3]! - unionBits) |
      (goingBits - bounds[at + 4]!) |
      (bounds[at + 5]! - goingBits);
    // Whoever is cleared is written too, and the next one over him.
    uncleared[found] = row;
    found += isBeyond >>> 31;
  }
  asked.uncleared.count = found;
}

function askUncleared(year: FamilyYear, deaths: Float64Array, going: MostGoing): void {
  const { persons, tables, families, keys, asked } = year;
  const { low, high, sexAge, region, marital } = persons;
  const { offset, staysUpTo } = tables;
  const { rows, count } = asked.uncleared;
  for (let i = 0; i < count; i++) {
    const row = rows[i]!;
    const cell = sexAge[row]!;
    const at = offset[region[row]!]! + cell;
    const fateBits = drawBits(keys.fate, low[row]!, high[row]!, 0);
    if (fateBits < deaths[at]! && isDying(year, row, at, fateBits)) addRow(asked.dying, row);
    if (fateBits > staysUpTo[at]!) addRow(asked.leaving, row);
    const act = marital[row]! * SEX_AGES + cell;
    if (ACTS[act] === 0) continue;
    const bits = drawBits(keys.union, low[row]!, high[row]!, 0);
    if (bits < families.seeksOrParts[act]!) seekOrPart(year, row);
    if (bits > families.staysUpTo[act]!) leaveOrJoin(year, row);
    const goingBits = moreBits(bits);
    if (goingBits < going.leavesTogether[at]!) addRow(asked.leavingTogether, row);
    if (goingBits > going.stays[cell]!) addRow(isHead(persons, row) ? asked.movingTogether : asked.movingAlone, row);
  }
}

function isDying(
  { persons, households, tables, gradients }: FamilyYear,
  row: number,
  at: number,
  bits: number,
): boolean {
  const decile = households.desil[persons.household[row]!]!;
  return bits < tables.dies[at]! * gradients.deaths[persons.sexAge[row]! * DECILES + decile]!;
}

function seekOrPart({ persons: { marital, sexAge }, asked }: FamilyYear, row: number): void {
  if (marital[row] === MARRIED) addRow(asked.parting, row);
  else addRow(isWoman(sexAge[row]!) ? asked.women : asked.men, row);
}

const leaveOrJoin = ({ persons: { marital }, asked }: FamilyYear, row: number): void =>
  addRow(marital[row] === NEVER_MARRIED ? asked.leavingHome : asked.joiningKin, row);
