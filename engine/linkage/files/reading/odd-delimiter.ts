/** A delimiter that nobody named, seen in the rows at the top of a file. */
import type { HeadRow } from '../../../registers/headings.ts';

/** What may part cells, and stands in names, dates and addresses seldom or never equally often in each row. */
const CANDIDATES = [
  ';',
  ',',
  '\t',
  '|',
  '^',
  '~',
  '#',
  '!',
  '%',
  '*',
  '+',
  '=',
  '\\',
  '$',
  '&',
  ':',
  '\u0001',
  '\u001f',
];
const FEWEST_ROWS = 2;

export interface OddDelimiter {
  readonly delimiter: string;
  /** How often it stands in each row. */
  readonly times: number;
}

/**
 * @param lines rows that were not parted
 * @param tried what they were parted by; nothing is odd where it stands in each row alike
 * @returns the mark that stands most often, in each row alike
 */
export function oddDelimiter(lines: readonly HeadRow[], tried: string): OddDelimiter | undefined {
  const texts = lines.map(({ cells }) => cells.join('')).filter((text) => !/^sep=.?$/.test(text));
  if (texts.length < FEWEST_ROWS || timesOf(texts, tried) > 0) return undefined;
  return CANDIDATES.map((delimiter) => ({ delimiter, times: timesOf(texts, delimiter) })).reduce<
    OddDelimiter | undefined
  >((best, next) => (next.times > (best?.times ?? 0) ? next : best), undefined);
}

/** How often it stands in each row; 0 where rows differ. */
function timesOf(texts: readonly string[], delimiter: string): number {
  const [times = 0, ...others] = texts.map((text) => text.split(delimiter).length - 1);
  return others.every((other) => other === times) ? times : 0;
}
