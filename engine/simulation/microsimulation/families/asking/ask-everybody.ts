/**
 * Everybody is asked once what may happen to him this year, as he is at its start. Nothing is changed here, so that no answer
 * depends on the row that somebody stands in.
 *
 * The first loop meets everybody and lists whom its bounds do not clear, one in eight; these are asked exactly. A branch that
 * nobody can foretell costs more than a draw, and a list is written without one.
 */
import { addRow, withRoom, type GrowingRows } from '../../growing-rows.ts';
import { SEX_AGES } from '../../persons.ts';
import { askBirth } from './asking-births.ts';
import { askingBounds, CELLS, type AskingBounds, type MostGoing } from './asking-bounds.ts';
import { MARRIED, NEVER_MARRIED } from '../family-persons.ts';
import { DECILES } from '../family-tables.ts';
import { isWoman, type Asked, type FamilyYear } from '../family-year.ts';
import { isHead } from '../nucleus.ts';
import { bitsOf, FIELDS, FLAGS, mayHappen, screenOf } from './screening.ts';

/** Rows that the first loop goes through before the second: as many as are still at hand then. */
const BLOCK = 8192;

export function askEverybody(year: FamilyYear): void {
  for (const list of yearly(year.asked)) list.count = 0;
  const { rows } = year.persons;
  const bounds = askingBounds(year);
  for (let from = 0; from < rows; from += BLOCK) {
    listUncleared(year, bounds, from, Math.min(rows, from + BLOCK));
    askUncleared(year, bounds);
  }
}

/** Those lists that are made here; the other was when the last year ended. */
const yearly = ({ bearing, ...lists }: Asked): GrowingRows[] => Object.values(lists).filter((list) => list !== bearing);

function listUncleared(
  { persons, keys, asked }: FamilyYear,
  { screening: { least, most } }: AskingBounds,
  fromRow: number,
  toRow: number,
): void {
  const { low, high, sexAge, marital } = persons;
  const { screen } = keys;
  const uncleared = withRoom(asked.uncleared, BLOCK);
  const cells = CELLS;
  let found = 0;
  for (let row = fromRow; row < toRow; row++) {
    const at = marital[row]! * cells + sexAge[row]!;
    const flags = mayHappen(screenOf(screen, low[row]!, high[row]!), least[at]!, most[at]!);
    // Whoever is cleared is written too, and the next one over him.
    uncleared[found] = row;
    found += (flags | (0 - flags)) >>> 31;
  }
  asked.uncleared.count = found;
}

function askUncleared(year: FamilyYear, bounds: AskingBounds): void {
  const { persons, keys, asked } = year;
  const { low, high, sexAge, marital } = persons;
  const { least, most } = bounds.screening;
  const { rows, count } = asked.uncleared;
  for (let i = 0; i < count; i++) {
    const row = rows[i]!;
    const lowBits = low[row]!;
    const highBits = high[row]!;
    const screened = screenOf(keys.screen, lowBits, highBits);
    const at = marital[row]! * CELLS + sexAge[row]!;
    const flags = mayHappen(screened, least[at]!, most[at]!);
    if ((flags & FLAGS.fate) !== 0)
      askFate(year, bounds.dies, row, bitsOf(FIELDS.fate, screened, keys.fate, lowBits, highBits));
    if ((flags & FLAGS.union) !== 0) askUnion(year, row, bitsOf(FIELDS.union, screened, keys.union, lowBits, highBits));
    if ((flags & FLAGS.going) !== 0)
      askGoing(year, bounds.going, row, bitsOf(FIELDS.going, screened, keys.going, lowBits, highBits));
    if ((flags & FLAGS.birth) !== 0)
      askBirth(year, bounds.births, row, bitsOf(FIELDS.birth, screened, keys.birth, lowBits, highBits));
  }
}

function askFate(year: FamilyYear, dies: Float64Array, row: number, bits: number): void {
  const { persons, tables, asked } = year;
  const at = tables.offset[persons.region[row]!]! + persons.sexAge[row]!;
  if (bits < dies[at]! && isDying(year, row, at, bits)) addRow(asked.dying, row);
  if (bits > tables.staysUpTo[at]!) addRow(asked.leaving, row);
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

function askUnion({ persons, families, asked }: FamilyYear, row: number, bits: number): void {
  const cell = persons.sexAge[row]!;
  const status = persons.marital[row]!;
  const act = status * SEX_AGES + cell;
  if (bits < families.seeksOrParts[act]!)
    addRow(status === MARRIED ? asked.parting : isWoman(cell) ? asked.women : asked.men, row);
  if (bits > families.staysUpTo[act]!) addRow(status === NEVER_MARRIED ? asked.leavingHome : asked.joiningKin, row);
}

function askGoing(
  { persons, tables, asked }: FamilyYear,
  { leavesTogether, stays }: MostGoing,
  row: number,
  bits: number,
): void {
  const cell = persons.sexAge[row]!;
  if (bits < leavesTogether[tables.offset[persons.region[row]!]! + cell]!) addRow(asked.leavingTogether, row);
  if (bits > stays[cell]!) addRow(isHead(persons, row) ? asked.movingTogether : asked.movingAlone, row);
}
