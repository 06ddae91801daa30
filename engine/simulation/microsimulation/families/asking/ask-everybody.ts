/**
 * Everybody is asked once what may happen to him this year, as he is at its start. Nothing is changed here, so that no answer
 * depends on the row that somebody stands in.
 *
 * The first loop meets everybody and lists whom its bounds do not clear, one in eight; these are asked exactly. A branch that
 * nobody can foretell costs more than a draw, and a list is written without one.
 */
import { addRow } from '../../growing-rows.ts';
import { SEX_AGES } from '../../persons.ts';
import { askBirth } from './asking-births.ts';
import { askingBounds, type AskingBounds, type MostGoing } from './asking-bounds.ts';
import { MARRIED, NEVER_MARRIED } from '../family-persons.ts';
import { DECILES } from '../family-tables.ts';
import { isWoman, type FamilyYear } from '../family-year.ts';
import { isHead } from '../nucleus.ts';
import { SCREENED_AT_ONCE, screening, type Uncleared } from './screen-loop.ts';
import { bitsOf, FIELDS, FLAGS } from './screening.ts';

export function askEverybody(year: FamilyYear): void {
  for (const list of Object.values(year.asked)) list.count = 0;
  const { persons, keys } = year;
  const bounds = askingBounds(year);
  const { uncleared, screen } = screening(persons, bounds.screening, keys.screen);
  for (let from = 0; from < persons.rows; from += SCREENED_AT_ONCE)
    askUncleared(year, bounds, uncleared, screen(from, Math.min(persons.rows, from + SCREENED_AT_ONCE)));
}

/** @param count how many are listed */
function askUncleared(
  year: FamilyYear,
  bounds: AskingBounds,
  { rows, screened, flags }: Uncleared,
  count: number,
): void {
  const { persons, keys } = year;
  const { low, high } = persons;
  for (let i = 0; i < count; i++) {
    const row = rows[i]!;
    const lowBits = low[row]!;
    const highBits = high[row]!;
    const drawn = screened[i]!;
    const may = flags[i]!;
    if ((may & FLAGS.fate) !== 0)
      askFate(year, bounds.dies, row, bitsOf(FIELDS.fate, drawn, keys.fate, lowBits, highBits));
    if ((may & FLAGS.union) !== 0) askUnion(year, row, bitsOf(FIELDS.union, drawn, keys.union, lowBits, highBits));
    if ((may & FLAGS.going) !== 0)
      askGoing(year, bounds.going, row, bitsOf(FIELDS.going, drawn, keys.going, lowBits, highBits));
    if ((may & FLAGS.birth) !== 0)
      askBirth(year, bounds.births, row, bitsOf(FIELDS.birth, drawn, keys.birth, lowBits, highBits));
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
