/** What goes wrong with the birth date of a line: at most one error. */
import { NO_DATE } from '../../../kernel/time.ts';
import { firstOfMonth, swapped, wrongDay, wrongYear } from './dates.ts';
import type { LineDice } from './line-dice.ts';

/** @returns the day as written, NO_DATE where it is missing */
export function spoiledBirth(bornOn: number, dice: LineDice, referenceDay: number): number {
  if (dice.happens('born-missing')) return NO_DATE;
  if (dice.happensIf('born-swapped', () => swapped(bornOn) !== undefined)) return swapped(bornOn)!;
  if (dice.happens('born-first-of-month')) return firstOfMonth(bornOn, dice.draw('born-first-of-month'));
  if (dice.happens('born-year')) return wrongYear(bornOn, referenceDay, dice.draw('born-year'));
  return dice.happens('born-day') ? wrongDay(bornOn, dice.draw('born-day')) : bornOn;
}
