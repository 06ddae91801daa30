/**
 * Everybody is asked once what may happen to him this year, as he is at its start. Nothing is changed here, so that no answer
 * depends on the row that somebody stands in.
 *
 * The first loop meets everybody and lists whom its bounds do not clear, one in eight; loops of the processes ask these exactly. A
 * branch that nobody can foretell costs more than a draw, and a list is written without one. What takes more columns is asked
 * here, of the few who are left.
 */
import { addRow, addRows } from '../../growing-rows.ts';
import { askBirth } from './asking-births.ts';
import { askingBounds, type AskingBounds } from './asking-bounds.ts';
import { DECILES } from '../family-tables.ts';
import type { FamilyYear } from '../family-year.ts';
import { isHead } from '../nucleus.ts';
import { exactAsking, UNIONS, type ExactAsking } from './exact-loop.ts';
import { SCREENED_AT_ONCE, screening } from './screen-loop.ts';

export function askEverybody(year: FamilyYear): void {
  for (const list of Object.values(year.asked)) list.count = 0;
  const { persons, families, tables, keys } = year;
  const bounds = askingBounds(year);
  const exact = exactAsking(persons, families, tables, { dies: bounds.dies, ...bounds.going }, keys);
  const { screen } = screening(persons, bounds.screening, keys.screen);
  for (let from = 0; from < persons.rows; from += SCREENED_AT_ONCE) {
    const to = Math.min(persons.rows, from + SCREENED_AT_ONCE);
    const listed = screen(from, to);
    exact.take(from, to);
    askFates(year, exact, listed, from);
    askUnions(year, exact, listed, from);
    askGoing(year, exact, listed, from);
    askBirths(year, bounds, exact, listed, from);
  }
}

function askFates(year: FamilyYear, { found, ask }: ExactAsking, listed: number, from: number): void {
  const { asked } = year;
  const [mayDie, leaving] = ask('fate', listed, from);
  for (let i = 0; i < mayDie; i++)
    if (isDying(year, found.first[i]!, found.bits[i]!)) addRow(asked.dying, found.first[i]!);
  addRows(asked.leaving, found.second, leaving);
}

function isDying({ persons, households, tables, gradients }: FamilyYear, row: number, bits: number): boolean {
  const cell = persons.sexAge[row]!;
  const dies = tables.dies[tables.offset[persons.region[row]!]! + cell]!;
  return bits < dies * gradients.deaths[cell * DECILES + households.desil[persons.household[row]!]!]!;
}

function askUnions({ asked }: FamilyYear, { found, ask }: ExactAsking, listed: number, from: number): void {
  ask('union', listed, from);
  for (const [name, kind] of Object.entries(UNIONS))
    addRows(asked[name as keyof typeof UNIONS], found.unions[kind]!, found.numbers[kind]!);
}

function askGoing({ persons, asked }: FamilyYear, { found, ask }: ExactAsking, listed: number, from: number): void {
  const [leaving, moving] = ask('going', listed, from);
  addRows(asked.leavingTogether, found.first, leaving);
  for (let i = 0; i < moving; i++) {
    const row = found.second[i]!;
    addRow(isHead(persons, row) ? asked.movingTogether : asked.movingAlone, row);
  }
}

function askBirths(
  year: FamilyYear,
  { births }: AskingBounds,
  { found, ask }: ExactAsking,
  listed: number,
  from: number,
): void {
  const [mayBear] = ask('birth', listed, from);
  for (let i = 0; i < mayBear; i++) askBirth(year, births, found.first[i]!, found.bits[i]!);
}
