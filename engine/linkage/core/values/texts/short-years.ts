/** Years of two digits: which of them are of the 2000s. */
import type { DistinctTexts } from '../standardise.ts';

/** Without years of four digits to go by, a year up to this one is of the 2000s. */
const LATEST_SHORT_YEAR = 25;

/** Of dates in full, one in so many may be a slip, and one in any case where there are three and more. */
const ROWS_A_SLIP = 200;
const FEWEST_ROWS = 3;
/** Years that births may go on after the last one that is no slip. */
const MOST_YEARS_AFTER = 10;

/**
 * Two digits of the latest year of the 2000s that the column writes in full. The latest of all may be a slip (2085 for
 * 1985): the years that all but the latest few rows reach say how late one can be.
 */
export function latestShortYear({ texts, counts }: DistinctTexts): number {
  const rows = new Map<number, number>();
  for (let i = 0; i < texts.length; i++) {
    const year = yearInFull(texts[i]!);
    if (year !== undefined) rows.set(year, (rows.get(year) ?? 0) + counts[i]!);
  }
  const limit = lastThatIsNoSlip(rows) + MOST_YEARS_AFTER;
  const latest = Math.max(0, ...[...rows.keys()].filter((year) => year <= limit));
  return latest < 2000 ? LATEST_SHORT_YEAR : latest - 2000;
}

function yearInFull(text: string): number | undefined {
  const year = /(?:^|\D)((?:19|20)\d\d)(?:$|\D)/.exec(text) ?? /^((?:19|20)\d\d)\d{4}$/.exec(text);
  return year === null ? undefined : Number(year[1]);
}

function lastThatIsNoSlip(rows: ReadonlyMap<number, number>): number {
  const all = [...rows.values()].reduce((sum, count) => sum + count, 0);
  let slips = all < FEWEST_ROWS ? 0 : Math.max(1, Math.floor(all / ROWS_A_SLIP));
  const years = [...rows.keys()].sort((a, b) => b - a);
  return years.find((year) => (slips -= rows.get(year)!) < 0) ?? 0;
}
