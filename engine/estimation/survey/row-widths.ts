/** Rows of a CSV with more or fewer cells than it has columns: read as they stand, numbers would lie under wrong headings. */
import type { Bilingual } from '../../kernel/bilingual.ts';
import type { ErrorPlace } from '../../kernel/errors.ts';
import type { CellRow } from '../../registers/cells.ts';
import type { HeadRow } from '../../registers/headings.ts';
import { surveyFault } from './faults.ts';

/** Rows that have equally many cells. */
interface Width {
  readonly firstRow: number;
  rows: number;
}

/**
 * Counts the cells of each row. One too many is most often a comma inside a cell without quotes, and one too few a mark
 * that went missing: then all cells behind it are shifted. Only what can shift nothing is let pass: the same blank cells
 * behind the last heading in every row.
 */
export class RowWidths {
  readonly #headRow: number;
  /** Columns up to the last heading. */
  readonly #columns: number;
  readonly #byCount = new Map<number, Width>();
  /** The first row with a text behind the last heading, and its cells. */
  #filled: { readonly row: number; readonly count: number } | undefined;

  constructor(head: HeadRow) {
    this.#headRow = head.row;
    this.#columns = head.cells.findLastIndex((cell) => cell.trim() !== '') + 1;
  }

  add(cells: CellRow): void {
    const { row, count } = cells;
    const width = this.#byCount.get(count);
    if (width === undefined) this.#byCount.set(count, { firstRow: row, rows: 1 });
    else width.rows++;
    for (let cell = this.#columns; this.#filled === undefined && cell < count; cell++)
      if (hasText(cells, cell)) this.#filled = { row, count };
  }

  /**
   * @param delimiter what stands between cells
   * @returns what was let pass
   * @throws TwinError input `row-too-long`, `row-too-short`: the first row at fault, its cells and those expected
   */
  end(file: string, delimiter: string): readonly Bilingual[] {
    if (this.#filled !== undefined)
      throw this.#fault({ file, row: this.#filled.row }, this.#filled.count, this.#columns, delimiter);
    if (this.#byCount.size === 0) return [];
    const usual = [...this.#byCount].reduce((a, b) => (b[1].rows > a[1].rows ? b : a))[0];
    const expected = Math.max(usual, this.#columns);
    for (const [count, { firstRow }] of this.#byCount)
      if (count !== expected) throw this.#fault({ file, row: firstRow }, count, expected, delimiter);
    return expected > this.#columns ? [blankNote(expected - this.#columns)] : [];
  }

  #fault(where: ErrorPlace, count: number, expected: number, delimiter: string) {
    const isLong = count > expected;
    const what = `The row has ${cellsOf(count)}, and there are ${this.#columns} columns with a heading (row ${this.#headRow}).`;
    const todo = isLong ? tooLong(delimiter) : tooShort(delimiter);
    return surveyFault(isLong ? 'row-too-long' : 'row-too-short', where, what, cellsOf(expected), todo);
  }
}

const cellsOf = (count: number): string => `${count} cell${count === 1 ? '' : 's'}`;

/** Blanks are no text. */
function hasText({ bytes, starts, ends }: CellRow, cell: number): boolean {
  for (let i = starts[cell]!; i < ends[cell]!; i++) if (bytes[i]! > 32) return true;
  return false;
}

function tooLong(delimiter: string): string {
  const other = delimiter === ',' ? ', or export the file with ";" between cells' : '';
  return `Put a cell that has ${markOf(delimiter)} in it between quotes (such as "36${delimiter}5")${other}; where it is a column of its own, give it a heading.`;
}

const tooShort = (delimiter: string): string =>
  `Write the cells that are missing: a blank one at the end of a row needs its ${markOf(delimiter)} as well.`;

const markOf = (delimiter: string): string => (delimiter === '\t' ? 'tab' : JSON.stringify(delimiter));

const blankNote = (cells: number): Bilingual => ({
  id: `Setiap baris berakhir dengan ${cells} sel kosong tanpa judul kolom: tidak dipakai.`,
  en: `Every row ends in ${cells} blank cell${cells === 1 ? '' : 's'} without a heading: not used.`,
});
