/** Where learning starts for dates, some of which may tell no day: ages that were asked, years on old papers. */
import type { LevelShape } from '../../comparison.ts';
import type { FieldColumn } from '../../table.ts';
import { startLevels } from './start-levels.ts';
import { packDate } from '../date-levels.ts';

/** Levels that years alone never show. */
const OF_DAYS = ['two-slips', 'year', 'day', 'year-day', 'month', 'slip', 'swapped'] as const;
/** Fewer rows without a day than this move nothing. */
const FEWEST_SHARE = 0.01;

export function startOfDates(column: FieldColumn): LevelShape[] {
  const yearsAlone = yearsAloneShare(column);
  if (yearsAlone === 1) return startLevels('date', 'date', OF_DAYS);
  const levels = startLevels('date');
  if (yearsAlone < FEWEST_SHARE) return levels;
  // Matches of which one tells no day cannot agree on it: what they would show as the same day they show as the same year.
  const isOpen = 1 - (1 - yearsAlone) ** 2;
  const moved = levels.find(({ name }) => name === 'same')!.m * isOpen;
  return levels.map((level) => ({ ...level, m: level.m + (MOVES[level.name] ?? 0) * moved }));
}

const MOVES: Readonly<Record<string, number>> = { same: -1, year: 1 };

/** Share of the rows that tell a date whose date is a year. */
function yearsAloneShare({ values, book }: FieldColumn): number {
  const isYear = Uint8Array.from({ length: book.count }, (_, value) =>
    (packDate(book, value) & 0xffff) === 0 ? 1 : 0,
  );
  let [told, years] = [0, 0];
  for (const value of values) {
    if (value === 0) continue;
    told++;
    years += isYear[value]!;
  }
  return told === 0 ? 0 : years / told;
}
