import { harmless } from './harmless.ts';

/** Cells as a line of a CSV; texts that look like formulas made harmless, a number that is not known left blank. */
export const csvLine = (cells: readonly (string | number)[]): string => cells.map(csvField).join(',');

function csvField(cell: string | number): string {
  const text = typeof cell === 'string' ? harmless(cell) : Number.isNaN(cell) ? '' : String(cell);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
