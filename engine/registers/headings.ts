/** Finds the headings of a sheet: below a title, in one line or in two, in any of the first rows. */
import { foldHeading } from './fold.ts';

/** Rows at the top among which the headings are looked for. */
export const HEADING_ROWS = 15;

export interface Heading {
  /** 0-based. */
  readonly column: number;
  /** As the file writes it; both lines where there are two. */
  readonly written: string;
  /** Folded writings by which it may be known, the most telling first. */
  readonly folds: readonly string[];
}

/** A, B … Z, AA: a column as a spreadsheet shows it. @param column 0-based */
export function columnLetters(column: number): string {
  const rest = Math.floor(column / 26);
  return (rest === 0 ? '' : columnLetters(rest - 1)) + String.fromCharCode(65 + (column % 26));
}

/** One or two lines of headings. */
export interface HeadingBlock {
  /** 1-based row of the first line. */
  readonly row: number;
  /** 1-based row of the last line, a line of column numbers included. */
  readonly lastRow: number;
  readonly width: number;
  readonly headings: readonly Heading[];
}

/** A row of text cells with its number in the sheet. */
export interface HeadRow {
  readonly row: number;
  readonly cells: readonly string[];
}

/** Every way to read the top of a sheet as headings: each row alone, and each with the row below it. */
export function headingBlocks(top: readonly HeadRow[]): HeadingBlock[] {
  const blocks: HeadingBlock[] = [];
  top.slice(0, HEADING_ROWS).forEach((line, i) => {
    const next = top[i + 1];
    const single = blockOf(line, line.row, singleHeadings(line.cells), next);
    if (single !== undefined) blocks.push(single);
    if (next?.row !== line.row + 1) return;
    const double = blockOf(line, next.row, doubleHeadings(line.cells, next.cells), top[i + 2]);
    if (double !== undefined) blocks.push(double);
  });
  return blocks;
}

function blockOf(
  line: HeadRow,
  last: number,
  headings: Heading[],
  below: HeadRow | undefined,
): HeadingBlock | undefined {
  if (headings.length < 2) return undefined;
  const lastRow = below !== undefined && isColumnNumbers(below.cells) ? below.row : last;
  return { row: line.row, lastRow, width: headings.at(-1)!.column + 1, headings };
}

const tidy = (text: string): string => text.replace(/\s+/g, ' ').trim();

function singleHeadings(cells: readonly string[]): Heading[] {
  return cells.flatMap((cell, column) => {
    const written = tidy(cell);
    return written === '' ? [] : [{ column, written, folds: [foldHeading(written)] }];
  });
}

/**
 * Merged cells hold their text in the first one: `Data Ayah`, blank, blank over `Nama`, `NIK`. Under such a group a
 * heading counts only together with the group's, so that `Data Ayah / Nama` is never taken for the pupil's name.
 */
function doubleHeadings(top: readonly string[], bottom: readonly string[]): Heading[] {
  const headings: Heading[] = [];
  const isOfGroup = groupedColumns(top, bottom);
  let group = '';
  for (let column = 0; column < Math.max(top.length, bottom.length); column++) {
    const above = tidy(top[column] ?? '');
    const below = tidy(bottom[column] ?? '');
    if (above !== '') group = above;
    if (above === '' && below === '') group = '';
    const upper = above === '' && isOfGroup[column] === true ? group : above;
    const written = [upper, below].filter((part) => part !== '').join(' / ');
    if (written === '') continue;
    const folds = [foldHeading(written)];
    if (isOfGroup[column] !== true) folds.push(...[below, above].filter((part) => part !== '').map(foldHeading));
    headings.push({ column, written, folds: [...new Set(folds)] });
  }
  return headings;
}

/** [column] true under a heading that spans several columns. */
function groupedColumns(top: readonly string[], bottom: readonly string[]): boolean[] {
  const grouped: boolean[] = [];
  let start = -1;
  for (let column = 0; column < Math.max(top.length, bottom.length); column++) {
    const hasBelow = tidy(bottom[column] ?? '') !== '';
    if (tidy(top[column] ?? '') !== '') start = hasBelow ? column : -1;
    else if (hasBelow && start >= 0) grouped[start] = grouped[column] = true;
    else start = -1;
  }
  return grouped;
}

/** Forms print a line (1) (2) (3) under their headings. */
function isColumnNumbers(cells: readonly string[]): boolean {
  const filled = cells.map(tidy).filter((cell) => cell !== '');
  return filled.length >= 3 && filled.every((cell, i) => cell.replace(/^\((\d+)\)$/, '$1') === String(i + 1));
}
